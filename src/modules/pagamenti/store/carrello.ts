import { sql } from 'kysely';
import type { ArrivoId, CarrelloId, EnteId, IuvId, RicevutaId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Lingua } from '#kernel/lingua';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import type { Rientro, StatoCarrello } from '../core/carrello.ts';

/** Which notice. */
export type QualeAvviso = { enteId: EnteId; iuvId: IuvId };

/** A notice in a carrello. */
export type Voce = QualeAvviso & {
  numeroAvviso: string;
  /** Tax code of the ente. */
  enteCf: string;
  /** When somebody looked last, or as it was sent. */
  importoCents: Cents;
  ricevutaId: RicevutaId | null;
};

/** What a person pays in one go. */
export type Carrello = {
  id: CarrelloId;
  stato: StatoCarrello;
  idCart: string;
  versione: number;
  email: string | null;
  riapre: CarrelloId | null;
  /** An ente has prepared it: nothing is put there or taken away. */
  arrivoId: ArrivoId | null;
  location: string | null;
  inviatoIl: Date | null;
  rientro: Rientro | null;
  /** Of who sent it to be paid: their mail is written in it. */
  lingua: Lingua;
  voci: Voce[];
};

/** A carrello with its notices, in the order in which they were put there. `lock`: nobody else changes it until the end. */
export async function selectCarrello(ctx: Ctx, id: CarrelloId, { lock = false } = {}): Promise<Carrello | null> {
  if (lock) await sql`select 1 from pagamenti.carrello where id = ${id} for update`.execute(ctx.db);
  const { rows } = await sql<Carrello>`
    select c.id, c.stato, c.id_cart as "idCart", c.versione, c.email, c.riapre,
           c.arrivo_id as "arrivoId", c.location, c.inviato_il as "inviatoIl", c.rientro,
           c.lingua,
           coalesce((select jsonb_agg(jsonb_build_object('enteId', v.ente_id, 'iuvId', v.iuv_id, 'numeroAvviso', v.numero_avviso,
                       'enteCf', v.ente_cf, 'importoCents', v.importo_cents, 'ricevutaId', v.ricevuta_id) order by v.posto)
              from pagamenti.carrello_voce as v where v.carrello_id = c.id), '[]') as voci
      from pagamenti.carrello as c where c.id = ${id}`.execute(ctx.db);
  return rows[0] ?? null;
}

export async function insertCarrello(
  t: Ctx,
  {
    email,
    riapre = null,
    arrivoId = null,
  }: { email: string | null; riapre?: CarrelloId | null; arrivoId?: ArrivoId | null },
): Promise<CarrelloId> {
  const { rows } = await sql<{ id: CarrelloId }>`
    insert into pagamenti.carrello (email, riapre, arrivo_id, creato_il, toccato_il, nominativo)
    values (${email}, ${riapre}, ${arrivoId}, ${t.now}, ${t.now}, ${t.attore.codiceFiscale !== undefined})
    returning id`.execute(t.db);
  const [riga] = rows;
  if (riga === undefined) throw new Error('carrello: not inserted');
  return riga.id;
}

/** Puts notices after those that are there; one that is there already stays where it is. To be called on a locked carrello. */
export async function insertVoci(
  t: Ctx,
  id: CarrelloId,
  voci: readonly Omit<Voce, 'ricevutaId'>[],
  { dopo }: { dopo: number },
): Promise<void> {
  await sql`
    insert into pagamenti.carrello_voce (carrello_id, ente_id, iuv_id, numero_avviso, ente_cf, posto, importo_cents)
    select ${id}, v."enteId", v."iuvId", v."numeroAvviso", v."enteCf", ${dopo}::integer + v.n, v."importoCents"
      from rows from (jsonb_to_recordset(${JSON.stringify(voci)}::jsonb) as ("enteId" uuid, "iuvId" uuid, "numeroAvviso" text,
             "enteCf" text, "importoCents" bigint)) with ordinality as v ("enteId", "iuvId", "numeroAvviso", "enteCf", "importoCents", n)
    on conflict (carrello_id, ente_id, iuv_id) do nothing`.execute(t.db);
}

/** Takes a notice away, and closes the ranks. */
export async function deleteVoce(t: Ctx, id: CarrelloId, { enteId, iuvId }: QualeAvviso): Promise<void> {
  await sql`
    delete from pagamenti.carrello_voce where carrello_id = ${id} and ente_id = ${enteId} and iuv_id = ${iuvId}`.execute(
    t.db,
  );
  await sql`
    update pagamenti.carrello_voce as v set posto = n.posto
      from (select ente_id, iuv_id, row_number() over (order by posto)::smallint as posto
              from pagamenti.carrello_voce where carrello_id = ${id}) as n
     where v.carrello_id = ${id} and v.ente_id = n.ente_id and v.iuv_id = n.iuv_id and v.posto <> n.posto`.execute(
    t.db,
  );
}

/** It holds something else than before: what is on its way to Checkout is not it any more. */
export async function updateToccato(t: Ctx, id: CarrelloId, { email }: { email: string | null }): Promise<void> {
  await sql`
    update pagamenti.carrello set versione = versione + 1, toccato_il = ${t.now}, email = coalesce(${email}, email)
     where id = ${id}`.execute(t.db);
}

/** It is from now on of somebody who has signed in; where they have an address of theirs, that is whom the payer is. */
export async function updateNominativo(t: Ctx, id: CarrelloId, { email }: { email: string | null }): Promise<void> {
  await sql`
    update pagamenti.carrello
       set nominativo = true, versione = versione + 1, toccato_il = ${t.now}, email = coalesce(${email}, email)
     where id = ${id} and stato = 'aperto'`.execute(t.db);
}

/** Writes what each costs now, before it is asked of Checkout. False: another window has changed it, or sent it. */
export async function updateImporti(
  t: Ctx,
  { id, versione }: { id: CarrelloId; versione: number },
  voci: readonly (QualeAvviso & { importoCents: Cents })[],
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pagamenti.carrello set toccato_il = ${t.now} where id = ${id} and versione = ${versione} and stato = 'aperto'`.execute(
    t.db,
  );
  if (numAffectedRows !== 1n) return false;
  await sql`
    update pagamenti.carrello_voce as v set importo_cents = x."importoCents"
      from jsonb_to_recordset(${JSON.stringify(voci)}::jsonb) as x ("enteId" uuid, "iuvId" uuid, "importoCents" bigint)
     where v.carrello_id = ${id} and v.ente_id = x."enteId" and v.iuv_id = x."iuvId"`.execute(t.db);
  return true;
}

/** Keeps the page of Checkout: the first one that came, of what the carrello still is. */
export async function updateInviato(
  t: Ctx,
  { id, versione, location, lingua }: { id: CarrelloId; versione: number; location: string; lingua: Lingua },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pagamenti.carrello
       set stato = 'inviato', inviato_il = ${t.now}, toccato_il = ${t.now}, location = ${location}, lingua = ${lingua}
     where id = ${id} and versione = ${versione} and stato = 'aperto'`.execute(t.db);
  return numAffectedRows === 1n;
}

/** By which way the browser came back; the last time it did. */
export async function updateRientro(t: Ctx, id: CarrelloId, rientro: Rientro): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pagamenti.carrello set rientro = ${rientro}, rientrato_il = ${t.now} where id = ${id} and stato = 'inviato'`.execute(
    t.db,
  );
  return numAffectedRows === 1n;
}

export async function updateAbbandonato(t: Ctx, id: CarrelloId): Promise<void> {
  await sql`
    update pagamenti.carrello set stato = 'abbandonato', concluso_il = ${t.now} where id = ${id} and stato = 'inviato'`.execute(
    t.db,
  );
}

/** Of the notices of a carrello, those that may be paid twice: the same is asked by another, and whether that was paid in the last day. */
export async function selectRipetuti(
  ctx: Ctx,
  { id, voci }: Pick<Carrello, 'id' | 'voci'>,
): Promise<Map<IuvId, boolean>> {
  const dal = new Date(ctx.now.getTime() - LIMITI.carrelloRicevutaMs);
  const { rows } = await sql<{ iuvId: IuvId; pagato: boolean }>`
    select iuv_id as "iuvId", pagato
      from pagamenti.avvisi_ripetuti(${voci.map((v) => v.enteId)}::uuid[], ${voci.map((v) => v.iuvId)}::uuid[], ${id}, ${dal})`.execute(
    ctx.db,
  );
  return new Map(rows.map(({ iuvId, pagato }) => [iuvId, pagato]));
}

/**
 * Lets go of what nobody came back to: the open ones go, those sent are left (`inParte`: of which something is paid), and whom the old ones
 * were of is forgotten.
 */
export async function lasciaCarrelli(
  ctx: Ctx,
): Promise<{ eliminati: number; abbandonati: number; inParte: CarrelloId[] }> {
  const prima = (ms: number): Date => new Date(ctx.now.getTime() - ms);
  const eliminati = await sql`
    delete from pagamenti.carrello
     where stato = 'aperto'
       and toccato_il < case when nominativo then ${prima(LIMITI.carrelloNominativoMs)}::timestamptz
                             else ${prima(LIMITI.carrelloApertoMs)} end`.execute(ctx.db);
  const { rows: abbandonati } = await sql<{ id: CarrelloId; inParte: boolean }>`
    update pagamenti.carrello as c set stato = 'abbandonato', concluso_il = ${ctx.now}
     where c.stato = 'inviato' and c.inviato_il < ${prima(LIMITI.carrelloRicevutaMs)}
    returning c.id, exists (select from pagamenti.carrello_voce as v
                             where v.carrello_id = c.id and v.ricevuta_id is not null) as "inParte"`.execute(ctx.db);
  await sql`
    update pagamenti.carrello set email = null
     where email is not null and concluso_il < ${prima(LIMITI.carrelloEmailMs)}`.execute(ctx.db);
  const inParte = abbandonati.flatMap((uno) => (uno.inParte ? [uno.id] : []));
  return { eliminati: Number(eliminati.numAffectedRows), abbandonati: abbandonati.length, inParte };
}
