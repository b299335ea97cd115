import { sql } from 'kysely';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { EnteId, OperatoreId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Ruolo } from '../core/permessi.ts';

/** Identifier of an invitation. It is no secret: its link is derived from it with the pepper. */
export type InvitoId = string & { readonly __tipo: 'InvitoId' };

export type NuovoInvito = {
  email: string;
  nome: string;
  ruolo: Ruolo;
  tipi: readonly TipoDovutoId[];
  codiceFiscale: CodiceFiscale | null;
  scadeIl: Date;
};

/** As a link leads to it. */
export type Invito = {
  invitoId: InvitoId;
  enteId: EnteId;
  email: string;
  nome: string;
  ruolo: Ruolo;
  codiceFiscale: CodiceFiscale | null;
  scadeIl: Date;
  usatoIl: Date | null;
  ritiratoIl: Date | null;
};

/** As who administers the ente sees those that wait. */
export type InvitoAperto = Pick<Invito, 'invitoId' | 'email' | 'nome' | 'ruolo' | 'scadeIl'>;

export async function insertInvito(t: Ctx, enteId: EnteId, i: NuovoInvito): Promise<InvitoId> {
  const { rows } = await sql<{ id: InvitoId }>`
    insert into utenti.invito (ente_id, email, nome, ruolo, tipi, codice_fiscale, chiesto_il, scade_il)
    values (${enteId}, ${i.email}, ${i.nome}, ${i.ruolo}, ${i.tipi}::uuid[], ${i.codiceFiscale}, ${t.now}, ${i.scadeIl})
    returning id`.execute(t.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('invito: nothing inserted');
  return id;
}

/** Those to an address, or the one of that id, that wait: taken back. Gives their ids. */
export async function ritiraInviti(
  t: Ctx,
  enteId: EnteId,
  { email = null, invitoId = null }: { email?: string | null; invitoId?: InvitoId | null },
): Promise<InvitoId[]> {
  const { rows } = await sql<{ id: InvitoId }>`
    update utenti.invito set ritirato_il = ${t.now}
     where ente_id = ${enteId} and usato_il is null and ritirato_il is null and (email = ${email}::text or id = ${invitoId}::uuid)
    returning id`.execute(t.db);
  return rows.map(({ id }) => id);
}

export async function selectInviti(t: Ctx, enteId: EnteId): Promise<InvitoAperto[]> {
  const { rows } = await sql<InvitoAperto>`
    select id as "invitoId", email, nome, ruolo, scade_il as "scadeIl" from utenti.invito
     where ente_id = ${enteId} and usato_il is null and ritirato_il is null order by id desc limit 500`.execute(t.db);
  return rows;
}

export async function selectInvito(ctx: Ctx, invitoId: InvitoId): Promise<Invito | null> {
  const { rows } = await sql<Invito>`
    select id as "invitoId", ente_id as "enteId", email, nome, ruolo, codice_fiscale as "codiceFiscale",
           scade_il as "scadeIl", usato_il as "usatoIl", ritirato_il as "ritiratoIl"
      from utenti.leggi_invito(${invitoId})`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Uses an invitation for somebody; false: it was used, taken back, or is over. */
export async function accettaInvito(t: Ctx, invitoId: InvitoId, operatoreId: OperatoreId): Promise<boolean> {
  const { rows } = await sql<{ fatto: boolean }>`
    select utenti.accetta_invito(${invitoId}, ${operatoreId}, ${t.now}) as fatto`.execute(t.db);
  return rows[0]?.fatto === true;
}

/** Whose address it is, if anybody's: the first who had it. */
export async function selectDaEmail(ctx: Ctx, email: string): Promise<OperatoreId | null> {
  const { rows } = await sql<{ id: OperatoreId }>`
    select id from utenti.operatore where attivo and (utente = ${email} or lower(email) = ${email}) order by creato_il, id limit 1`.execute(
    ctx.db,
  );
  return rows[0]?.id ?? null;
}
