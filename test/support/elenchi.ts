/**
 * A list of the ufficio. `in`: the file that makes its table. How it is searched: with words that are posted and kept (`inviata`, also for
 * another address: `cercaA`), with words that stand in its address (`indirizzo`: a list of what is nobody's), with filters alone, or with
 * fields that are sent and kept nowhere. Read in pages by their keys (`chiavi`), in pages of another kind, or whole. Its file is at an
 * address below its own, or comes from the form that looks for it, or is another document.
 */
type Elenco = {
  a: string;
  in: string;
  cerca: 'inviata' | 'indirizzo' | 'filtri' | 'campi';
  cercaA?: string;
  pagine: 'chiavi' | 'avanti' | 'intero';
  file: 'indirizzo' | 'inviato' | 'documento' | 'scelta';
};

const GRANDE = { cerca: 'inviata', pagine: 'chiavi', file: 'indirizzo' } as const;
/** Short, and nobody's: read whole, searched by an address. */
const BREVE = { cerca: 'indirizzo', pagine: 'intero', file: 'indirizzo' } as const;
/** One is chosen from it, to go on: there is nothing to take away. */
const SCELTA = { cerca: 'indirizzo', pagine: 'intero', file: 'scelta' } as const;

export const ELENCHI: readonly Elenco[] = [
  { a: '/dovuti', in: 'tabella-dovuti.tsx', ...GRANDE, cercaA: '/cerca' },
  { a: '/flussi', in: 'tabella-flussi.tsx', ...GRANDE },
  { a: '/incassi', in: 'tabella-flussi.tsx', ...GRANDE, cercaA: '/incassi/cerca' },
  { a: '/incassi/messaggi', in: 'pagine/messaggi.tsx', ...GRANDE },
  { a: '/incassi/da-rimborsare', in: 'pagine/rimborsi.tsx', ...GRANDE },
  { a: '/incassi/programmati', in: 'tabella-programmati.tsx', ...BREVE },
  { a: '/incassi/scambi', in: 'pagine/scambi.tsx', cerca: 'campi', pagine: 'intero', file: 'inviato' },
  { a: '/rendicontazione', in: 'pagine/rendicontazioni.tsx', ...GRANDE },
  { a: '/rendicontazione/mancanti', in: 'pagine/mancanti.tsx', ...GRANDE },
  { a: '/rendicontazione/quadratura', in: 'pagine/quadratura.tsx', ...GRANDE },
  { a: '/rendicontazione/:id', in: 'rendicontazione-righe.tsx', cerca: 'inviata', pagine: 'avanti', file: 'documento' },
  { a: '/deleghe', in: 'pagine/deleghe.tsx', ...GRANDE },
  { a: '/link', in: 'pagine/link.tsx', ...GRANDE },
  // By days, act and who: an act has no words but those.
  { a: '/registro', in: 'tabella-atti.tsx', ...GRANDE, cerca: 'filtri' },
  // A few of each kind are shown; each kind has its own list, where it is searched.
  { a: '/fermi', in: 'pagine/fermi.tsx', cerca: 'filtri', pagine: 'intero', file: 'indirizzo' },
  { a: '/configurazione/operatori', in: 'operatori/elenco.tsx', ...GRANDE, pagine: 'intero' },
  { a: '/configurazione/conti', in: 'pagine/conti.tsx', ...BREVE },
  { a: '/configurazione/stazioni', in: 'pagine/stazioni.tsx', ...BREVE },
  { a: '/configurazione/tipi', in: 'pagine/tipi.tsx', ...BREVE },
  { a: '/configurazione/tassonomia', in: 'pagine/tassonomia.tsx', ...BREVE, cerca: 'filtri' },
  { a: '/configurazione/chiavi', in: 'chiavi/elenco.tsx', ...BREVE },
  { a: '/configurazione/eventi', in: 'eventi/elenco.tsx', ...BREVE },
  { a: '/configurazione/spinta/esiti', in: 'eventi/esiti.tsx', ...GRANDE },
  // By day and outcome.
  {
    ...{ a: '/configurazione/collaudo/chiamate', in: 'collaudo/chiamate-elenco.tsx' },
    ...{ cerca: 'filtri', pagine: 'avanti', file: 'indirizzo' },
  },
  { a: '/regione/enti', in: 'regione/enti.tsx', ...BREVE, pagine: 'chiavi' },
  { a: '/regione/stazioni', in: 'regione/stazioni.tsx', ...BREVE },
  { a: '/regione/catalogo', in: 'regione/catalogo.tsx', ...BREVE },
  { a: '/regione/catalogo/usi', in: 'regione/catalogo.tsx', ...BREVE },
  { a: '/regione/tassonomia', in: 'regione/tassonomia.tsx', ...BREVE },
  // The name that is looked for is sent, and kept nowhere.
  { a: '/regione/utenti', in: 'regione/utenti.tsx', cerca: 'campi', pagine: 'chiavi', file: 'indirizzo' },
  { a: '/regione/registro', in: 'regione/registro-atti.tsx', cerca: 'filtri', pagine: 'chiavi', file: 'indirizzo' },
  { a: '/regione/giornale', in: 'regione/giornale-eventi.tsx', cerca: 'campi', pagine: 'avanti', file: 'inviato' },
  { a: '/regione/lavori', in: 'regione/lavori.tsx', cerca: 'filtri', pagine: 'avanti', file: 'indirizzo' },
  { a: '/dovuti/nuovo', in: 'pagine/dovuto-nuovo.tsx', ...SCELTA },
  { a: '/link/nuovo', in: 'pagine/link-nuovo.tsx', ...SCELTA },
];

/** The addresses of the lists of which something holds. */
export function elenchi(quali: (elenco: Elenco) => boolean): string[] {
  return ELENCHI.filter(quali).map(({ a }) => a);
}

const PARTE = 'part of one thing, shown whole with it';
const CONFERMA = 'what an act will do, before it is confirmed';
const POCHI = 'a handful of places, each with its acts: no page of them is ever full';
const CAMPIONE = 'the first ones, as a sample: the file beside it has them all';

/** The tables that are no list: why. */
export const NESSUN_ELENCO: Readonly<Record<string, string>> = {
  'elenco-breve.tsx': 'the short lists themselves, each named by its page',
  'a-mano/anteprima.tsx': CONFERMA,
  'a-mano/modifica.tsx': CONFERMA,
  'anteprima.tsx': CAMPIONE,
  'anteprima-pronta.tsx': CAMPIONE,
  'atto-posizione.tsx': CONFERMA,
  'impatto-conto.tsx': CONFERMA,
  'piano-rate.tsx': CONFERMA,
  'avvertenze.tsx': CAMPIONE,
  'svolgimento.tsx': CAMPIONE,
  'fogli-link-parti.tsx': CAMPIONE,
  'pagine/flusso-annullo.tsx': CAMPIONE,
  'allegati-dovuto.tsx': PARTE,
  'aumenti.tsx': PARTE,
  'colonne-trovate.tsx': PARTE,
  'mancante-dati.tsx': PARTE,
  'posizione-dovuto.tsx': PARTE,
  'riassunto-dovuto.tsx': PARTE,
  'storia-conto.tsx': PARTE,
  'pagine/dovuto-invia.tsx': PARTE,
  'pagine/modulo-versioni.tsx': PARTE,
  'regione/adesione.tsx': PARTE,
  'regione/ente-parti.tsx': PARTE,
  'regione/stazione-parti.tsx': PARTE,
  'eventi/invii.tsx': 'the sends of one subscription, the latest first, a page at a time',
  'eventi/spinta.tsx': POCHI,
  'pagine/incassi-destinazioni.tsx': POCHI,
  'secondo-fattore.tsx': POCHI,
  'sessioni-aperte.tsx': POCHI,
  'tabella-stati.tsx': 'totals',
  'collaudo/collaudo.tsx': 'what is still to be tried: a table of rules',
  'pagine/ente-funzioni.tsx': 'the functions of an ente: a table of rules',
  'pagine/permessi.tsx': 'who may do what: a table of rules',
  'pagine/scorciatoie.tsx': 'keys: a table of rules',
  'regione/interruttori.tsx': 'the switches of the installation: a table of rules',
  'regione/salute.tsx': 'how the installation is now',
};
