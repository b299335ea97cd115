import { sql } from 'kysely';
import type pg from 'pg';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { Esito } from '#kernel/esito';
import { giornoA, type Giorno } from '#kernel/giorno';
import type { EnteId } from '#kernel/ids';
import type { AccessoIdentita } from './accesso-identita.ts';
import type { ChiamataEnte, RispostaEnte } from './chiamata-ente.ts';
import type { Config } from './config/config.ts';
import { conPianiSu, dbSu, type Db } from './db/pool.ts';
import type { Ruolo } from './db/ruoli.ts';
import type { FdrInElenco, FdrLetta } from './fdr.ts';
import type { Archivio } from './files.ts';
import type { Fornitori } from './fornitore-ente.ts';
import type { Log } from './log.ts';
import type { FiloServizioEnte } from './servizio-ente.ts';

/**
 * Who acts. The id is ours (an operator's, a citizen's, a session's): never a name, a tax code or an address. `codiceFiscale` is that of a
 * citizen who signed in: it tells the row policies whose rows they are, and is written nowhere.
 */
export type Attore = {
  tipo: 'operatore' | 'cittadino' | 'sil' | 'nodo' | 'sistema';
  id?: string;
  codiceFiscale?: CodiceFiscale;
};

/** The actor as the journal writes it: `operatore:0199…`. */
export function attoreTesto(attore: Attore): string {
  return attore.id === undefined ? attore.tipo : `${attore.tipo}:${attore.id}`;
}

/** A file that goes with a mail. */
export type Allegato = { nome: string; tipo: string; corpo: Buffer };

/** A mail message, as the posta wire takes it. `disdici`: the address that ends such mails by one POST (RFC 8058), or leads to who asks. */
export type Lettera = { a: string; oggetto: string; testo: string; allegati?: readonly Allegato[]; disdici?: string };

/** Where an ente says what a notice costs now. Without `urlAccesso` the password is itself the token. */
export type ServizioImporti = { urlAccesso: string | null; urlImporto: string; utente: string; password: string };

/** What it said, or in a word of ours why it said nothing. */
export type RispostaImporto =
  | { esito: 'importo'; importoCents: number; bilancio: string | null }
  | { esito: 'codice'; codice: string }
  | { esito: 'nessuna'; perche: string };

/** Where a scheduled file goes by SFTP, and how its server lets us in. */
export type ServerSftp = {
  host: string;
  porta: number;
  utente: string;
  /** Folder of the server. */
  percorso: string;
  /** `SHA256:…` of the server's key, as `ssh-keygen -l` writes it; null: not known yet, and then nobody says who we are. */
  impronta: string | null;
  accesso: 'password' | 'chiave';
  segreto: string;
};

/** A file of ours on its way out: the name that it has there, where its bytes are here. */
export type FileInUscita = { nome: string; percorso: string; byte: number };

/** Why a file was not delivered, in words of ours. */
export type NonConsegnato =
  | 'irraggiungibile'
  | 'indirizzo_non_ammesso'
  | 'tempo_scaduto'
  | 'chiave_da_confermare'
  | 'chiave_cambiata'
  | 'accesso_negato'
  | 'segreto_illeggibile'
  | 'cartella_non_scrivibile'
  | 'cartella_non_configurata'
  | 'nome_occupato'
  | 'interrotta';

/** `impronta`: of the key that a server has shown, where it is not the one that was expected. */
export type EsitoConsegna = { esito: 'ok' } | { esito: 'no'; perche: NonConsegnato; impronta?: string };

/** A place where files are delivered. Neither throws for what the other side does. */
type Consegna<D> = {
  /** Can we get in and write there? Nothing is left behind. */
  prova(dove: D): Promise<EsitoConsegna>;
  /** A file that is there already, whole, is delivered: the same delivery twice gives one file. */
  consegna(dove: D, file: FileInUscita): Promise<EsitoConsegna>;
};

/** By which of its four ways Checkout sends the browser back. */
export type Ritorno = 'ok' | 'annullato' | 'errore' | 'attesa';

/** What Checkout is asked to have paid in one go. */
export type CarrelloCheckout = {
  idCart: string;
  email: string | null;
  avvisi: readonly {
    numeroAvviso: string;
    codiceFiscaleEnte: string;
    importoCents: number;
    denominazione: string;
    causale: string;
  }[];
  /** Every notice may be paid on a postal account. */
  tutteCcp: boolean;
  /** Where the browser comes back: whole addresses of ours. */
  ritorni: Record<Ritorno, string>;
};

/** Its page, whose address is opaque; or why there is none: it said no, or nothing that can be used. */
export type RispostaCheckout =
  | { esito: 'pagina'; location: string }
  | { esito: 'rifiutato'; perche: 'avvisi' | 'chiave' }
  | { esito: 'nessuna'; perche: string };

/** Who has signed in, as the provider of identity tells: nothing of it has been judged. */
export type PersonaDetta = {
  codiceFiscale: string | null;
  nome: string | null;
  cognome: string | null;
  email: string | null;
};

/** Who signed in, and how surely where it is said; or the provider says no, in its words; or its answer does not hold; or there is none. */
export type RispostaIdentita =
  | { esito: 'persona'; persona: PersonaDetta; livello?: string }
  | { esito: 'negata'; errore: string; descrizione: string }
  | { esito: 'non_verificata'; perche: string }
  | { esito: 'nessuna'; perche: string };

/** What went to Checkout and what came back, as it was on the wire but for the headers: our key is in one of them. */
export type ScambioCheckout = {
  richiesta: string;
  /** Status, page and body; null: nothing came. */
  risposta: string | null;
  /** `http_302`, or why nothing came. */
  come: string;
  durataMs: number;
};
/** Where biz-events is asked for receipts: its address with the version, and the key. */
export type ServizioBizEvents = { url: string; chiave: string };

/** A receipt: its JSON as it came, and read, with amounts as they are written; or in a word of ours why there is none. */
export type RispostaBizEvents =
  { esito: 'ricevuta'; corpo: Buffer; letta: Readonly<Record<string, unknown>> } | { esito: 'nessuna'; perche: string };

/** The ways out, as typed functions. They are called outside transactions only. */
export type Wires = {
  posta: { invia(lettera: Lettera): Promise<void> };
  /** Null: this installation has no Checkout, and nobody pays here. */
  checkout: {
    /**
     * Never throws for what the other side does, and answers within its budget. The same idCart may be sent again. `visto` is told of
     * what was exchanged, before it answers; not where nobody was called.
     */
    crea(carrello: CarrelloCheckout, visto?: (scambio: ScambioCheckout) => void): Promise<RispostaCheckout>;
  } | null;
  /** The Checkout of the simulatore, for what enti in prova ask; null: this installation has none, or its only one is that. */
  checkoutProva: Wires['checkout'];
  /** Null: this installation has no provider of identity, and nobody signs in. None throws for what the other side does. */
  identita: {
    /** Where the browser goes to sign in; null: the provider is not reached. */
    inizia(accesso: AccessoIdentita): Promise<string | null>;
    /** What the browser came back with, `parametri`, judged. */
    conclude(accesso: AccessoIdentita, parametri: Readonly<Record<string, string>>): Promise<RispostaIdentita>;
    /** Where the browser goes to leave the provider too, and comes back to `torna`; null: it has no such page. */
    uscita(torna: string): Promise<string | null>;
  } | null;
  fornitori: Fornitori;
  /** Null: this installation does not fetch the statements of the PSPs, which are loaded by hand. Both throw {@link FdrNonRisponde}. */
  fdr: {
    /** One page, from 1, of what was published after an instant; null: of the last thirty days. */
    elenco(domanda: {
      codiceFiscale: string;
      pubblicateDopo: Date | null;
      pagina: number;
    }): Promise<{ pagine: number; trovate: FdrInElenco[] }>;
    /** `righeMax`: of more payments than these it throws. */
    leggi(quale: FdrInElenco & { codiceFiscale: string; righeMax: number }): Promise<FdrLetta>;
  } | null;
  /** The same of the simulatore, for enti in prova. */
  fdrProva: Wires['fdr'];
  bizEvents: {
    /** The receipt of a payment to an ente. Never throws for what the other side does, and answers within its budget. */
    ricevuta(servizio: ServizioBizEvents, quale: { codiceFiscale: string; iur: string }): Promise<RispostaBizEvents>;
  };
  tassonomia: {
    /** The list as it is published, text; it throws where it does not arrive whole. */
    scarica(): Promise<string>;
  };
  sftp: Consegna<ServerSftp>;
  /** `sotto`: the ente's own folder; nothing is written outside it. */
  cartella: Consegna<{ sotto: string; percorso: string }>;
  ente: {
    /** Never throws for what the other side does, and answers within its budget. It goes nowhere that an answer sends it. */
    manda(chiamata: ChiamataEnte): Promise<RispostaEnte>;
  };
  servizioEnte: FiloServizioEnte;
  attualizzazione: {
    /** Never throws for what the other side does, and answers within its budget. */
    chiedi(
      servizio: ServizioImporti,
      avviso: { codiceFiscaleEnte: string; numeroAvviso: string },
    ): Promise<RispostaImporto>;
  };
};

/** What one process shares: pools, settings, log, clock, wires. Made once by `app`, passed everywhere. */
export type Mondo = {
  pools: Record<Ruolo, pg.Pool>;
  config: Config;
  log: Log;
  orologio: () => Date;
  wires: Wires;
  files: Archivio;
};

/**
 * Everything an act needs of the world. Passed, never imported.
 * What is of an ente, or of a person, is readable only inside `tx`, which names the ente and the citizen to the row policies.
 */
export type Ctx = {
  readonly db: Db;
  readonly now: Date;
  readonly oggi: Giorno;
  readonly attore: Attore;
  readonly enteId: EnteId | null;
  readonly log: Log;
  readonly wires: Wires;
  readonly files: Archivio;
  readonly config: Config;
  /** True inside a transaction. */
  readonly inTx: boolean;
  /** The same for an ente, where it is known only now: what is done there is its own, and stands in its registro. Not in a transaction. */
  per(enteId: EnteId): Ctx;
  /**
   * Opens a transaction, or joins the one it is in; only the outermost commits. It rolls back when `fn` returns a refusal or throws.
   */
  tx<T>(fn: (ctx: Ctx) => Promise<T>): Promise<T>;
  /**
   * Runs `fn` on one connection of its own (temporary tables, COPY). Not to be called inside a transaction. `conPiani`: its statements
   * are planned once a connection, for what comes often and is short.
   */
  sessione<T>(fn: (ctx: Ctx, client: pg.PoolClient) => Promise<T>, opzioni?: { conPiani?: boolean }): Promise<T>;
  /** Adds a job in the caller's transaction. The payload holds ids only; `chiave` keeps only the last of equal jobs. */
  enqueue(
    nome: string,
    payload: Record<string, string | number>,
    opzioni?: { chiave?: string; nonPrima?: Date; coda?: string },
  ): Promise<void>;
};

type Opzioni = { ruolo: Ruolo; attore: Attore; enteId?: EnteId | null };

/** A Ctx for one request or job: the instant is taken once, here. */
export function creaCtx(mondo: Mondo, { ruolo, attore, enteId = null }: Opzioni): Ctx {
  const now = mondo.orologio();
  const pool = mondo.pools[ruolo];
  return componi({ mondo, pool, now, attore, enteId }, dbDi(pool), false);
}

const DB = new WeakMap<pg.Pool, Db>();

/** One Kysely a pool: it holds nothing but the way to the pool, and is not worth making anew at each request. */
function dbDi(pool: pg.Pool): Db {
  const noto = DB.get(pool) ?? dbSu(pool);
  DB.set(pool, noto);
  return noto;
}

type Base = { mondo: Mondo; pool: pg.Pool; now: Date; attore: Attore; enteId: EnteId | null };

function componi(base: Base, db: Db, inTx: boolean): Ctx {
  const ctx: Ctx = {
    db,
    now: base.now,
    oggi: giornoA(base.now),
    attore: base.attore,
    enteId: base.enteId,
    log: base.mondo.log,
    wires: inTx ? soloFuoriTransazione(base.mondo.wires) : base.mondo.wires,
    files: base.mondo.files,
    config: base.mondo.config,
    inTx,
    per: (enteId) => {
      if (inTx) throw new Error('ctx.per: a transaction is for one ente from its beginning');
      return componi({ ...base, enteId }, db, false);
    },
    tx: (fn) => (inTx ? fn(ctx) : inTransazione(base, db, fn)),
    sessione: (fn, { conPiani = false } = {}) => {
      if (inTx) throw new Error('ctx.sessione: not inside a transaction');
      return suConnessione(base, fn, conPiani);
    },
    enqueue: async (nome, payload, opzioni = {}) => {
      await sql`select lavori.accoda(${nome}, ${JSON.stringify(payload)}::json, ${opzioni.chiave ?? null}, ${opzioni.nonPrima ?? null},
        ${opzioni.coda ?? null})`.execute(db);
    },
  };
  return ctx;
}

/** Carries a refusal out of Kysely's transaction, which rolls back on a throw only. */
class Rifiutato extends Error {
  readonly esito: unknown;
  constructor(esito: unknown) {
    super('transaction refused');
    this.esito = esito;
  }
}

async function inTransazione<T>(base: Base, db: Db, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(async (trx) => {
      // They end with the transaction: who acts for no ente and no citizen finds none, and need not say so.
      if (base.enteId !== null || base.attore.codiceFiscale !== undefined) {
        await sql`
          select set_config('app.ente', ${base.enteId ?? ''}, true),
                 set_config('app.cittadino', ${base.attore.codiceFiscale ?? ''}, true)`.execute(trx);
      }
      const esito = await fn(componi(base, trx, true));
      if (isRifiuto(esito)) throw new Rifiutato(esito);
      return esito;
    });
  } catch (causa) {
    if (causa instanceof Rifiutato) return causa.esito as T;
    throw causa;
  }
}

function isRifiuto(valore: unknown): valore is Extract<Esito<unknown>, { ok: false }> {
  return typeof valore === 'object' && valore !== null && 'ok' in valore && valore.ok === false;
}

async function suConnessione<T>(
  base: Base,
  fn: (ctx: Ctx, client: pg.PoolClient) => Promise<T>,
  conPiani: boolean,
): Promise<T> {
  const client = await base.pool.connect();
  try {
    const suo = prestata(client, conPiani ? { query: conPianiSu(client) } : {});
    const esito = await fn(
      componi(base, dbSu({ connect: () => Promise.resolve(suo), end: () => Promise.resolve() }), false),
      client,
    );
    client.release();
    return esito;
  } catch (causa) {
    // The session may hold a temporary table or an open COPY: it is not given back to the pool.
    client.release(true);
    throw causa;
  }
}

/** The connection as Kysely's pool sees it: the outer function gives it back, not Kysely. `invece`: what takes the place of its own. */
function prestata(client: pg.PoolClient, invece: Readonly<Record<string, unknown>>): pg.PoolClient {
  return new Proxy(client, {
    get: (oggetto, nome) => {
      if (nome === 'release') return () => undefined;
      if (typeof nome === 'string' && Object.hasOwn(invece, nome)) return invece[nome];
      const valore: unknown = Reflect.get(oggetto, nome);
      return typeof valore === 'function' ? valore.bind(oggetto) : valore;
    },
  });
}

function soloFuoriTransazione(wires: Wires): Wires {
  const vietato = (): never => {
    throw new Error('a wire was called inside a transaction: announce it, and let a job do it');
  };
  return new Proxy(wires, { get: vietato });
}
