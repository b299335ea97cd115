import { sql } from 'kysely';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { EnteId, OperatoreId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Ruolo } from '../core/permessi.ts';

/** Somebody who works for an ente, as its administrators see them. */
export type Membro = {
  operatoreId: OperatoreId;
  utente: string;
  nome: string;
  email: string | null;
  ruolo: Ruolo;
  tipi: TipoDovutoId[];
  sospesoIl: Date | null;
  secondoFattore: boolean;
  /** By which they come in with SPID or CIE; `identitaProvata`: they have. */
  codiceFiscale: CodiceFiscale | null;
  identitaProvata: boolean;
  /** Since when the provider of the ente knows them; null: it does not. */
  collegatoIl: Date | null;
  /** It changes with each change: what was read is what is changed. */
  versione: number;
};

/** All of them, or one, by name. */
export async function selectMembri(t: Ctx, enteId: EnteId, operatoreId: OperatoreId | null = null): Promise<Membro[]> {
  const { rows } = await sql<Membro>`
    select o.id as "operatoreId", o.utente, o.nome, o.email, e.ruolo, e.sospeso_il as "sospesoIl", e.versione,
           o.totp_segreto is not null or exists (select from utenti.passkey as k where k.operatore_id = o.id) as "secondoFattore",
           o.codice_fiscale as "codiceFiscale", o.identita_provata_il is not null as "identitaProvata",
           (select i.collegata_il from utenti.identita_ente as i
             where i.ente_id = e.ente_id and i.operatore_id = o.id limit 1) as "collegatoIl",
           array(select t.tipo_dovuto_id from utenti.operatore_tipo as t
                  where t.ente_id = e.ente_id and t.operatore_id = o.id order by 1) as tipi
      from utenti.operatore_ente as e
      join utenti.operatore as o on o.id = e.operatore_id and o.attivo
     where e.ente_id = ${enteId} and (${operatoreId}::uuid is null or o.id = ${operatoreId}::uuid)
     order by o.nome, o.id limit 1000`.execute(t.db);
  return rows;
}

/**
 * Who else administers the ente, and is not suspended. Their rows are locked until the transaction ends, in one order: two administrators
 * who take each other's role away wait for one another, and one of them stays.
 */
export async function altriAmministratori(t: Ctx, enteId: EnteId, operatoreId: OperatoreId): Promise<number> {
  const { rows } = await sql<{ id: OperatoreId }>`
    select operatore_id as id from utenti.operatore_ente
     where ente_id = ${enteId} and ruolo = 'amministratore' and sospeso_il is null order by operatore_id for update`.execute(
    t.db,
  );
  const { rows: attivi } = await sql<{ quanti: number }>`
    select count(*)::integer as quanti from utenti.operatore
     where attivo and id <> ${operatoreId} and id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(t.db);
  return attivi[0]?.quanti ?? 0;
}

/** `versione`: what a form sent. It is compared as it is written, for it may be no number. */
type Cambio = { operatoreId: OperatoreId; versione: number };

/** False: somebody has changed them meanwhile, or they are not there. */
export async function updateMembro(
  t: Ctx,
  enteId: EnteId,
  { operatoreId, versione, ruolo, sospeso }: Cambio & { ruolo?: Ruolo; sospeso?: boolean },
): Promise<boolean> {
  const { rows } = await sql`
    update utenti.operatore_ente
       set ruolo = coalesce(${ruolo ?? null}::text, ruolo), versione = versione + 1,
           sospeso_il = case ${sospeso ?? null}::boolean when true then ${t.now}::timestamptz when false then null else sospeso_il end
     where ente_id = ${enteId} and operatore_id = ${operatoreId} and versione::text = ${String(versione)} returning 1`.execute(
    t.db,
  );
  return rows.length > 0;
}

/** Takes somebody out of the ente, with their kinds of due; false as above. */
export async function deleteMembro(t: Ctx, enteId: EnteId, { operatoreId, versione }: Cambio): Promise<boolean> {
  const { rows } = await sql`
    delete from utenti.operatore_ente
     where ente_id = ${enteId} and operatore_id = ${operatoreId} and versione::text = ${String(versione)} returning 1`.execute(
    t.db,
  );
  return rows.length > 0;
}
