import { sql } from 'kysely';
import type { FlussoId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { Corrispondenza } from '../core/corrispondenza/traduci.ts';
import type { ColonneFile } from '../dovuti/altrui.ts';

/** A correspondence that the ente remembers. */
export type CorrispondenzaSalvata = {
  id: string;
  nome: string;
  /** The columns of the file for which it was made. */
  intestazioni: readonly string[];
  regole: Corrispondenza;
};

/** Those of the ente, by name. */
export async function selectCorrispondenze(ctx: Ctx): Promise<CorrispondenzaSalvata[]> {
  const { rows } = await sql<CorrispondenzaSalvata>`
    select id, nome, intestazioni, regole from flussi.corrispondenza
     where ente_id = ${ctx.enteId} order by lower(nome) limit ${ELENCO_MAX}`.execute(ctx.db);
  return rows;
}

/** What fits a page. */
const ELENCO_MAX = 200;

/** Keeps a correspondence under its name, in the place of the one that had it. Gives its id. */
export async function upsertCorrispondenza(ctx: Ctx, c: Omit<CorrispondenzaSalvata, 'id'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into flussi.corrispondenza (ente_id, nome, intestazioni, regole, salvata_da, salvata_il)
    values (${ctx.enteId}, ${c.nome}, ${[...c.intestazioni]}::text[], ${JSON.stringify(c.regole)}::jsonb,
            ${attoreTesto(ctx.attore)}, ${ctx.now})
    on conflict (ente_id, lower(nome)) do update
       set nome = excluded.nome, intestazioni = excluded.intestazioni, regole = excluded.regole, salvata_da = excluded.salvata_da,
           salvata_il = excluded.salvata_il
    returning id`.execute(ctx.db);
  return rows[0]?.id ?? '';
}

export async function deleteCorrispondenza(ctx: Ctx, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from flussi.corrispondenza where ente_id = ${ctx.enteId} and id = ${id} returning id`.execute(ctx.db);
  return rows.length > 0;
}

/** What was seen of a file that is not in a layout of ours, and what was said of its columns. */
export type DaTradurre = { colonne: ColonneFile; corrispondenza: Corrispondenza | null };

/** Null: it is in a layout of ours. */
export async function selectDaTradurre(ctx: Ctx, flussoId: FlussoId): Promise<DaTradurre | null> {
  const { rows } = await sql<DaTradurre>`
    select colonne, corrispondenza from flussi.flusso
     where ente_id = ${ctx.enteId} and id = ${flussoId} and colonne is not null`.execute(ctx.db);
  return rows[0] ?? null;
}

export async function insertDaTradurre(
  ctx: Ctx,
  f: { genere: string; nomeFile: string; fileId: string; colonne: ColonneFile },
): Promise<FlussoId> {
  const { rows } = await sql<{ id: FlussoId }>`
    insert into flussi.flusso (ente_id, genere, verso, stato, nome_file, versione, richiesto_da, richiesto_il, file_id, colonne)
    values (${ctx.enteId}, ${f.genere}, 'in', 'in_corrispondenza', ${f.nomeFile}, '2_0', ${attoreTesto(ctx.attore)}, ${ctx.now},
            ${f.fileId}, ${JSON.stringify(f.colonne)}::jsonb)
    returning id`.execute(ctx.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('insert gave no row');
  return id;
}

/** Says which column is which: from here on it is a file in preview. False: somebody did meanwhile. */
export async function updateTradotto(
  ctx: Ctx,
  flussoId: FlussoId,
  d: { nomeFile: string; iuf: string; colonne: ColonneFile; corrispondenza: Corrispondenza },
): Promise<boolean> {
  const { rows } = await sql`
    update flussi.flusso
       set stato = 'in_anteprima', nome_file = ${d.nomeFile}, iuf = ${d.iuf}, colonne = ${JSON.stringify(d.colonne)}::jsonb,
           corrispondenza = ${JSON.stringify(d.corrispondenza)}::jsonb
     where ente_id = ${ctx.enteId} and id = ${flussoId} and stato = 'in_corrispondenza' returning id`.execute(ctx.db);
  return rows.length > 0;
}

/** Throws away a file of which nobody said anything. False: somebody did. */
export async function updateButtato(ctx: Ctx, flussoId: FlussoId): Promise<boolean> {
  const { rows } = await sql`
    update flussi.flusso set stato = 'annullato', colonne = null, finito_il = ${ctx.now}
     where ente_id = ${ctx.enteId} and id = ${flussoId} and stato = 'in_corrispondenza' returning id`.execute(ctx.db);
  return rows.length > 0;
}
