import type { VNode } from 'preact';
import { ok } from '#kernel/esito';
import { formatGiorno, parseGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import { formatEuro } from '#kernel/importo';
import { registraNotifica, scalaDi, validaNotifica } from '#modules/posizioni';
import { ufficioDovuto } from '#testi/it/ufficio-dovuto';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { paginaAtto, type Aperta, type Compilato } from '../atto-posizione.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';

const testi = ufficioPosizione.notifica;

/** The day on which the debtor was served: the day zero of what is counted from it. */
export const dovutoNotifica = paginaAtto<Giorno>({
  nome: 'notifica',
  testi: { titolo: testi.titolo, conferma: testi.conferma, motivo: testi.come, motivoAiuto: testi.comeAiuto },
  tocca: ({ aperti }) => aperti,
  iniziali: ({ notificataIl }) => ({ giorno: notificataIl ?? '' }),
  campi: (c) => <Campi {...c} />,
  vivo: ({ a, valori }) => <Termini a={a} giorno={parseGiorno(valori['giorno'] ?? '')} />,
  leggi: ({ a, valori }) => {
    const giorno = parseGiorno(valori['giorno'] ?? '');
    if (giorno === null) return { errori: { giorno: ufficioDovuto.dataNonValida } };
    if (giorno === a.notificataIl) return { errori: { giorno: frase({ codice: 'NULLA_DA_CAMBIARE' }) }, gia: true };
    const valido = validaNotifica(giorno, a.oggi);
    return valido.ok ? { valore: giorno } : { errori: { giorno: frase(valido.refusal) } };
  },
  riassunto: (giorno, a) => (
    <>
      <p>{testi.riassunto(formatGiorno(giorno))}</p>
      <Termini a={a} giorno={giorno} />
    </>
  ),
  compi: async ({ ctx }, giorno, { a, aMano }) => {
    const esito = await registraNotifica(ctx, { posizioneId: a.posizioneId, giorno }, aMano);
    return esito.ok ? ok(undefined) : esito;
  },
  campoDelRifiuto: { NOTIFICA_FUTURA: 'giorno', NOTIFICA_TROPPO_VECCHIA: 'giorno' },
});

function Campi({ a, valori, errori }: Compilato): VNode {
  return (
    <>
      <p>{testi.introduzione}</p>
      {a.notificataIl !== null && <p>{testi.registrata(formatGiorno(a.notificataIl))}</p>}
      <div
        hx-post={VAI.attoDovuto(a.d.id, 'notifica')}
        hx-trigger="change delay:100ms"
        hx-target="#termini"
        hx-swap="outerHTML"
        hx-include="closest form"
      >
        <Campo
          nome="giorno"
          etichetta={testi.giorno}
          aiuto={testi.giornoAiuto}
          tipo="date"
          larghezza="breve"
          valore={valori['giorno']}
          errore={errori['giorno']}
        />
      </div>
      <Termini a={a} giorno={parseGiorno(valori['giorno'] ?? '')} />
      <p>
        <Bottone aspetto="secondario" nome="azione" valore="aggiorna">
          {testi.aggiorna}
        </Bottone>
      </p>
    </>
  );
}

/** What a day of notification makes of the terms, way by way, and of the amount of this dovuto. */
function Termini({ a, giorno }: { a: Aperta; giorno: Giorno | null }): VNode {
  return (
    <section id="termini" aria-labelledby="termini-titolo" role="status">
      <h2 id="termini-titolo">{testi.termini}</h2>
      {giorno === null || !validaNotifica(giorno, a.oggi).ok ? (
        <p>{testi.senzaGiorno}</p>
      ) : (
        <ul>
          {frasiDi(a, giorno).map((una) => (
            <li key={una}>{una}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function frasiDi(a: Aperta, notificataIl: Giorno): string[] {
  const modi = a.opzioni.map(({ ordine, giorniDallaNotifica }) => {
    const modo = testi.modo(ordine);
    if (giorniDallaNotifica === null) return testi.sempre(modo);
    const ultimo = piuGiorni(notificataIl, giorniDallaNotifica);
    return ultimo < a.oggi ? testi.giaFinito(modo, formatGiorno(ultimo)) : testi.finoAl(modo, formatGiorno(ultimo));
  });
  const termini = { notificataIl, validaDal: null, validaAl: null, giorniDallaNotifica: null, gradini: a.gradini };
  const passi = scalaDi(a.d.importoCents, termini);
  return [...modi, ...passi.map((p) => testi.costera(formatGiorno(p.dal), formatEuro(p.importoCents)))];
}
