/**
 * The kinds of ente, each with its class in the taxonomy of pagoPA (pagopa.md 7: the two digits after the prefix); null where the
 * taxonomy has none of its own. The database keeps the same list.
 */
export const TIPI_ENTE = {
  comune: '01',
  comune_montano: '01',
  // A comunità montana is a union of comuni (TUEL, art. 27), and so is an unione: one class with the comuni and their consortia.
  comunita_montana: '01',
  unione_comuni: '01',
  consorzio: '01',
  provincia: '02',
  citta_metropolitana: '02',
  regione: '03',
  ordine_professionale: '04',
  azienda_sanitaria: '05',
  scuola: '06',
  universita: '06',
  parco: '08',
  gestore_servizi: '09',
  altro: null,
} as const satisfies Record<string, string | null>;

export type TipoEnte = keyof typeof TIPI_ENTE;

/** Is it one of the kinds? */
export function isTipoEnte(testo: string): testo is TipoEnte {
  return Object.hasOwn(TIPI_ENTE, testo);
}

/** The taxonomy's class of a kind of ente: the codes of its dues begin with it. Null: any class may be its own. */
export function classeTassonomia(tipo: string): string | null {
  return isTipoEnte(tipo) ? TIPI_ENTE[tipo] : null;
}
