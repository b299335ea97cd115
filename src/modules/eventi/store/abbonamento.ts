import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import type { SegretoChiuso } from '#platform/segreti';
import type { StatoAbbonamento } from '../core/abbonamento.ts';
import type { GenereEvento } from '../core/generi.ts';

/** A subscription as pages see it: never with what signs. */
export type Abbonamento = {
  id: string;
  nome: string;
  url: string;
  generi: GenereEvento[];
  stato: StatoAbbonamento;
  statoDal: Date;
  creatoIl: Date;
  /** Until when the secret before the last signs too; null: it does no more. */
  segretoPrimaFino: Date | null;
  /** Events that have not been taken yet. */
  inRitardo: number;
  /** The last time that something was taken. */
  ultimoBene: Date | null;
};

const CAMPI = sql`
  a.id, a.nome, a.url, a.generi, a.stato, a.stato_dal as "statoDal", a.creato_il as "creatoIl",
  (select max(s.fino) from eventi.segreto as s
    where s.ente_id = a.ente_id and s.abbonamento_id = a.id and s.fino > statement_timestamp()) as "segretoPrimaFino",
  (select count(*) from eventi.ritardo as r where r.ente_id = a.ente_id and r.abbonamento_id = a.id)::integer as "inRitardo",
  (select x.istante from eventi.tentativo as x
    where x.ente_id = a.ente_id and x.abbonamento_id = a.id and x.come = 'ok' order by x.id desc limit 1) as "ultimoBene"`;

/** Those of the ente, by name. Inside a transaction. */
export async function selectAbbonamenti(t: Ctx): Promise<Abbonamento[]> {
  const { rows } = await sql<Abbonamento>`
    select ${CAMPI} from eventi.abbonamento as a
     where a.ente_id = ${t.enteId} and a.tolto_il is null order by lower(a.nome)`.execute(t.db);
  return rows;
}

export async function selectAbbonamento(t: Ctx, id: string): Promise<Abbonamento | null> {
  const { rows } = await sql<Abbonamento>`
    select ${CAMPI} from eventi.abbonamento as a
     where a.ente_id = ${t.enteId} and a.id = ${id} and a.tolto_il is null`.execute(t.db);
  return rows[0] ?? null;
}

export async function contaAbbonamenti(t: Ctx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from eventi.abbonamento where ente_id = ${t.enteId} and tolto_il is null`.execute(
    t.db,
  );
  return rows[0]?.n ?? 0;
}

export async function nuovoId(t: Ctx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(t.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('eventi: no id was given');
  return id;
}

/** Told from now on. False when the name is taken by another of the ente. */
export async function insertAbbonamento(
  t: Ctx,
  { id, nome, url, generi }: { id: string; nome: string; url: string; generi: readonly GenereEvento[] },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into eventi.abbonamento (ente_id, id, nome, url, generi, stato, stato_dal, cursore, creato_il)
    values (${t.enteId}, ${id}, ${nome}, ${url}, ${generi}, 'attivo', ${t.now},
            coalesce((select e.numero from eventi.evento as e where e.ente_id = ${t.enteId} order by e.numero desc limit 1), 0),
            clock_timestamp())
    on conflict do nothing`.execute(t.db);
  return numAffectedRows === 1n;
}

export async function insertSegreto(
  t: Ctx,
  abbonamentoId: string,
  { id, segreto, chiaveId }: SegretoChiuso,
): Promise<void> {
  await sql`
    insert into eventi.segreto (ente_id, id, abbonamento_id, segreto, chiave_id, dal)
    values (${t.enteId}, ${id}, ${abbonamentoId}, ${segreto}, ${chiaveId}, ${t.now})`.execute(t.db);
}

/** The secret in use signs until then, and no longer. False when one before it still does. */
export async function chiudiSegretoCorrente(t: Ctx, abbonamentoId: string, fino: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update eventi.segreto as s set fino = ${fino}
     where s.ente_id = ${t.enteId} and s.abbonamento_id = ${abbonamentoId} and s.fino is null
       and not exists (select from eventi.segreto as x
                        where x.ente_id = s.ente_id and x.abbonamento_id = s.abbonamento_id and x.fino > ${t.now})`.execute(
    t.db,
  );
  return numAffectedRows === 1n;
}

/** False when it is not in one of the states that lead there. */
export async function updateStato(
  t: Ctx,
  id: string,
  { da, a }: { da: readonly StatoAbbonamento[]; a: StatoAbbonamento },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update eventi.abbonamento set stato = ${a}, stato_dal = ${t.now}
     where ente_id = ${t.enteId} and id = ${id} and tolto_il is null and stato = any(${da}::text[])`.execute(t.db);
  return numAffectedRows === 1n;
}

/** What was given up is sent again, from the first try. */
export async function ridaiRitardi(t: Ctx, id: string): Promise<void> {
  await sql`
    update eventi.ritardo set tentativi = 0, prossimo_il = ${t.now}
     where ente_id = ${t.enteId} and abbonamento_id = ${id} and prossimo_il is null`.execute(t.db);
}

export async function updateTolto(t: Ctx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update eventi.abbonamento set tolto_il = ${t.now}
     where ente_id = ${t.enteId} and id = ${id} and tolto_il is null`.execute(t.db);
  return numAffectedRows === 1n;
}

/** Which events are sent again: one, or those that happened from an instant to before another. */
export type Rimando = { numero: number } | { da: Date; a: Date };

/** Puts them among those to be sent, whether they were taken or not; how many there are of its kinds, `massimo` + 1 at most. */
export async function contaRimando(t: Ctx, id: string, quali: Rimando, massimo: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from (select 1 ${daRimandare(t, id, quali)} limit ${massimo + 1}) as x`.execute(t.db);
  return rows[0]?.n ?? 0;
}

export async function insertRimando(t: Ctx, id: string, quali: Rimando): Promise<void> {
  await sql`
    insert into eventi.ritardo (ente_id, abbonamento_id, numero, tentativi, prossimo_il)
    select e.ente_id, a.id, e.numero, 0, ${t.now}::timestamptz ${daRimandare(t, id, quali)}
    on conflict (ente_id, abbonamento_id, numero) do update set tentativi = 0, prossimo_il = excluded.prossimo_il`.execute(
    t.db,
  );
}

function daRimandare(t: Ctx, id: string, quali: Rimando) {
  const dove =
    'numero' in quali ? sql`e.numero = ${quali.numero}` : sql`e.istante >= ${quali.da} and e.istante < ${quali.a}`;
  return sql`
      from eventi.abbonamento as a join eventi.evento as e on e.ente_id = a.ente_id and e.numero <= a.cursore
     where a.ente_id = ${t.enteId} and a.id = ${id} and a.tolto_il is null and e.genere = any(a.generi) and ${dove}`;
}

/** One time that something was sent, as pages show it. */
export type TentativoMostrato = {
  id: string;
  numero: number | null;
  genere: string;
  quale: number;
  istante: Date;
  durataMs: number;
  stato: number | null;
  come: string;
  risposta: string;
};

/** The last times, the newest first; older than one of them when `prima` says which. */
export async function selectTentativi(
  t: Ctx,
  di: { abbonamentoId: string } | { esitoId: string },
  { prima, quanti }: { prima: string | null; quanti: number },
): Promise<TentativoMostrato[]> {
  const suoi = 'abbonamentoId' in di ? sql`x.abbonamento_id = ${di.abbonamentoId}` : sql`x.esito_id = ${di.esitoId}`;
  const { rows } = await sql<TentativoMostrato>`
    select x.id, x.numero, x.genere, x.quale, x.istante, x.durata_ms as "durataMs", x.stato, x.come, x.risposta
      from eventi.tentativo as x
     where x.ente_id = ${t.enteId} and ${suoi} and (${prima}::uuid is null or x.id < ${prima}::uuid)
     order by x.id desc limit ${quanti}`.execute(t.db);
  return rows;
}
