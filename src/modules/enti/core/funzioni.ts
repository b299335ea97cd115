/**
 * What MyPay may do for an ente, and whether it does so before anybody says. The database keeps the same list; what each means is in
 * testi.
 */
export const FUNZIONI = {
  /** The ente is shown in the portale: in the lists, and when a notice is looked for. */
  pubblico: true,
  /** Citizens may pay it without a notice. */
  spontaneo: true,
  /** Its notices are sent to the App IO. */
  app_io: false,
  /** Outcomes are pushed to its software. */
  push_esiti: false,
  /** Amounts are asked of its software when they are paid. */
  attualizzazione_importi: false,
  /** Its notices reach the debtor's bank or app. */
  avvisi_digitali: false,
  /** Citizens may download the notice as PDF. */
  stampa_avviso: true,
} as const satisfies Record<string, boolean>;

export type Funzione = keyof typeof FUNZIONI;

/** All of them, in the order in which people read them. */
export const ELENCO_FUNZIONI = Object.keys(FUNZIONI) as Funzione[];

/** Is it one of the functions? */
export function isFunzione(testo: string): testo is Funzione {
  return Object.hasOwn(FUNZIONI, testo);
}
