import type { VNode } from 'preact';
import type { EventoLetto } from '#modules/registro';
import { ufficioCollaudo } from '#testi/it/ufficio-collaudo';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { Azioni, Bottone } from '#ui/bottone';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { istanteScritto, sullaPagina, type ColonnaElenco } from '../elenco-file.ts';
import { ApriEvento, nomeEvento } from '../evento.tsx';
import { con, VAI } from '../indirizzi.ts';

const testi = ufficioCollaudo.chiamate;

/** As many as a page shows. */
export const QUANTE = 100;

/** What the list says of each call. */
export const COLONNE_CHIAMATE: readonly ColonnaElenco<EventoLetto>[] = [
  { titolo: testi.chiamata, testo: nomeEvento, cella: (e) => <code>{nomeEvento(e)}</code> },
  {
    titolo: ufficioScambi.colonne.istante,
    testo: (e) => istanteScritto(e.istante),
    cella: (e) => <Istante istante={e.istante} />,
  },
  { titolo: ufficioScambi.colonne.esito, testo: (e) => e.esito ?? '–' },
  {
    titolo: ufficioScambi.colonne.dettagli,
    testo: (e) => e.parametri ?? '–',
    cella: (e) => <code>{e.parametri ?? '–'}</code>,
  },
  {
    titolo: ufficioScambi.colonne.messaggio,
    solo: 'pagina',
    testo: () => '',
    cella: (e) => <ApriEvento evento={e} />,
  },
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
        colonne={sullaPagina(COLONNE_CHIAMATE)}
        righe={eventi}
        chiave={({ id }) => id}
        vuoto={
          <Vuoto titolo={testi.vuoto}>
            <p>{testi.vuotoTesto}</p>
          </Vuoto>
        }
      />
      {eventi.length > 0 && (
        <ScaricaElenco a={(forma) => con(VAI.elencoChiamate(forma), { giorno, esito: esito ?? '' })} />
      )}
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
