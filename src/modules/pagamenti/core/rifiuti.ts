import type { Genere } from '#kernel/esito';
import type { FaultDetto } from '#kernel/detto-ente';
import type { DifettoEnte } from './difetti-ente.ts';

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
  /** The notice is the ente's own, and its service refuses it: `fault` holds its words. */
  RIFIUTATO_DALL_ENTE: 'conflitto',
  /** It said something that nobody can be asked to pay: `difetto` says what. */
  RISPOSTA_ENTE_NON_VALIDA: 'conflitto',
  /** Nothing came from it in time. */
  ENTE_NON_RISPONDE: 'non_disponibile',
  SERVIZIO_NON_ATTIVO: 'non_valido',
  RICEVUTA_DUPLICATA: 'conflitto',
  RICEVUTA_INCOMPLETA: 'non_valido',
} as const satisfies Record<string, Genere>;

export type CodiceNodo = keyof typeof RIFIUTI_NODO;
/** `perche`: why nothing came from the ente's service, in a word of ours. */
type DettoNodo = { fault?: FaultDetto; difetto?: DifettoEnte; perche?: string };
export type RifiutoNodo = { codice: CodiceNodo; genere: Genere } & DettoNodo;

/** A refusal of this module. */
export function rifiutoNodo(codice: CodiceNodo, detto: DettoNodo = {}): { ok: false; refusal: RifiutoNodo } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_NODO[codice], ...detto } };
}

/** Why money got outside pagoPA is not registered, and why nothing is done of the money to give back. */
export const RIFIUTI_INCASSI = {
  INCASSO_GIORNO_FUTURO: 'non_valido',
  /** A year typed with a digit less. */
  INCASSO_GIORNO_TROPPO_VECCHIO: 'non_valido',
  INCASSO_MEZZO_MANCANTE: 'non_valido',
  INCASSO_RIFERIMENTO_MANCANTE: 'non_valido',
  INCASSO_NOTA_TROPPO_LUNGA: 'non_valido',
  INCASSO_IMPORTO_NON_VALIDO: 'non_valido',
  DENARO_NON_TROVATO: 'non_trovato',
  /** Somebody has decided of it already. */
  DENARO_GIA_TRATTATO: 'conflitto',
  /** The dovuto that it was for came later, and it has paid it. */
  DENARO_DI_UN_DOVUTO: 'conflitto',
  /** It has paid a dovuto by its own notice: it is not given to another. */
  DENARO_NON_ATTRIBUIBILE: 'conflitto',
  DENARO_NON_TUO: 'vietato',
  TRATTAMENTO_MOTIVO_MANCANTE: 'non_valido',
  RIMBORSO_GIORNO_FUTURO: 'non_valido',
  /** Before the money came. */
  RIMBORSO_GIORNO_TROPPO_PRESTO: 'non_valido',
  RIMBORSO_MANDATO_MANCANTE: 'non_valido',
} as const satisfies Record<string, Genere>;

export type CodiceIncassi = keyof typeof RIFIUTI_INCASSI;
export type RifiutoIncassi = { codice: CodiceIncassi; genere: Genere };

/** A refusal about money outside pagoPA, or to give back. */
export function rifiutoIncassi(codice: CodiceIncassi): { ok: false; refusal: RifiutoIncassi } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_INCASSI[codice] } };
}

/** Why something is not put in a carrello, or a carrello is not paid. */
export const RIFIUTI_CARRELLO = {
  CARRELLO_SCONOSCIUTO: 'non_trovato',
  CARRELLO_PIENO: 'conflitto',
  /** Some notices are of enti that are only tried out: nothing of theirs is paid with what is. */
  CARRELLO_DI_PROVA: 'conflitto',
  CARRELLO_VUOTO: 'non_valido',
  /** It has been sent already, or is over: what it holds is as it was. */
  CARRELLO_NON_APERTO: 'conflitto',
  /** Another window has changed it while it was being sent. */
  CARRELLO_CAMBIATO: 'conflitto',
  /** Paid, expired, annulled: not to be paid any more by this notice. */
  AVVISO_NON_PAGABILE: 'conflitto',
  /** It costs something else than what the person has seen. */
  IMPORTO_DA_RIVEDERE: 'conflitto',
  /** Somebody may be paying it already: to be paid all the same, it must be said. */
  DOPPIO_DA_CONFERMARE: 'conflitto',
  /** This installation has no Checkout, or this ente is only tried out. */
  PAGAMENTO_QUI_NON_ATTIVO: 'non_disponibile',
  CHECKOUT_RIFIUTA_AVVISI: 'conflitto',
  /** It does not know us: for who runs the installation to mend. */
  CHECKOUT_RIFIUTA_CHIAVE: 'non_disponibile',
  CHECKOUT_NON_RISPONDE: 'non_disponibile',
  /** The service of an ente that has the last word on its notices says nothing that holds: not for the notice, but for now. */
  GESTIONALE_NON_RISPONDE: 'non_disponibile',
} as const satisfies Record<string, Genere>;

export type CodiceCarrello = keyof typeof RIFIUTI_CARRELLO;
export type RifiutoCarrello = { codice: CodiceCarrello; genere: Genere };

/** A refusal about a carrello. */
export function rifiutoCarrello(codice: CodiceCarrello): { ok: false; refusal: RifiutoCarrello } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_CARRELLO[codice] } };
}

/** Why a payment is not prepared for an ente, or not begun. */
export const RIFIUTI_ARRIVO = {
  /** Nothing to be paid, or more notices than Checkout takes. */
  VOCI_FUORI_MISURA: 'non_valido',
  AVVISO_SCONOSCIUTO: 'non_trovato',
  AVVISO_SCADUTO: 'conflitto',
  /** Not an address for a browser: of another protocol, with a password in it, too long. */
  RITORNO_NON_VALIDO: 'non_valido',
  /** One of the sites that the ente lists is none, or they are too many. */
  SITI_NON_VALIDI: 'non_valido',
  /** A site that is not of the list, where the ente wants no other; or one too many. */
  RITORNO_NON_AMMESSO: 'vietato',
  /** Where our page is skipped, nobody is asked for it. */
  EMAIL_MANCANTE: 'non_valido',
  /** It was to be begun within the hour. */
  ARRIVO_SCADUTO: 'conflitto',
  /** Paid, taken back, or prepared anew by the ente. */
  ARRIVO_CHIUSO: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodiceArrivo = keyof typeof RIFIUTI_ARRIVO;
export type RifiutoArrivo = { codice: CodiceArrivo; genere: Genere };

/** A refusal about a payment begun at the ente. */
export function rifiutoArrivo(codice: CodiceArrivo): { ok: false; refusal: RifiutoArrivo } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_ARRIVO[codice] } };
}

/** Why a payment link is not made, or leads nowhere any more. */
export const RIFIUTI_LINK = {
  /** Cut off, changed, or never ours. */
  LINK_SCONOSCIUTO: 'non_trovato',
  LINK_REVOCATO: 'conflitto',
  LINK_SCADUTO: 'conflitto',
  LINK_ESAURITO: 'conflitto',
  LINK_AVVISO_SCONOSCIUTO: 'non_trovato',
  /** Nothing of what it asks for is to be paid any more. */
  LINK_AVVISO_CHIUSO: 'conflitto',
  /** Nothing can be paid by that kind of due without a notice: it has no form in force. */
  LINK_SENZA_MODULO: 'conflitto',
  /** An answer that the form does not ask for, or does not take; or fixed, and not given. */
  LINK_VALORI_NON_VALIDI: 'non_valido',
  LINK_MISURA_NON_VALIDA: 'non_valido',
  LINK_MOTIVO_MANCANTE: 'non_valido',
} as const satisfies Record<string, Genere>;

export type CodiceLink = keyof typeof RIFIUTI_LINK;
export type RifiutoLink = { codice: CodiceLink; genere: Genere };

/** A refusal about a payment link. */
export function rifiutoLink(codice: CodiceLink): { ok: false; refusal: RifiutoLink } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_LINK[codice] } };
}

/** Why the service of an ente is not set as asked, or not tried. */
export const RIFIUTI_PRESSO_ENTE = {
  PRESSO_ENTE_INDIRIZZO_NON_VALIDO: 'non_valido',
  PRESSO_ENTE_ATTESA_NON_VALIDA: 'non_valido',
  /** The kind is not the ente's, or nothing is asked by it any more. */
  PRESSO_ENTE_TIPO_NON_VALIDO: 'non_valido',
  /** Somebody has changed it since it was read. */
  PRESSO_ENTE_CAMBIATO: 'conflitto',
  PRESSO_ENTE_AVVISO_NON_VALIDO: 'non_valido',
  PRESSO_ENTE_NON_CONFIGURATO: 'conflitto',
  PRESSO_ENTE_SENZA_STAZIONE: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodicePressoEnte = keyof typeof RIFIUTI_PRESSO_ENTE;
export type RifiutoPressoEnte = { codice: CodicePressoEnte; genere: Genere };

/** A refusal about the service of an ente. */
export function rifiutoPressoEnte(codice: CodicePressoEnte): { ok: false; refusal: RifiutoPressoEnte } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_PRESSO_ENTE[codice] } };
}
