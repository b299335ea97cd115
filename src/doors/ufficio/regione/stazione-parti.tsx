import type { VNode } from 'preact';
import type { EnteDiStazione, StazioneInElenco } from '#modules/enti';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { ufficioStazioni as testi } from '#testi/it/ufficio-stazioni';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Tabella } from '#ui/tabella';
import { FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import type { Regione } from './lavoro.ts';

/** The pages above those of a station. */
export const SOPRA_STAZIONE = [{ testo: testi.titolo, a: IN_REGIONE.stazioni }];

/** The new segment, said once. */
export function Segmento({ l, s, segmento }: { l: Regione; s: StazioneInElenco; segmento: string }): VNode {
  return (
    <FoglioRegione l={l} titolo={testi.segmento.titolo} sopra={SOPRA_STAZIONE}>
      <Messaggio tipo="attenzione" esito>
        <p>{testi.segmento.unaVolta}</p>
      </Messaggio>
      <Dati
        dati={[
          { nome: testi.colonne.codice, valore: s.codice },
          {
            nome: testi.segmento.indirizzo,
            valore: <code>{`${l.ctx.config.urlPubblico}/nodo/${segmento}/paForNode`}</code>,
          },
        ]}
      />
      <p>{testi.segmento.poi}</p>
      <Azioni>
        <Bottone a={IN_REGIONE.stazione(s.stazioneId)}>{testi.segmento.torna}</Bottone>
      </Azioni>
    </FoglioRegione>
  );
}

/** The enti that a station serves. */
export function EntiStazione({ enti }: { enti: readonly EnteDiStazione[] }): VNode {
  return (
    <Tabella
      id="enti"
      titolo={testi.enti.elenco}
      colonne={[
        { titolo: ufficioRegione.enti.colonne.denominazione, cella: ({ denominazione }) => denominazione },
        {
          titolo: ufficioRegione.enti.colonne.ambiente,
          cella: ({ ambiente }) => ufficioRegione.enti.ambienti[ambiente],
        },
        { titolo: testi.enti.segregazione, cella: ({ segregazione }) => segregazione },
        {
          titolo: testi.enti.uso,
          cella: (e) => testi.enti.usi[e.validaAl === null ? (e.predefinita ? 'predefinita' : 'altra') : 'chiusa'],
        },
      ]}
      righe={enti}
      chiave={({ enteId }) => enteId}
      apri={({ enteId }) => IN_REGIONE.ente(enteId)}
      vuoto={<p>{testi.enti.vuoto}</p>}
    />
  );
}
