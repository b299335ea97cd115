import { sql } from 'kysely';
import type { IuvId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { contiene } from '#platform/db/contiene';
import type { SegretoChiuso } from '#platform/segreti';

/** A place where outcomes are pushed, as pages see it: never with the key. */
export type Spinta = {
  id: string;
  tipoDovutoId: TipoDovutoId | null;
  url: string;
  kid: string | null;
  sub: string | null;
  iss: string | null;
  registrataIl: Date;
  provaChiestaIl: Date | null;
  provataIl: Date | null;
  provaEsito: string | null;
};

const CAMPI = sql`
  p.id, p.tipo_dovuto_id as "tipoDovutoId", p.url, p.kid, p.sub, p.iss, p.registrata_il as "registrataIl",
  p.prova_chiesta_il as "provaChiestaIl", p.provata_il as "provataIl", p.prova_esito as "provaEsito"`;

/** Those of the ente, its own first. Inside a transaction. */
export async function selectSpinte(t: Ctx): Promise<Spinta[]> {
  const { rows } = await sql<Spinta>`
    select ${CAMPI} from eventi.spinta as p
     where p.ente_id = ${t.enteId} and p.tolta_il is null order by p.tipo_dovuto_id nulls first`.execute(t.db);
  return rows;
}

/** With its key, sealed; only for the worker. */
export type SpintaAperta = Spinta & { segreto: Buffer | null; chiaveId: string | null };

/** The place for the outcomes of a kind of due: its own, else the ente's; or one, by its id. */
export async function selectSpintaPer(
  t: Ctx,
  quale: { tipoDovutoId: TipoDovutoId } | { id: string },
): Promise<SpintaAperta | null> {
  const dove =
    'id' in quale
      ? sql`p.id = ${quale.id}`
      : sql`(p.tipo_dovuto_id is null or p.tipo_dovuto_id = ${quale.tipoDovutoId})`;
  const { rows } = await sql<SpintaAperta>`
    select ${CAMPI}, p.segreto, p.chiave_id as "chiaveId" from eventi.spinta as p
     where p.ente_id = ${t.enteId} and p.tolta_il is null and ${dove}
     order by p.tipo_dovuto_id nulls last limit 1`.execute(t.db);
  return rows[0] ?? null;
}

type NuovaRiga = {
  id: string;
  tipoDovutoId: TipoDovutoId | null;
  url: string;
  jwt: { kid: string; sub: string; iss: string } | null;
  chiuso: Omit<SegretoChiuso, 'id'> | null;
};

/** False when there is one already for that. */
export async function insertSpinta(t: Ctx, { id, tipoDovutoId, url, jwt, chiuso }: NuovaRiga): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into eventi.spinta (ente_id, id, tipo_dovuto_id, url, kid, sub, iss, segreto, chiave_id, registrata_il)
    values (${t.enteId}, ${id}, ${tipoDovutoId}, ${url}, ${jwt?.kid ?? null}, ${jwt?.sub ?? null}, ${jwt?.iss ?? null},
            ${chiuso?.segreto ?? null}, ${chiuso?.chiaveId ?? null}, ${t.now})
    on conflict do nothing`.execute(t.db);
  return numAffectedRows === 1n;
}

export async function updateTolta(t: Ctx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update eventi.spinta set tolta_il = ${t.now}
     where ente_id = ${t.enteId} and id = ${id} and tolta_il is null`.execute(t.db);
  return numAffectedRows === 1n;
}

export async function updateProvaChiesta(t: Ctx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update eventi.spinta set prova_chiesta_il = ${t.now}
     where ente_id = ${t.enteId} and id = ${id} and tolta_il is null`.execute(t.db);
  return numAffectedRows === 1n;
}

export async function updateProvata(t: Ctx, id: string, esito: string): Promise<void> {
  await sql`
    update eventi.spinta set prova_chiesta_il = null, provata_il = clock_timestamp(), prova_esito = ${esito}
     where ente_id = ${t.enteId} and id = ${id}`.execute(t.db);
}

/** An outcome to be pushed. */
export type EsitoDaSpingere = {
  id: string;
  iuvId: IuvId;
  tipoDovutoId: TipoDovutoId;
  tentativi: number;
  tentativiMax: number;
  adesso: Date;
};

export async function selectDovuti(t: Ctx, quanti: number): Promise<EsitoDaSpingere[]> {
  const { rows } = await sql<EsitoDaSpingere>`
    select id, iuv_id as "iuvId", tipo_dovuto_id as "tipoDovutoId", tentativi, tentativi_max as "tentativiMax",
           statement_timestamp() as adesso
      from eventi.esito where ente_id = ${t.enteId} and prossimo_il <= statement_timestamp()
     order by prossimo_il limit ${quanti}`.execute(t.db);
  return rows;
}

type Seguito = { spintoIl: Date | null; prossimoIl: Date | null; perche: string | null; tentativi: number };

export async function updateEsito(t: Ctx, id: string, s: Seguito): Promise<void> {
  await sql`
    update eventi.esito set tentativi = ${s.tentativi}, spinto_il = ${s.spintoIl}, prossimo_il = ${s.prossimoIl}, perche = ${s.perche}
     where ente_id = ${t.enteId} and id = ${id} and spinto_il is null and lasciato_il is null`.execute(t.db);
}

/** Nobody was called for it: later, and nothing else of it changes. */
export async function rinviaEsito(t: Ctx, id: string, prossimoIl: Date): Promise<void> {
  await sql`
    update eventi.esito set prossimo_il = ${prossimoIl}
     where ente_id = ${t.enteId} and id = ${id} and prossimo_il is not null`.execute(t.db);
}

/** An outcome as pages show it. */
export type EsitoMostrato = {
  id: string;
  iuv: string;
  tipoDovuto: string;
  creatoIl: Date;
  tentativi: number;
  tentativiMax: number;
  prossimoIl: Date | null;
  spintoIl: Date | null;
  lasciatoIl: Date | null;
  perche: string | null;
};

const MOSTRATI = sql`
    select o.id, o.iuv, d.codice as "tipoDovuto", o.creato_il as "creatoIl", o.tentativi, o.tentativi_max as "tentativiMax",
           o.prossimo_il as "prossimoIl", o.spinto_il as "spintoIl", o.lasciato_il as "lasciatoIl", o.perche
      from eventi.esito as o
      join enti.v_tipo_dovuto as d on d.ente_id = o.ente_id and d.id = o.tipo_dovuto_id`;

type Quali = { testo?: string; dopo?: string | null; prima?: string | null };

/** The outcomes of the ente with some words in their IUV or kind of due, the newest first: the last ones, or those after one, or before. */
export async function selectEsiti(
  t: Ctx,
  quanti: number,
  { testo = '', dopo = null, prima = null }: Quali = {},
): Promise<EsitoMostrato[]> {
  const { rows } = await sql<EsitoMostrato>`
    ${MOSTRATI} where o.ente_id = ${t.enteId} and ${contiene(testo, { campi: [sql`o.iuv`, sql`d.codice`] })}
       and (${dopo}::uuid is null or o.id < ${dopo}::uuid) and (${prima}::uuid is null or o.id > ${prima}::uuid)
     order by o.id ${prima === null ? sql`desc` : sql`asc`} limit ${quanti}`.execute(t.db);
  return prima === null ? rows : rows.toReversed();
}

export async function selectEsito(t: Ctx, id: string): Promise<EsitoMostrato | null> {
  const { rows } = await sql<EsitoMostrato>`${MOSTRATI} where o.ente_id = ${t.enteId} and o.id = ${id}`.execute(t.db);
  return rows[0] ?? null;
}

/** From the first try again, or never again. False when it is not stuck. */
export async function updateFermo(t: Ctx, id: string, atto: 'riprova' | 'lascia'): Promise<boolean> {
  const nuovo = atto === 'riprova' ? sql`tentativi = 0, prossimo_il = ${t.now}` : sql`lasciato_il = ${t.now}`;
  const { numAffectedRows } = await sql`
    update eventi.esito set ${nuovo}
     where ente_id = ${t.enteId} and id = ${id} and prossimo_il is null and spinto_il is null and lasciato_il is null`.execute(
    t.db,
  );
  return numAffectedRows === 1n;
}
