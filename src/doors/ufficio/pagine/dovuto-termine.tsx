import type { VNode } from 'preact';
import { formatGiorno, piuGiorni } from '#kernel/giorno';
import { impostaTermine, validaTermine } from '#modules/posizioni';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Campo } from '#ui/campo';
import { paginaAtto, type Aperta, type Compilato } from '../atto-posizione.tsx';
import { frase } from '../frase.ts';

const testi = ufficioPosizione.termine;

/** Through which day after the notification a way to pay is open. */
export const dovutoTermine = paginaAtto<{ giorni: number | null }>({
  nome: 'termine',
  testi: { titolo: testi.titolo, conferma: testi.conferma },
  tocca: ({ aperti, opzioneId }) => aperti.filter((d) => d.opzioneId === opzioneId),
  iniziali: ({ giorniDallaNotifica }) => ({ giorni: giorniDallaNotifica === null ? '' : String(giorniDallaNotifica) }),
  campi: (c) => <Campi {...c} />,
  leggi: ({ a, valori }) => {
    const scritto = (valori['giorni'] ?? '').trim();
    const giorni = scritto === '' ? null : /^\d{1,4}$/.test(scritto) ? Number(scritto) : Number.NaN;
    if (giorni === a.giorniDallaNotifica)
      return { errori: { giorni: frase({ codice: 'NULLA_DA_CAMBIARE' }) }, gia: true };
    const valido = validaTermine(giorni);
    return valido.ok ? { valore: { giorni } } : { errori: { giorni: frase(valido.refusal) } };
  },
  riassunto: ({ giorni }, a) => <Riassunto giorni={giorni} a={a} />,
  compi: ({ ctx }, { giorni }, { a, aMano }) => impostaTermine(ctx, { opzioneId: a.opzioneId, giorni }, aMano),
  campoDelRifiuto: { TERMINE_NON_VALIDO: 'giorni' },
});

function Campi({ a, valori, errori }: Compilato): VNode {
  const { giorniDallaNotifica } = a;
  return (
    <>
      <p>{testi.introduzione}</p>
      <p>{giorniDallaNotifica === null ? testi.adessoNessuno : testi.adesso(giorniDallaNotifica)}</p>
      <Campo
        nome="giorni"
        etichetta={testi.giorni}
        aiuto={testi.giorniAiuto}
        valore={valori['giorni']}
        errore={errori['giorni']}
        cifre
        larghezza="breve"
        facoltativo
      />
    </>
  );
}

function Riassunto({ giorni, a }: { giorni: number | null; a: Aperta }): VNode {
  if (giorni === null) return <p>{testi.riassuntoNessuno}</p>;
  return (
    <>
      <p>{testi.riassunto(giorni)}</p>
      <p>{fineDi(a, giorni)}</p>
    </>
  );
}

function fineDi({ notificataIl, oggi }: Aperta, giorni: number): string {
  if (notificataIl === null) return testi.nonNotificata;
  const ultimo = piuGiorni(notificataIl, giorni);
  return (ultimo < oggi ? testi.giaFinito : testi.finoAl)(formatGiorno(ultimo));
}
