import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/contesto';
import { leggiOrizzonte, type Xid } from '#platform/db/orizzonte';
import type { Anello, BloccoRiletto, DaSigillare, RigaTrovata } from '../core/blocchi.ts';

/**
 * The text of an act that is hashed. It never changes: the blocks sealed with it must still be proven in ten years. It
 * depends on no setting of the session (instants as seconds of the epoch, jsonb in its own order of keys), and no two
 * acts share a text: the columns before `dettaglio` cannot hold a bar.
 */
const TESTO_ATTO = sql.raw(`
  r.id::text || '|' || r.xid::text || '|' || extract(epoch from r.istante)::text || '|' || coalesce(r.ente_id::text, '') || '|' ||
  r.attore || '|' || r.azione || '|' || r.oggetto || '|' || coalesce(r.oggetto_id::text, '') || '|' || coalesce(r.dettaglio::text, '')`);

/** 16 bytes name a row among the rows of a block; the block's own hash, of 32, is what nobody can forge. */
const IMPRONTA_ATTO = sql`substring(sha256(convert_to(${TESTO_ATTO}, 'UTF8')) for 16)`;

/** The hash of block `b`. */
const IMPRONTA_BLOCCO = sql`sha256(b.precedente || int8send(b.n) || xid8send(b.da_xid) || xid8send(b.a_xid) || b.impronte)`;

/** Blocks verified by one statement: many, for most are small, and at their fullest still some seconds of work. */
const BLOCCHI_INSIEME = 200;

/**
 * Only one process seals at a time: the lock goes with the transaction. False when another has it. The acts are to be read in the order of
 * their index: just after a bulk the planner, whose statistics are old, would rather sort all that waits, again for each block.
 */
export async function prendiSigillo(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ preso: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('registro.sigillo', 0)) as preso, set_config('enable_sort', 'off', true),
           set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true)`.execute(ctx.db);
  return rows[0]?.preso === true;
}

/** The last block, or null before the first. */
export async function leggiUltimoAnello(ctx: Ctx): Promise<Anello | null> {
  const { rows } = await sql<{ n: number; aXid: string; impronta: string }>`
    select n, a_xid::text as "aXid", encode(impronta, 'hex') as impronta from registro.blocco order by n desc limit 1`.execute(
    ctx.db,
  );
  const riga = rows[0];
  return riga === undefined ? null : { ...riga, aXid: BigInt(riga.aXid) };
}

/** What lies between the last block and the horizon (model 9): every transaction below it has ended, and none will appear there. */
export async function leggiDaSigillare(ctx: Ctx, da: bigint, righeMax: number): Promise<DaSigillare> {
  const orizzonte = await leggiOrizzonte(ctx.db);
  const { rows } = await sql<{ primo: string | null; oltre: string | null }>`
    select (${xidDopo(da, orizzonte, 0)})::text as primo, (${xidDopo(da, orizzonte, righeMax)})::text as oltre`.execute(
    ctx.db,
  );
  const [primo, oltre] = [rows[0]?.primo ?? null, rows[0]?.oltre ?? null];
  return {
    primo: primo === null ? null : BigInt(primo),
    oltre: oltre === null ? null : BigInt(oltre),
    orizzonte: BigInt(orizzonte),
  };
}

/** The transaction of the act that comes after `salta` acts. */
function xidDopo(da: bigint, a: Xid, salta: number): RawBuilder<unknown> {
  return sql`select r.xid from registro.atto as r where r.xid >= ${da}::text::xid8 and r.xid < ${a}::text::xid8
              order by r.xid offset ${salta} limit 1`;
}

/** Hashes the acts up to `aXid` (exclusive) and chains them to the block before. Gives how many. */
export async function insertBlocco(ctx: Ctx, prima: Anello, aXid: bigint): Promise<number> {
  const [da, a] = [sql`${prima.aXid}::text::xid8`, sql`${aXid}::text::xid8`];
  const { rows } = await sql<{ righe: number }>`
    insert into registro.blocco (n, da_xid, a_xid, righe, impronte, precedente, impronta)
    select b.n, b.da_xid, b.a_xid, b.righe, b.impronte, b.precedente, ${IMPRONTA_BLOCCO}
      from (select ${prima.n + 1}::bigint as n, ${da} as da_xid, ${a} as a_xid, decode(${prima.impronta}, 'hex') as precedente,
                   count(*)::integer as righe, string_agg(${IMPRONTA_ATTO}, ''::bytea order by r.xid, r.id) as impronte
              from registro.atto as r where r.xid >= ${da} and r.xid < ${a}) as b
    returning righe`.execute(ctx.db);
  return rows[0]?.righe ?? 0;
}

/** The blocks after `dopo`, some at a time. */
export async function rileggiBlocchi(ctx: Ctx, dopo: number): Promise<BloccoRiletto[]> {
  const { rows } = await sql<Omit<BloccoRiletto, 'daXid' | 'aXid'> & { daXid: string; aXid: string }>`
    select b.n, b.da_xid::text as "daXid", b.a_xid::text as "aXid", b.righe, encode(b.precedente, 'hex') as precedente,
           encode(b.impronta, 'hex') as impronta, b.impronta = ${IMPRONTA_BLOCCO} as "improntaGiusta"
      from registro.blocco as b where b.n > ${dopo} order by b.n limit ${BLOCCHI_INSIEME}`.execute(ctx.db);
  return rows.map((r) => ({ ...r, daXid: BigInt(r.daXid), aXid: BigInt(r.aXid) }));
}

/**
 * The first block, of some that follow one another, whose acts are not those it was made of; null when all are. The acts are read once and
 * dealt to their blocks by the blocks' ends.
 */
export async function primoBloccoDiverso(ctx: Ctx, blocchi: readonly BloccoRiletto[]): Promise<number | null> {
  const [primo, ultimo] = [blocchi[0], blocchi.at(-1)];
  if (primo === undefined || ultimo === undefined) return null;
  const { rows } = await sql<{ n: number | null }>`
    with b as (select n, a_xid, impronte from registro.blocco where n between ${primo.n} and ${ultimo.n}),
    fini as materialized (select array_agg(a_xid order by n) as xid from b),
    lette as (
      select ${primo.n}::bigint + width_bucket(r.xid, (select xid from fini)) as n,
             string_agg(${IMPRONTA_ATTO}, ''::bytea order by r.xid, r.id) as impronte
        from registro.atto as r where r.xid >= ${primo.daXid}::text::xid8 and r.xid < ${ultimo.aXid}::text::xid8 group by 1
    )
    select min(b.n) as n from b left join lette as l on l.n = b.n where l.impronte is distinct from b.impronte`.execute(
    ctx.db,
  );
  return rows[0]?.n ?? null;
}

/** The hashes a block holds, and the acts found in its place. */
export async function leggiRigheBlocco(ctx: Ctx, n: number): Promise<{ impronte: string; trovate: RigaTrovata[] }> {
  const attese = await sql<{ impronte: string }>`
    select encode(impronte, 'hex') as impronte from registro.blocco where n = ${n}`.execute(ctx.db);
  const trovate = await sql<RigaTrovata>`
    select r.id, r.istante, encode(${IMPRONTA_ATTO}, 'hex') as impronta
      from registro.blocco as b join registro.atto as r on r.xid >= b.da_xid and r.xid < b.a_xid
     where b.n = ${n} order by r.xid, r.id`.execute(ctx.db);
  return { impronte: attese.rows[0]?.impronte ?? '', trovate: trovate.rows };
}

/** How many acts come after the last block, and the instant of the oldest. */
export async function leggiCoda(ctx: Ctx, da: bigint): Promise<{ righe: number; dal: Date | null }> {
  const { rows } = await sql<{ righe: number; dal: Date | null }>`
    select count(*)::integer as righe, min(istante) as dal from registro.atto where xid >= ${da}::text::xid8`.execute(
    ctx.db,
  );
  return rows[0] ?? { righe: 0, dal: null };
}

/** A sealed block, as people are told of it: the hash is hex. */
export type Blocco = { n: number; righe: number; impronta: string; sigillatoIl: Date };

export async function leggiUltimoBlocco(ctx: Ctx): Promise<Blocco | null> {
  const { rows } = await sql<Blocco>`
    select n, righe, encode(impronta, 'hex') as impronta, sigillato_il as "sigillatoIl" from registro.blocco
     order by n desc limit 1`.execute(ctx.db);
  return rows[0] ?? null;
}
