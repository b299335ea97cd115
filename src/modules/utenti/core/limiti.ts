import { LIMITI } from '#kernel/limiti';

const MINUTO_MS = 60_000;
const ORA_MS = 60 * MINUTO_MS;

/** How many times something may be tried in a stretch of time: exact over any stretch that long, not by the clock's hours. */
export type Limite = { ambito: string; finestraMs: number; massimo: number };

/** Sign-ins of operators. Successful ones are given back: an office behind one address may come to work at nine. */
export const ACCESSI = {
  /** On one user name: ten guesses a quarter of an hour are a thousand a day, and passwords have 12 characters. */
  utente: { ambito: 'accesso_utente', finestraMs: 15 * MINUTO_MS, massimo: 10 },
  /** From one block of addresses, whatever the names. */
  indirizzo: { ambito: 'accesso_indirizzo', finestraMs: 15 * MINUTO_MS, massimo: 30 },
  /** Of all together: from a thousand addresses with a thousand names, passwords cost us a third of one minute of two processors. */
  installazione: { ambito: 'accesso_installazione', finestraMs: MINUTO_MS, massimo: 600 },
} as const satisfies Record<string, Limite>;

/** Failed calls of an ente's software: by code and block of addresses, so that nobody far away can shut it out. */
export const ACCESSI_SIL = { ambito: 'accesso_sil', finestraMs: 15 * MINUTO_MS, massimo: 20 } as const satisfies Limite;

/** Calls of the REST door with a key that opens nothing, by block of addresses: a key is not guessed, but nobody tries for free. */
export const ACCESSI_API = { ambito: 'accesso_api', finestraMs: 15 * MINUTO_MS, massimo: 60 } as const satisfies Limite;
/** The last use of a key is written at most once in this time: who looks wants to know the day. */
export const CHIAVE_TOCCO_MS = 5 * MINUTO_MS;

/** Who comes in with SPID or CIE, by tax code: as with a user name, and counted apart. */
export const ACCESSI_IDENTITA = { ...ACCESSI.utente, ambito: 'accesso_identita' } as const satisfies Limite;
/** Who comes in by the provider of an ente, by its name for them. */
export const ACCESSI_FORNITORE = { ...ACCESSI.utente, ambito: 'accesso_fornitore' } as const satisfies Limite;
/** What a passkey is to sign waits this long: time enough to look for a telephone. */
export const SFIDA_PASSKEY_MS = 5 * MINUTO_MS;

/** An invitation is good for three days: over a week-end. */
export const INVITO_MS = 72 * ORA_MS;
/** Invitations of one ente, and to one address: nobody makes us a sender of unwanted mail. */
export const INVITI = {
  ente: { ambito: 'inviti_ente', finestraMs: 24 * ORA_MS, massimo: 100 },
  indirizzo: { ambito: 'inviti_indirizzo', finestraMs: 24 * ORA_MS, massimo: 5 },
} as const satisfies Record<string, Limite>;

/** Ids that are none of theirs, asked for by one operator: these many an hour are written in the registro, and the rest are not. */
export const ESTRANEI = { ambito: 'indirizzo_estraneo', finestraMs: ORA_MS, massimo: 60 } as const satisfies Limite;

/** Sign-ins of citizens that are begun from one block of addresses: each is a row for ten minutes. */
export const ACCESSI_CITTADINO = {
  ambito: 'accesso_cittadino',
  finestraMs: 15 * MINUTO_MS,
  massimo: 300,
} as const satisfies Limite;
/** The same of operators: nobody shuts out the office by way of the portale. */
export const ACCESSI_OPERATORE = { ...ACCESSI_CITTADINO, ambito: 'accesso_operatore' } as const satisfies Limite;
/** From the button to the way back: time enough to look for a telephone. */
export const ACCESSO_MS = 10 * MINUTO_MS;

type LimitiRicerca = { indirizzo: Limite; avviso: Limite; installazione: Limite };

const finestraMs = LIMITI.coppieFinestraMs;

/** Anonymous look-ups (model 11). */
export const RICERCHE: LimitiRicerca = {
  indirizzo: { ambito: 'ricerca_indirizzo', finestraMs, massimo: LIMITI.coppieIndirizzoMax },
  avviso: { ambito: 'ricerca_avviso', finestraMs, massimo: LIMITI.coppieAvvisoMax },
  installazione: { ambito: 'ricerca_installazione', finestraMs, massimo: LIMITI.coppieInstallazioneMax },
};

/**
 * The same, for whoever solved a proof of work just now: it costs a machine that tries them all far more than a person. Counted
 * apart, so that those who solve are not shut out by those who do not.
 */
export const RICERCHE_CON_SFIDA: LimitiRicerca = {
  indirizzo: { ambito: 'ricerca_sfida_indirizzo', finestraMs, massimo: 6 * LIMITI.coppieIndirizzoMax },
  avviso: { ambito: 'ricerca_sfida_avviso', finestraMs, massimo: 4 * LIMITI.coppieAvvisoMax },
  installazione: { ambito: 'ricerca_sfida_installazione', finestraMs, massimo: 5 * LIMITI.coppieInstallazioneMax },
};

/** Mails that prove an address (model 11). */
export const MAIL_PROVA = {
  indirizzo: {
    ambito: 'posta_indirizzo',
    finestraMs: LIMITI.postaIndirizzoFinestraMs,
    massimo: LIMITI.postaIndirizzoMax,
  },
  enteIndirizzo: {
    ambito: 'posta_ente_indirizzo',
    finestraMs: LIMITI.postaEnteIndirizzoFinestraMs,
    massimo: LIMITI.postaEnteIndirizzoMax,
  },
} as const satisfies Record<string, Limite>;

/** A challenge is solved in a second; ten minutes leave time to type the notice number. */
export const SFIDA_MS = 10 * MINUTO_MS;
export const SFIDE_SPESE: Limite = { ambito: 'sfida_spesa', finestraMs: SFIDA_MS, massimo: 1 };

/** A session ends after half an hour without a request, and after ten hours whatever happens: a working day. */
export const SESSIONE_INATTIVA_MS = 30 * MINUTO_MS;
export const SESSIONE_MS = 10 * ORA_MS;
/** `vista_il` is written at most once a minute: the idle time is exact to that minute, always in favour of ending. */
export const SESSIONE_TOCCO_MS = MINUTO_MS;
/** What a mail opened is read and paid in one sitting. */
export const APERTURA_MS = 2 * ORA_MS;
/** A link or code used again within this time is a double click, not somebody else. */
export const PROVA_RIPETUTA_MS = MINUTO_MS;
/** Spent and expired proofs hold a mail address: they are kept while someone may ask why it did not work. */
export const PROVE_CONSERVATE_MS = 48 * ORA_MS;

/** What people say of the pages, before it is kept. */
export const SEGNALAZIONI = {
  indirizzo: {
    ambito: 'segnalazioni_indirizzo',
    finestraMs: LIMITI.segnalazioniFinestraMs,
    massimo: LIMITI.segnalazioniIndirizzoMax,
  },
  installazione: {
    ambito: 'segnalazioni_installazione',
    finestraMs: LIMITI.segnalazioniFinestraMs,
    massimo: LIMITI.segnalazioniInstallazioneMax,
  },
} as const satisfies Record<string, Limite>;

/** Files attached to a form by whoever fills it in: before they are read. */
export const ALLEGATI = {
  indirizzo: {
    ambito: 'allegati_indirizzo',
    finestraMs: LIMITI.allegatiFinestraMs,
    massimo: LIMITI.allegatiIndirizzoMax,
  },
  installazione: {
    ambito: 'allegati_installazione',
    finestraMs: LIMITI.allegatiFinestraMs,
    massimo: LIMITI.allegatiInstallazioneMax,
  },
} as const satisfies Record<string, Limite>;
