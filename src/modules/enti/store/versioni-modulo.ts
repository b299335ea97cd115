import { sql } from 'kysely';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { Ambiente } from '../core/ente.ts';

/** A version of a form, without its definition. */
export type VersioneModulo = {
  versione: number;
  stato: 'bozza' | 'pubblicata';
  creataIl: Date;
  pubblicataIl: Date | null;
  attore: string;
};

/** A form as it was written: checked when it was published, not when it is read. */
export type VersioneIntera = VersioneModulo & { definizione: unknown; impronta: Buffer };

type Modulo = { enteId: EnteId; tipoDovutoId: TipoDovutoId };

const CAMPI = sql`versione, stato, creata_il as "creataIl", pubblicata_il as "pubblicataIl", attore`;
const suo = ({ enteId, tipoDovutoId }: Modulo) => sql`ente_id = ${enteId} and tipo_dovuto_id = ${tipoDovutoId}`;

/** Newest first. */
export async function selectVersioni(t: Ctx, di: Modulo): Promise<VersioneModulo[]> {
  const { rows } = await sql<VersioneModulo>`
    select ${CAMPI} from enti.modulo_versione where ${suo(di)} order by versione desc`.execute(t.db);
  return rows;
}

/** That version; without a number, the newest, whether draft or published. */
export async function selectVersione(t: Ctx, di: Modulo, versione: number | null): Promise<VersioneIntera | null> {
  const { rows } = await sql<VersioneIntera>`
    select ${CAMPI}, definizione, impronta from enti.modulo_versione
     where ${suo(di)} and (${versione}::integer is null or versione = ${versione}::integer)
     order by versione desc limit 1`.execute(t.db);
  return rows[0] ?? null;
}

/** Kinds of due of the ente that have a published form, each with the version in force. */
export async function selectPubblicate(t: Ctx, enteId: EnteId): Promise<Map<TipoDovutoId, number>> {
  const { rows } = await sql<{ id: TipoDovutoId; versione: number }>`
    select tipo_dovuto_id as id, max(versione) as versione from enti.modulo_versione
     where ente_id = ${enteId} and stato = 'pubblicata' group by tipo_dovuto_id`.execute(t.db);
  return new Map(rows.map(({ id, versione }) => [id, versione]));
}

/** Of the form in force, what must agree with its kind of due; null: none is published. */
export async function selectInVigore(
  t: Ctx,
  di: Modulo,
): Promise<{ versione: number; impronta: Buffer; importoFissoCents: Cents | null } | null> {
  const { rows } = await sql<{ versione: number; impronta: Buffer; importoFissoCents: Cents | null }>`
    select versione, impronta,
           case when definizione #>> '{importo,modo}' = 'fisso' then (definizione #>> '{importo,importoCents}')::bigint
           end as "importoFissoCents"
      from enti.modulo_versione where ${suo(di)} and stato = 'pubblicata' order by versione desc limit 1`.execute(t.db);
  return rows[0] ?? null;
}

/** Writes the draft: the one there is, or the next version. The kind of due is locked, so that two clerks do not make two. */
export async function scriviBozza(
  t: Ctx,
  di: Modulo,
  b: { definizione: unknown; impronta: Uint8Array; attore: string },
): Promise<number> {
  const definizione = JSON.stringify(b.definizione);
  const aggiornata = await sql<{ versione: number }>`
    update enti.modulo_versione
       set definizione = ${definizione}::json, impronta = ${b.impronta}, creata_il = ${t.now}, attore = ${b.attore}
     where ${suo(di)} and stato = 'bozza' returning versione`.execute(t.db);
  if (aggiornata.rows[0] !== undefined) return aggiornata.rows[0].versione;
  const { rows } = await sql<{ versione: number }>`
    insert into enti.modulo_versione (ente_id, tipo_dovuto_id, versione, definizione, impronta, creata_il, attore)
    select ${di.enteId}, ${di.tipoDovutoId}, coalesce(max(versione), 0) + 1, ${definizione}::json, ${b.impronta}, ${t.now}, ${b.attore}
      from enti.modulo_versione where ${suo(di)}
    returning versione`.execute(t.db);
  const [nuova] = rows;
  if (nuova === undefined) throw new Error('modulo_versione: nothing was written');
  return nuova.versione;
}

/** False when that version is not a draft (any longer). */
export async function updatePubblicata(t: Ctx, di: Modulo, versione: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update enti.modulo_versione set stato = 'pubblicata', pubblicata_il = ${t.now}
     where ${suo(di)} and versione = ${versione} and stato = 'bozza'`.execute(t.db);
  return numAffectedRows === 1n;
}

/** False when there was no draft. */
export async function deleteBozza(t: Ctx, di: Modulo): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from enti.modulo_versione where ${suo(di)} and stato = 'bozza'`.execute(t.db);
  return numAffectedRows === 1n;
}

/** The form as citizens may see it, by a function that shows nothing else: any role may call it. */
export async function selectModuloPubblico(
  ctx: Ctx,
  { enteId, tipoDovutoId, versione }: Modulo & { versione: number | null },
): Promise<{
  ambiente: Ambiente;
  tipoDovuto: string;
  denominazione: string;
  versione: number;
  definizione: unknown;
} | null> {
  const { rows } = await sql<{
    ambiente: Ambiente;
    tipoDovuto: string;
    denominazione: string;
    versione: number;
    definizione: unknown;
  }>`
    select ambiente, tipo_dovuto as "tipoDovuto", denominazione, versione, definizione
      from enti.leggi_modulo(${enteId}, ${tipoDovutoId}, ${versione})`.execute(ctx.db);
  return rows[0] ?? null;
}
