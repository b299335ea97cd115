import { sql, type RawBuilder } from 'kysely';
import type { OperatoreId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { SESSIONE_INATTIVA_MS } from '../core/limiti.ts';

/** What an operator must be asked again before they change how they come in. */
export type CredenzialiProprie = {
  utente: string;
  passwordArgon2: string;
  /** The codes of the app. */
  secondoFattore: boolean;
  /** How many passkeys they have. */
  passkey: number;
  /** They come in by SPID or CIE too; `da_collegare`: from when they will have done it once. */
  identita: 'collegata' | 'da_collegare' | 'nessuna';
  /** They administer an ente: the second factor is not theirs to take away. */
  amministra: boolean;
  recuperoRimasti: number;
};

/** Nobody changes it until the transaction ends: of two who take away a second factor each, one waits and sees that it is the last. */
export async function bloccaOperatore(t: Ctx, operatoreId: OperatoreId): Promise<void> {
  await sql`select from utenti.operatore where id = ${operatoreId} for update`.execute(t.db);
}

export async function selectProprie(ctx: Ctx, operatoreId: OperatoreId): Promise<CredenzialiProprie | null> {
  const { rows } = await sql<CredenzialiProprie>`
    select o.utente, o.password_argon2 as "passwordArgon2", o.totp_segreto is not null as "secondoFattore",
           (select count(*)::integer from utenti.passkey as k where k.operatore_id = o.id) as passkey,
           case when o.identita_provata_il is not null then 'collegata' when o.codice_fiscale is not null then 'da_collegare'
                else 'nessuna' end as identita,
           o.intermediario or exists (select from utenti.operatore_ente as e
             where e.operatore_id = o.id and e.ruolo = 'amministratore') as amministra,
           (select count(*)::integer from utenti.codice_recupero as c
             where c.operatore_id = o.id and c.usato_il is null) as "recuperoRimasti"
      from utenti.operatore as o where o.id = ${operatoreId} and o.attivo`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Sets the second factor, or takes it away; null and null is as it was. False: somebody had set one meanwhile. */
export async function updateSecondoFattore(
  t: Ctx,
  operatoreId: OperatoreId,
  { segreto, passo }: { segreto: Buffer | null; passo: number | null },
): Promise<boolean> {
  const { rows } = await sql`
    update utenti.operatore set totp_segreto = ${segreto}, totp_ultimo_passo = ${passo}
     where id = ${operatoreId} and (totp_segreto is null or ${segreto}::bytea is null) returning id`.execute(t.db);
  return rows.length > 0;
}

/** These recovery codes take the place of those before. */
export async function sostituisciRecupero(
  t: Ctx,
  operatoreId: OperatoreId,
  impronte: readonly Buffer[],
): Promise<void> {
  await sql`delete from utenti.codice_recupero where operatore_id = ${operatoreId}`.execute(t.db);
  await sql`
    insert into utenti.codice_recupero (operatore_id, impronta)
    select ${operatoreId}::uuid, x from unnest(${impronte}::bytea[]) as x on conflict do nothing`.execute(t.db);
}

/** Spends a recovery code; false: it is none of theirs, or was used. */
export async function spendiRecupero(t: Ctx, operatoreId: OperatoreId, impronta: Buffer): Promise<boolean> {
  const { rows } = await sql`
    update utenti.codice_recupero set usato_il = ${t.now}
     where operatore_id = ${operatoreId} and impronta = ${impronta} and usato_il is null returning operatore_id`.execute(
    t.db,
  );
  return rows.length > 0;
}

/** Where an operator is signed in. `id` names a session without opening it. */
export type SessioneAperta = {
  id: string;
  creataIl: Date;
  vistaIl: Date;
  ente: string | null;
  /** By what it was opened. */
  come: 'password' | 'identita' | 'fornitore';
  questa: boolean;
};

/** The first bytes of the hash of the cookie: they name a session, and whoever reads them cannot use it. */
const ID = sql`encode(substring(s.impronta from 1 for 8), 'hex')`;

/** Those that somebody in this session may see, and end: whom the provider of an ente let in is told only of what it has opened. */
const CHE_VEDE = (impronta: Buffer): RawBuilder<unknown> => sql`
  exists (select from utenti.sessione as q where q.impronta = ${impronta} and (q.fornitore_id is null or q.fornitore_id = s.fornitore_id))`;

export async function selectSessioni(
  ctx: Ctx,
  { operatoreId, impronta }: { operatoreId: OperatoreId; impronta: Buffer },
): Promise<SessioneAperta[]> {
  const { rows } = await sql<SessioneAperta>`
    select ${ID} as id, s.creata_il as "creataIl", s.vista_il as "vistaIl", e.denominazione as ente,
           case when s.fornitore_id is not null then 'fornitore' when s.con_identita then 'identita' else 'password' end as come,
           s.impronta = ${impronta} as questa
      from utenti.sessione as s
      left join enti.v_ente as e on e.id = s.ente_id
     where s.operatore_id = ${operatoreId} and s.scade_il > ${ctx.now}
       and s.vista_il > ${new Date(ctx.now.getTime() - SESSIONE_INATTIVA_MS)} and ${CHE_VEDE(impronta)}
     order by s.vista_il desc limit 100`.execute(ctx.db);
  return rows;
}

/** Ends a session of theirs, or all but the one in hand (`id` null). Gives how many ended. */
export async function deleteSessioni(
  t: Ctx,
  { operatoreId, impronta, id }: { operatoreId: OperatoreId; impronta: Buffer; id: string | null },
): Promise<number> {
  const { rows } = await sql`
    delete from utenti.sessione as s
     where s.operatore_id = ${operatoreId} and s.impronta <> ${impronta} and (${id}::text is null or ${ID} = ${id})
       and ${CHE_VEDE(impronta)}
    returning 1`.execute(t.db);
  return rows.length;
}
