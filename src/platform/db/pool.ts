import { CompiledQuery, Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { creaTipi } from './parser.ts';
import { RUOLI, nomeRuolo, urlRuolo, type Ruolo } from './ruoli.ts';

/**
 * Tables are described by db/schema.sql, not by types: a statement names the type of the rows it reads (`sql<Row>`).
 */
export type Db = Kysely<Record<string, Record<string, unknown>>>;

/** What can run a statement: a pool, or one connection of it. */
export type Interrogabile = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>;

type OpzioniPool = {
  /** Connections at most. */
  max?: number;
  /** Longest statement; 0 = no limit. */
  statementTimeoutMs?: number;
  /** A connection at rest broke (server restarted, network): the pool has already put it aside. */
  onErrore?: (causa: Error) => void;
  /** Shown in pg_stat_activity. */
  nome?: string;
  /**
   * For a pool whose statements all look by a key: they are planned once a connection, not again for each value, and never read a
   * table whole, not even one that was empty when the plan was made.
   */
  perChiave?: boolean;
};

/**
 * A page that asks for more than this is broken; better a fault than a pile of them. Jobs set their own limit a slice
 * at a time.
 */
const STATEMENT_MS_PORTE = 30_000;
const STATEMENT_MS_WORKER = 600_000;
/** A transaction that nobody drives keeps locks and holds back the horizon. */
const INATTIVA_IN_TRANSAZIONE_MS = 300_000;
const PER_CHIAVE = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
]
  .map((voce) => ` -c ${voce}`)
  .join('');
const CONNESSIONE_MS = 10_000;
const INATTIVA_MS = 30_000;
const MAX_PREDEFINITO = 10;
/** The queue of jobs has these beside: who holds their locks, who listens for them, and what is written of calls to others' software. */
const CONNESSIONI_CODA = 5;

/**
 * A pool of connections with our parsers, sessions in UTC (a date cast in SQL must not depend on the server's zone)
 * and without JIT (statements are short: compiling them costs more than it saves).
 */
export function creaPool(url: string, opzioni: OpzioniPool = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: opzioni.max ?? MAX_PREDEFINITO,
    types: creaTipi(),
    application_name: opzioni.nome ?? 'mypay',
    options: `-c TimeZone=UTC -c jit=off${opzioni.perChiave === true ? PER_CHIAVE : ''}`,
    statement_timeout: opzioni.statementTimeoutMs ?? STATEMENT_MS_PORTE,
    idle_in_transaction_session_timeout: INATTIVA_IN_TRANSAZIONE_MS,
    connectionTimeoutMillis: CONNESSIONE_MS,
    idleTimeoutMillis: INATTIVA_MS,
    keepAlive: true,
  });
  pool.on('error', (causa) => opzioni.onErrore?.(causa));
  // graphile-worker asks for a handler on each connection too; what breaks in use rejects the statement in course.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** One pool a role, from the owner's URL. `onErrore` hears of connections that broke at rest. */
export function creaPools(
  databaseUrl: string,
  opzioni: { max?: number; onErrore?: (causa: Error, ruolo: Ruolo) => void } = {},
): Record<Ruolo, pg.Pool> {
  const perRuolo = (ruolo: Ruolo): pg.Pool =>
    creaPool(urlRuolo(databaseUrl, ruolo), {
      max: (opzioni.max ?? MAX_PREDEFINITO) + (ruolo === 'worker' ? CONNESSIONI_CODA : 0),
      nome: nomeRuolo(ruolo),
      // Planning what verify reads costs ten times as much as reading it (measured).
      perChiave: ruolo === 'nodo',
      statementTimeoutMs: ruolo === 'worker' ? STATEMENT_MS_WORKER : STATEMENT_MS_PORTE,
      onErrore: (causa) => opzioni.onErrore?.(causa, ruolo),
    });
  return Object.fromEntries(RUOLI.map((ruolo) => [ruolo, perRuolo(ruolo)])) as Record<Ruolo, pg.Pool>;
}

/** Waits for the connections in use, then closes them all. */
export async function chiudiPools(pools: Record<Ruolo, pg.Pool>): Promise<void> {
  await Promise.all(Object.values(pools).map((pool) => pool.end()));
}

/** Kysely over a pool, or over whatever lends connections like one. It opens nothing by itself. */
export function dbSu(pool: Pick<PostgresPool, 'connect' | 'end'>): Db {
  return new Kysely({
    dialect: new PostgresDialect({ pool: { options: {}, connect: () => pool.connect(), end: () => pool.end() } }),
  });
}

/** A hot statement: planned once a connection, under its name. The name is unique in the product. */
export type Preparata = { name: string; text: string };

/** Runs a prepared statement and gives its rows. */
export async function preparata<Riga extends pg.QueryResultRow>(
  su: Interrogabile,
  { name, text }: Preparata,
  values: readonly unknown[],
): Promise<Riga[]> {
  const esito = await su.query<Riga>({ name, text, values: [...values] });
  return esito.rows;
}

/**
 * The same in the transaction of a context: what runs there is planned at each call, which for a short statement costs as much as running
 * it. Kysely hands the text over to pg as it is, and pg takes a named statement in its place.
 */
export async function preparataIn<Riga>(
  db: Db,
  { name, text }: Preparata,
  values: readonly unknown[],
): Promise<Riga[]> {
  const cruda = CompiledQuery.raw(text, [...values]);
  const { rows } = await db.executeQuery<Riga>(Object.assign({ ...cruda }, { sql: { name, text } }));
  return rows;
}

const NOMI_MAX = 300;
const NOMI = new Map<string, string>();

/**
 * `query` of a connection, by which each statement is planned once there, under a name made of its text. What is said in ever new words is
 * planned each time: the first few hundred texts are those of a program.
 */
export function conPianiSu(client: pg.ClientBase): (text: unknown, values?: unknown[]) => Promise<pg.QueryResult> {
  return (text, values) => {
    const nome = typeof text === 'string' ? nomeDi(text) : null;
    const richiesta: pg.QueryConfig = { text: text as string, ...(values === undefined ? {} : { values }) };
    return client.query(nome === null ? richiesta : { ...richiesta, name: nome });
  };
}

function nomeDi(text: string): string | null {
  const noto = NOMI.get(text);
  if (noto !== undefined || NOMI.size >= NOMI_MAX) return noto ?? null;
  const nuovo = `p${NOMI.size}`;
  NOMI.set(text, nuovo);
  return nuovo;
}
