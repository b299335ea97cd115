import { sql, type RawBuilder } from 'kysely';
import type { DovutoId, OpzioneId, PosizioneId } from '#kernel/ids';
import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { DovutoToccato } from '../core/quanto-valida.ts';
import type { Gradino } from '../core/quanto.ts';
import type { Stato } from '../core/stati.ts';

/** A posizione of the context's ente, locked; null: it is not there. */
export async function lockPosizione(t: Ctx, id: PosizioneId): Promise<{ notificataIl: Giorno | null } | null> {
  const { rows } = await sql<{ notificataIl: Giorno | null }>`
    select notificata_il as "notificataIl" from posizioni.posizione where ente_id = ${t.enteId} and id = ${id} for update`.execute(
    t.db,
  );
  return rows[0] ?? null;
}

export async function updateNotifica(t: Ctx, id: PosizioneId, giorno: Giorno): Promise<void> {
  await sql`update posizioni.posizione set notificata_il = ${giorno} where ente_id = ${t.enteId} and id = ${id}`.execute(
    t.db,
  );
}

/** The posizione of a way to pay of the context's ente. */
export async function selectPosizioneDi(t: Ctx, id: OpzioneId): Promise<PosizioneId | null> {
  const { rows } = await sql<{ id: PosizioneId }>`
    select posizione_id as id from posizioni.opzione where ente_id = ${t.enteId} and id = ${id}`.execute(t.db);
  return rows[0]?.id ?? null;
}

export async function updateTermine(t: Ctx, id: OpzioneId, giorni: number | null): Promise<void> {
  await sql`
    update posizioni.opzione set giorni_dalla_notifica = ${giorni} where ente_id = ${t.enteId} and id = ${id}`.execute(
    t.db,
  );
}

/** A dovuto of the context's ente, its posizione locked as for a receipt; null: it is not there. */
export async function lockDovutoGradini(t: Ctx, id: DovutoId): Promise<DovutoGradini | null> {
  await sql`
    select 1 from posizioni.posizione as p
     where p.ente_id = ${t.enteId}
       and p.id = (select d.posizione_id from posizioni.dovuto as d where d.ente_id = ${t.enteId} and d.id = ${id})
       for update`.execute(t.db);
  const { rows } = await sql<DovutoGradini>`
    select d.stato, d.importo_cents as "importoCents",
           coalesce((select jsonb_agg(q.bollo is not null order by q.indice) from posizioni.quota as q
                      where q.ente_id = d.ente_id and q.dovuto_id = d.id), '[]') as bolli
      from posizioni.dovuto as d where d.ente_id = ${t.enteId} and d.id = ${id}`.execute(t.db);
  return rows[0] ?? null;
}

export type DovutoGradini = {
  stato: Stato;
  importoCents: Cents;
  /** A share each: is it a stamp? */
  bolli: boolean[];
};

export async function sostituisciGradini(t: Ctx, id: DovutoId, gradini: readonly Gradino[]): Promise<void> {
  await sql`delete from posizioni.gradino where ente_id = ${t.enteId} and dovuto_id = ${id}`.execute(t.db);
  if (gradini.length === 0) return;
  await sql`
    insert into posizioni.gradino (ente_id, dovuto_id, ordine, genere, dal, dopo_giorni, importo_cents, quota)
    select ${t.enteId}, ${id}, g.n, g.v ->> 'genere', (g.v ->> 'dal')::date, (g.v ->> 'dopoGiorni')::smallint,
           (g.v ->> 'importoCents')::bigint, (g.v ->> 'quota')::smallint
      from jsonb_array_elements(${JSON.stringify(gradini)}::jsonb) with ordinality as g (v, n)`.execute(t.db);
}

/** What an act touches: the dovuti of a posizione, of a way to pay, or one. */
export type Toccati = { posizioneId: PosizioneId } | { opzioneId: OpzioneId } | { dovutoId: DovutoId };
type Passo = { azione: 'notificato' | 'modificato'; dettaglio: Record<string, unknown>; motivo: string | null };

function quali(toccati: Toccati): RawBuilder<unknown> {
  if ('posizioneId' in toccati) return sql`d.posizione_id = ${toccati.posizioneId}`;
  return 'opzioneId' in toccati ? sql`d.opzione_id = ${toccati.opzioneId}` : sql`d.id = ${toccati.dovutoId}`;
}

/** Those that are still asked for, of what an act touches. */
export async function selectAperti(t: Ctx, toccati: Toccati): Promise<DovutoToccato[]> {
  const { rows } = await sql<DovutoToccato>`
    select d.id, d.versione, d.tipo_dovuto_id as "tipoDovutoId"
      from posizioni.dovuto as d
     where d.ente_id = ${t.enteId} and ${quali(toccati)} and d.stato in ('bozza', 'da_pagare') order by d.id`.execute(
    t.db,
  );
  return rows;
}

/** A new version of each dovuto that is still open, with its line of the history: what it costs may have changed. Gives the dovuti. */
export async function nuovaVersione(t: Ctx, toccati: Toccati, passo: Passo): Promise<DovutoId[]> {
  const { azione, dettaglio, motivo } = passo;
  const { rows } = await sql<{ id: DovutoId }>`
    with toccati as (
      update posizioni.dovuto as d
         set versione = d.versione + case when d.stato in ('bozza', 'da_pagare') then 1 else 0 end
       where d.ente_id = ${t.enteId} and ${quali(toccati)}
      returning d.ente_id, d.id, d.versione, d.stato, d.importo_cents, d.data_scadenza)
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, dettaglio, motivo)
    select x.ente_id, x.id, ${azione}, x.versione, x.stato, x.importo_cents, x.data_scadenza, ${attoreTesto(t.attore)},
           ${JSON.stringify(dettaglio)}::jsonb, ${motivo}
      from toccati as x
    returning dovuto_id as id`.execute(t.db);
  return rows.map((r) => r.id);
}
