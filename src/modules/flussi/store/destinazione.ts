import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import type { SegretoChiuso } from '#platform/segreti';
import type { DestinazioneValida, GenereDestinazione } from '../core/destinazione.ts';

/** A place where files are delivered, as pages see it: never with what lets us in. */
export type Destinazione = {
  id: string;
  nome: string;
  genere: GenereDestinazione;
  percorso: string;
  host: string | null;
  porta: number | null;
  utente: string | null;
  impronta: string | null;
  accesso: 'password' | 'chiave' | null;
  toltaIl: Date | null;
  provaChiestaIl: Date | null;
  provataIl: Date | null;
  /** `ok`, or why not; null: no test has ended since it was asked for. */
  provaEsito: string | null;
  improntaVista: string | null;
};

const CAMPI =
  sql.raw(`d.id, d.nome, d.genere, d.percorso, d.host, d.porta, d.utente, d.impronta, d.accesso, d.tolta_il as "toltaIl",
  d.prova_chiesta_il as "provaChiestaIl", d.provata_il as "provataIl", d.prova_esito as "provaEsito",
  d.impronta_vista as "improntaVista"`);

/** Those in use, by name. */
export async function selectDestinazioni(t: Ctx): Promise<Destinazione[]> {
  const { rows } = await sql<Destinazione>`
    select ${CAMPI} from flussi.destinazione as d
     where d.ente_id = ${t.enteId} and d.tolta_il is null order by lower(d.nome)`.execute(t.db);
  return rows;
}

export async function selectDestinazione(t: Ctx, id: string): Promise<Destinazione | null> {
  const { rows } = await sql<Destinazione>`
    select ${CAMPI} from flussi.destinazione as d where d.ente_id = ${t.enteId} and d.id = ${id}`.execute(t.db);
  return rows[0] ?? null;
}

/** What lets us in, sealed: for the worker alone. Null where nothing does. */
export async function selectSegreto(t: Ctx, id: string): Promise<SegretoChiuso | null> {
  const { rows } = await sql<SegretoChiuso>`
    select id, segreto, chiave_id as "chiaveId" from flussi.destinazione
     where ente_id = ${t.enteId} and id = ${id} and segreto is not null`.execute(t.db);
  return rows[0] ?? null;
}

export async function nuovoIdDestinazione(t: Ctx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(t.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('destinazione: no id was given');
  return id;
}

/** False when the name is taken by another of the ente. */
export async function insertDestinazione(
  t: Ctx,
  id: string,
  d: DestinazioneValida,
  chiuso: Omit<SegretoChiuso, 'id'> | null,
): Promise<boolean> {
  const s = d.genere === 'sftp' ? d : null;
  const { numAffectedRows } = await sql`
    insert into flussi.destinazione (ente_id, id, nome, genere, percorso, host, porta, utente, impronta, accesso, segreto, chiave_id,
      creata_il)
    values (${t.enteId}, ${id}, ${d.nome}, ${d.genere}, ${d.percorso}, ${s?.host ?? null}, ${s?.porta ?? null}, ${s?.utente ?? null},
      ${s?.impronta ?? null}, ${s?.accesso ?? null}, ${chiuso?.segreto ?? null}, ${chiuso?.chiaveId ?? null}, ${t.now})
    on conflict do nothing`.execute(t.db);
  return numAffectedRows === 1n;
}

/** False when it is in use no more. */
export async function updateProvaChiesta(t: Ctx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.destinazione set prova_chiesta_il = ${t.now}
     where ente_id = ${t.enteId} and id = ${id} and tolta_il is null`.execute(t.db);
  return numAffectedRows === 1n;
}

export async function updateProvata(
  t: Ctx,
  id: string,
  { esito, impronta }: { esito: string; impronta: string | null },
): Promise<void> {
  await sql`
    update flussi.destinazione set prova_chiesta_il = null, provata_il = clock_timestamp(), prova_esito = ${esito},
           impronta_vista = ${impronta}
     where ente_id = ${t.enteId} and id = ${id}`.execute(t.db);
}

/** The key that the last test has seen becomes the one expected. False when it is another by now. */
export async function updateImpronta(t: Ctx, id: string, impronta: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.destinazione set impronta = impronta_vista, impronta_vista = null
     where ente_id = ${t.enteId} and id = ${id} and tolta_il is null and impronta_vista = ${impronta}`.execute(t.db);
  return numAffectedRows === 1n;
}

/** False when it is not there, was taken away already, or a scheduled file still goes there. */
export async function updateTolta(t: Ctx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.destinazione as d set tolta_il = ${t.now}
     where d.ente_id = ${t.enteId} and d.id = ${id} and d.tolta_il is null
       and not exists (select from flussi.programmazione as p
                        where p.ente_id = d.ente_id and p.destinazione_id = d.id and p.sospesa_il is null)`.execute(
    t.db,
  );
  return numAffectedRows === 1n;
}

/** Secrets of every ente that another key closed. */
export async function lockDestinazioniDaRicifrare(t: Ctx, chiaveId: string): Promise<SegretoChiuso[]> {
  const { rows } = await sql<SegretoChiuso>`
    select id, segreto, chiave_id as "chiaveId" from flussi.destinazione
     where segreto is not null and chiave_id <> ${chiaveId} order by id for update`.execute(t.db);
  return rows;
}

export async function updateSegreto(t: Ctx, { id, segreto, chiaveId }: SegretoChiuso): Promise<void> {
  await sql`update flussi.destinazione set segreto = ${segreto}, chiave_id = ${chiaveId} where id = ${id}`.execute(
    t.db,
  );
}
