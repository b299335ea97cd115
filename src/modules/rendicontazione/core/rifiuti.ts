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
  /** A receipt that has not come: not there, or not of those who ask. */
  MANCANTE_NON_TROVATA: 'non_trovato',
  MANCANTE_ARRIVATA: 'conflitto',
  MANCANTE_CHIUSA: 'conflitto',
  /** It was asked for a moment ago. */
  MANCANTE_APPENA_PROVATA: 'conflitto',
  MANCANTE_SENZA_IUR: 'conflitto',
  MANCANTE_IUR_NON_VALIDO: 'non_valido',
  /** A statement says it. */
  MANCANTE_IUR_NOTO: 'conflitto',
  /** It is that of another payment of the ente. */
  MANCANTE_IUR_DI_ALTRI: 'conflitto',
  /** It is still asked for, or waited for. */
  MANCANTE_IN_CORSO: 'conflitto',
  /** A statement reports that it was paid. */
  MANCANTE_RENDICONTATA: 'conflitto',
  MANCANTE_MOTIVO: 'non_valido',
  /** A flow of quadratura, by the name of its file. */
  QUADRATURA_NOME: 'non_valido',
  QUADRATURA_NON_XML: 'non_valido',
  QUADRATURA_TROPPO_GRANDE: 'troppo_grande',
  /** Of this name there is another one. */
  QUADRATURA_DIVERSA: 'conflitto',
  /** A file of a ZIP that does not come out of it. */
  QUADRATURA_ROVINATA: 'non_valido',
  QUADRATURA_ZIP_ILLEGGIBILE: 'non_valido',
  QUADRATURA_ZIP_VUOTO: 'non_valido',
  QUADRATURA_ZIP_CIFRATO: 'non_valido',
  QUADRATURA_ZIP_TROPPE_VOCI: 'troppo_grande',
  QUADRATURA_ZIP_BOMBA: 'troppo_grande',
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
