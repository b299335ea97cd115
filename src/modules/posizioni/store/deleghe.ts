import { sql, type RawBuilder } from 'kysely';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import type { Giorno } from '#kernel/giorno';
import type { DelegaId, EnteId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { contiene } from '#platform/db/contiene';
import type { FilePronto } from '../acts/allegati.ts';
import type { CodiceDelega } from '../core/rifiuti.ts';
import type { DelegaLetta, GenereDelega, QualiDeleghe, StatoDelega } from '../core/delega.ts';

/** Why nothing was written. */
export const RIFIUTI_CHIESTA = {
  ente: 'DELEGA_ENTE_NON_VALIDO',
  gia: 'DELEGA_GIA_CHIESTA',
  troppe: 'DELEGHE_TROPPE',
} as const satisfies Record<string, CodiceDelega>;

/** What became of a request. */
export type EsitoRichiesta = { esito: 'chiesta'; id: DelegaId } | { esito: keyof typeof RIFIUTI_CHIESTA; id: null };

export async function insertDelega(
  t: Ctx,
  enteId: EnteId,
  { sha256, contenuto, ...resto }: DelegaLetta & FilePronto & { delegatoNome: string },
): Promise<EsitoRichiesta> {
  const { rows } = await sql<EsitoRichiesta>`
    select esito, id from posizioni.chiedi_delega(${enteId}, ${JSON.stringify(resto)}::jsonb, ${sha256}, ${contenuto}, ${t.now})`.execute(
    t.db,
  );
  const [riga] = rows;
  if (riga === undefined) throw new Error('delega: no outcome');
  return riga;
}

/** A delega as the two persons of it, and the ente, may know it. */
export type Delega = {
  id: DelegaId;
  enteId: EnteId;
  ente: string;
  genere: GenereDelega;
  /** Who looks is the one who acts. For the ente, never. */
  mia: boolean;
  delegatoCodice: CodiceFiscale;
  delegatoNome: string;
  deleganteCodice: CodiceFiscale;
  deleganteNome: string;
  stato: StatoDelega;
  chiestaIl: Date;
  decisaIl: Date | null;
  motivo: string | null;
  validaAl: Giorno | null;
  revocataIl: Date | null;
  documentoNome: string;
};

const CAMPI = sql`
  v.id, v.ente_id as "enteId", v.genere, v.delegato_codice as "delegatoCodice", v.delegato_nome as "delegatoNome",
  v.delegante_codice as "deleganteCodice", v.delegante_nome as "deleganteNome", v.stato, v.chiesta_il as "chiestaIl",
  v.decisa_il as "decisaIl", v.motivo, v.valida_al as "validaAl", v.revocata_il as "revocataIl", v.documento_nome as "documentoNome"`;

/** Those in which who signed in has a part, the last asked first. In the transaction that names the person. */
export async function selectMie(t: Ctx): Promise<Delega[]> {
  const { rows } =
    await sql<Delega>`select ${CAMPI}, v.ente, v.mia from posizioni.deleghe_del_cittadino() as v`.execute(t.db);
  return rows;
}

/** Null: it is not theirs, or has ended. */
export async function revocaMia(t: Ctx, id: DelegaId): Promise<EnteId | null> {
  const { rows } = await sql<{ enteId: EnteId | null }>`
    select posizioni.revoca_delega(${id}, ${t.now}) as "enteId"`.execute(t.db);
  return rows[0]?.enteId ?? null;
}

/** A delega as the ente decides on it: `versione` is what was looked at. */
export type DelegaDellEnte = Delega & { versione: number };

/** The days of the context tell those that hold from those that held. */
function condizione({ oggi }: Ctx, quali: QualiDeleghe): RawBuilder<unknown> {
  switch (quali) {
    case 'da_decidere':
      return sql`v.stato = 'richiesta'`;
    case 'attive':
      return sql`v.stato = 'approvata' and v.valida_al >= ${oggi}::date`;
    case 'respinte':
      return sql`v.stato = 'rifiutata'`;
    case 'scadute':
      return sql`(v.stato = 'scaduta' or (v.stato = 'approvata' and v.valida_al < ${oggi}::date))`;
    case 'revocate':
      return sql`v.stato = 'revocata'`;
    case 'tutte':
      return sql`true`;
  }
}

const DELL_ENTE = sql`
  select ${CAMPI}, e.denominazione as ente, false as mia, v.versione
    from posizioni.delega as v join enti.v_ente as e on e.id = v.ente_id`;

/** A page of a list: the rows after one, before one, or the first. */
export type PaginaDeleghe = { dopo?: DelegaId | null; prima?: DelegaId | null; quante: number };

/** Which of them, and what is looked for among them: words of the names and the tax codes of the two. */
export type FiltroDeleghe = { quali: QualiDeleghe; testo?: string };

function trovata({ testo = '' }: FiltroDeleghe): RawBuilder<unknown> {
  return contiene(testo, {
    campi: [sql`v.delegato_nome`, sql`v.delegato_codice`, sql`v.delegante_nome`, sql`v.delegante_codice`],
  });
}

/** Those of the ente of the context, the last asked first; of those that wait, the first: they have waited longest. */
export async function selectDellEnte(
  t: Ctx,
  f: FiltroDeleghe,
  { dopo = null, prima = null, quante }: PaginaDeleghe,
): Promise<DelegaDellEnte[]> {
  const indietro = prima !== null;
  const cresce = (f.quali === 'da_decidere') !== indietro;
  const da = prima ?? dopo;
  const { rows } = await sql<DelegaDellEnte>`
    ${DELL_ENTE}
     where v.ente_id = ${t.enteId} and ${condizione(t, f.quali)} and ${trovata(f)}
       and (${da}::uuid is null or v.id ${cresce ? sql`>` : sql`<`} ${da}::uuid)
     order by v.id ${cresce ? sql`asc` : sql`desc`} limit ${quante}`.execute(t.db);
  return indietro ? rows.toReversed() : rows;
}

/** One of the ente of the context. */
export async function selectUnaDellEnte(t: Ctx, id: DelegaId): Promise<DelegaDellEnte | null> {
  const { rows } = await sql<DelegaDellEnte>`${DELL_ENTE} where v.ente_id = ${t.enteId} and v.id = ${id}`.execute(t.db);
  return rows[0] ?? null;
}

export async function countDellEnte(t: Ctx, f: FiltroDeleghe): Promise<number> {
  const { rows } = await sql<{ quante: number }>`
    select count(*)::integer as quante from posizioni.delega as v
     where v.ente_id = ${t.enteId} and ${condizione(t, f.quali)} and ${trovata(f)}`.execute(t.db);
  return rows[0]?.quante ?? 0;
}

type DaDecidere = { stato: StatoDelega; versione: number; genere: GenereDelega; deleganteCodice: CodiceFiscale };

/** One of the ente, locked. */
export async function lockDelega(t: Ctx, id: DelegaId): Promise<DaDecidere | null> {
  const { rows } = await sql<DaDecidere>`
    select v.stato, v.versione, v.genere, v.delegante_codice as "deleganteCodice"
      from posizioni.delega as v where v.ente_id = ${t.enteId} and v.id = ${id} for update`.execute(t.db);
  return rows[0] ?? null;
}

export async function updateDecisa(
  t: Ctx,
  id: DelegaId,
  { stato, validaAl, motivo }: { stato: 'approvata' | 'rifiutata'; validaAl: Giorno | null; motivo: string | null },
): Promise<void> {
  await sql`
    update posizioni.delega set stato = ${stato}, valida_al = ${validaAl}, motivo = ${motivo}, decisa_il = ${t.now},
           decisa_da = ${attoreTesto(t.attore)}, versione = versione + 1
     where ente_id = ${t.enteId} and id = ${id} and stato = 'richiesta'`.execute(t.db);
}

export async function updateRevocata(t: Ctx, id: DelegaId, motivo: string): Promise<void> {
  await sql`
    update posizioni.delega set stato = 'revocata', motivo = ${motivo}, revocata_il = ${t.now}, versione = versione + 1
     where ente_id = ${t.enteId} and id = ${id} and stato = 'approvata'`.execute(t.db);
}

/** The document of one, sealed. */
export async function selectDocumento(
  t: Ctx,
  id: DelegaId,
): Promise<{ nome: string; tipo: string; sha256: Buffer; contenuto: Buffer } | null> {
  const { rows } = await sql<{ nome: string; tipo: string; sha256: Buffer; contenuto: Buffer }>`
    select documento_nome as nome, documento_tipo as tipo, documento_sha256 as sha256, documento as contenuto
      from posizioni.delega where ente_id = ${t.enteId} and id = ${id}`.execute(t.db);
  return rows[0] ?? null;
}
