import { sql } from 'kysely';
import type { OperatoreId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { contiene } from '#platform/db/contiene';
import type { Ruolo } from '../core/permessi.ts';

/** Somebody who works in the ufficio, whatever for, as who runs the installation sees them. */
export type Utente = {
  operatoreId: OperatoreId;
  utente: string;
  nome: string;
  email: string | null;
  attivo: boolean;
  intermediario: boolean;
  secondoFattore: boolean;
  registratoIl: Date;
  /** When a session of theirs was last used, of those that are still open. */
  vistoIl: Date | null;
  enti: { enteId: string; denominazione: string; ruolo: Ruolo; sospeso: boolean }[];
};

/** Which: by words of name, user name or mail; `attivo` null: whatever. */
export type FiltroUtenti = { testo: string; attivo: boolean | null };

const CAMPI = sql`
  o.id as "operatoreId", o.utente, o.nome, o.email, o.attivo, o.intermediario, o.creato_il as "registratoIl",
  o.totp_segreto is not null or exists (select from utenti.passkey as k where k.operatore_id = o.id) as "secondoFattore",
  (select max(s.vista_il) from utenti.sessione as s where s.operatore_id = o.id) as "vistoIl",
  coalesce((select jsonb_agg(jsonb_build_object('enteId', e.ente_id, 'denominazione', v.denominazione, 'ruolo', e.ruolo,
                      'sospeso', e.sospeso_il is not null) order by v.denominazione)
              from utenti.operatore_ente as e join enti.v_ente as v on v.id = e.ente_id where e.operatore_id = o.id), '[]') as enti`;

/** The last registered first. */
export async function selectUtenti(
  ctx: Ctx,
  f: FiltroUtenti,
  p: { dopo: OperatoreId | null; prima: OperatoreId | null; quanti: number },
): Promise<Utente[]> {
  const indietro = p.prima !== null;
  const { rows } = await sql<Utente>`
    select ${CAMPI} from utenti.operatore as o
     where (${f.attivo}::boolean is null or o.attivo = ${f.attivo}::boolean)
       and ${contiene(f.testo, { campi: [sql`o.nome`, sql`o.utente`, sql`o.email`] })}
       and (${p.dopo}::uuid is null or o.id < ${p.dopo}::uuid) and (${p.prima}::uuid is null or o.id > ${p.prima}::uuid)
     order by o.id ${indietro ? sql`asc` : sql`desc`} limit ${p.quanti}`.execute(ctx.db);
  return indietro ? rows.toReversed() : rows;
}

/** One of them; null: there is none. */
export async function selectUtente(ctx: Ctx, operatoreId: OperatoreId): Promise<Utente | null> {
  const { rows } = await sql<Utente>`select ${CAMPI} from utenti.operatore as o where o.id = ${operatoreId}`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

/** Who else runs the installation; their rows are locked, so that of two who leave at once one stays. */
export async function altriIntermediari(t: Ctx, operatoreId: OperatoreId): Promise<number> {
  const { rows } = await sql<{ id: OperatoreId }>`
    select id from utenti.operatore where intermediario and attivo order by id for update`.execute(t.db);
  return rows.filter(({ id }) => id !== operatoreId).length;
}

/** False: they were so already, or are not there. Who is shut out has no session any more. */
export async function updateAttivo(
  t: Ctx,
  { operatoreId, attivo }: { operatoreId: OperatoreId; attivo: boolean },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update utenti.operatore set attivo = ${attivo} where id = ${operatoreId} and attivo <> ${attivo}`.execute(t.db);
  if (!attivo) await sql`delete from utenti.sessione where operatore_id = ${operatoreId}`.execute(t.db);
  return (numAffectedRows ?? 0n) > 0n;
}
