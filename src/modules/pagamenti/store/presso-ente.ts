import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { EnteId, RicevutaId, TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { ChiGuarda, CosaFerma } from '#platform/fermo';
import type { SoggettoRicevuta } from '../core/ricevuta.ts';
import type { Trasferimento } from '../core/trasferimenti.ts';

/** How an ente has set its service. */
export type SceltePressoEnte = {
  attivo: boolean;
  url: string;
  attesaMs: number;
  ancheNostri: boolean;
  tipoDovutoId: TipoDovutoId;
};

export async function selectPressoEnte(t: Ctx, enteId: EnteId): Promise<SceltePressoEnte | null> {
  const { rows } = await sql<SceltePressoEnte>`
    select attivo, url, attesa_ms as "attesaMs", anche_nostri as "ancheNostri", tipo_dovuto_id as "tipoDovutoId"
      from pagamenti.presso_ente where ente_id = ${enteId}`.execute(t.db);
  return rows[0] ?? null;
}

/** Held until the transaction ends: two that change it come one after the other. */
export async function lockPressoEnte(t: Ctx, enteId: EnteId): Promise<SceltePressoEnte | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`presso_ente:${enteId}`}, 0))`.execute(t.db);
  return selectPressoEnte(t, enteId);
}

export async function upsertPressoEnte(t: Ctx, enteId: EnteId, s: SceltePressoEnte): Promise<void> {
  await sql`
    insert into pagamenti.presso_ente (ente_id, attivo, url, attesa_ms, anche_nostri, tipo_dovuto_id)
    values (${enteId}, ${s.attivo}, ${s.url}, ${s.attesaMs}, ${s.ancheNostri}, ${s.tipoDovutoId})
    on conflict (ente_id) do update
       set attivo = excluded.attivo, url = excluded.url, attesa_ms = excluded.attesa_ms, anche_nostri = excluded.anche_nostri,
           tipo_dovuto_id = excluded.tipo_dovuto_id`.execute(t.db);
}

/** How the service is. `guasti`: how many questions in a row had no answer that holds; `perche`: of the last. */
export type StatoServizio = { guasti: number; guastoDal: Date | null; perche: string | null; beneIl: Date | null };

export async function selectStatoServizio(t: Ctx, enteId: EnteId): Promise<StatoServizio | null> {
  const { rows } = await sql<StatoServizio>`
    select guasti, guasto_dal as "guastoDal", perche, bene_il as "beneIl"
      from pagamenti.presso_ente_stato where ente_id = ${enteId}`.execute(t.db);
  return rows[0] ?? null;
}

/** `perche` null: it answered. */
export async function segnaServizio(
  ctx: Ctx,
  { enteId, guasti, perche }: { enteId: EnteId; guasti: number; perche: string | null },
): Promise<void> {
  await sql`select pagamenti.segna_presso_ente(${enteId}, ${guasti}, ${perche}, ${ctx.now})`.execute(ctx.db);
}

/** One that fails now and then is nobody's business. */
const GUASTI_MIN = 3;

/** The service of the context's ente, where it does not answer. */
export async function selectServizioFermo(t: Ctx, _chi: ChiGuarda, q: { id?: string }): Promise<CosaFerma[]> {
  const id = q.id ?? null;
  const { rows } = await sql<CosaFerma>`
    select s.ente_id as id, '' as nome, s.guasto_dal as dal, s.perche
      from pagamenti.presso_ente_stato as s join pagamenti.presso_ente as p on p.ente_id = s.ente_id and p.attivo
     where s.ente_id = ${t.enteId} and s.guasti >= ${GUASTI_MIN}
       and (${id}::text is null or s.ente_id::text = ${id})`.execute(t.db);
  return rows;
}

/** Has a receipt come for a notice of which there is no dovuto? */
export async function isGiaPagato(ctx: Ctx, di: { enteId: EnteId; numeroAvviso: string }): Promise<boolean> {
  const { rows } = await sql<{ pagato: boolean }>`
    select pagamenti.avviso_gia_pagato(${di.enteId}, ${di.numeroAvviso}) as pagato`.execute(ctx.db);
  return rows[0]?.pagato ?? false;
}

/** Is an ente of ours credited on the account of another one? */
export async function isIbanAltrui(
  ctx: Ctx,
  enteId: EnteId,
  conti: readonly { codiceFiscale: string; iban: string }[],
): Promise<boolean> {
  const cf = conti.map(({ codiceFiscale }) => codiceFiscale);
  const iban = conti.map((c) => c.iban);
  const { rows } = await sql<{ altrui: boolean }>`
    select pagamenti.iban_altrui(${enteId}, ${cf}::text[], ${iban}::text[]) as altrui`.execute(ctx.db);
  return rows[0]?.altrui ?? false;
}

/** What was answered of a notice of the ente's when its payment was opened. */
export type AvvisoEnte = {
  numeroAvviso: string;
  iuv: string;
  importoCents: Cents;
  scadenza: Giorno | null;
  quote: readonly Trasferimento[];
};

export async function insertAvvisoEnte(ctx: Ctx, enteId: EnteId, avviso: AvvisoEnte): Promise<void> {
  const p = JSON.stringify({ ...avviso, chiestoIl: ctx.now });
  await sql`select pagamenti.scrivi_avviso_ente(${enteId}, ${p}::jsonb)`.execute(ctx.db);
}

/** Notices of the ente's own whose payment was opened, and of them those whose receipt is here. */
export type UsoServizio = { iniziati: number; pagati: number };

export async function contaAvvisiEnte(t: Ctx, enteId: EnteId, da: Date): Promise<UsoServizio> {
  const { rows } =
    await sql<UsoServizio>`select iniziati, pagati from pagamenti.uso_presso_ente(${enteId}, ${da})`.execute(t.db);
  return rows[0] ?? { iniziati: 0, pagati: 0 };
}

/** A receipt without a dovuto, for a notice that the ente's service had answered for. */
export type DaAccogliere = AvvisoEnte & {
  pagatoCents: Cents;
  causale: string | null;
  debitore: SoggettoRicevuta | null;
};

/** Null: nobody had asked the ente about it, or it has a dovuto already. Of several answers, the one that was paid, or the last. */
export async function selectDaAccogliere(t: Ctx, ricevutaId: RicevutaId): Promise<DaAccogliere | null> {
  const { rows } = await sql<DaAccogliere>`
    select a.numero_avviso as "numeroAvviso", r.iuv, a.importo_cents as "importoCents", a.scadenza, a.quote,
           r.importo_cents as "pagatoCents", r.causale, r.debitore
      from pagamenti.ricevuta as r
      join pagamenti.avviso_ente as a on a.ente_id = r.ente_id and a.numero_avviso = r.numero_avviso
     where r.ente_id = ${t.enteId} and r.id = ${ricevutaId} and r.genere = 'orfana' and not r.copia and r.da_rimborsare
       and not exists (select from posizioni.v_dovuto_tipo as d where d.ente_id = r.ente_id and d.iuv_id = r.iuv_id)
       and not exists (select from pagamenti.trattamento as x where x.ente_id = r.ente_id and x.ricevuta_id = r.id)
     order by (a.importo_cents = r.importo_cents) desc, a.chiesto_il desc limit 1`.execute(t.db);
  return rows[0] ?? null;
}

/** The receipt has paid its dovuto: nothing of it is to be given back. */
export async function accogliOrfana(t: Ctx, ricevutaId: RicevutaId): Promise<void> {
  await sql`select pagamenti.accogli_orfana(${t.enteId}, ${ricevutaId})`.execute(t.db);
}

/** A receipt that is asked for may come months later; past it nobody pays by what was answered. */
export async function deleteAvvisiEnte(t: Ctx, primaDi: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from pagamenti.avviso_ente where chiesto_il < ${primaDi}`.execute(t.db);
  return Number(numAffectedRows ?? 0n);
}
