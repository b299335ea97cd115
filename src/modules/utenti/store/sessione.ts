import { sql } from 'kysely';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { CarrelloId, CittadinoId, EnteId, IuvId, OperatoreId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { FornitoreId } from '../core/fornitore.ts';
import type { Identita } from '../core/identita.ts';
import type { Ruolo } from '../core/permessi.ts';
import { SESSIONE_INATTIVA_MS, SESSIONE_MS, SESSIONE_TOCCO_MS } from '../core/limiti.ts';

/** An operator at work: who, and for which ente with which role (null until one is chosen). */
export type SessioneOperatore = {
  operatoreId: OperatoreId;
  utente: string;
  nome: string;
  enteId: EnteId | null;
  ruolo: Ruolo | null;
  /** They administer the installation, for which no ente is chosen. */
  intermediario: boolean;
  /** They come in by two steps. */
  secondoFattore: boolean;
  /** The provider of their ente opened it: it is for that ente, and for nothing else of theirs. */
  fornitoreId: FornitoreId | null;
};

/** A notice that a citizen may read whole, until then; with `richiesta`, the request it will come from, whose id stands for its own. */
export type Apertura = { enteId: EnteId; iuvId: IuvId; richiesta: boolean; scadeIl: Date };

const prima = (ctx: Ctx, ms: number): Date => new Date(ctx.now.getTime() - ms);
const fra = (ctx: Ctx, ms: number): Date => new Date(ctx.now.getTime() + ms);

export async function insertSessione(
  t: Ctx,
  s: {
    impronta: Buffer;
    operatoreId: OperatoreId;
    enteId: EnteId | null;
    /** By SPID or CIE. */
    conIdentita: boolean;
    /** Of that ente: the database lets it be of no other. */
    fornitoreId: FornitoreId | null;
    duePassi: boolean;
  },
): Promise<void> {
  await sql`
    insert into utenti.sessione (impronta, operatore_id, ente_id, con_identita, fornitore_id, due_passi, creata_il, vista_il, scade_il)
    values (${s.impronta}, ${s.operatoreId}, ${s.enteId}, ${s.conIdentita}, ${s.fornitoreId}, ${s.duePassi}, ${t.now}, ${t.now},
            ${fra(t, SESSIONE_MS)})`.execute(t.db);
}

/**
 * The session, if it lives, marked as seen. Role and state of the operator are read now: what is taken away is gone at the next
 * request.
 */
export async function vediSessione(ctx: Ctx, impronta: Buffer): Promise<SessioneOperatore | null> {
  const { rows } = await sql<SessioneOperatore>`
    with viva as (
      select s.operatore_id, s.ente_id, s.fornitore_id, s.vista_il, s.due_passi from utenti.sessione as s
       where s.impronta = ${impronta} and s.vista_il > ${prima(ctx, SESSIONE_INATTIVA_MS)} and s.scade_il > ${ctx.now}
    ), tocco as (
      update utenti.sessione set vista_il = ${ctx.now}
       where impronta = ${impronta} and exists (select from viva where vista_il < ${prima(ctx, SESSIONE_TOCCO_MS)})
    )
    select o.id as "operatoreId", o.utente, o.nome, r.ente_id as "enteId", r.ruolo, v.fornitore_id as "fornitoreId",
           o.intermediario and v.fornitore_id is null as intermediario,
           v.due_passi or (v.fornitore_id is null and (o.totp_segreto is not null
             or exists (select from utenti.passkey as k where k.operatore_id = o.id))) as "secondoFattore"
      from viva as v
      join utenti.operatore as o on o.id = v.operatore_id and o.attivo
      left join utenti.operatore_ente as r on r.ente_id = v.ente_id and r.operatore_id = o.id and r.sospeso_il is null`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

type Finita = { operatoreId: OperatoreId; conIdentita: boolean; fornitoreDi: EnteId | null };

/** Ends one session. Returns whose it was, and whether it had begun by SPID or CIE, or at the provider of which ente. */
export async function deleteSessione(t: Ctx, impronta: Buffer): Promise<Finita | null> {
  const { rows } = await sql<Finita>`
    delete from utenti.sessione where impronta = ${impronta}
    returning operatore_id as "operatoreId", con_identita as "conIdentita",
              case when fornitore_id is not null then ente_id end as "fornitoreDi"`.execute(t.db);
  return rows[0] ?? null;
}

/** Ends all those that the provider of an ente has opened. */
export async function deleteSessioniFornitore(t: Ctx, enteId: EnteId): Promise<void> {
  await sql`delete from utenti.sessione where ente_id = ${enteId} and fornitore_id is not null`.execute(t.db);
}

/** Ends all those of an operator, or those that began by SPID or CIE. */
export async function deleteSessioniDi(
  t: Ctx,
  operatoreId: OperatoreId,
  { soloConIdentita = false }: { soloConIdentita?: boolean } = {},
): Promise<void> {
  await sql`
    delete from utenti.sessione
     where operatore_id = ${operatoreId} and (con_identita or not ${soloConIdentita}::boolean)`.execute(t.db);
}

export async function updateEnteScelto(t: Ctx, impronta: Buffer, enteId: EnteId): Promise<void> {
  await sql`update utenti.sessione set ente_id = ${enteId} where impronta = ${impronta}`.execute(t.db);
}

/** Who signed in with SPID or CIE; the address is the one that they have proved, null until they do. */
export type Cittadino = {
  id: CittadinoId;
  codiceFiscale: CodiceFiscale;
  nome: string;
  cognome: string;
  email: string | null;
};

/** What a session of the portale holds: who signed in, the notices that are open to it, its carrello, the address that was proved. */
export type Visita = {
  cittadino: Cittadino | null;
  aperture: Apertura[];
  carrelloId: CarrelloId | null;
  email: string | null;
};

/** A session of the portale, if it lives; it is marked as seen. Null when it does not. */
export async function vediVisita(ctx: Ctx, impronta: Buffer): Promise<Visita | null> {
  const { rows } = await sql<Omit<Visita, 'aperture'> & (Apertura | { enteId: null })>`
    with viva as (
      select s.impronta, s.vista_il, s.carrello_id, s.email from utenti.sessione_cittadino as s
       where s.impronta = ${impronta} and s.vista_il > ${prima(ctx, SESSIONE_INATTIVA_MS)} and s.scade_il > ${ctx.now}
    ), tocco as (
      update utenti.sessione_cittadino set vista_il = ${ctx.now}
       where impronta = ${impronta} and exists (select from viva where vista_il < ${prima(ctx, SESSIONE_TOCCO_MS)})
    )
    select case when c.id is null then v.carrello_id else c.carrello_id end as "carrelloId", v.email,
           a.ente_id as "enteId", a.iuv_id as "iuvId", a.richiesta, a.scade_il as "scadeIl",
           case when c.id is not null then jsonb_build_object('id', c.id, 'codiceFiscale', c.codice_fiscale, 'nome', c.nome,
             'cognome', c.cognome, 'email', c.email) end as cittadino
      from viva as v
      left join utenti.cittadino_di(v.impronta) as c on true
      left join utenti.apertura as a on a.impronta = v.impronta and a.scade_il > ${ctx.now}
     order by a.scade_il desc`.execute(ctx.db);
  const [sua] = rows;
  if (sua === undefined) return null;
  const aperture = rows.flatMap((riga) =>
    riga.enteId === null
      ? []
      : [{ enteId: riga.enteId, iuvId: riga.iuvId, richiesta: riga.richiesta, scadeIl: riga.scadeIl }],
  );
  return { cittadino: sua.cittadino, aperture, carrelloId: sua.carrelloId, email: sua.email };
}

/** Who signs in: known from now on, by the name they have today. */
export async function riconosciCittadino(
  t: Ctx,
  { codiceFiscale, nome, cognome, email }: Identita,
): Promise<CittadinoId> {
  const { rows } = await sql<{ id: CittadinoId }>`
    select utenti.riconosci_cittadino(${codiceFiscale}, ${nome}, ${cognome}, ${email}, ${t.now}) as id`.execute(t.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('cittadino: nothing written');
  return id;
}

/** Begins a session of the portale, in which nothing is open yet. */
export async function insertSessioneCittadino(
  t: Ctx,
  impronta: Buffer,
  { cittadinoId, email }: { cittadinoId: CittadinoId | null; email: string | null },
): Promise<void> {
  await sql`
    insert into utenti.sessione_cittadino (impronta, creata_il, vista_il, scade_il, cittadino_id, email)
    values (${impronta}, ${t.now}, ${t.now}, ${fra(t, SESSIONE_MS)}, ${cittadinoId}, ${email})`.execute(t.db);
}

/**
 * Gives a session another token; what it holds goes along. An address just proved, and who just signed in, are from now on the
 * session's. Its time begins again, but for who is signed in: they sign in again. False: there is no such session.
 */
export async function updateToken(
  t: Ctx,
  { da, a, cittadinoId, email }: { da: Buffer; a: Buffer; cittadinoId: CittadinoId | null; email: string | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update utenti.sessione_cittadino
       set impronta = ${a}, vista_il = ${t.now}, email = coalesce(${email}, email), cittadino_id = coalesce(${cittadinoId}, cittadino_id),
           scade_il = case when cittadino_id is null or ${cittadinoId !== null} then ${fra(t, SESSIONE_MS)} else scade_il end
     where impronta = ${da}`.execute(t.db);
  return numAffectedRows === 1n;
}

/** Says which carrello is that of who signed in: every session of theirs finds it. */
export async function updateCarrelloCittadino(t: Ctx, carrelloId: CarrelloId): Promise<void> {
  await sql`
    update utenti.cittadino set carrello_id = ${carrelloId} where codice_fiscale = ${t.attore.codiceFiscale ?? ''}`.execute(
    t.db,
  );
}

/** Says which carrello is the session's. */
export async function updateCarrello(ctx: Ctx, impronta: Buffer, carrelloId: CarrelloId): Promise<void> {
  await sql`
    update utenti.sessione_cittadino set carrello_id = ${carrelloId} where impronta = ${impronta}`.execute(ctx.db);
}

export async function insertApertura(t: Ctx, impronta: Buffer, a: Apertura): Promise<void> {
  await sql`
    insert into utenti.apertura (impronta, ente_id, iuv_id, richiesta, scade_il)
    values (${impronta}, ${a.enteId}, ${a.iuvId}, ${a.richiesta}, ${a.scadeIl})
    on conflict (impronta, ente_id, iuv_id) do update set scade_il = greatest(utenti.apertura.scade_il, excluded.scade_il)`.execute(
    t.db,
  );
}

export async function deleteSessioneCittadino(t: Ctx, impronta: Buffer): Promise<void> {
  await sql`delete from utenti.sessione_cittadino where impronta = ${impronta}`.execute(t.db);
}
