import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import type { CodiceTassonomia } from '../core/tassonomia.ts';

/** A row of the taxonomy as it is published; `validaAl` is the first day on which it no longer holds. */
export type VoceTassonomia = CodiceTassonomia & {
  tipoEnte: string;
  macroArea: string;
  tipoServizio: string;
  descrizione: string;
};

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

/** Writes a published list: rows are added and changed, never deleted (pagopa 7). Returns how many were. */
export async function upsertTassonomia(t: Ctx, voci: readonly VoceTassonomia[]): Promise<number> {
  const { rows } = await sql`
    insert into enti.tassonomia as t (codice, tipo_ente, macro_area, tipo_servizio, descrizione, valida_dal, valida_al)
    select v.codice, v."tipoEnte", v."macroArea", v."tipoServizio", v.descrizione, v."validaDal", v."validaAl"
      from json_to_recordset(${JSON.stringify(voci)}::json) as v (codice text, "tipoEnte" text, "macroArea" text, "tipoServizio" text,
                                                                  descrizione text, "validaDal" date, "validaAl" date)
     order by v.codice
    on conflict (codice) do update
      set tipo_ente = excluded.tipo_ente, macro_area = excluded.macro_area, tipo_servizio = excluded.tipo_servizio,
          descrizione = excluded.descrizione, valida_dal = excluded.valida_dal, valida_al = excluded.valida_al
     where (t.tipo_ente, t.macro_area, t.tipo_servizio, t.descrizione, t.valida_dal, t.valida_al) is distinct from
           (excluded.tipo_ente, excluded.macro_area, excluded.tipo_servizio, excluded.descrizione, excluded.valida_dal, excluded.valida_al)
    returning codice`.execute(t.db);
  return rows.length;
}
