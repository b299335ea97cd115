import { contaEsclusi, interrompiAnnullo, leggiAnnullo, leggiEsclusiAnnullo, type Annullo } from '#modules/flussi';
import type { Escluso } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { errore, frammento, pagina, vai } from '#platform/http/pagina';
import { ufficioAnnullo as testi } from '#testi/it/ufficio-annullo';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Modulo } from '#ui/modulo';
import { Paginazione } from '#ui/paginazione';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { AndamentoAnnullo, isAnnullabile, siAnnulla } from '../annullo.tsx';
import { Foglio } from '../aspetto.tsx';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { nomiAttori } from '../attori.ts';
import { conFlussoVisibile } from '../flusso-visibile.ts';
import { intero } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, guardaSoltanto, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';

/** The last annulment of a flow: how far it is, and who may stops it; then what it left as it was, one by one. */
export const flussoAnnullo: PaginaUfficio = {
  percorso: '/flussi/:id/annullo',
  chi: 'operatore',
  atto: { post: 'carica' },
  get: alLavoro((l, r) =>
    conFlussoVisibile(l, r, async (t, f) => {
      const annullo = await leggiAnnullo(t, f.id);
      if (annullo === null) return errore('nonTrovata');
      const conti = siAnnulla(annullo) ? [] : await contaEsclusi(t, annullo.id);
      const puo = !guardaSoltanto(l, 'carica') && isAnnullabile(f);
      const andamento = <AndamentoAnnullo flusso={f} annullo={annullo} conti={conti} puo={puo} />;
      if (r.htmx) return frammento(andamento);
      const esclusi = await leggiPagina(t, r, annullo);
      const nome = await nomiAttori(t, [annullo.richiestoDa, annullo.interrottoDa ?? annullo.richiestoDa]);
      return pagina(
        <Foglio
          u={l}
          titolo={testi.titolo}
          sezione={VAI.flussi}
          percorso={[
            { testo: ufficioFlussi.flussi.titolo, a: VAI.flussi },
            { testo: f.nomeFile ?? f.id, a: VAI.flusso(f.id) },
          ]}
        >
          {andamento}
          {siAnnulla(annullo) && puo && (
            <Modulo>
              <Azioni>
                <Bottone aspetto="secondario" nome="ferma" valore="si">
                  {testi.ferma}
                </Bottone>
              </Azioni>
            </Modulo>
          )}
          <Dati
            dati={[
              { nome: testi.chiesto, valore: <Istante istante={annullo.richiestoIl} /> },
              { nome: testi.da, valore: nome(annullo.richiestoDa) },
              { nome: testi.motivo, valore: annullo.motivo },
              annullo.finitoIl && { nome: testi.finitoIl, valore: <Istante istante={annullo.finitoIl} /> },
              annullo.interrottoDa === null ? null : { nome: testi.fermatoDa, valore: nome(annullo.interrottoDa) },
            ]}
          />
          {esclusi.righe.length > 0 && (
            <>
              <TabellaEsclusi righe={esclusi.righe} />
              <Paginazione precedente={esclusi.precedente} successiva={esclusi.successiva} />
              <ScaricaElenco a={(forma) => VAI.esclusiAnnullo(f.id, forma)} />
            </>
          )}
        </Foglio>,
      );
    }),
  ),
  post: alLavoro((l, r) =>
    conFlussoVisibile(l, r, async (t, f) => {
      // Whoever asks for it too late reads in the page how it ended.
      await interrompiAnnullo(t, f.id);
      return vai(VAI.annulloFlusso(f.id));
    }),
  ),
};

async function leggiPagina(t: Ctx, r: RichiestaUfficio, a: Annullo): Promise<Tratto<Escluso>> {
  if (siAnnulla(a)) return { righe: [] };
  const punto = puntoDi(r, (cursore) => /^\d{1,9}$/.test(cursore));
  return leggiTratto(punto, {
    leggi: (quanti) =>
      leggiEsclusiAnnullo(t, a.id, {
        dopo: Number(punto.dopo ?? 0),
        prima: punto.prima === null ? null : Number(punto.prima),
        quanti,
      }),
    cursore: ({ riga }) => String(riga),
    indirizzo: (da) => `${con(VAI.annulloFlusso(a.flussoId), da)}#esclusi`,
  });
}

function TabellaEsclusi({ righe }: { righe: readonly Escluso[] }) {
  return (
    <Tabella
      id="esclusi"
      titolo={testi.elenco}
      colonne={[
        { titolo: testi.colonne.iud, cella: ({ iud }) => iud },
        { titolo: testi.colonne.riga, numerica: true, cella: ({ riga }) => intero(riga) },
        { titolo: testi.colonne.perche, cella: ({ motivo }) => testi.motivi[motivo] },
      ]}
      righe={righe}
      chiave={({ riga }) => String(riga)}
      apri={({ dovutoId }) => VAI.dovuto(dovutoId)}
      vuoto={<p />}
    />
  );
}
