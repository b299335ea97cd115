import { sql } from 'kysely';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { CodiceTassonomia, DatiTipoDovuto } from '../core/tipo-dovuto.ts';
import { scritto, type Scritto } from './ente.ts';

export type TipoDovuto = DatiTipoDovuto & { tipoDovutoId: TipoDovutoId };

/** A row of the taxonomy as it is published; `validaAl` is the first day on which it no longer holds. */
export type VoceTassonomia = CodiceTassonomia & {
  tipoEnte: string;
  macroArea: string;
  tipoServizio: string;
  descrizione: string;
};

export async function selectTipi(t: Ctx, enteId: EnteId): Promise<TipoDovuto[]> {
  const { rows } = await sql<TipoDovuto>`
    select id as "tipoDovutoId", codice, denominazione, attivo, tassonomia, conto_id as "contoId", conto_postale_id as "contoPostaleId",
           scadenza_obbligatoria as "scadenzaObbligatoria", scadenza_stampata as "scadenzaStampata",
           paga_dopo_scadenza as "pagaDopoScadenza",
           codice_fiscale_anonimo as "codiceFiscaleAnonimo", avviso_stampabile as "avvisoStampabile"
      from enti.tipo_dovuto where ente_id = ${enteId} order by denominazione, codice`.execute(t.db);
  return rows;
}

export async function upsertTipo(t: Ctx, enteId: EnteId, d: DatiTipoDovuto): Promise<Scritto<TipoDovutoId>> {
  const { rows } = await sql<{ id: TipoDovutoId; nuova: boolean }>`
    insert into enti.tipo_dovuto as t (ente_id, codice, denominazione, attivo, tassonomia, conto_id, conto_postale_id,
                                       scadenza_obbligatoria, scadenza_stampata, paga_dopo_scadenza,
                                       codice_fiscale_anonimo, avviso_stampabile)
    values (${enteId}, ${d.codice}, ${d.denominazione}, ${d.attivo}, ${d.tassonomia}, ${d.contoId}, ${d.contoPostaleId},
            ${d.scadenzaObbligatoria}, ${d.scadenzaStampata}, ${d.pagaDopoScadenza}, ${d.codiceFiscaleAnonimo}, ${d.avvisoStampabile})
    on conflict (ente_id, codice) do update
      set denominazione = excluded.denominazione, attivo = excluded.attivo, tassonomia = excluded.tassonomia, conto_id = excluded.conto_id,
          conto_postale_id = excluded.conto_postale_id, scadenza_obbligatoria = excluded.scadenza_obbligatoria,
          scadenza_stampata = excluded.scadenza_stampata, paga_dopo_scadenza = excluded.paga_dopo_scadenza,
          codice_fiscale_anonimo = excluded.codice_fiscale_anonimo, avviso_stampabile = excluded.avviso_stampabile
     where (t.denominazione, t.attivo, t.tassonomia, t.conto_id, t.conto_postale_id, t.scadenza_obbligatoria, t.scadenza_stampata,
            t.paga_dopo_scadenza, t.codice_fiscale_anonimo, t.avviso_stampabile)
           is distinct from
           (excluded.denominazione, excluded.attivo, excluded.tassonomia, excluded.conto_id, excluded.conto_postale_id,
            excluded.scadenza_obbligatoria, excluded.scadenza_stampata, excluded.paga_dopo_scadenza, excluded.codice_fiscale_anonimo,
            excluded.avviso_stampabile)
    returning id, xmax = 0 as nuova`.execute(t.db);
  if (rows[0] !== undefined) return scritto(rows[0], undefined);
  const letto = await sql<{ id: TipoDovutoId }>`
    select id from enti.tipo_dovuto where ente_id = ${enteId} and codice = ${d.codice}`.execute(t.db);
  return scritto(undefined, letto.rows[0]?.id);
}

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
