import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

export const STATI_LAVORO = ['fallito', 'in_corso', 'in_attesa'] as const;
/** `fallito`: nobody tries it any more. `in_attesa`: it will be done, or tried again. */
export type StatoLavoro = (typeof STATI_LAVORO)[number];

/** A job of the queue, without its payload. */
export type LavoroInCoda = {
  id: string;
  nome: string;
  enteId: EnteId | null;
  stato: StatoLavoro;
  creatoIl: Date;
  /** When it is to be done, or tried again. */
  quando: Date;
  tentativi: number;
  tentativiMax: number;
  /** What it said the last time it went badly; null where it did not. */
  perche: string | null;
};

const STATO = sql`case when j.locked_at is not null then 'in_corso' when j.attempts >= j.max_attempts then 'fallito' else 'in_attesa' end`;
const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

const CAMPI = sql`
  j.id::text as id, k.identifier as nome, ${STATO} as stato, j.created_at as "creatoIl", j.run_at as quando, j.attempts as tentativi,
  j.max_attempts as "tentativiMax", split_part(j.last_error, chr(10), 1) as perche,
  case when j.payload ->> 'enteId' ~ ${UUID} then j.payload ->> 'enteId' end as "enteId"`;

/** The jobs in a state, the newest first, after one of them. */
export async function selectLavori(
  ctx: Ctx,
  { stato, nome, dopo, quanti }: { stato: StatoLavoro; nome: string; dopo: string | null; quanti: number },
): Promise<LavoroInCoda[]> {
  const { rows } = await sql<LavoroInCoda>`
    select ${CAMPI} from graphile_worker._private_jobs as j join graphile_worker._private_tasks as k on k.id = j.task_id
     where ${STATO} = ${stato} and (${nome} = '' or k.identifier = ${nome}) and (${dopo}::bigint is null or j.id < ${dopo}::bigint)
     order by j.id desc limit ${quanti}`.execute(ctx.db);
  return rows;
}

export async function selectLavoro(ctx: Ctx, id: string): Promise<LavoroInCoda | null> {
  const { rows } = await sql<LavoroInCoda>`
    select ${CAMPI} from graphile_worker._private_jobs as j join graphile_worker._private_tasks as k on k.id = j.task_id
     where j.id = ${id}::bigint`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Puts a job back in the queue as if it had never been tried. False: somebody is at it, or it is not there. */
export async function ripeti(t: Ctx, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at => now(), attempts => 0)`.execute(t.db);
  return rows.length > 0;
}

/** Takes a job out of the queue. False: somebody is at it, or it is not there. */
export async function togli(t: Ctx, id: string): Promise<boolean> {
  const { rows } = await sql`select from graphile_worker.complete_jobs(array[${id}::bigint])`.execute(t.db);
  return rows.length > 0;
}

/** How the queue stands. `battito`: when the clock of the jobs last struck, which it does every minute where a worker lives. */
export type Coda = {
  falliti: number;
  inCorso: number;
  inAttesa: number;
  /** Of those that should have begun: since when the oldest waits. */
  dal: Date | null;
  battito: Date | null;
  /** Those that failed, by name. */
  perNome: { nome: string; falliti: number }[];
};

export async function selectCoda(ctx: Ctx): Promise<Coda> {
  const { rows } = await sql<Omit<Coda, 'perNome'>>`
    select (count(*) filter (where ${STATO} = 'fallito'))::int as falliti,
           (count(*) filter (where ${STATO} = 'in_corso'))::int as "inCorso",
           (count(*) filter (where ${STATO} = 'in_attesa'))::int as "inAttesa",
           min(j.run_at) filter (where ${STATO} = 'in_attesa' and j.run_at <= ${ctx.now}) as dal,
           (select max(coalesce(last_execution, known_since)) from graphile_worker._private_known_crontabs) as battito
      from graphile_worker._private_jobs as j`.execute(ctx.db);
  const nomi = await sql<{ nome: string; falliti: number }>`
    select k.identifier as nome, count(*)::int as falliti
      from graphile_worker._private_jobs as j join graphile_worker._private_tasks as k on k.id = j.task_id
     where j.attempts >= j.max_attempts and j.locked_at is null group by 1 order by 2 desc, 1`.execute(ctx.db);
  const [coda = { falliti: 0, inCorso: 0, inAttesa: 0, dal: null, battito: null }] = rows;
  return { ...coda, perNome: nomi.rows };
}

/** What the database says of itself. */
export async function selectDatabase(
  ctx: Ctx,
): Promise<{ byte: number; connessioni: number; connessioniMax: number; versione: string }> {
  const { rows } = await sql<{ byte: number; connessioni: number; connessioniMax: number; versione: string }>`
    select pg_database_size(current_database())::float8 as byte, current_setting('max_connections')::int as "connessioniMax",
           (select count(*)::int from pg_stat_activity where datname = current_database()) as connessioni,
           current_setting('server_version') as versione`.execute(ctx.db);
  return rows[0] ?? { byte: 0, connessioni: 0, connessioniMax: 0, versione: '' };
}
