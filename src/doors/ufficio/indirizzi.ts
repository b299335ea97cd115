/** Where the pages of this door are. What a person typed or is called never stands in an address. */
export const PREFISSO = '/ufficio';

export const VAI = {
  oggi: PREFISSO,
  accedi: `${PREFISSO}/accedi`,
  esci: `${PREFISSO}/esci`,
  ente: `${PREFISSO}/ente`,
  logo: `${PREFISSO}/logo`,
  cerca: `${PREFISSO}/cerca`,
  dovuti: `${PREFISSO}/dovuti`,
  dovuto: (id: string): string => `${PREFISSO}/dovuti/${id}`,
  attoDovuto: (id: string, atto: string): string => `${PREFISSO}/dovuti/${id}/${atto}`,
  avvisoDovuto: (id: string): string => `${PREFISSO}/dovuti/${id}/avviso.pdf`,
  flussi: `${PREFISSO}/flussi`,
  carica: `${PREFISSO}/flussi/carica`,
  esempio: `${PREFISSO}/flussi/esempio`,
  flusso: (id: string): string => `${PREFISSO}/flussi/${id}`,
  annullaFlusso: (id: string): string => `${PREFISSO}/flussi/${id}/annulla`,
  annulloFlusso: (id: string): string => `${PREFISSO}/flussi/${id}/annullo`,
  esclusiAnnullo: (id: string): string => `${PREFISSO}/flussi/${id}/annullo/esclusi`,
  anteprima: (id: string): string => `${PREFISSO}/flussi/${id}/anteprima`,
  rigaAnteprima: (id: string, riga: number): string => `${PREFISSO}/flussi/${id}/anteprima/righe/${riga}`,
  sbagliate: (id: string): string => `${PREFISSO}/flussi/${id}/anteprima/sbagliate`,
  fileFlusso: (id: string, quale: string): string => `${PREFISSO}/flussi/${id}/file/${quale}`,
  resocontoFlusso: (id: string): string => `${PREFISSO}/flussi/${id}/resoconto`,
  avvisiFlusso: (id: string, parte: number): string => `${PREFISSO}/flussi/${id}/avvisi/${parte}`,
  incassi: `${PREFISSO}/incassi`,
  programmati: `${PREFISSO}/incassi/programmati`,
  altriIncassi: `${PREFISSO}/incassi/altri`,
  messaggi: `${PREFISSO}/incassi/messaggi`,
  incasso: (id: string): string => `${PREFISSO}/incassi/${id}`,
  fileIncasso: (id: string): string => `${PREFISSO}/incassi/${id}/file`,
  registro: `${PREFISSO}/registro`,
  configurazione: `${PREFISSO}/configurazione`,
  conti: `${PREFISSO}/configurazione/conti`,
  nuovoConto: `${PREFISSO}/configurazione/conti/nuovo`,
  conto: (id: string): string => `${PREFISSO}/configurazione/conti/${id}`,
  cambiaConto: (id: string): string => `${PREFISSO}/configurazione/conti/${id}/cambia`,
  chiudiConto: (id: string): string => `${PREFISSO}/configurazione/conti/${id}/chiudi`,
  chiudiSostituito: (id: string, dal: string): string => `${PREFISSO}/configurazione/conti/${id}/sostituito/${dal}`,
  stazioni: `${PREFISSO}/configurazione/stazioni`,
  tassonomia: `${PREFISSO}/configurazione/tassonomia`,
  tipi: `${PREFISSO}/configurazione/tipi`,
  adottaTipo: `${PREFISSO}/configurazione/tipi/adotta`,
  tipo: (id: string): string => `${PREFISSO}/configurazione/tipi/${id}`,
  modulo: (id: string): string => `${PREFISSO}/configurazione/tipi/${id}/modulo`,
  versioniModulo: (id: string): string => `${PREFISSO}/configurazione/tipi/${id}/modulo/versioni`,
  configuraEnte: `${PREFISSO}/configurazione/ente`,
  configuraLogo: `${PREFISSO}/configurazione/logo`,
  configuraFunzioni: `${PREFISSO}/configurazione/funzioni`,
} as const;

/** An address with its query, without the fields that are empty. */
export function con(indirizzo: string, query: Readonly<Record<string, string>>): string {
  const campi = new URLSearchParams(Object.entries(query).filter(([, valore]) => valore !== ''));
  return campi.size === 0 ? indirizzo : `${indirizzo}?${campi.toString()}`;
}
