import { sql } from 'kysely';
import type { EnteId, OperatoreId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { SegretoChiuso } from '#platform/segreti';
import type { FornitoreId, StatoFornitore } from '../core/fornitore.ts';
import type { Ruolo } from '../core/permessi.ts';

/** The provider of an ente as it stands, with its secret sealed. */
export type RigaFornitore = {
  id: FornitoreId;
  nome: string;
  emittente: string;
  clientId: string;
  segreto: Buffer;
  chiaveId: string;
  stato: StatoFornitore;
  versione: number;
  cambiatoIl: Date;
  cambiatoDa: string;
};

const COLONNE = sql`
  f.id, f.nome, f.emittente, f.client_id as "clientId", f.segreto, f.chiave_id as "chiaveId", f.stato, f.versione,
  f.cambiato_il as "cambiatoIl", f.cambiato_da as "cambiatoDa"`;

/** That of an ente; null: it has none. `perCambiarlo`: nobody else changes it until the transaction ends. */
export async function selectFornitore(
  t: Ctx,
  enteId: EnteId,
  { perCambiarlo = false }: { perCambiarlo?: boolean } = {},
): Promise<RigaFornitore | null> {
  const { rows } = await sql<RigaFornitore>`
    select ${COLONNE} from utenti.fornitore as f where f.ente_id = ${enteId} ${perCambiarlo ? sql`for update` : sql``}`.execute(
    t.db,
  );
  return rows[0] ?? null;
}

export async function nuovoIdFornitore(t: Ctx): Promise<FornitoreId> {
  const { rows } = await sql<{ id: FornitoreId }>`select uuidv7() as id`.execute(t.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('fornitore: no id');
  return id;
}

type Nuovo = Pick<RigaFornitore, 'id' | 'nome' | 'emittente' | 'clientId' | 'segreto' | 'chiaveId'>;

export async function insertFornitore(t: Ctx, enteId: EnteId, f: Nuovo): Promise<boolean> {
  const { rows } = await sql`
    insert into utenti.fornitore (ente_id, id, nome, emittente, client_id, segreto, chiave_id, cambiato_il, cambiato_da)
    values (${enteId}, ${f.id}, ${f.nome}, ${f.emittente}, ${f.clientId}, ${f.segreto}, ${f.chiaveId}, ${t.now},
            ${attoreTesto(t.attore)})
    on conflict do nothing returning id`.execute(t.db);
  return rows.length > 0;
}

/** What may change of one that stays the same. */
export async function updateFornitore(
  t: Ctx,
  enteId: EnteId,
  f: Pick<RigaFornitore, 'id'> & { nome?: string; stato?: StatoFornitore; sigillo?: Omit<SegretoChiuso, 'id'> | null },
): Promise<void> {
  await sql`
    update utenti.fornitore
       set nome = coalesce(${f.nome ?? null}::text, nome), stato = coalesce(${f.stato ?? null}::text, stato),
           segreto = coalesce(${f.sigillo?.segreto ?? null}::bytea, segreto),
           chiave_id = coalesce(${f.sigillo?.chiaveId ?? null}::text, chiave_id),
           versione = versione + 1, cambiato_il = ${t.now}, cambiato_da = ${attoreTesto(t.attore)}
     where ente_id = ${enteId} and id = ${f.id}`.execute(t.db);
}

/** With it go the identities that it had linked, and the sessions that they had opened. */
export async function deleteFornitore(t: Ctx, enteId: EnteId, id: FornitoreId): Promise<void> {
  await sql`delete from utenti.fornitore where ente_id = ${enteId} and id = ${id}`.execute(t.db);
}

/** What hangs from a provider: who comes in by it, who has no password, how many are in now. */
export type Appesi = { collegati: number; senzaPassword: number; sessioni: number };

export async function contaAppesi(t: Ctx, enteId: EnteId, nessuna: string): Promise<Appesi> {
  const { rows } = await sql<Appesi>`
    select count(*)::integer as collegati, count(*) filter (where o.password_argon2 = ${nessuna})::integer as "senzaPassword",
           (select count(*)::integer from utenti.sessione as s
             where s.ente_id = ${enteId} and s.fornitore_id is not null and s.scade_il > ${t.now}) as sessioni
      from utenti.identita_ente as i join utenti.operatore as o on o.id = i.operatore_id
     where i.ente_id = ${enteId}`.execute(t.db);
  return rows[0] ?? { collegati: 0, senzaPassword: 0, sessioni: 0 };
}

type Quale = { enteId: EnteId; fornitoreId: FornitoreId };

/** The operator whom the provider knows by that name, with their role for the ente. */
export async function selectPerSoggetto(
  t: Ctx,
  { enteId, fornitoreId, soggetto }: Quale & { soggetto: string },
): Promise<OperatoreId | null> {
  const { rows } = await sql<{ id: OperatoreId }>`
    select operatore_id as id from utenti.identita_ente
     where ente_id = ${enteId} and fornitore_id = ${fornitoreId} and soggetto = ${soggetto}`.execute(t.db);
  return rows[0]?.id ?? null;
}

/** Links a person of the provider and an operator of its ente. False: one of the two is linked to another already. */
export async function insertIdentitaEnte(
  t: Ctx,
  i: Quale & { operatoreId: OperatoreId; soggetto: string; come: 'password' | 'invito' },
): Promise<boolean> {
  const { rows } = await sql`
    insert into utenti.identita_ente (ente_id, fornitore_id, operatore_id, soggetto, come, collegata_il)
    values (${i.enteId}, ${i.fornitoreId}, ${i.operatoreId}, ${i.soggetto}, ${i.come}, ${t.now})
    on conflict do nothing returning 1`.execute(t.db);
  return rows.length > 0;
}

/** Unlinks one operator of the ente, or all: the sessions that the identity had opened end with it. Gives how many. */
export async function deleteIdentitaEnte(t: Ctx, enteId: EnteId, operatoreId: OperatoreId | null): Promise<number> {
  const { rows } = await sql`
    delete from utenti.identita_ente
     where ente_id = ${enteId} and (${operatoreId}::uuid is null or operatore_id = ${operatoreId}::uuid) returning 1`.execute(
    t.db,
  );
  return rows.length;
}

/** An ente that one may come in by, as who comes in chooses it. */
export type EnteConFornitore = { enteId: EnteId; codIpa: string; denominazione: string; ambiente: 'live' | 'prova' };

/** The enti whose provider works, by name: of the rest of it nothing. */
export async function selectEntiConFornitore(ctx: Ctx): Promise<EnteConFornitore[]> {
  const { rows } = await sql<EnteConFornitore>`
    select e.id as "enteId", e.cod_ipa as "codIpa", e.denominazione, e.ambiente
      from utenti.enti_con_fornitore() as f(id) join enti.v_ente as e on e.id = f.id
     order by e.denominazione, e.ambiente`.execute(ctx.db);
  return rows;
}

type ConRuolo = { utente: string; passwordArgon2: string; ruolo: Ruolo | null };

/** The role, the name and the password of an operator who is active. */
export async function selectConRuolo(
  t: Ctx,
  { enteId, operatoreId }: { enteId: EnteId; operatoreId: OperatoreId },
): Promise<ConRuolo | null> {
  const { rows } = await sql<ConRuolo>`
    select o.utente, o.password_argon2 as "passwordArgon2", e.ruolo from utenti.operatore as o
      left join utenti.operatore_ente as e on e.operatore_id = o.id and e.ente_id = ${enteId} and e.sospeso_il is null
     where o.id = ${operatoreId} and o.attivo`.execute(t.db);
  return rows[0] ?? null;
}

/** Those that another key has sealed, of every ente. */
export async function lockFornitoriDaRicifrare(
  t: Ctx,
  chiaveId: string,
): Promise<(SegretoChiuso & { enteId: EnteId; id: FornitoreId })[]> {
  const { rows } = await sql<SegretoChiuso & { enteId: EnteId; id: FornitoreId }>`
    select ente_id as "enteId", id, segreto, chiave_id as "chiaveId" from utenti.fornitore
     where chiave_id <> ${chiaveId} order by id for update`.execute(t.db);
  return rows;
}

export async function updateSigilloFornitore(t: Ctx, enteId: EnteId, r: SegretoChiuso): Promise<void> {
  await sql`
    update utenti.fornitore set segreto = ${r.segreto}, chiave_id = ${r.chiaveId} where ente_id = ${enteId} and id = ${r.id}`.execute(
    t.db,
  );
}
