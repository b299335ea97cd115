import { rifiuto, type Genere } from '#kernel/esito';

/** Why a statement loaded by hand is not taken. Kinds of refusal by code; the sentences are in testi. */
export const RIFIUTI_RENDICONTAZIONE = {
  /** Not XML, or cut. */
  RENDICONTAZIONE_NON_XML: 'non_valido',
  /** XML, but another document. */
  RENDICONTAZIONE_ALTRO_DOCUMENTO: 'non_valido',
  RENDICONTAZIONE_INCOMPLETA: 'non_valido',
  RENDICONTAZIONE_VALORE_NON_VALIDO: 'non_valido',
  /** It is for another tax code. */
  RENDICONTAZIONE_ALTRO_ENTE: 'non_valido',
  RENDICONTAZIONE_GIA_ACQUISITA: 'conflitto',
  RENDICONTAZIONE_TROPPO_GRANDE: 'troppo_grande',
  RENDICONTAZIONE_TROPPE_RIGHE: 'troppo_grande',
} as const satisfies Record<string, Genere>;

export type CodiceRendicontazione = keyof typeof RIFIUTI_RENDICONTAZIONE;

export type RifiutoRendicontazione = {
  codice: CodiceRendicontazione;
  genere: Genere;
  parametri?: Record<string, string | number>;
};

/** A refusal of this module. */
export function rifiutoRendicontazione(
  codice: CodiceRendicontazione,
  parametri: Record<string, string | number> = {},
): { ok: false; refusal: RifiutoRendicontazione } {
  return rifiuto(codice, RIFIUTI_RENDICONTAZIONE[codice], parametri);
}
