import { sql } from 'kysely';
import type { EnteId, FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { EsitoProva, RigaProva } from '#modules/posizioni';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { Celle } from '../core/anteprima/correggi.ts';
import type { CodiceAvvertenza } from '../core/dovuti/avvertenze.ts';

/** Of a kind of due, how many rows would end so and for how much. Of the wrong ones the amount is not known: there are zero cents. */
export type VoceAnteprima = { tipo: string; esito: EsitoProva; righe: number; importoCents: number };

export type Anteprima = {
  flussoId: FlussoId;
  righeLette: number;
  righeSbagliate: number;
  modifiche: number;
  /** How many of the corrections the figures know; null while they were never worked out. */
  calcolataCon: number | null;
  /** Null while it is worked out. */
  calcolataIl: Date | null;
  riepilogo: readonly VoceAnteprima[] | null;
  primi: readonly RigaProva[] | null;
  /** How many rows deserve a look, by reason. */
  avvertenze: Partial<Record<CodiceAvvertenza, number>> | null;
  impronta: string | null;
  conferma: string | null;
  confermaDa: string | null;
  riepilogoPrima: readonly VoceAnteprima[] | null;
  /** The last attempt to work it out met a fault of ours; null: none has, or a new one has begun. */
  guastoIl: Date | null;
};

export async function insertAnteprima(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  await sql`insert into flussi.anteprima (ente_id, flusso_id) values (${ctx.enteId}, ${flussoId})`.execute(ctx.db);
}

/** The preview of a flusso that nobody has confirmed or thrown away; `tieni` keeps it as it is until the transaction ends. */
export async function selectAnteprima(ctx: Ctx, flussoId: FlussoId, tieni = false): Promise<Anteprima | null> {
  const { rows } = await sql<Anteprima>`
    select a.flusso_id as "flussoId", a.righe_lette as "righeLette", a.righe_sbagliate as "righeSbagliate", a.modifiche,
           a.calcolata_con as "calcolataCon", a.calcolata_il as "calcolataIl", a.riepilogo, a.primi, a.avvertenze, a.impronta,
           a.conferma, a.conferma_da as "confermaDa", a.riepilogo_prima as "riepilogoPrima", a.guasto_il as "guastoIl"
      from flussi.anteprima as a join flussi.flusso as f on f.ente_id = a.ente_id and f.id = a.flusso_id
     where a.ente_id = ${ctx.enteId} and a.flusso_id = ${flussoId} and f.stato = 'in_anteprima'
     ${tieni ? sql`for update of a` : sql``}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** How far the reading is. */
export async function updateLette(
  ctx: Ctx,
  flussoId: FlussoId,
  n: { lette: number; sbagliate: number },
): Promise<void> {
  await sql`update flussi.anteprima set righe_lette = ${n.lette}, righe_sbagliate = ${n.sbagliate}
             where ente_id = ${ctx.enteId} and flusso_id = ${flussoId}`.execute(ctx.db);
}

/** It is to be worked out again; with `conferma`, to be loaded too if the outcomes are those. */
export async function updateDaCalcolare(ctx: Ctx, flussoId: FlussoId, conferma: string | null): Promise<void> {
  await sql`
    update flussi.anteprima set calcolata_il = null, righe_lette = 0, righe_sbagliate = 0, conferma = ${conferma},
           conferma_da = ${conferma === null ? null : attoreTesto(ctx.attore)}
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId}`.execute(ctx.db);
}

/** An attempt to work it out has met a fault of ours, or (null) a new one begins. */
export async function updateGuasto(ctx: Ctx, flussoId: FlussoId, guastoIl: Date | null): Promise<void> {
  await sql`
    update flussi.anteprima set guasto_il = ${guastoIl}
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and guasto_il is distinct from ${guastoIl}::timestamptz`.execute(
    ctx.db,
  );
}

/** Rejects that the working out of before had met, and this one has not. */
export async function deleteScartiDiPrima(ctx: Ctx, flussoId: FlussoId, giro: number): Promise<void> {
  await sql`
    delete from flussi.scarto
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and giro is distinct from ${giro}::integer`.execute(
    ctx.db,
  );
}

export type Calcolata = Required<
  Pick<
    Anteprima,
    'righeLette' | 'righeSbagliate' | 'riepilogo' | 'primi' | 'avvertenze' | 'impronta' | 'riepilogoPrima'
  >
> & { calcolataCon: number };

export async function updateCalcolata(ctx: Ctx, flussoId: FlussoId, c: Calcolata): Promise<void> {
  const json = (valore: unknown): string | null => (valore === null ? null : JSON.stringify(valore));
  await sql`
    update flussi.anteprima
       set righe_lette = ${c.righeLette}, righe_sbagliate = ${c.righeSbagliate}, calcolata_con = ${c.calcolataCon},
           calcolata_il = clock_timestamp(), riepilogo = ${json(c.riepilogo)}::jsonb, primi = ${json(c.primi)}::jsonb,
           avvertenze = ${json(c.avvertenze)}::jsonb, impronta = ${c.impronta}, conferma = null, conferma_da = null,
           riepilogo_prima = ${json(c.riepilogoPrima)}::jsonb, guasto_il = null
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId}`.execute(ctx.db);
}

/** From a preview to what it is confirmed or thrown away to be, or to the file refused as a whole. False: it is one no more. */
export async function updateUscita(
  ctx: Ctx,
  flussoId: FlussoId,
  esito: { stato: 'ricevuto' | 'annullato' | 'fallito'; codice?: string; parametri?: Record<string, string | number> },
): Promise<boolean> {
  const parametri = esito.parametri === undefined ? null : JSON.stringify(esito.parametri);
  const { numAffectedRows } = await sql`
    update flussi.flusso
       set stato = ${esito.stato}, codice_errore = ${esito.codice ?? null}, parametri_errore = ${parametri}::jsonb,
           finito_il = case when ${esito.stato}::text <> 'ricevuto' then clock_timestamp() end
     where ente_id = ${ctx.enteId} and id = ${flussoId} and stato = 'in_anteprima'`.execute(ctx.db);
  return numAffectedRows === 1n;
}

export async function deleteAvvertenze(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  await sql`delete from flussi.avvertenza where ente_id = ${ctx.enteId} and flusso_id = ${flussoId}`.execute(ctx.db);
}

/** What a preview showed is of no use any more. The corrections stay: the loading reads them. */
export async function deleteAnteprima(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  await sql`delete from flussi.anteprima where ente_id = ${ctx.enteId} and flusso_id = ${flussoId}`.execute(ctx.db);
}

/** Leaves nothing of a file that was thrown away but that it was there. Gives the ids of its bytes: as it came, and as it became. */
export async function deleteContenuto(ctx: Ctx, flussoId: FlussoId): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select f.file_id as id from flussi.flusso as f
     where f.ente_id = ${ctx.enteId} and f.id = ${flussoId} and f.stato = 'annullato' and f.file_id is not null
     union
    select a.file_id from flussi.allegato as a join flussi.flusso as f on f.ente_id = a.ente_id and f.id = a.flusso_id
     where a.ente_id = ${ctx.enteId} and a.flusso_id = ${flussoId} and f.stato = 'annullato' and a.genere = 'convertito'`.execute(
    ctx.db,
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return ids;
  await deleteAnteprima(ctx, flussoId);
  await deleteAvvertenze(ctx, flussoId);
  await sql`delete from flussi.correzione where ente_id = ${ctx.enteId} and flusso_id = ${flussoId}`.execute(ctx.db);
  await sql`delete from flussi.allegato where ente_id = ${ctx.enteId} and flusso_id = ${flussoId}`.execute(ctx.db);
  await sql`update flussi.flusso set file_id = null where ente_id = ${ctx.enteId} and id = ${flussoId}`.execute(ctx.db);
  await sql`delete from flussi.file where ente_id = ${ctx.enteId} and id = any(${ids}::uuid[])`.execute(ctx.db);
  return ids;
}

/** The corrected cells of a file, by row; or of one of its rows. */
export async function selectCorrezioni(
  ctx: Ctx,
  flussoId: FlussoId,
  riga: number | null = null,
): Promise<Map<number, Celle>> {
  const { rows } = await sql<{ riga: number; celle: Celle }>`
    select riga, jsonb_object_agg(campo, valore) as celle from flussi.correzione
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and (${riga}::integer is null or riga = ${riga})
     group by riga`.execute(ctx.db);
  return new Map(rows.map((r) => [r.riga, r.celle]));
}

/** Who corrected what of a row, and when. */
export type Correzione = { campo: string; fattaDa: string; fattaIl: Date };

export async function selectChiHaCorretto(ctx: Ctx, flussoId: FlussoId, riga: number): Promise<Correzione[]> {
  const { rows } = await sql<Correzione>`
    select campo, fatta_da as "fattaDa", fatta_il as "fattaIl" from flussi.correzione
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and riga = ${riga} order by campo`.execute(ctx.db);
  return rows;
}

/** Of these rows, those that a person has corrected. */
export async function selectRigheCorrette(
  ctx: Ctx,
  flussoId: FlussoId,
  righe: readonly number[],
): Promise<Set<number>> {
  const { rows } = await sql<{ riga: number }>`
    select distinct riga from flussi.correzione
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and riga = any(${righe}::integer[])`.execute(ctx.db);
  return new Set(rows.map((r) => r.riga));
}

/** Writes the corrections of a row in the place of those before: what is as in the file again is one no more. */
export async function upsertCorrezioni(ctx: Ctx, flussoId: FlussoId, riga: number, celle: Celle): Promise<void> {
  const campi = Object.keys(celle);
  await sql`
    delete from flussi.correzione
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and riga = ${riga} and not campo = any(${campi}::text[])`.execute(
    ctx.db,
  );
  await sql`
    insert into flussi.correzione as c (ente_id, flusso_id, riga, campo, valore, fatta_da, fatta_il)
    select ${ctx.enteId}, ${flussoId}, ${riga}, n.campo, n.valore, ${attoreTesto(ctx.attore)}, ${ctx.now}
      from unnest(${campi}::text[], ${Object.values(celle)}::text[]) as n (campo, valore)
    on conflict (ente_id, flusso_id, riga, campo) do update
       set valore = excluded.valore, fatta_da = excluded.fatta_da, fatta_il = excluded.fatta_il
     where c.valore <> excluded.valore`.execute(ctx.db);
  await sql`update flussi.anteprima set modifiche = modifiche + 1 where ente_id = ${ctx.enteId} and flusso_id = ${flussoId}`.execute(
    ctx.db,
  );
}

/** Of the rejects met so far, those for an IUD that an earlier row of the file would bring in. */
export async function updateScartiRipetuti(
  ctx: Ctx,
  flussoId: FlussoId,
  ripetuti: readonly number[],
  scarto: { codice: string; testo: string },
): Promise<void> {
  if (ripetuti.length === 0) return;
  await sql`
    update flussi.scarto set codice = ${scarto.codice}, testo = ${scarto.testo}, parametri = null
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and riga = any(${ripetuti}::integer[])`.execute(ctx.db);
}

/** Why each wrong row is, in a few characters, to be compared with another reading of the same rows. */
export async function selectImprontaScarti(ctx: Ctx, flussoId: FlussoId): Promise<string> {
  const { rows } = await sql<{ impronta: string }>`
    select md5(coalesce(string_agg(riga || codice || testo, ',' order by riga), '')) as impronta from flussi.scarto
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId}`.execute(ctx.db);
  return rows[0]?.impronta ?? '';
}

/** Previews of every ente that nobody has confirmed since an instant. */
export async function selectDimenticate(ctx: Ctx, primaDi: Date): Promise<{ id: FlussoId; enteId: EnteId }[]> {
  const { rows } = await sql<{ id: FlussoId; enteId: EnteId }>`
    select id, ente_id as "enteId" from flussi.flusso
     where stato in ('in_anteprima', 'in_corrispondenza') and richiesto_il < ${primaDi} order by id limit ${LIMITI.fettaRighe}`.execute(
    ctx.db,
  );
  return rows;
}

/** Is its name, or its IUF, that of a file that is loading or loaded? */
export async function selectNomePreso(
  ctx: Ctx,
  { genere, iuf, nomeFile }: { genere: string; iuf: string | null; nomeFile: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from flussi.flusso
     where ente_id = ${ctx.enteId} and genere = ${genere} and verso = 'in' and stato in ('ricevuto', 'in_corso', 'eseguito')
       and (iuf = ${iuf} or lower(nome_file) = lower(${nomeFile}))
     limit 1`.execute(ctx.db);
  return rows.length > 0;
}
