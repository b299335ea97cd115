import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { ContoId, EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Decorrenza, TipoConto } from '../core/conto.ts';
import { scritto, type Scritto } from './ente.ts';

export type DatiConto = { nome: string; tipo: TipoConto; intestatario: string; autorizzazioneStampa: string | null };

/** An account with the IBAN in force today; null before the first one begins. */
export type Conto = DatiConto & { contoId: ContoId; iban: string | null };

export async function selectConti(t: Ctx, enteId: EnteId): Promise<Conto[]> {
  const { rows } = await sql<Conto>`
    select c.id as "contoId", c.nome, c.tipo, c.intestatario, c.autorizzazione_stampa as "autorizzazioneStampa", v.iban
      from enti.conto as c
      left join enti.v_iban_vigente as v on v.ente_id = c.ente_id and v.conto_id = c.id
     where c.ente_id = ${enteId}
     order by c.nome`.execute(t.db);
  return rows;
}

/** Account types by id: what a kind of due may be tied to. */
export async function selectTipoConto(t: Ctx, enteId: EnteId, contoId: ContoId): Promise<TipoConto | null> {
  const { rows } = await sql<{
    tipo: TipoConto;
  }>`select tipo from enti.conto where ente_id = ${enteId} and id = ${contoId}`.execute(t.db);
  return rows[0]?.tipo ?? null;
}

export async function tipoDelConto(t: Ctx, enteId: EnteId, nome: string): Promise<TipoConto | null> {
  const { rows } = await sql<{
    tipo: TipoConto;
  }>`select tipo from enti.conto where ente_id = ${enteId} and nome = ${nome}`.execute(t.db);
  return rows[0]?.tipo ?? null;
}

export async function upsertConto(t: Ctx, enteId: EnteId, c: DatiConto): Promise<Scritto<ContoId>> {
  const { rows } = await sql<{ id: ContoId; nuova: boolean }>`
    insert into enti.conto as c (ente_id, nome, tipo, intestatario, autorizzazione_stampa)
    values (${enteId}, ${c.nome}, ${c.tipo}, ${c.intestatario}, ${c.autorizzazioneStampa})
    on conflict (ente_id, nome) do update set intestatario = excluded.intestatario, autorizzazione_stampa = excluded.autorizzazione_stampa
     where (c.intestatario, c.autorizzazione_stampa) is distinct from (excluded.intestatario, excluded.autorizzazione_stampa)
    returning id, xmax = 0 as nuova`.execute(t.db);
  if (rows[0] !== undefined) return scritto(rows[0], undefined);
  const letto = await sql<{
    id: ContoId;
  }>`select id from enti.conto where ente_id = ${enteId} and nome = ${c.nome}`.execute(t.db);
  return scritto(undefined, letto.rows[0]?.id);
}

/** The account with all its IBANs, locked until the transaction ends: a change of IBAN is decided on what there is. */
export async function lockConto(
  t: Ctx,
  enteId: EnteId,
  contoId: ContoId,
): Promise<{ tipo: TipoConto; decorrenze: Decorrenza[] } | null> {
  const { rows } = await sql<{ tipo: TipoConto }>`
    select tipo from enti.conto where ente_id = ${enteId} and id = ${contoId} for update`.execute(t.db);
  const conto = rows[0];
  if (conto === undefined) return null;
  const decorrenze = await sql<Decorrenza>`
    select iban, valido_dal as "validoDal" from enti.conto_iban where ente_id = ${enteId} and conto_id = ${contoId}`.execute(
    t.db,
  );
  return { tipo: conto.tipo, decorrenze: decorrenze.rows };
}

/** Writes the IBAN from that day on; one that was to begin on the same day is replaced. */
export async function upsertIban(
  t: Ctx,
  enteId: EnteId,
  i: { contoId: ContoId; iban: string; validoDal: Giorno },
): Promise<void> {
  await sql`
    insert into enti.conto_iban (ente_id, conto_id, valido_dal, iban, stato)
    values (${enteId}, ${i.contoId}, ${i.validoDal}, ${i.iban}, 'attivo')
    on conflict (ente_id, conto_id, valido_dal) do update set iban = excluded.iban, stato = excluded.stato`.execute(
    t.db,
  );
}
