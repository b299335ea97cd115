import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { EnteId, StazioneId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { ProveStazione } from '../core/accesso.ts';
import type { AssociazioneDecisa } from '../core/stazione.ts';
import { scritto, type Scritto } from './ente.ts';

/** A station with what opens it. */
export type RigaStazione = ProveStazione & { stazioneId: StazioneId; codice: string; attiva: boolean };

const COLONNE =
  sql.raw(`id as "stazioneId", codice, attiva, segreti_hmac as "segretiHmac", certificati_cn as "certificatiCn",
  indirizzi::text[] as indirizzi`);

export async function selectStazioni(ctx: Ctx): Promise<RigaStazione[]> {
  const { rows } = await sql<RigaStazione>`select ${COLONNE} from enti.stazione order by codice`.execute(ctx.db);
  return rows;
}

/** A station, locked until the transaction ends. */
export async function lockStazione(t: Ctx, stazioneId: StazioneId): Promise<RigaStazione | null> {
  const { rows } =
    await sql<RigaStazione>`select ${COLONNE} from enti.stazione where id = ${stazioneId} for update`.execute(t.db);
  return rows[0] ?? null;
}

export type NuovaStazione = {
  intermediarioId: string;
  codice: string;
  versionePrimitive: 1 | 2;
  segretiHmac: readonly Uint8Array[];
  certificatiCn: readonly string[];
  indirizzi: readonly string[];
};

/**
 * Inserts the station, not yet active, or brings it up to date. The lists are sets: they are kept in order, so that equal ones are
 * equal.
 */
export async function upsertStazione(t: Ctx, s: NuovaStazione): Promise<Scritto<StazioneId>> {
  const { rows } = await sql<{ id: StazioneId; nuova: boolean }>`
    insert into enti.stazione as s (intermediario_id, codice, versione_primitive, segreti_hmac, certificati_cn, indirizzi)
    values (${s.intermediarioId}, ${s.codice}, ${s.versionePrimitive},
            array(select distinct v from unnest(${s.segretiHmac}::bytea[]) as v order by v),
            array(select distinct v from unnest(${s.certificatiCn}::text[]) as v order by v),
            array(select distinct network(v::inet)::cidr as r from unnest(${s.indirizzi}::text[]) as v order by r))
    on conflict (codice) do update
      set versione_primitive = excluded.versione_primitive, segreti_hmac = excluded.segreti_hmac, certificati_cn = excluded.certificati_cn,
          indirizzi = excluded.indirizzi
     where (s.versione_primitive, s.segreti_hmac, s.certificati_cn, s.indirizzi) is distinct from
           (excluded.versione_primitive, excluded.segreti_hmac, excluded.certificati_cn, excluded.indirizzi)
    returning id, xmax = 0 as nuova`.execute(t.db);
  if (rows[0] !== undefined) return scritto(rows[0], undefined);
  const letto = await sql<{ id: StazioneId }>`select id from enti.stazione where codice = ${s.codice}`.execute(t.db);
  return scritto(undefined, letto.rows[0]?.id);
}

/** Whose station bears this code; null where nobody's does. */
export async function intermediarioDi(t: Ctx, codice: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`select intermediario_id as id from enti.stazione where codice = ${codice}`.execute(t.db);
  return rows[0]?.id ?? null;
}

export async function updateAttiva(t: Ctx, stazioneId: StazioneId, attiva: boolean): Promise<boolean> {
  const { rows } = await sql`
    update enti.stazione set attiva = ${attiva} where id = ${stazioneId} and attiva <> ${attiva} returning id`.execute(
    t.db,
  );
  return rows.length > 0;
}

export type Associazione = { stazioneId: StazioneId; segregazione: string; predefinita: boolean; validaDal: Giorno };

/** The segregation code of the association there is; null where there is none. */
export async function segregazioneDi(t: Ctx, enteId: EnteId, stazioneId: StazioneId): Promise<string | null> {
  const { rows } = await sql<{ codice: string }>`
    select codice_segregazione as codice from enti.stazione_ente where ente_id = ${enteId} and stazione_id = ${stazioneId}`.execute(
    t.db,
  );
  return rows[0]?.codice ?? null;
}

/** Is the code another station's, for this ente or for its other row (live and prova share the numbers of pagoPA)? */
export async function segregazioneOccupata(
  t: Ctx,
  enteId: EnteId,
  { segregazione, stazioneId }: Associazione,
): Promise<boolean> {
  const { rows } = await sql`
    select from enti.v_stazione_ente as v
      join enti.ente as e on e.codice_fiscale = v.codice_fiscale
     where e.id = ${enteId} and v.codice_segregazione = ${segregazione}
       and not (v.ente_id = ${enteId} and v.stazione_id = ${stazioneId})`.execute(t.db);
  return rows.length > 0;
}

/** Writes the association; a new default takes the place of the old one. True when something changed. */
export async function upsertAssociazione(t: Ctx, enteId: EnteId, a: Associazione): Promise<boolean> {
  if (a.predefinita) {
    await sql`
      update enti.stazione_ente set predefinita = false
       where ente_id = ${enteId} and stazione_id <> ${a.stazioneId} and predefinita`.execute(t.db);
  }
  const { rows } = await sql`
    insert into enti.stazione_ente as s (ente_id, stazione_id, codice_segregazione, predefinita, valida_dal)
    values (${enteId}, ${a.stazioneId}, ${a.segregazione}, ${a.predefinita}, ${a.validaDal})
    on conflict (ente_id, stazione_id) do update
      set predefinita = excluded.predefinita, valida_dal = excluded.valida_dal, valida_al = null
     where (s.predefinita, s.valida_dal, s.valida_al) is distinct from (excluded.predefinita, excluded.valida_dal, null)
    returning ente_id`.execute(t.db);
  return rows.length > 0;
}

/** The association, locked until the transaction ends; null where there is none. */
export async function lockAssociazione(
  t: Ctx,
  enteId: EnteId,
  stazioneId: StazioneId,
): Promise<(AssociazioneDecisa & { segregazione: string }) | null> {
  const { rows } = await sql<AssociazioneDecisa & { segregazione: string }>`
    select codice_segregazione as segregazione, predefinita, valida_dal as "validaDal", valida_al as "validaAl"
      from enti.stazione_ente where ente_id = ${enteId} and stazione_id = ${stazioneId} for no key update`.execute(
    t.db,
  );
  return rows[0] ?? null;
}

export async function updateChiusura(
  t: Ctx,
  enteId: EnteId,
  { stazioneId, dal }: { stazioneId: StazioneId; dal: Giorno },
): Promise<void> {
  await sql`
    update enti.stazione_ente set valida_al = ${dal} where ente_id = ${enteId} and stazione_id = ${stazioneId}`.execute(
    t.db,
  );
}

/** A station of an ente as its administrator sees it: nothing of what opens it. */
export type StazioneAssociata = {
  stazioneId: StazioneId;
  codice: string;
  attiva: boolean;
  segregazione: string;
  predefinita: boolean;
  validaDal: Giorno;
  validaAl: Giorno | null;
};

export async function selectStazioniEnte(t: Ctx, enteId: EnteId): Promise<StazioneAssociata[]> {
  const { rows } = await sql<StazioneAssociata>`
    select stazione_id as "stazioneId", codice, attiva, codice_segregazione as segregazione, predefinita, valida_dal as "validaDal",
           valida_al as "validaAl"
      from enti.v_stazione_ente where ente_id = ${enteId}
     order by predefinita desc, valida_al nulls first, codice`.execute(t.db);
  return rows;
}
