import type { VNode } from 'preact';
import type { EventoLetto } from '#modules/registro';
import { ufficioCollaudo } from '#testi/it/ufficio-collaudo';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { Azioni, Bottone } from '#ui/bottone';
import { Tabella, type Colonna } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { ApriEvento, nomeEvento } from '../evento.tsx';
import { con, VAI } from '../indirizzi.ts';

const testi = ufficioCollaudo.chiamate;

/** As many as a page shows. */
export const QUANTE = 100;

const COLONNE: readonly Colonna<EventoLetto>[] = [
  { titolo: testi.chiamata, cella: (e) => <code>{nomeEvento(e)}</code> },
  { titolo: ufficioScambi.colonne.istante, cella: (e) => <Istante istante={e.istante} /> },
  { titolo: ufficioScambi.colonne.esito, cella: (e) => e.esito ?? '–' },
  { titolo: ufficioScambi.colonne.dettagli, cella: (e) => <code>{e.parametri ?? '–'}</code> },
  { titolo: ufficioScambi.colonne.messaggio, cella: (e) => <ApriEvento evento={e} /> },
];

/** The calls found, each to be opened; and the way to those before them, with what was looked for. */
export function ElencoChiamate({
  eventi,
  cercate,
}: {
  eventi: readonly EventoLetto[];
  cercate: { giorno: string; esito: string | null };
}): VNode {
  const ultimo = eventi.at(-1);
  const { giorno, esito } = cercate;
  return (
    <>
      <Tabella
        id="chiamate"
        titolo={ufficioScambi.elenco}
        colonne={COLONNE}
        righe={eventi}
        chiave={({ id }) => id}
        vuoto={
          <Vuoto titolo={testi.vuoto}>
            <p>{testi.vuotoTesto}</p>
          </Vuoto>
        }
      />
      {eventi.length === QUANTE && ultimo !== undefined && (
        <Azioni>
          <Bottone
            a={con(VAI.chiamate, { giorno, esito: esito ?? '', prima: `${ultimo.istante.getTime()}.${ultimo.id}` })}
            aspetto="secondario"
          >
            {testi.altre}
          </Bottone>
        </Azioni>
      )}
    </>
  );
}
