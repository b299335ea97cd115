import { sql } from 'kysely';
import type { DovutoId, IuvId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { Chiusura } from '../core/chiusura.ts';
import type { DaPagare, DovutoDaPagare } from '../core/paga.ts';

/**
 * What money for a dovuto would touch: its iuv and then the posizioni of all that is paid under it, locked in the order of a receipt, so
 * that the two wait for one another. Null: not of this ente.
 */
export async function prendiDaPagare(t: Ctx, dovutoId: DovutoId): Promise<(DaPagare & { iuvId: IuvId | null }) | null> {
  const { rows: suoi } = await sql<{ iuvId: IuvId | null }>`
    select iuv_id as "iuvId" from posizioni.dovuto where ente_id = ${t.enteId} and id = ${dovutoId}`.execute(t.db);
  const [suo] = suoi;
  if (suo === undefined) return null;
  const { iuvId } = suo;
  const { rows: iuv } = await sql<{ conRicevuta: boolean }>`
    select pagato_il is not null as "conRicevuta" from posizioni.iuv
     where ente_id = ${t.enteId} and id = ${iuvId} for update`.execute(t.db);
  await sql`
    select p.id from posizioni.posizione as p
     where p.ente_id = ${t.enteId}
       and p.id in (select x.posizione_id from posizioni.dovuto as x
                     where x.ente_id = ${t.enteId} and (x.id = ${dovutoId} or x.iuv_id = ${iuvId}))
     order by p.id for update of p`.execute(t.db);
  return { dovuti: await leggiDaPagare(t, { dovutoId, iuvId }), conRicevuta: iuv[0]?.conRicevuta ?? false, iuvId };
}

/** The dovuti of every posizione that it touches, as they are. */
export async function leggiDaPagare(
  t: Ctx,
  { dovutoId, iuvId }: { dovutoId: DovutoId; iuvId: IuvId | null },
): Promise<DovutoDaPagare[]> {
  const { rows } = await sql<DovutoDaPagare>`
    select d.id, d.posizione_id as "posizioneId", d.opzione_id as "opzioneId", d.stato, d.importo_cents as "importoCents",
           (d.id = ${dovutoId} or coalesce(d.iuv_id = ${iuvId}, false)) as "sottoIuv", d.data_scadenza as "dataScadenza",
           k.paga_dopo_scadenza as "pagaDopoScadenza", d.versione, d.tipo_dovuto_id as "tipoDovutoId",
           f.fatti -> 'termini' as termini, f.fatti -> 'quotazioni' as quotazioni,
           d.stato = 'da_pagare' and exists (
             select 1 from registro.v_attivazione as a
              where a.numero_avviso = i.numero_avviso
                and a.dominio = (select e.codice_fiscale from enti.v_ente as e where e.id = d.ente_id)) as "inPagamento"
      from posizioni.dovuto as d
      join enti.v_tipo_dovuto as k on k.ente_id = d.ente_id and k.id = d.tipo_dovuto_id
      left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     cross join lateral (select posizioni.fatti_costo(d.id) as fatti) as f
     where d.ente_id = ${t.enteId}
       and d.posizione_id in (select x.posizione_id from posizioni.dovuto as x
                               where x.ente_id = ${t.enteId} and (x.id = ${dovutoId} or x.iuv_id = ${iuvId}))
     order by d.ordine, d.id`.execute(t.db);
  return rows;
}

/** What the history says of the money. */
export type Spiegazione = { motivo: string | null; dettaglio: object; receiptId: string | null };

/** Writes what the money closed, with its history, as a receipt's closing is written: posizioni.applica_chiusure. */
export async function scriviPagamento(
  t: Ctx,
  { pagati, estinti, saldate }: Chiusura,
  { pagatoIl, motivo, dettaglio, receiptId }: Spiegazione & { pagatoIl: Date },
): Promise<void> {
  await sql`
    with pagati as (
      update posizioni.dovuto as d
         set stato = 'pagato', pagato_il = ${pagatoIl}, pagato_cents = x."pagatoCents", versione = d.versione + 1,
             da_verificare = x."daVerificare"
        from jsonb_to_recordset(${JSON.stringify(pagati)}::jsonb) as x (id uuid, era text, "pagatoCents" bigint, "daVerificare" text[])
       where d.ente_id = ${t.enteId} and d.id = x.id and d.stato = x.era
      returning d.ente_id, d.id, d.stato, d.versione, d.importo_cents, d.data_scadenza, x.era),
    estinti as (
      update posizioni.dovuto as d
         set stato = 'estinto', versione = d.versione + 1
        from jsonb_to_recordset(${JSON.stringify(estinti)}::jsonb) as x (id uuid, era text)
       where d.ente_id = ${t.enteId} and d.id = x.id and d.stato = x.era
      returning d.ente_id, d.id, d.stato, d.versione, d.importo_cents, d.data_scadenza, x.era)
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, prima, dettaglio,
                                  motivo)
    select c.ente_id, c.id, c.stato, c.versione, c.stato, c.importo_cents, c.data_scadenza, ${attoreTesto(t.attore)},
           jsonb_strip_nulls(jsonb_build_object('stato', c.era, 'receiptId', ${receiptId}::text)),
           case when c.stato = 'pagato' then ${JSON.stringify(dettaglio)}::jsonb end,
           case when c.stato = 'pagato' then ${motivo}::text end
      from (select * from pagati union all select * from estinti) as c`.execute(t.db);
  await sql`
    update posizioni.posizione as p set saldata_il = ${pagatoIl}
     where p.ente_id = ${t.enteId} and p.id = any(${saldate}::uuid[]) and p.saldata_il is null`.execute(t.db);
}

/** The versions of these dovuti, for whoever will ask for an act on one of them as they saw it. */
export async function selectVersioni(t: Ctx, ids: readonly DovutoId[]): Promise<Map<DovutoId, number>> {
  const { rows } = await sql<{ id: DovutoId; versione: number }>`
    select id, versione from posizioni.dovuto where ente_id = ${t.enteId} and id = any(${ids}::uuid[])`.execute(t.db);
  return new Map(rows.map((r) => [r.id, r.versione]));
}
