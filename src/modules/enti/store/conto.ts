import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { ContoId, EnteId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { DatiConto, Decorrenza, RichiestaIban, TipoConto } from '../core/conto.ts';
import { scritto, type Scritto } from './ente.ts';

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

/** A kind of due whose money goes to the account, by the bank or by the postal slip. */
export type TipoSulConto = { tipoDovutoId: TipoDovutoId; codice: string; denominazione: string; attivo: boolean };

/** An account with all that was, is and will be of it. */
export type ContoIntero = DatiConto & { contoId: ContoId; decorrenze: Decorrenza[]; tipi: TipoSulConto[] };

/** The account with all its IBANs, the last begun first; null where the ente has no such account. */
export async function selectConto(t: Ctx, enteId: EnteId, contoId: ContoId): Promise<ContoIntero | null> {
  const { rows } = await sql<DatiConto>`
    select nome, tipo, intestatario, autorizzazione_stampa as "autorizzazioneStampa"
      from enti.conto where ente_id = ${enteId} and id = ${contoId}`.execute(t.db);
  const conto = rows[0];
  if (conto === undefined) return null;
  const tipi = await sql<TipoSulConto>`
    select id as "tipoDovutoId", codice, denominazione, attivo from enti.tipo_dovuto
     where ente_id = ${enteId} and (conto_id = ${contoId} or conto_postale_id = ${contoId})
     order by denominazione, codice`.execute(t.db);
  return { contoId, ...conto, decorrenze: await selectDecorrenze(t, enteId, contoId), tipi: tipi.rows };
}

async function selectDecorrenze(t: Ctx, enteId: EnteId, contoId: ContoId): Promise<Decorrenza[]> {
  const { rows } = await sql<Decorrenza>`
    select iban, valido_dal as "validoDal", valido_al as "validoAl", stato from enti.conto_iban
     where ente_id = ${enteId} and conto_id = ${contoId} order by valido_dal desc`.execute(t.db);
  return rows;
}

/**
 * Locks the account until the transaction ends, then reads it: a change of IBAN is decided on what there is. Not against those who only
 * refer to it: an import need not wait.
 */
export async function lockConto(t: Ctx, enteId: EnteId, contoId: ContoId): Promise<ContoIntero | null> {
  await sql`select from enti.conto where ente_id = ${enteId} and id = ${contoId} for no key update`.execute(t.db);
  return selectConto(t, enteId, contoId);
}

/** False when it already said so. */
export async function updateConto(
  t: Ctx,
  enteId: EnteId,
  c: { contoId: ContoId } & Pick<DatiConto, 'intestatario' | 'autorizzazioneStampa'>,
): Promise<boolean> {
  const { rows } = await sql`
    update enti.conto set intestatario = ${c.intestatario}, autorizzazione_stampa = ${c.autorizzazioneStampa}
     where ente_id = ${enteId} and id = ${c.contoId}
       and (intestatario, autorizzazione_stampa) is distinct from (${c.intestatario}::text, ${c.autorizzazioneStampa}::text)
    returning id`.execute(t.db);
  return rows.length > 0;
}

/** Has another ente of the same ambiente declared it? */
export async function ibanDiAltri(t: Ctx, enteId: EnteId, iban: string): Promise<boolean> {
  const { rows } = await sql<{ altri: boolean }>`select enti.iban_di_altri(${enteId}, ${iban}) as altri`.execute(t.db);
  return rows[0]?.altri === true;
}

/** Writes the IBAN from that day on; one that was to begin on the same day is replaced. */
export async function upsertIban(
  t: Ctx,
  enteId: EnteId,
  { contoId, validoDal, iban, stato }: RichiestaIban & { contoId: ContoId },
): Promise<void> {
  await sql`
    insert into enti.conto_iban (ente_id, conto_id, valido_dal, iban, stato)
    values (${enteId}, ${contoId}, ${validoDal}, ${iban}, ${stato})
    on conflict (ente_id, conto_id, valido_dal) do update set iban = excluded.iban, stato = excluded.stato`.execute(
    t.db,
  );
}

/** An IBAN that was declared is credited from that day on. */
export async function updateAttivo(
  t: Ctx,
  enteId: EnteId,
  { contoId, censitoDal, dal }: { contoId: ContoId; censitoDal: Giorno; dal: Giorno },
): Promise<void> {
  await sql`
    update enti.conto_iban set stato = 'attivo', valido_dal = ${dal}
     where ente_id = ${enteId} and conto_id = ${contoId} and valido_dal = ${censitoDal} and stato = 'censito'`.execute(
    t.db,
  );
}

export async function deleteIban(t: Ctx, enteId: EnteId, i: { contoId: ContoId; validoDal: Giorno }): Promise<void> {
  await sql`
    delete from enti.conto_iban
     where ente_id = ${enteId} and conto_id = ${i.contoId} and valido_dal = ${i.validoDal}`.execute(t.db);
}

/** Ends on that day the IBAN that began on another, and all those before it. What had ended sooner stays as it was. */
export async function updateTermineSostituito(
  t: Ctx,
  enteId: EnteId,
  i: { contoId: ContoId; validoDal: Giorno; al: Giorno },
): Promise<void> {
  await sql`
    update enti.conto_iban set valido_al = ${i.al}
     where ente_id = ${enteId} and conto_id = ${i.contoId} and stato = 'attivo' and valido_dal <= ${i.validoDal}
       and (valido_al is null or valido_al > ${i.al})`.execute(t.db);
}

/** Ends on that day all that begins before it. What had ended sooner stays as it was. */
export async function updateTermine(t: Ctx, enteId: EnteId, i: { contoId: ContoId; al: Giorno }): Promise<void> {
  await sql`
    update enti.conto_iban set valido_al = ${i.al}
     where ente_id = ${enteId} and conto_id = ${i.contoId} and stato = 'attivo' and valido_dal < ${i.al}
       and (valido_al is null or valido_al > ${i.al})`.execute(t.db);
}
