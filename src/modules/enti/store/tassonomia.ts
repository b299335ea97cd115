import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { CodiceTassonomia, VoceTassonomia } from '../core/tassonomia.ts';

export async function selectTassonomia(ctx: Ctx, codice: string): Promise<CodiceTassonomia | null> {
  const { rows } = await sql<CodiceTassonomia>`
    select codice, valida_dal as "validaDal", valida_al as "validaAl" from enti.tassonomia where codice = ${codice}`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

/** The codes in force today. */
export async function selectCodiciTassonomia(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ codice: string }>`
    select codice from enti.tassonomia
     where valida_dal <= ${ctx.oggi}::date and (valida_al is null or ${ctx.oggi}::date < valida_al)`.execute(ctx.db);
  return rows.map((r) => r.codice);
}

/** Every code with its dates, locked against another list that is loaded meanwhile. */
export async function lockTassonomia(t: Ctx): Promise<CodiceTassonomia[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('enti.tassonomia', 0))`.execute(t.db);
  const { rows } = await sql<CodiceTassonomia>`
    select codice, valida_dal as "validaDal", valida_al as "validaAl" from enti.tassonomia`.execute(t.db);
  return rows;
}

/**
 * Writes a published list: rows are added and changed, never deleted (pagopa 7); with `soloNuove` those that are there stay as they are.
 * Returns how many were.
 */
export async function upsertTassonomia(
  t: Ctx,
  voci: readonly VoceTassonomia[],
  { soloNuove = false } = {},
): Promise<number> {
  const { rows } = await sql`
    insert into enti.tassonomia as t (codice, tipo_ente, macro_area, tipo_servizio, descrizione, valida_dal, valida_al)
    select v.codice, v."tipoEnte", v."macroArea", v."tipoServizio", v.descrizione, v."validaDal", v."validaAl"
      from json_to_recordset(${JSON.stringify(voci)}::json) as v (codice text, "tipoEnte" text, "macroArea" text, "tipoServizio" text,
                                                                  descrizione text, "validaDal" date, "validaAl" date)
     order by v.codice
    on conflict (codice) do update
      set tipo_ente = excluded.tipo_ente, macro_area = excluded.macro_area, tipo_servizio = excluded.tipo_servizio,
          descrizione = excluded.descrizione, valida_dal = excluded.valida_dal, valida_al = excluded.valida_al
     where not ${soloNuove}
       and (t.tipo_ente, t.macro_area, t.tipo_servizio, t.descrizione, t.valida_dal, t.valida_al) is distinct from
           (excluded.tipo_ente, excluded.macro_area, excluded.tipo_servizio, excluded.descrizione, excluded.valida_dal, excluded.valida_al)
    returning codice`.execute(t.db);
  return rows.length;
}

/** A time the taxonomy was loaded from outside. `rifiuto` is the code for which it was not. */
export type Caricamento = {
  istante: Date;
  origine: 'rete' | 'file';
  voci: number;
  cambiate: number;
  rifiuto: string | null;
  parametri: Record<string, string | number> | null;
};

export async function insertCaricamento(t: Ctx, c: Omit<Caricamento, 'istante'>): Promise<void> {
  await sql`
    insert into enti.tassonomia_caricamento (istante, origine, voci, cambiate, rifiuto, parametri)
    values (${t.now}, ${c.origine}, ${c.voci}, ${c.cambiate}, ${c.rifiuto}, ${JSON.stringify(c.parametri)}::jsonb)`.execute(
    t.db,
  );
}

/** The last time the taxonomy was loaded or refused; null where it never was. */
export async function selectUltimoCaricamento(ctx: Ctx): Promise<Caricamento | null> {
  const { rows } = await sql<Caricamento>`
    select istante, origine, voci, cambiate, rifiuto, parametri from enti.tassonomia_caricamento order by id desc limit 1`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

/** The codes of the ente's active kinds of due, each with their names. */
export async function selectCodiciInUso(
  t: Ctx,
  enteId: EnteId,
): Promise<(CodiceTassonomia & { tipoServizio: string; tipi: string[] })[]> {
  const { rows } = await sql<CodiceTassonomia & { tipoServizio: string; tipi: string[] }>`
    select t.codice, t.valida_dal as "validaDal", t.valida_al as "validaAl", t.tipo_servizio as "tipoServizio",
           array_agg(d.denominazione order by d.denominazione) as tipi
      from enti.tipo_dovuto as d join enti.tassonomia as t on t.codice = d.tassonomia
     where d.ente_id = ${enteId} and d.attivo
     group by t.codice order by t.valida_al, t.codice`.execute(t.db);
  return rows;
}

/** What is looked for in the taxonomy. Blank or empty: anything. */
export type FiltroTassonomia = { tipoEnte: string; macroArea: string; parole: readonly string[]; quante: number };

/** The codes that have all the words, in any field, whatever case and accents. A few hundred rows: no index helps. */
export async function selectVoci(ctx: Ctx, f: FiltroTassonomia): Promise<VoceTassonomia[]> {
  const { rows } = await sql<VoceTassonomia>`
    select codice, tipo_ente as "tipoEnte", macro_area as "macroArea", tipo_servizio as "tipoServizio", descrizione,
           valida_dal as "validaDal", valida_al as "validaAl"
      from enti.tassonomia
     where (${f.tipoEnte} = '' or tipo_ente = ${f.tipoEnte}) and (${f.macroArea} = '' or macro_area = ${f.macroArea})
       and not exists (
         select from unnest(${f.parole}::text[]) as p (parola)
          where strpos(lower(unaccent(concat_ws(' ', codice, tipo_ente, macro_area, tipo_servizio, descrizione))),
                       lower(unaccent(p.parola))) = 0)
     order by codice limit ${f.quante}`.execute(ctx.db);
  return rows;
}

/** The kinds of ente, and the areas of each. */
export async function selectAree(ctx: Ctx): Promise<{ tipoEnte: string; macroArea: string }[]> {
  const { rows } = await sql<{ tipoEnte: string; macroArea: string }>`
    select distinct tipo_ente as "tipoEnte", macro_area as "macroArea" from enti.tassonomia order by 1, 2`.execute(
    ctx.db,
  );
  return rows;
}
