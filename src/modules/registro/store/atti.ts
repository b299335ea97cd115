import { sql, type RawBuilder } from 'kysely';
import type { TipoDovutoId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { preparataIn } from '#platform/db/pool';
import type { Atto, AttoDi, Dettaglio } from '../core/atti.ts';

/** One act. `returning` is avoided on purpose: the writers may insert, not read. */
export async function insertAtto(ctx: Ctx, { azione, oggetto, oggettoId = null, dettaglio }: Atto): Promise<void> {
  await sql`
    insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id, dettaglio)
    values (${ctx.enteId}, ${attoreTesto(ctx.attore)}, ${azione}, ${oggetto}, ${oggettoId},
            ${dettaglio === undefined ? null : JSON.stringify(dettaglio)}::jsonb)`.execute(ctx.db);
}

const INSERT_ATTI_DI = {
  name: 'registro.insert_atti_di',
  text: `
    insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id, dettaglio)
    select a.ente, $1, a.azione, a.oggetto, a.di, a.dettaglio
      from jsonb_to_recordset($2::jsonb) as a (ente uuid, azione text, oggetto text, di uuid, dettaglio jsonb)`,
};

/** Acts of many enti at once, in their order. */
export async function insertAttiDi(ctx: Ctx, atti: readonly AttoDi[]): Promise<void> {
  const righe = atti.map(({ enteId, azione, oggetto, oggettoId = null, dettaglio = null }) => ({
    ente: enteId,
    azione,
    oggetto,
    di: oggettoId,
    dettaglio,
  }));
  await preparataIn(ctx.db, INSERT_ATTI_DI, [attoreTesto(ctx.attore), JSON.stringify(righe)]);
}

/** One act a row of `da`. */
export async function insertAtti(ctx: Ctx, atti: AttiDaSelect): Promise<void> {
  await passoAtti(ctx, atti).execute(ctx.db);
}

/** The acts of a set, all done to things of one kind: a select of `azione`, `oggetto_id`, `dettaglio` (jsonb), one row an act. */
type AttiDaSelect = { oggetto: string; da: RawBuilder<unknown> };

/** The same as a step of the very statement that does what they tell, where a set is written by one. */
export function passoAtti(ctx: Pick<Ctx, 'enteId' | 'attore'>, { oggetto, da }: AttiDaSelect): RawBuilder<unknown> {
  return sql`
    insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id, dettaglio)
    select ${ctx.enteId}::uuid, ${attoreTesto(ctx.attore)}, f.azione, ${oggetto}, f.oggetto_id, f.dettaglio
      from (${da}) as f`;
}

/** An act as it was written. `cursore` says where it stands, to go on from there. */
export type AttoLetto = {
  istante: Date;
  attore: string;
  azione: string;
  oggetto: string;
  oggettoId: string | null;
  dettaglio: Dettaglio | null;
  cursore: string;
};

/** Which acts of an ente. Absent: any. */
export type FiltroAttiEnte = {
  /** Of these kinds. */
  azioni?: readonly string[] | null;
  /** Done to a kind of thing, or to one of them. */
  oggetto?: string | null;
  oggettoId?: string | null;
  /** By whom, or the beginning of it: `operatore`, `nodo`. */
  attore?: string;
  dal?: Date | null;
  /** Before it. */
  al?: Date | null;
  /** Of the acts done to dovuti, those of these kinds of due; null: of all. Looked for among the newest only. */
  tipi?: readonly TipoDovutoId[] | null;
};

/** A page of a list of acts: after a cursor, before one, or the first. */
type PaginaAtti = { dopo?: string | null; prima?: string | null; quanti: number };

/** Among how many acts those of some kinds of due are looked for: the others may be a million, and one would wait for all of them. */
const FINESTRA = 50_000;

/** Of these an import writes one a row: they are never rare, and no index is kept by which they are found (0051). */
export const A_MILIONI = 'dovuto.nuovo';

/**
 * Acts of the ente, newest first. Those of some kinds, which may be one in a million, are read kind by kind, as many of each as the page
 * has places for.
 */
export async function leggiAtti(t: Ctx, f: FiltroAttiEnte & PaginaAtti): Promise<AttoLetto[]> {
  const indietro = (f.prima ?? null) !== null;
  const { azioni = null, tipi = null } = f;
  const rare = azioni !== null && !azioni.includes(A_MILIONI);
  const scelte = azioni === null || rare ? sql`true` : sql`a.azione = any(${azioni})`;
  const inOrdine = indietro ? sql`istante asc, id asc` : sql`istante desc, id desc`;
  const unGenere = sql`
    select a.istante, a.id, a.attore, a.azione, a.oggetto, a.oggetto_id, a.dettaglio from registro.atto as a
     where a.ente_id = ${t.enteId} and ${rare ? sql`a.azione = k.azione and a.azione <> ${sql.lit(A_MILIONI)}` : scelte}
       and ${condizione(f)}
     order by ${inOrdine} limit ${tipi === null ? f.quanti : FINESTRA}`;
  const visti =
    tipi === null
      ? unGenere
      : sql`select a.* from (${unGenere}) as a where ${deiTipi(t, tipi)} order by ${inOrdine} limit ${f.quanti}`;
  const da = rare
    ? sql`unnest(${azioni}::text[]) as k (azione) cross join lateral (${visti}) as v`
    : sql`(${visti}) as v`;
  const { rows } = await sql<AttoLetto>`
    select v.istante, v.attore, v.azione, v.oggetto, v.oggetto_id as "oggettoId", v.dettaglio,
           (extract(epoch from v.istante) * 1000000)::bigint || '.' || v.id as cursore
      from ${da} order by ${inOrdine} limit ${f.quanti}`.execute(t.db);
  return indietro ? rows.toReversed() : rows;
}

/** Done to a dovuto of these kinds, or to anything else. */
function deiTipi(t: Ctx, tipi: readonly TipoDovutoId[]): RawBuilder<unknown> {
  return sql`(a.oggetto <> 'dovuto' or exists (
    select from posizioni.v_dovuto_tipo as d
     where d.ente_id = ${t.enteId} and d.dovuto_id = a.oggetto_id and d.tipo_dovuto_id = any(${[...tipi]}::uuid[])))`;
}

function condizione(f: FiltroAttiEnte & PaginaAtti): RawBuilder<unknown> {
  const { oggetto = null, oggettoId = null, attore = '', dal = null, al = null, dopo = null, prima = null } = f;
  const parti = [
    ...(oggetto === null ? [] : [sql`a.oggetto = ${oggetto}`]),
    ...(oggettoId === null ? [] : [sql`a.oggetto_id = ${oggettoId}::uuid`]),
    ...(attore === '' ? [] : [sql`starts_with(a.attore, ${attore})`]),
    ...(dal === null ? [] : [sql`a.istante >= ${dal}`]),
    ...(al === null ? [] : [sql`a.istante < ${al}`]),
    ...(dopo === null ? [] : [sql`(a.istante, a.id) < ${puntoAtti(dopo)}`]),
    ...(prima === null ? [] : [sql`(a.istante, a.id) > ${puntoAtti(prima)}`]),
  ];
  return parti.length === 0 ? sql`true` : sql.join(parti, sql` and `);
}

/** Microseconds, as PostgreSQL counts them: a Date has only thousandths, and acts of one transaction share those. */
const CURSORE = /^(\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Is it a cursor that `leggiAtti` can go on from? */
export function isCursoreAtti(testo: string): boolean {
  return CURSORE.test(testo);
}

/** The point of a cursor, for who goes on from there. */
export function puntoAtti(cursore: string): RawBuilder<unknown> {
  const [, micro, id] = CURSORE.exec(cursore) ?? [];
  if (micro === undefined || id === undefined) throw new Error('leggiAtti: not a cursor');
  return sql`(timestamptz 'epoch' + ${micro}::bigint * interval '1 microsecond', ${id}::uuid)`;
}
