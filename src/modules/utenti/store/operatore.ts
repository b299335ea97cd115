import { sql } from 'kysely';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { EnteId, OperatoreId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Ruolo } from '../core/permessi.ts';

/** What sign-in needs of an operator. */
export type Credenziali = {
  operatoreId: OperatoreId;
  passwordArgon2: string;
  totpSegreto: Buffer | null;
  conPasskey: boolean;
  intermediario: boolean;
  /** As it was said of them; `identitaProvata`: they have shown that it is theirs. */
  codiceFiscale: CodiceFiscale | null;
  identitaProvata: boolean;
};

const CREDENZIALI = sql`
  select o.id as "operatoreId", o.password_argon2 as "passwordArgon2", o.totp_segreto as "totpSegreto", o.intermediario,
         exists (select from utenti.passkey as k where k.operatore_id = o.id) as "conPasskey",
         o.codice_fiscale as "codiceFiscale", o.identita_provata_il is not null as "identitaProvata"
    from utenti.operatore as o`;

/** The credentials of an active operator; null where there is none of that name. */
export async function selectCredenziali(ctx: Ctx, utente: string): Promise<Credenziali | null> {
  const { rows } = await sql<Credenziali>`
    ${CREDENZIALI} where o.utente = ${utente} and o.attivo`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Those of the active operators of whom that tax code was said: who has proved it first. */
export async function selectPerIdentita(ctx: Ctx, codiceFiscale: CodiceFiscale): Promise<Credenziali | null> {
  const { rows } = await sql<Credenziali>`
    ${CREDENZIALI} where o.codice_fiscale = ${codiceFiscale} and o.attivo
     order by o.identita_provata_il is null, o.id limit 1`.execute(ctx.db);
  return rows[0] ?? null;
}

type ConCodiceFiscale = { operatoreId: OperatoreId; codiceFiscale: CodiceFiscale };

/** From now on that identity opens this account. False: the tax code has changed meanwhile, or opens another account. */
export async function updateIdentitaProvata(
  t: Ctx,
  { operatoreId, codiceFiscale }: ConCodiceFiscale,
): Promise<boolean> {
  const { rows } = await sql`
    update utenti.operatore as o set identita_provata_il = ${t.now}
     where o.id = ${operatoreId} and o.codice_fiscale = ${codiceFiscale} and o.identita_provata_il is null
       and not exists (select from utenti.operatore as a
                        where a.codice_fiscale = ${codiceFiscale} and a.identita_provata_il is not null and a.attivo)
    returning o.id`.execute(t.db);
  return rows.length > 0;
}

/** Says the tax code of an operator, or none; who had proved another has it no more. False: it was that one. */
export async function updateCodiceFiscale(
  t: Ctx,
  { operatoreId, codiceFiscale }: { operatoreId: OperatoreId; codiceFiscale: CodiceFiscale | null },
): Promise<boolean> {
  const { rows } = await sql`
    update utenti.operatore set codice_fiscale = ${codiceFiscale}, identita_provata_il = null
     where id = ${operatoreId} and codice_fiscale is distinct from ${codiceFiscale} returning id`.execute(t.db);
  return rows.length > 0;
}

/** Spends a time step of the second factor. False when it, or a later one, was already used: the code is being replayed. */
export async function spendiPasso(t: Ctx, operatoreId: OperatoreId, passo: number): Promise<boolean> {
  const { rows } = await sql`
    update utenti.operatore set totp_ultimo_passo = ${passo}
     where id = ${operatoreId} and (totp_ultimo_passo is null or totp_ultimo_passo < ${passo}) returning id`.execute(
    t.db,
  );
  return rows.length > 0;
}

export type EnteDiOperatore = {
  enteId: EnteId;
  codIpa: string;
  denominazione: string;
  ambiente: 'live' | 'prova';
  ruolo: Ruolo;
};

/** The enti for which a person may work, by name. */
export async function selectEntiDi(ctx: Ctx, operatoreId: OperatoreId): Promise<EnteDiOperatore[]> {
  const { rows } = await sql<EnteDiOperatore>`
    select e.id as "enteId", e.cod_ipa as "codIpa", e.denominazione, e.ambiente, o.ruolo
      from utenti.operatore_ente as o
      join enti.v_ente as e on e.id = o.ente_id
     where o.operatore_id = ${operatoreId} and o.sospeso_il is null
     order by e.denominazione, e.ambiente`.execute(ctx.db);
  return rows;
}

export async function selectRuolo(ctx: Ctx, operatoreId: OperatoreId, enteId: EnteId): Promise<Ruolo | null> {
  const { rows } = await sql<{ ruolo: Ruolo }>`
    select ruolo from utenti.operatore_ente
     where ente_id = ${enteId} and operatore_id = ${operatoreId} and sospeso_il is null`.execute(ctx.db);
  return rows[0]?.ruolo ?? null;
}

/** Where an operator is written to about an ente; null: no address, or no longer of that ente. */
export async function selectEmail(
  ctx: Ctx,
  { operatoreId, enteId }: { operatoreId: OperatoreId; enteId: EnteId },
): Promise<string | null> {
  const { rows } = await sql<{ email: string | null }>`
    select o.email from utenti.operatore as o
      join utenti.operatore_ente as e on e.operatore_id = o.id and e.ente_id = ${enteId} and e.sospeso_il is null
     where o.id = ${operatoreId} and o.attivo`.execute(ctx.db);
  return rows[0]?.email ?? null;
}

/** Where those who administer an ente are written to. */
export async function selectEmailAmministratori(ctx: Ctx, enteId: EnteId): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select distinct o.email from utenti.operatore as o
      join utenti.operatore_ente as e on e.operatore_id = o.id and e.ente_id = ${enteId} and e.ruolo = 'amministratore'
        and e.sospeso_il is null
     where o.attivo and o.email is not null order by 1`.execute(ctx.db);
  return rows.map(({ email }) => email);
}

export async function selectTipiDi(t: Ctx, operatoreId: OperatoreId, enteId: EnteId): Promise<TipoDovutoId[]> {
  const { rows } = await sql<{ id: TipoDovutoId }>`
    select tipo_dovuto_id as id from utenti.operatore_tipo
     where ente_id = ${enteId} and operatore_id = ${operatoreId} order by 1`.execute(t.db);
  return rows.map((r) => r.id);
}

export type NuovoOperatore = {
  utente: string;
  nome: string;
  email: string | null;
  passwordArgon2: string;
  totpSegreto?: Buffer | null;
};

/** The id of an operator, active or not. */
export async function selectOperatoreId(ctx: Ctx, utente: string): Promise<OperatoreId | null> {
  const { rows } = await sql<{ id: OperatoreId }>`select id from utenti.operatore where utente = ${utente}`.execute(
    ctx.db,
  );
  return rows[0]?.id ?? null;
}

/** Inserts the operator; null when the name was taken meanwhile. */
export async function insertOperatore(t: Ctx, o: NuovoOperatore): Promise<OperatoreId | null> {
  const { rows } = await sql<{ id: OperatoreId }>`
    insert into utenti.operatore (utente, nome, email, password_argon2)
    values (${o.utente}, ${o.nome}, ${o.email}, ${o.passwordArgon2}) on conflict (utente) do nothing returning id`.execute(
    t.db,
  );
  const id = rows[0]?.id ?? null;
  const { totpSegreto = null } = o;
  if (id !== null && totpSegreto !== null)
    await sql`update utenti.operatore set totp_segreto = ${totpSegreto} where id = ${id}`.execute(t.db);
  return id;
}

export async function updatePassword(t: Ctx, operatoreId: OperatoreId, passwordArgon2: string): Promise<boolean> {
  const { rows } = await sql`
    update utenti.operatore set password_argon2 = ${passwordArgon2} where id = ${operatoreId} returning id`.execute(
    t.db,
  );
  return rows.length > 0;
}

/** Makes a person an administrator of the intermediario, or not any more. False: they were as asked already, or are not there. */
export async function updateIntermediario(t: Ctx, operatoreId: OperatoreId, intermediario: boolean): Promise<boolean> {
  const { rows } = await sql`
    update utenti.operatore set intermediario = ${intermediario}
     where id = ${operatoreId} and intermediario <> ${intermediario} returning id`.execute(t.db);
  return rows.length > 0;
}

/** False when the role was already that one. */
export async function upsertRuolo(
  t: Ctx,
  r: { enteId: EnteId; operatoreId: OperatoreId; ruolo: Ruolo },
): Promise<boolean> {
  const { rows } = await sql`
    insert into utenti.operatore_ente as o (ente_id, operatore_id, ruolo) values (${r.enteId}, ${r.operatoreId}, ${r.ruolo})
    on conflict (ente_id, operatore_id) do update set ruolo = excluded.ruolo, versione = o.versione + 1 where o.ruolo <> excluded.ruolo
    returning ente_id`.execute(t.db);
  return rows.length > 0;
}

/** Makes the kinds of due of an operator exactly these. Returns how many were added or taken away. */
export async function sostituisciTipi(
  t: Ctx,
  { enteId, operatoreId, tipi }: { enteId: EnteId; operatoreId: OperatoreId; tipi: readonly TipoDovutoId[] },
): Promise<number> {
  const tolti = await sql`
    delete from utenti.operatore_tipo
     where ente_id = ${enteId} and operatore_id = ${operatoreId} and tipo_dovuto_id <> all(${tipi}::uuid[])
    returning tipo_dovuto_id`.execute(t.db);
  const messi = await sql`
    insert into utenti.operatore_tipo (ente_id, operatore_id, tipo_dovuto_id)
    select ${enteId}, ${operatoreId}, v from unnest(${tipi}::uuid[]) as v
    on conflict do nothing returning tipo_dovuto_id`.execute(t.db);
  return tolti.rows.length + messi.rows.length;
}

/** Takes the role away, with the kinds of due that hang from it. */
export async function deleteRuolo(
  t: Ctx,
  { enteId, operatoreId }: { enteId: EnteId; operatoreId: OperatoreId },
): Promise<boolean> {
  const { rows } = await sql`
    delete from utenti.operatore_ente where ente_id = ${enteId} and operatore_id = ${operatoreId} returning ente_id`.execute(
    t.db,
  );
  return rows.length > 0;
}

/** The names of operators, whichever ente they work for: for who reads their ids in acts of an ente of theirs. */
export async function selectNomi(ctx: Ctx, ids: readonly OperatoreId[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: OperatoreId; nome: string }>`
    select id, nome from utenti.operatore where id = any(${ids}::uuid[])`.execute(ctx.db);
  return new Map(rows.map((r) => [r.id, r.nome]));
}
