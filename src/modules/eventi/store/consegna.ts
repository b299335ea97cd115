import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import type { SegretoChiuso } from '#platform/segreti';
import type { Evento } from '../core/corpo.ts';
import type { GenereEvento } from '../core/generi.ts';

/** An event that is due, and how often it was tried before: null, never. */
export type DaMandare = Evento & { tentativi: number | null };

/** What is to be sent to a subscription now. `tetto`: the last event that has been looked at. */
export type Lotto = {
  nome: string;
  url: string;
  adesso: Date;
  cursore: number;
  tetto: number;
  eventi: DaMandare[];
  segreti: SegretoChiuso[];
};

const EVENTO = sql`e.numero, e.id, e.genere, e.oggetto_id as "oggettoId", e.seq, e.istante, e.dati`;

/** The next `quanti` events of a subscription, those that are late first; null: it is not active. */
export async function selectLotto(t: Ctx, abbonamentoId: string, quanti: number): Promise<Lotto | null> {
  const { rows: quali } = await sql<Omit<Lotto, 'eventi' | 'segreti'> & { generi: GenereEvento[] }>`
    select a.nome, a.url, a.generi, a.cursore, statement_timestamp() as adesso,
           greatest(a.cursore,
             (select e.numero from eventi.evento as e where e.ente_id = a.ente_id order by e.numero desc limit 1)) as tetto
      from eventi.abbonamento as a
     where a.ente_id = ${t.enteId} and a.id = ${abbonamentoId} and a.stato = 'attivo' and a.tolto_il is null`.execute(
    t.db,
  );
  const a = quali[0];
  if (a === undefined) return null;
  const { rows: inRitardo } = await sql<DaMandare>`
    select ${EVENTO}, r.tentativi
      from eventi.ritardo as r join eventi.evento as e on e.ente_id = r.ente_id and e.numero = r.numero
     where r.ente_id = ${t.enteId} and r.abbonamento_id = ${abbonamentoId} and r.prossimo_il <= ${a.adesso}
     order by r.prossimo_il, r.numero limit ${quanti}`.execute(t.db);
  const posto = quanti - inRitardo.length;
  const { rows: nuovi } = await sql<DaMandare>`
    select ${EVENTO}, null as tentativi
      from eventi.evento as e
     where e.ente_id = ${t.enteId} and e.numero > ${a.cursore} and e.numero <= ${a.tetto} and e.genere = any(${a.generi})
     order by e.numero limit ${posto}`.execute(t.db);
  const fino = nuovi.length < posto ? a.tetto : (nuovi.at(-1)?.numero ?? a.cursore);
  const segreti = await selectSegreti(t, abbonamentoId, a.adesso);
  return {
    nome: a.nome,
    url: a.url,
    adesso: a.adesso,
    cursore: a.cursore,
    tetto: fino,
    eventi: [...inRitardo, ...nuovi],
    segreti,
  };
}

/** The secrets in force, the newest first: two for a while, after a change. */
async function selectSegreti(t: Ctx, abbonamentoId: string, adesso: Date): Promise<SegretoChiuso[]> {
  const { rows } = await sql<SegretoChiuso>`
    select id, segreto, chiave_id as "chiaveId" from eventi.segreto
     where ente_id = ${t.enteId} and abbonamento_id = ${abbonamentoId} and (fino is null or fino > ${adesso})
     order by dal desc, id desc`.execute(t.db);
  return rows;
}

/** How one event, or one outcome, or a test went. */
export type Tentativo = {
  numero: number | null;
  genere: string;
  quale: number;
  istante: Date;
  durataMs: number;
  stato: number | null;
  come: string;
  risposta: string;
};

export async function insertTentativi(
  t: Ctx,
  di: { abbonamentoId: string } | { esitoId: string },
  tentativi: readonly Tentativo[],
): Promise<void> {
  if (tentativi.length === 0) return;
  const [abbonamentoId, esitoId] = 'abbonamentoId' in di ? [di.abbonamentoId, null] : [null, di.esitoId];
  await sql`
    insert into eventi.tentativo (ente_id, abbonamento_id, esito_id, numero, genere, quale, istante, durata_ms, stato, come, risposta)
    select ${t.enteId}, ${abbonamentoId}::uuid, ${esitoId}::uuid, x.numero, x.genere, x.quale, x.istante, x."durataMs", x.stato, x.come,
           x.risposta
      from json_to_recordset(${JSON.stringify(tentativi)}::json)
        as x (numero bigint, genere text, quale integer, istante timestamptz, "durataMs" integer, stato integer, come text,
              risposta text)`.execute(t.db);
}

/** The events before this one need not be read again. */
export async function updateCursore(t: Ctx, abbonamentoId: string, cursore: number): Promise<void> {
  await sql`
    update eventi.abbonamento set cursore = ${cursore}
     where ente_id = ${t.enteId} and id = ${abbonamentoId} and cursore < ${cursore}`.execute(t.db);
}

/** Nobody was called for some of its events, for its software does not answer: not before then. */
export async function updateRiposo(t: Ctx, abbonamentoId: string, fino: Date): Promise<void> {
  await sql`
    update eventi.abbonamento set riposa_fino = ${fino} where ente_id = ${t.enteId} and id = ${abbonamentoId}`.execute(
    t.db,
  );
}

export type Ritardo = { numero: number; tentativi: number; prossimoIl: Date | null };

export async function upsertRitardi(t: Ctx, abbonamentoId: string, ritardi: readonly Ritardo[]): Promise<void> {
  if (ritardi.length === 0) return;
  await sql`
    insert into eventi.ritardo (ente_id, abbonamento_id, numero, tentativi, prossimo_il)
    select ${t.enteId}, ${abbonamentoId}, x.numero, x.tentativi, x."prossimoIl"
      from json_to_recordset(${JSON.stringify(ritardi)}::json) as x (numero bigint, tentativi integer, "prossimoIl" timestamptz)
     where exists (select from eventi.evento as e where e.ente_id = ${t.enteId} and e.numero = x.numero)
    on conflict (ente_id, abbonamento_id, numero)
      do update set tentativi = excluded.tentativi, prossimo_il = excluded.prossimo_il`.execute(t.db);
}

export async function deleteRitardi(t: Ctx, abbonamentoId: string, numeri: readonly number[]): Promise<void> {
  if (numeri.length === 0) return;
  await sql`
    delete from eventi.ritardo
     where ente_id = ${t.enteId} and abbonamento_id = ${abbonamentoId} and numero = any(${numeri}::bigint[])`.execute(
    t.db,
  );
}

/** False when somebody has changed its state meanwhile. */
export async function sospendi(t: Ctx, abbonamentoId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update eventi.abbonamento set stato = 'sospeso', stato_dal = clock_timestamp()
     where ente_id = ${t.enteId} and id = ${abbonamentoId} and stato = 'attivo' and tolto_il is null`.execute(t.db);
  return numAffectedRows === 1n;
}
