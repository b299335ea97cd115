import { sql, type RawBuilder } from 'kysely';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Scopo } from '../core/credenziali.ts';

/** Whose credential, and for what: an ente's, one of its kinds of due's; both null: the intermediary's. */
export type Posto = { scopo: Scopo; enteId: EnteId | null; tipoDovutoId: TipoDovutoId | null };

/** A credential as it lies: sealed. */
export type RigaCredenziale = Posto & {
  id: string;
  url: string | null;
  /** Where user and secret are given for a token; null: the secret is said with each call. */
  urlAccesso: string | null;
  utente: string | null;
  segreto: Buffer;
  chiaveId: string;
  validaDal: Date;
  validaAl: Date | null;
};

const COLONNE =
  sql.raw(`id, scopo, ente_id as "enteId", tipo_dovuto_id as "tipoDovutoId", url, url_accesso as "urlAccesso", utente, segreto,
  chiave_id as "chiaveId", valida_dal as "validaDal", valida_al as "validaAl"`);

function inVigore(ctx: Ctx): RawBuilder<unknown> {
  return sql`valida_dal <= ${ctx.now} and (valida_al is null or valida_al > ${ctx.now})`;
}

/**
 * Those in force for a place and for what stands above it (kind of due, ente, intermediary), the nearest first, and of each the newest
 * first.
 */
export async function selectInVigore(ctx: Ctx, { scopo, enteId, tipoDovutoId }: Posto): Promise<RigaCredenziale[]> {
  const { rows } = await sql<RigaCredenziale>`
    select ${COLONNE} from enti.credenziale
     where scopo = ${scopo} and ${inVigore(ctx)}
       and (ente_id is null or (ente_id = ${enteId}::uuid and (tipo_dovuto_id is null or tipo_dovuto_id = ${tipoDovutoId}::uuid)))
     order by tipo_dovuto_id nulls last, ente_id nulls last, valida_dal desc, id desc`.execute(ctx.db);
  return rows;
}

/** Is the kind of due that ente's? Where none is named there is nothing to ask. */
export async function esisteTipo(t: Ctx, { enteId, tipoDovutoId }: Posto): Promise<boolean> {
  if (tipoDovutoId === null) return true;
  const { rows } = await sql`
    select from enti.tipo_dovuto where ente_id = ${enteId}::uuid and id = ${tipoDovutoId}`.execute(t.db);
  return rows.length > 0;
}

/** Takes the place for this transaction: two that register at once come one after the other. */
export async function lockPosto(t: Ctx, { scopo, enteId, tipoDovutoId }: Posto): Promise<void> {
  const chiave = `credenziale:${scopo}:${enteId ?? ''}:${tipoDovutoId ?? ''}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${chiave}, 0))`.execute(t.db);
}

/** An id for a credential that is about to be sealed. */
export async function nuovoId(t: Ctx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(t.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('credenziale: no id was given');
  return id;
}

/** Writes a credential; the one in force before it in the same place ends at `fineDiPrima`, any other still good, when this begins. */
export async function insertCredenziale(t: Ctx, r: RigaCredenziale & { fineDiPrima: Date }): Promise<void> {
  await sql`
    update enti.credenziale
       set valida_al = greatest(valida_dal,
             case when valida_al is null then ${r.fineDiPrima}::timestamptz else ${r.validaDal}::timestamptz end)
     where scopo = ${r.scopo} and ente_id is not distinct from ${r.enteId}::uuid
       and tipo_dovuto_id is not distinct from ${r.tipoDovutoId}::uuid
       and (valida_al is null or valida_al > ${r.validaDal})`.execute(t.db);
  await sql`
    insert into enti.credenziale (id, ente_id, tipo_dovuto_id, scopo, url, url_accesso, utente, segreto, chiave_id, valida_dal)
    values (${r.id}, ${r.enteId}, ${r.tipoDovutoId}, ${r.scopo}, ${r.url}, ${r.urlAccesso}, ${r.utente}, ${r.segreto}, ${r.chiaveId},
            ${r.validaDal})`.execute(t.db);
}

/** The sealed rows that another key closed. */
export async function lockDaRicifrare(t: Ctx, chiaveId: string): Promise<RigaCredenziale[]> {
  const { rows } = await sql<RigaCredenziale>`
    select ${COLONNE} from enti.credenziale where chiave_id <> ${chiaveId} order by id for update`.execute(t.db);
  return rows;
}

export async function updateSigillo(t: Ctx, r: { id: string; segreto: Buffer; chiaveId: string }): Promise<void> {
  await sql`
    update enti.credenziale set segreto = ${r.segreto}, chiave_id = ${r.chiaveId} where id = ${r.id}`.execute(t.db);
}
