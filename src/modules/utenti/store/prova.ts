import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Lingua } from '#kernel/lingua';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import type { StatoProva } from '../core/prova.ts';

/** Identifier of a request to prove a mail address. It is no secret: what proves is derived from it with the pepper. */
export type ProvaId = string & { readonly __tipo: 'ProvaId' };

/** `enteId` null: of no ente. `lingua`: what its mail is written in. */
export type NuovaProva = {
  scopo: string;
  enteId: EnteId | null;
  oggettoId: string;
  email: string;
  lingua?: Lingua;
};
export type Prova = Omit<NuovaProva, 'email' | 'lingua'> & StatoProva & { provaId: ProvaId };

export async function insertProva(t: Ctx, p: NuovaProva): Promise<ProvaId> {
  const { rows } = await sql<{ id: ProvaId }>`
    insert into utenti.prova_posta (scopo, ente_id, oggetto_id, email, lingua, chiesta_il)
    values (${p.scopo}, ${p.enteId}, ${p.oggettoId}, ${p.email}, ${p.lingua ?? 'it'}, ${t.now}) returning id`.execute(
    t.db,
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('prova_posta: nothing inserted');
  return id;
}

export async function selectProva(ctx: Ctx, provaId: ProvaId): Promise<Prova | null> {
  const { rows } = await sql<Prova>`
    select id as "provaId", scopo, ente_id as "enteId", oggetto_id as "oggettoId", chiesta_il as "chiestaIl", usata_il as "usataIl"
      from utenti.leggi_prova(${provaId})`.execute(ctx.db);
  return rows[0] ?? null;
}

export type Destinatario = { email: string; lingua: Lingua };

/** Where to write, and in which language. The portale may not ask: whoever sends the mail does. */
export async function selectDestinatario(ctx: Ctx, provaId: ProvaId): Promise<Destinatario | null> {
  const { rows } = await sql<Destinatario>`
    select email, lingua from utenti.prova_posta where id = ${provaId}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** The address of a proof that was used; null where there is no such proof. */
export async function selectEmailProvata(ctx: Ctx, provaId: ProvaId): Promise<string | null> {
  const { rows } = await sql<{ email: string | null }>`select utenti.email_provata(${provaId}) as email`.execute(
    ctx.db,
  );
  return rows[0]?.email ?? null;
}

/** Spends one of the attempts a code has, whatever comes of it. Null when none is left, or there is no such proof. */
export async function spendiTentativo(ctx: Ctx, provaId: ProvaId): Promise<number | null> {
  const { rows } = await sql<{ rimasti: number }>`
    update utenti.prova_posta set tentativi_codice = tentativi_codice + 1
     where id = ${provaId} and tentativi_codice < ${LIMITI.codicePostaTentativiMax}
    returning ${LIMITI.codicePostaTentativiMax} - tentativi_codice as rimasti`.execute(ctx.db);
  return rows[0]?.rimasti ?? null;
}

/** Marks the proof as used. The first use stays: the double click that follows does not move it. True for the first. */
export async function segnaUsata(t: Ctx, provaId: ProvaId): Promise<boolean> {
  const { rows } = await sql`
    update utenti.prova_posta set usata_il = ${t.now} where id = ${provaId} and usata_il is null returning id`.execute(
    t.db,
  );
  return rows.length > 0;
}
