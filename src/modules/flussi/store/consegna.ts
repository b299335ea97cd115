import { sql } from 'kysely';
import type { FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { PercheNonConsegnato } from '../core/consegna.ts';

export type Consegna = {
  flussoId: FlussoId;
  destinazioneId: string;
  destinazione: string;
  /** `lasciata`: nobody wants it there any more. */
  stato: 'da_consegnare' | 'consegnata' | 'fallita' | 'lasciata';
  tentativi: number;
  perche: PercheNonConsegnato | null;
  aggiornataIl: Date;
};

/** Where a scheduled file has to arrive; null where it has not to, or is not scheduled. */
export async function selectDestinazioneDi(t: Ctx, flussoId: FlussoId): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select p.destinazione_id as id from flussi.flusso as f
      join flussi.programmazione as p on p.ente_id = f.ente_id and p.id = (f.richiesta ->> 'programmazione')::uuid
     where f.ente_id = ${t.enteId} and f.id = ${flussoId}`.execute(t.db);
  return rows[0]?.id ?? null;
}

export async function insertConsegna(t: Ctx, flussoId: FlussoId, destinazioneId: string): Promise<void> {
  await sql`
    insert into flussi.consegna (ente_id, flusso_id, destinazione_id, aggiornata_il)
    values (${t.enteId}, ${flussoId}, ${destinazioneId}, ${t.now}) on conflict do nothing`.execute(t.db);
}

/** What became of a file that has to arrive somewhere: one row a place. */
export async function selectConsegne(t: Ctx, flussoId: FlussoId): Promise<Consegna[]> {
  const { rows } = await sql<Consegna>`
    select c.flusso_id as "flussoId", c.destinazione_id as "destinazioneId", d.nome as destinazione, c.stato, c.tentativi, c.perche,
           c.aggiornata_il as "aggiornataIl"
      from flussi.consegna as c join flussi.destinazione as d on d.ente_id = c.ente_id and d.id = c.destinazione_id
     where c.ente_id = ${t.enteId} and c.flusso_id = ${flussoId} order by d.nome`.execute(t.db);
  return rows;
}

/** How an attempt ended, unless another has ended meanwhile. */
export async function updateConsegna(
  t: Ctx,
  { flussoId, destinazioneId, tentativi }: Pick<Consegna, 'flussoId' | 'destinazioneId' | 'tentativi'>,
  esito: { stato: Consegna['stato']; perche: PercheNonConsegnato | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.consegna set stato = ${esito.stato}, perche = ${esito.perche}, tentativi = tentativi + 1, aggiornata_il = ${t.now}
     where ente_id = ${t.enteId} and flusso_id = ${flussoId} and destinazione_id = ${destinazioneId}
       and stato = 'da_consegnare' and tentativi = ${tentativi}`.execute(t.db);
  return numAffectedRows === 1n;
}

/** A failed one is to be tried again, from the first attempt. False when it has not failed. */
export async function updateDaCapo(t: Ctx, flussoId: FlussoId, destinazioneId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.consegna set stato = 'da_consegnare', tentativi = 0, aggiornata_il = ${t.now}
     where ente_id = ${t.enteId} and flusso_id = ${flussoId} and destinazione_id = ${destinazioneId} and stato = 'fallita'`.execute(
    t.db,
  );
  return numAffectedRows === 1n;
}
