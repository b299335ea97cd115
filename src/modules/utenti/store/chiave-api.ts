import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { preparataIn } from '#platform/db/pool';
import type { Ambito, ChiaveChiesta } from '../core/chiave-api.ts';

/** Of a key of the REST door. */
export type ChiaveApiId = string & { readonly __tipo: 'ChiaveApiId' };

/** A key as who administers the ente sees it: never its secret, which is kept nowhere. */
export type ChiaveApi = {
  id: ChiaveApiId;
  applicazione: string;
  inizio: string;
  ambiti: Ambito[];
  indirizzi: string[];
  creataIl: Date;
  scadeIl: Date | null;
  revocataIl: Date | null;
  ultimoUsoIl: Date | null;
};

/** What whoever calls is compared with. */
export type ChiaveDaRiconoscere = Omit<ChiaveApi, 'inizio' | 'creataIl'> & {
  enteId: EnteId;
  hmac: Buffer;
  codIpa: string;
  stato: string;
  ambiente: string;
};

/** Rotated and revoked keys are shown with the others: somebody may ask which one it was. */
const CHIAVI_MAX = 200;

const CAMPI = sql`
  id, applicazione, inizio, ambiti, indirizzi, creata_il as "creataIl", scade_il as "scadeIl", revocata_il as "revocataIl",
  ultimo_uso_il as "ultimoUsoIl"`;

/** Those of the ente, or one; those that are good first. */
export async function selectChiaviApi(t: Ctx, enteId: EnteId, id: ChiaveApiId | null = null): Promise<ChiaveApi[]> {
  const { rows } = await sql<ChiaveApi>`
    select ${CAMPI} from utenti.chiave_api
     where ente_id = ${enteId} and (${id}::uuid is null or id = ${id}::uuid)
     order by revocata_il is not null, scade_il is not null, applicazione, id desc limit ${CHIAVI_MAX}`.execute(t.db);
  return rows;
}

/** Null: the application has a key already. */
export async function insertChiaveApi(
  t: Ctx,
  enteId: EnteId,
  c: ChiaveChiesta & { inizio: string; hmac: Uint8Array },
): Promise<ChiaveApiId | null> {
  const { rows } = await sql<{ id: ChiaveApiId }>`
    insert into utenti.chiave_api (ente_id, applicazione, inizio, hmac, ambiti, indirizzi, creata_il)
    values (${enteId}, ${c.applicazione}, ${c.inizio}, ${c.hmac}, ${c.ambiti}, ${c.indirizzi}, ${t.now})
        on conflict (ente_id, applicazione) where revocata_il is null and scade_il is null do nothing
    returning id`.execute(t.db);
  return rows[0]?.id ?? null;
}

/** From `scadeIl` on another opens in its place. False: it is not the one in force. */
export async function updateScadenzaChiave(
  t: Ctx,
  enteId: EnteId,
  { id, scadeIl }: { id: ChiaveApiId; scadeIl: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update utenti.chiave_api set scade_il = ${scadeIl}
     where ente_id = ${enteId} and id = ${id} and scade_il is null and revocata_il is null returning 1`.execute(t.db);
  return rows.length > 0;
}

/** False: it opens nothing already. */
export async function updateRevocaChiave(t: Ctx, enteId: EnteId, id: ChiaveApiId): Promise<boolean> {
  const { rows } = await sql`
    update utenti.chiave_api set revocata_il = ${t.now}
     where ente_id = ${enteId} and id = ${id} and revocata_il is null and (scade_il is null or scade_il > ${t.now})
    returning 1`.execute(t.db);
  return rows.length > 0;
}

/** Asked by every call of the REST door. */
const PER_INIZIO = {
  name: 'utenti.chiave_per_inizio',
  text: `
    select id, ente_id as "enteId", hmac, applicazione, ambiti, indirizzi, scade_il as "scadeIl", revocata_il as "revocataIl",
           ultimo_uso_il as "ultimoUsoIl", cod_ipa as "codIpa", stato, ambiente
      from utenti.riconosci_chiave($1)`,
};

/** The key that begins so, whoever's it is. */
export async function selectPerInizio(ctx: Ctx, inizio: string): Promise<ChiaveDaRiconoscere | null> {
  const [chiave] = await preparataIn<ChiaveDaRiconoscere>(ctx.db, PER_INIZIO, [inizio]);
  return chiave ?? null;
}

/** It was used now. */
export async function segnaUso(ctx: Ctx, id: ChiaveApiId): Promise<void> {
  await sql`select utenti.usa_chiave(${id}, ${ctx.now})`.execute(ctx.db);
}
