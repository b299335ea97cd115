import { sql } from 'kysely';
import type { EnteId, StazioneId } from '#kernel/ids';
import type { Giorno } from '#kernel/giorno';
import type { Ctx } from '#platform/contesto';
import type { Ambiente } from '../core/ente.ts';

/** A station as who runs the installation sees it. `segmenti`: how many secret segments open it. */
export type StazioneInElenco = {
  stazioneId: StazioneId;
  codice: string;
  versionePrimitive: 1 | 2;
  attiva: boolean;
  segmenti: number;
  certificatiCn: string[];
  indirizzi: string[];
  /** Enti that it serves now. */
  enti: number;
};

/** All the stations, or one of them. A handful: an intermediario has few. */
export async function selectStazioniIntermediario(
  ctx: Ctx,
  una: StazioneId | null = null,
): Promise<StazioneInElenco[]> {
  const { rows } = await sql<StazioneInElenco>`
    select s.id as "stazioneId", s.codice, s.versione_primitive as "versionePrimitive", s.attiva,
           cardinality(s.segreti_hmac) as segmenti, s.certificati_cn as "certificatiCn", s.indirizzi::text[] as indirizzi,
           (select count(*)::int from enti.stazione_ente as a
             where a.stazione_id = s.id and (a.valida_al is null or a.valida_al > ${ctx.oggi}::date)) as enti
      from enti.stazione as s where ${una}::uuid is null or s.id = ${una}::uuid order by s.codice`.execute(ctx.db);
  return rows;
}

/** An ente that a station serves. */
export type EnteDiStazione = {
  enteId: EnteId;
  denominazione: string;
  ambiente: Ambiente;
  segregazione: string;
  predefinita: boolean;
  validaDal: Giorno;
  validaAl: Giorno | null;
};

const ENTI_MAX = 500;

/** The enti of a station, by name. */
export async function selectEntiStazione(ctx: Ctx, stazioneId: StazioneId): Promise<EnteDiStazione[]> {
  const { rows } = await sql<EnteDiStazione>`
    select e.id as "enteId", e.denominazione, e.ambiente, a.codice_segregazione as segregazione, a.predefinita,
           a.valida_dal as "validaDal", a.valida_al as "validaAl"
      from enti.stazione_ente as a join enti.ente as e on e.id = a.ente_id
     where a.stazione_id = ${stazioneId} order by e.denominazione, e.id limit ${ENTI_MAX}`.execute(ctx.db);
  return rows;
}

/** The station with this code; null where there is none. */
export async function selectStazioneDi(t: Ctx, codice: string): Promise<StazioneId | null> {
  const { rows } = await sql<{ id: StazioneId }>`select id from enti.stazione where codice = ${codice}`.execute(t.db);
  return rows[0]?.id ?? null;
}

export async function insertSegmento(t: Ctx, stazioneId: StazioneId, hmac: Uint8Array): Promise<void> {
  await sql`
    update enti.stazione
       set segreti_hmac = array(select v from unnest(array_append(segreti_hmac, ${hmac}::bytea)) as v order by v),
           segmento_nuovo_hmac = ${hmac}
     where id = ${stazioneId}`.execute(t.db);
}

/** False: the newest is not known, or is no longer among those that open. */
export async function soloSegmento(t: Ctx, stazioneId: StazioneId): Promise<boolean> {
  const { rows } = await sql`
    update enti.stazione set segreti_hmac = array[segmento_nuovo_hmac]
     where id = ${stazioneId} and segmento_nuovo_hmac = any (segreti_hmac) returning id`.execute(t.db);
  return rows.length > 0;
}

/** The lists are sets, kept in order. False: they were so already. */
export async function updateAccesso(
  t: Ctx,
  stazioneId: StazioneId,
  { certificatiCn, indirizzi }: { certificatiCn: readonly string[]; indirizzi: readonly string[] },
): Promise<boolean> {
  const cn = sql`array(select distinct v from unnest(${certificatiCn}::text[]) as v order by v)`;
  const reti = sql`array(select distinct network(v::inet)::cidr as r from unnest(${indirizzi}::text[]) as v order by r)`;
  const { rows } = await sql`
    update enti.stazione set certificati_cn = ${cn}, indirizzi = ${reti}
     where id = ${stazioneId} and (certificati_cn, indirizzi) is distinct from (${cn}, ${reti}) returning id`.execute(
    t.db,
  );
  return rows.length > 0;
}
