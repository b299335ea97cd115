import { sql, type RawBuilder } from 'kysely';
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
export async function insertAtti(
  ctx: Ctx,
  { oggetto, da }: { oggetto: string; da: RawBuilder<unknown> },
): Promise<void> {
  await sql`
    insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id, dettaglio)
    select ${ctx.enteId}::uuid, ${attoreTesto(ctx.attore)}, f.azione, ${oggetto}, f.oggetto_id, f.dettaglio
      from (${da}) as f`.execute(ctx.db);
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

/** Acts of the ente, newest first: about one thing, about a kind of things, or all. The page after a cursor, before one, or the first. */
export async function leggiAtti(
  t: Ctx,
  f: { oggetto: string | null; oggettoId: string | null; dopo: string | null; prima: string | null; quanti: number },
): Promise<AttoLetto[]> {
  const indietro = f.prima !== null;
  const verso = indietro ? sql`asc` : sql`desc`;
  const { rows } = await sql<AttoLetto>`
    select istante, attore, azione, oggetto, oggetto_id as "oggettoId", dettaglio,
           (extract(epoch from istante) * 1000000)::bigint || '.' || id as cursore
      from registro.atto
     where ente_id = ${t.enteId} and (${f.oggettoId}::uuid is null or oggetto_id = ${f.oggettoId}::uuid)
       and (${f.oggetto}::text is null or oggetto = ${f.oggetto})
       and ${f.dopo === null ? sql`true` : sql`(istante, id) < ${puntoAtti(f.dopo)}`}
       and ${f.prima === null ? sql`true` : sql`(istante, id) > ${puntoAtti(f.prima)}`}
     order by istante ${verso}, id ${verso} limit ${f.quanti}`.execute(t.db);
  return indietro ? rows.toReversed() : rows;
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
