import type { Readable } from 'node:stream';
import type { VNode } from 'preact';
import type { Esito, Genere, Rifiuto } from '#kernel/esito';
import type { Lingua } from '#kernel/lingua';

/** Who a page is for. Beyond `tutti` and one role, what it takes to open it is for its door to say (OpzioniPorta.ammette). */
export type Chi = 'tutti' | 'cittadino' | 'operatore' | 'amministratore' | 'intermediario';
export type RuoloPersona = 'cittadino' | 'lettore' | 'operatore' | 'ragioneria' | 'amministratore';
export type Metodo = 'GET' | 'POST';

/**
 * A session as the doors need it. A citizen who proved a mail address has one without a role. `intermediario`: the person administers
 * the installation, whatever their role for an ente, and even without one.
 */
export type Sessione = { ruolo: RuoloPersona | null; intermediario?: boolean };

/** A file as it arrives: a stream to be read to its end, never kept in memory. */
export type FileInArrivo = { campo: string; nome: string; contentType: string; flusso: Readable };
/** What became of it: `riferimento` is what the page's `ricevi` returned. */
export type FileRicevuto = { nome: string; bytes: number; riferimento: string };

export type Richiesta<S extends Sessione = Sessione> = {
  /** Parts of the path: `/avviso/:numero` gives `parametri['numero']`. */
  readonly parametri: Readonly<Record<string, string>>;
  /** After the `?`. Never personal data: it stays in histories and logs. */
  readonly query: Readonly<Record<string, string>>;
  /** Fields of the form, as typed. An absent field is absent: say `r.modulo['nome'] ?? ''`. */
  readonly modulo: Readonly<Record<string, string>>;
  /** All the values of a field that may be given more than once: boxes ticked in a list. */
  readonly scelte: (nome: string) => readonly string[];
  /** Files by name of the field; a field left empty is absent. Refusals: `file_troppo_grande` { megabyteMax }, or those of `ricevi`. */
  readonly file: Readonly<Record<string, Esito<FileRicevuto>>>;
  readonly sessione: S | null;
  /** The secret of the session as the browser brought it: it may be over, and then opens nothing. */
  readonly portato: string | null;
  /** In which the answer is to be written: Italian at a door that speaks nothing else. */
  readonly lingua: Lingua;
  /** Token of the forms of this session. Asking for it may set the anonymous cookie, so that pages without a form set none. */
  readonly csrf: () => string;
  /** Path without query: for the sign-in to come back to. */
  readonly percorso: string;
  /** A partial update asks: answer with `frammento`. */
  readonly htmx: boolean;
  /** Address of the caller, for rate limits: hash it before storing it. */
  readonly indirizzo: string;
};

/** Why an error page is shown; the words are in testi, one entry for each. */
export type Motivo = keyof typeof STATI;

export const STATI = {
  richiesta: 400,
  modulo: 403,
  vietato: 403,
  nonTrovata: 404,
  conflitto: 409,
  troppoGrande: 413,
  troppi: 429,
  guasto: 500,
  nonDisponibile: 503,
} as const;

export type Risposta =
  | { tipo: 'pagina'; stato: number; corpo: VNode }
  /** Only what htmx asked for, without the frame. */
  | { tipo: 'frammento'; corpo: VNode }
  /**
   * See Other. With `sessione` the session begins (its secret) or ends (`null`) here; `lingua` is chosen from here on. `fuori`: to a site
   * that was found to be right, and kept, before this request came.
   */
  | { tipo: 'vai'; a: string; sessione?: string | null; lingua?: Lingua; fuori?: true }
  | { tipo: 'scarica'; nome: string; contentType: string; corpo: Readable | Buffer }
  | RispostaErrore;

/** The error page of the door. */
export type RispostaErrore = {
  tipo: 'errore';
  motivo: Motivo;
  /** Takes the place of the sentence of `motivo`. */
  testo?: string | undefined;
  /** Of a fault: the code by which the help desk finds it in the log. */
  riferimento?: string | undefined;
  /** When it is not the one of `motivo`. */
  stato?: number | undefined;
};

export type Azione<C, S extends Sessione = Sessione> = (ctx: C, r: Richiesta<S>) => Promise<Risposta> | Risposta;

/** A page with a file in its form. `ricevi` runs before `post`, once a file, when session and token have been checked. */
export type Carica<C, S extends Sessione = Sessione> = {
  bytesMax: number;
  /** Where the form is larger than most: the bytes of all its files, how many it has places for, and how many other fields. */
  inTutto?: { bytesMax: number; fileMax: number; campiMax: number };
  /**
   * Reads the stream to its end and returns a reference for `post`. An error on the stream (file too large, line cut) must undo what
   * was written.
   */
  ricevi: (ctx: C, r: Richiesta<S>, file: FileInArrivo) => Promise<Esito<string>>;
};

export type Pagina<C, S extends Sessione = Sessione> = {
  /** Under the door's prefix, with Fastify's parameters: `/flussi/:id`. */
  percorso: string;
  chi: Chi;
  /** What opening it, or sending its form, does, in words of the door: where it is not what `chi` says by itself. */
  atto?: { get?: string; post?: string };
  /** It shows nobody's data (home, help, privacy): the browser may keep it for going back. Every other page is `no-store`. */
  pubblica?: true;
  /** It may ask for the camera: no other page may. */
  fotocamera?: true;
  get?: Azione<C, S>;
  post?: Azione<C, S>;
  carica?: Carica<C, S>;
};

export const pagina = (corpo: VNode): Risposta => ({ tipo: 'pagina', stato: 200, corpo });
/** A form that came back as it was typed, with its errors: 422; 429 where what was typed may be right, and was tried too often. */
export const rifiutata = (corpo: VNode, refusal?: Pick<Rifiuto, 'genere'>): Risposta => ({
  tipo: 'pagina',
  stato: refusal?.genere === 'troppi' ? STATI.troppi : 422,
  corpo,
});
export const frammento = (corpo: VNode): Risposta => ({ tipo: 'frammento', corpo });
export const vai = (a: string, opzioni: { sessione?: string | null; lingua?: Lingua } = {}): Risposta => ({
  tipo: 'vai',
  a,
  ...opzioni,
});
/** Away from here, to an address of ours that leads elsewhere: never one that came with the request. */
export const vaiFuori = (a: string): Risposta => ({ tipo: 'vai', a, fuori: true });
export const scarica = (file: Omit<Extract<Risposta, { tipo: 'scarica' }>, 'tipo'>): Risposta => ({
  tipo: 'scarica',
  ...file,
});
export const errore = (motivo: Motivo, testo?: string): Risposta => ({ tipo: 'errore', motivo, testo });

const MOTIVI: Record<Genere, Motivo> = {
  non_trovato: 'nonTrovata',
  non_valido: 'richiesta',
  conflitto: 'conflitto',
  vietato: 'vietato',
  troppo_grande: 'troppoGrande',
  troppi: 'troppi',
  non_disponibile: 'nonDisponibile',
};

/** The error page of a refusal that no form can show; `testo` is the sentence of its code. */
export const erroreDi = (refusal: Rifiuto, testo?: string): Risposta => errore(MOTIVI[refusal.genere], testo);

/** What a door is asked of each request: may this session do this to this page? */
export type Domanda = { pagina: Pick<Pagina<never>, 'chi' | 'atto'>; metodo: Metodo; sessione: Sessione | null };

/** The answer of a door that has none of its own: who has the very role that the page is for. */
export function ammesso({ pagina: { chi }, sessione }: Domanda): boolean {
  return chi === 'tutti' || sessione?.ruolo === chi;
}

export type Rotta = Domanda['pagina'] & { metodo: Metodo; url: string };

/** The routes of a door as data, for the tests that walk them all (role matrix, accessibility). */
export function rotte<C, S extends Sessione>(prefisso: string, pagine: readonly Pagina<C, S>[]): Rotta[] {
  return pagine.flatMap(({ percorso, chi, atto, get, post }) => {
    const rotta = { url: prefisso + percorso, chi, ...(atto && { atto }) };
    return [
      ...(get ? [{ metodo: 'GET' as const, ...rotta }] : []),
      ...(post ? [{ metodo: 'POST' as const, ...rotta }] : []),
    ];
  });
}

/** Any base: it lets the URL parser read a path as a browser does. */
const BASE = 'https://base.invalid';

/** Where to go after signing in: the path asked for if it is one of the door's, else `altrimenti`. Never another site. */
export function destinazioneInterna(chiesta: string | undefined, prefisso: string, altrimenti: string): string {
  if (chiesta === undefined || !URL.canParse(chiesta, BASE)) return altrimenti;
  const { origin, pathname } = new URL(chiesta, BASE);
  // What the parser would change (dots, backslashes, a query, a host) is not a plain path.
  if (origin !== BASE || pathname !== chiesta) return altrimenti;
  return chiesta === prefisso || chiesta.startsWith(`${prefisso}/`) ? chiesta : altrimenti;
}
