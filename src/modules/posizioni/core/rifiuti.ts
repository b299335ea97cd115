import type { Genere, Rifiuto } from '#kernel/esito';

/** Why a requested change of a dovuto is refused. Each door has its own face for these (codes of the files, faults of the SIL). */
export const RIFIUTI_CARICO = {
  TIPO_DOVUTO_INESISTENTE: 'non_trovato',
  OPERATORE_NON_ABILITATO: 'vietato',
  SCADENZA_MANCANTE: 'non_valido',
  SCADENZA_PASSATA: 'non_valido',
  IMPORTO_TROPPO_GRANDE: 'non_valido',
  /** The ente is being tried out: nothing dearer than its cap. */
  IMPORTO_OLTRE_TETTO: 'conflitto',
  /** The same IUD was already taken from this same file. */
  IUD_RIPETUTO: 'conflitto',
  IUD_DUPLICATO: 'conflitto',
  IUV_DUPLICATO: 'conflitto',
  DOVUTO_NON_TROVATO: 'non_trovato',
  DOVUTO_IN_PAGAMENTO: 'conflitto',
  TIPO_DOVUTO_NON_MODIFICABILE: 'conflitto',
  IUV_NON_MODIFICABILE: 'conflitto',
  IUV_NON_AZZERABILE: 'conflitto',

  // Shares.
  QUOTE_TROPPE: 'non_valido',
  QUOTE_NON_TORNANO: 'non_valido',
  QUOTA_SENZA_CONTO: 'non_valido',
  /** The chapters and assessments of a share do not sum to it. */
  QUOTA_BILANCIO_NON_TORNA: 'non_valido',
  BOLLO_NON_VALIDO: 'non_valido',
  QUOTA_IBAN_NON_VALIDO: 'non_valido',
  /** The IBAN of one of our enti, for a share of another. */
  IBAN_DI_ALTRO_ENTE: 'conflitto',
  CONTO_NON_UTILIZZABILE: 'conflitto',
  QUOTA_TASSONOMIA_NON_IN_VIGORE: 'conflitto',

  // The posizione and its ways to pay.
  DEBITORE_NON_VALIDO: 'non_valido',
  METADATI_NON_VALIDI: 'non_valido',
  POSIZIONE_DI_ALTRI: 'conflitto',
  /** Something of it has been paid: it has no new ways to pay. */
  POSIZIONE_CHIUSA: 'conflitto',
  /** Another row of the same posizione is refused: a plan with a hole is not what was asked for. */
  POSIZIONE_INCOMPLETA: 'conflitto',
  /** The dovuto is there, and is of another posizione than the request says. */
  POSIZIONE_DIVERSA: 'conflitto',
  /** What was asked of it did not come together. */
  POSIZIONE_SPARSA: 'non_valido',
  OPZIONE_NON_COERENTE: 'non_valido',
  OPZIONE_SOVRAPPOSTA: 'conflitto',
  OPZIONE_IMPORTO_DIVERSO: 'non_valido',
  RATA_RIPETUTA: 'conflitto',
  RATE_NON_IN_ORDINE: 'non_valido',
  /** A new plan took its place. */
  DOVUTO_SOSTITUITO: 'conflitto',
  /** It is not as whoever asks has seen it. */
  CONFLITTO: 'conflitto',
} as const satisfies Record<string, Rifiuto['genere']>;

export type CodiceCarico = keyof typeof RIFIUTI_CARICO;

/** Why an act on a dovuto is refused, beside what the intake may say. */
export const RIFIUTI_POSIZIONI = {
  MOTIVO_MANCANTE: 'non_valido',
  DOVUTO_PAGATO: 'conflitto',
  /** Annulled, or closed because another way to pay was taken. */
  DOVUTO_CHIUSO: 'conflitto',
  DOVUTO_NON_ANNULLATO: 'conflitto',
  DOVUTO_GIA_VERIFICATO: 'conflitto',
  /** A receipt has come for its iuv: other money does not take its place. */
  DOVUTO_CON_RICEVUTA: 'conflitto',
  /** What is said to have paid it is not what was asked, and nobody said that they know. */
  PAGATO_IMPORTO_DIVERSO: 'conflitto',
  IMPORTO_NON_VALIDO: 'non_valido',
  /** Nothing is different from now. */
  NULLA_DA_CAMBIARE: 'non_valido',
  /** A stamp costs what it costs: it is not shared out anew. */
  BOLLO_NON_DIVISIBILE: 'conflitto',
  /** Something is added to it with the days: a new plan would leave that out. */
  DOVUTO_CHE_CRESCE: 'conflitto',
  DOVUTI_NON_RIUNIBILI: 'conflitto',
  /** A plan has one instalment at the least, and not more than can be numbered. */
  RATE_TROPPE: 'non_valido',
  CAUSALE_NON_VALIDA: 'non_valido',
  IUD_NON_VALIDO: 'non_valido',

  // By the ente's software, whole.
  POSIZIONE_SCONOSCIUTA: 'non_trovato',
  /** The same code twice in one request. */
  POSIZIONE_RIPETUTA: 'conflitto',
  /** It is there, otherwise than asked, and whoever asks did not say that they have seen it. */
  POSIZIONE_PRESENTE: 'conflitto',
  /** It is there with other dovuti, debtors or ways to pay: it is another one. */
  POSIZIONE_NON_COMBACIA: 'conflitto',

  // By hand.
  TIPO_DOVUTO_CHIUSO: 'conflitto',
  /** The kind of due asks everybody for one amount, and this is another. */
  IMPORTO_FISSO_DIVERSO: 'non_valido',
  /** The ente has published another form since it was filled in. */
  MODULO_CAMBIATO: 'conflitto',
  MODULO_NON_COMPILATO: 'non_valido',
  NOTA_NON_VALIDA: 'non_valido',
} as const satisfies Record<string, Genere>;

export type CodicePosizioni = CodiceCarico | keyof typeof RIFIUTI_POSIZIONI;
export type RifiutoPosizioni = { codice: CodicePosizioni; genere: Genere };

/** A refusal of this module. */
export function rifiutoPosizioni(codice: CodicePosizioni): { ok: false; refusal: RifiutoPosizioni } {
  return { ok: false, refusal: { codice, genere: { ...RIFIUTI_CARICO, ...RIFIUTI_POSIZIONI }[codice] } };
}

/** Why what a dovuto costs, and by when, is not changed. */
export const RIFIUTI_QUANTO = {
  POSIZIONE_NON_TROVATA: 'non_trovato',
  OPZIONE_NON_TROVATA: 'non_trovato',
  DOVUTO_SCONOSCIUTO: 'non_trovato',
  DOVUTO_NON_PIU_CHIESTO: 'conflitto',
  NOTIFICA_FUTURA: 'non_valido',
  NOTIFICA_TROPPO_VECCHIA: 'non_valido',
  TERMINE_NON_VALIDO: 'non_valido',
  /** No day, or two; no amount; a share that is not there, or is a stamp. */
  GRADINO_NON_VALIDO: 'non_valido',
  GRADINI_TROPPO_GRANDI: 'non_valido',
} as const satisfies Record<string, Genere>;

export type CodiceQuanto = keyof typeof RIFIUTI_QUANTO;
export type RifiutoQuanto = { codice: CodiceQuanto; genere: Genere };

/** A refusal about costs and terms. */
export function rifiutoQuanto(codice: CodiceQuanto): { ok: false; refusal: RifiutoQuanto } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_QUANTO[codice] } };
}

/** Why a payment that a citizen asked for by themselves does not become a notice. */
export const RIFIUTI_SPONTANEO = {
  /** The ente has closed it meanwhile, or does not take it from an anonymous debtor any more. */
  SPONTANEO_CHIUSO: 'conflitto',
  /** What the form asks is no longer what the citizen has seen. */
  SPONTANEO_IMPORTO_CAMBIATO: 'conflitto',
  /** Something of the ente's configuration stands in the way. */
  SPONTANEO_NON_ACCETTATO: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodiceSpontaneo = keyof typeof RIFIUTI_SPONTANEO;

/** Why a file is not attached to a form, or is not an answer. */
export const RIFIUTI_ALLEGATO = {
  ALLEGATO_VUOTO: 'non_valido',
  ALLEGATO_TROPPO_GRANDE: 'troppo_grande',
  /** Its bytes are of none of the types that the question takes, whatever its name says. */
  ALLEGATO_TIPO_NON_AMMESSO: 'non_valido',
  /** It begins as what it should be, and cannot be opened. */
  ALLEGATO_ILLEGGIBILE: 'non_valido',
  /** A PDF that is something else as well. */
  ALLEGATO_DOPPIO: 'non_valido',
  ALLEGATO_TROPPI_PUNTI: 'non_valido',
  /** No question of the form takes a file by that name. */
  ALLEGATO_NON_CHIESTO: 'non_valido',
  /** The answer names a file that this form does not have (any more). */
  ALLEGATO_SCONOSCIUTO: 'conflitto',
  ALLEGATI_TROPPI: 'conflitto',
  ALLEGATI_TROPPO_GRANDI: 'conflitto',
  /** There is no room for files that nobody has sent yet. */
  ALLEGATI_SENZA_POSTO: 'non_disponibile',
} as const satisfies Record<string, Genere>;

export type CodiceAllegato = keyof typeof RIFIUTI_ALLEGATO;
export type RifiutoAllegato = { codice: CodiceAllegato; genere: Genere; parametri?: Record<string, number> };

/** A refusal of a file. */
export function rifiutoAllegato(
  codice: CodiceAllegato,
  parametri?: Record<string, number>,
): { ok: false; refusal: RifiutoAllegato } {
  const genere = RIFIUTI_ALLEGATO[codice];
  return { ok: false, refusal: parametri === undefined ? { codice, genere } : { codice, genere, parametri } };
}

/** Why who signed in cannot take a notice back. */
export const RIFIUTI_RITIRO = {
  /** It is another's, or there is none: it looks the same. */
  AVVISO_NON_TUO: 'non_trovato',
  AVVISO_DELL_ENTE: 'vietato',
  AVVISO_NON_RITIRABILE: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodiceRitiro = keyof typeof RIFIUTI_RITIRO;
export type RifiutoRitiro = { codice: CodiceRitiro; genere: Genere };

/** A refusal to take a notice back. */
export function rifiutoRitiro(codice: CodiceRitiro): { ok: false; refusal: RifiutoRitiro } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_RITIRO[codice] } };
}

/** Why a delega is not asked for, decided or ended. */
export const RIFIUTI_DELEGA = {
  DELEGA_CODICE_NON_VALIDO: 'non_valido',
  /** Nobody acts for themselves, nor for a firm: for a firm one acts by its own powers. */
  DELEGA_A_SE_STESSI: 'non_valido',
  DELEGA_NOME_MANCANTE: 'non_valido',
  DELEGA_GENERE_NON_VALIDO: 'non_valido',
  /** By the tax code, who is said to be a minor is of age. */
  DELEGA_NON_MINORE: 'non_valido',
  DELEGA_ENTE_NON_VALIDO: 'non_trovato',
  DELEGA_GIA_CHIESTA: 'conflitto',
  DELEGHE_TROPPE: 'troppi',
  DELEGA_SCONOSCIUTA: 'non_trovato',
  /** It does not wait, or does not hold, any more; or somebody has decided meanwhile. */
  DELEGA_GIA_DECISA: 'conflitto',
  DELEGA_GIORNO_NON_VALIDO: 'non_valido',
  DELEGA_MOTIVO_MANCANTE: 'non_valido',
} as const satisfies Record<string, Genere>;

export type CodiceDelega = keyof typeof RIFIUTI_DELEGA;
export type RifiutoDelega = { codice: CodiceDelega; genere: Genere };

/** A refusal about a delega. */
export function rifiutoDelega(codice: CodiceDelega): { ok: false; refusal: RifiutoDelega } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_DELEGA[codice] } };
}
