import type { Genere } from '#kernel/esito';

/** Why verify and get are refused, and why a receipt is answered KO. The Nodo's door has a face for each (SANP, fault codes of the EC). */
export const RIFIUTI_NODO = {
  DOMINIO_SCONOSCIUTO: 'non_trovato',
  INTERMEDIARIO_ERRATO: 'non_valido',
  STAZIONE_ERRATA: 'non_valido',
  PAGAMENTO_SCONOSCIUTO: 'non_trovato',
  PAGAMENTO_DUPLICATO: 'conflitto',
  PAGAMENTO_ANNULLATO: 'conflitto',
  PAGAMENTO_SCADUTO: 'conflitto',
  /** POSTAL was asked, and the ente has no postal account. */
  CONTO_POSTALE_ASSENTE: 'non_valido',
  /** A digital stamp was asked by V1, which has no place for it. */
  BOLLO_SOLO_V2: 'non_valido',
  /** A share has no IBAN in force: configuration to be mended. */
  IBAN_ASSENTE: 'non_valido',
  /** The ente, asked what the dovuto costs now, says that it is not to be paid. */
  NON_PAGABILE_PER_ENTE: 'conflitto',
  /** It said an amount that cannot be, or whose accounts do not add up. */
  QUOTAZIONE_INCOERENTE: 'conflitto',
  SERVIZIO_NON_ATTIVO: 'non_valido',
  RICEVUTA_DUPLICATA: 'conflitto',
  RICEVUTA_INCOMPLETA: 'non_valido',
} as const satisfies Record<string, Genere>;

export type CodiceNodo = keyof typeof RIFIUTI_NODO;
export type RifiutoNodo = { codice: CodiceNodo; genere: Genere };

/** A refusal of this module. */
export function rifiutoNodo(codice: CodiceNodo): { ok: false; refusal: RifiutoNodo } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_NODO[codice] } };
}
