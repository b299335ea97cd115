import { sql, type RawBuilder } from 'kysely';
import { fineGiorno, inizioGiorno, type Giorno } from '#kernel/giorno';
import type { QuadraturaId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { contiene } from '#platform/db/contiene';
import type { NomeQuadratura } from '../core/quadratura.ts';

/** A flow of quadratura as it is kept. */
export type Quadratura = NomeQuadratura & {
  id: QuadraturaId;
  acquisitaIl: Date;
  acquisitaDa: string;
  byte: number;
  sha256: Buffer;
};

const CAMPI = sql`
  q.id, q.id_flusso as "idFlusso", q.prodotta_il as "prodottaIl", q.acquisita_il as "acquisitaIl", q.acquisita_da as "acquisitaDa",
  q.byte, q.sha256`;

/** What people write of its instant: the day, as lists show it and as the name of the file has it. */
const TROVATA_PER = {
  campi: [sql`q.id_flusso`, sql`to_char(q.prodotta_il at time zone 'Europe/Rome', 'DD/MM/YYYY YYYYMMDDHH24MISS')`],
};

/** Null: there is one with this name. */
export async function insertQuadratura(
  ctx: Ctx,
  { idFlusso, prodottaIl, byte, sha256 }: NomeQuadratura & { byte: number; sha256: Buffer },
): Promise<QuadraturaId | null> {
  const { rows } = await sql<{ id: QuadraturaId }>`
    insert into rendicontazione.quadratura (ente_id, id_flusso, prodotta_il, acquisita_il, acquisita_da, byte, sha256)
    values (${ctx.enteId}, ${idFlusso}, ${prodottaIl}, ${ctx.now}, ${attoreTesto(ctx.attore)}, ${byte}, ${sha256})
    on conflict do nothing returning id`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

/** The archive, the latest produced first. Blank `testo`: all of it. */
export async function leggiQuadrature(
  ctx: Ctx,
  f: { testo?: string; dopo: QuadraturaId | null; prima: QuadraturaId | null; quanti: number },
): Promise<Quadratura[]> {
  const indietro = f.prima !== null;
  const da = (id: QuadraturaId | null): RawBuilder<unknown> =>
    sql`(select x.prodotta_il, x.id from rendicontazione.quadratura as x where x.ente_id = ${ctx.enteId} and x.id = ${id})`;
  const { rows } = await sql<Quadratura>`
    select ${CAMPI} from rendicontazione.quadratura as q
     where ${condizione(ctx, f.testo)}
       ${f.dopo === null ? sql`` : sql`and (q.prodotta_il, q.id) < ${da(f.dopo)}`}
       ${f.prima === null ? sql`` : sql`and (q.prodotta_il, q.id) > ${da(f.prima)}`}
     order by q.prodotta_il ${indietro ? sql`asc` : sql`desc`}, q.id ${indietro ? sql`asc` : sql`desc`}
     limit ${f.quanti}`.execute(ctx.db);
  return indietro ? rows.toReversed() : rows;
}

/** How many they are, of the whole list. */
export async function contaQuadrature(ctx: Ctx, testo = ''): Promise<number> {
  const { rows } = await sql<{ quante: number }>`
    select count(*)::integer as quante from rendicontazione.quadratura as q where ${condizione(ctx, testo)}`.execute(
    ctx.db,
  );
  return rows[0]?.quante ?? 0;
}

function condizione(ctx: Ctx, testo = ''): RawBuilder<unknown> {
  return sql`q.ente_id = ${ctx.enteId} and ${contiene(testo, TROVATA_PER)}`;
}

/** One of them; null: not there. */
export async function leggiQuadratura(ctx: Ctx, id: QuadraturaId): Promise<Quadratura | null> {
  const { rows } = await sql<Quadratura>`
    select ${CAMPI} from rendicontazione.quadratura as q where q.ente_id = ${ctx.enteId} and q.id = ${id}`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

/** One by its name; null: not there. */
export async function trovaQuadratura(ctx: Ctx, { idFlusso, prodottaIl }: NomeQuadratura): Promise<Quadratura | null> {
  const { rows } = await sql<Quadratura>`
    select ${CAMPI} from rendicontazione.quadratura as q
     where q.ente_id = ${ctx.enteId} and q.id_flusso = ${idFlusso}
       and q.prodotta_il = date_trunc('second', ${prodottaIl}::timestamptz)`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Those that came to us in some days (of Rome, the last included), in the order in which they came. */
export async function leggiQuadratureAcquisite(
  ctx: Ctx,
  { da, a, quante }: { da: Giorno; a: Giorno; quante: number },
): Promise<NomeQuadratura[]> {
  const { rows } = await sql<NomeQuadratura>`
    select q.id_flusso as "idFlusso", q.prodotta_il as "prodottaIl" from rendicontazione.quadratura as q
     where q.ente_id = ${ctx.enteId} and q.acquisita_il >= ${inizioGiorno(da)} and q.acquisita_il < ${fineGiorno(a)}
     order by q.acquisita_il, q.id limit ${quante}`.execute(ctx.db);
  return rows;
}
