import { sql, type RawBuilder } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { A_MILIONI, puntoAtti, type AttoLetto } from './atti.ts';
import { CAMPI_EVENTO, type EventoLetto } from './eventi.ts';

/** Which acts are looked for across the enti. The instants bound the months that are looked into; blank or null: anything. */
export type FiltroAtti = {
  dal: Date;
  al: Date;
  enteId: EnteId | null;
  /** As the registro writes it, or its beginning: `operatore:0199…`, `nodo`. */
  attore: string;
  azione: string;
};

export type AttoOvunque = AttoLetto & { enteId: EnteId | null };

/**
 * Acts of all the enti, newest first, also those done to an ente by who acts for none. The page of a cursor, or the first. Each ente, and
 * what is of none, gives as many as the page has places for: an act may be one in a million, and is found ente by ente (0051).
 */
export async function selectAttiOvunque(
  ctx: Ctx,
  f: FiltroAtti,
  p: { dopo: string | null; prima: string | null; quanti: number },
): Promise<AttoOvunque[]> {
  const indietro = p.prima !== null;
  const inOrdine = indietro ? sql`istante asc, id asc` : sql`istante desc, id desc`;
  const ramo = (dove: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    (select a.istante, a.id, a.ente_id, a.attore, a.azione, a.oggetto, a.oggetto_id, a.dettaglio from registro.atto as a
      where ${dove} and ${condizione(f, p)} order by ${inOrdine} limit ${p.quanti})`;
  const { rows } = await sql<AttoOvunque>`
    select v.istante, v.ente_id as "enteId", v.attore, v.azione, v.oggetto, v.oggetto_id as "oggettoId", v.dettaglio,
           (extract(epoch from v.istante) * 1000000)::bigint || '.' || v.id as cursore
      from (${sql.join(rami(f, ramo), sql` union all `)}) as v order by ${inOrdine} limit ${p.quanti}`.execute(ctx.db);
  return indietro ? rows.toReversed() : rows;
}

function rami(
  { enteId, azione }: FiltroAtti,
  ramo: (dove: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  if (enteId !== null)
    return [
      ramo(sql`a.ente_id = ${enteId}`),
      ramo(sql`a.oggetto_id = ${enteId} and a.ente_id is distinct from ${enteId}`),
    ];
  if (azione === '' || azione === A_MILIONI) return [ramo(sql`true`)];
  return [
    // Each ente that has acts, one after the other: registro does not know the enti, and its index does.
    sql`
      (with recursive e (id) as (
         (select a.ente_id from registro.atto as a where a.ente_id is not null order by a.ente_id limit 1)
         union all
         select (select a.ente_id from registro.atto as a where a.ente_id > e.id order by a.ente_id limit 1) from e where e.id is not null)
       select v.* from e cross join lateral ${ramo(sql`a.ente_id = e.id`)} as v)`,
    ramo(sql`a.ente_id is null`),
  ];
}

function condizione(
  f: FiltroAtti,
  { dopo, prima }: { dopo: string | null; prima: string | null },
): RawBuilder<unknown> {
  const parti = [
    ...[sql`a.istante >= ${f.dal}`, sql`a.istante < ${f.al}`],
    ...(f.attore === '' ? [] : [sql`starts_with(a.attore, ${f.attore})`]),
    ...(f.azione === '' ? [] : [sql`a.azione = ${f.azione}`]),
    ...(f.azione === '' || f.azione === A_MILIONI ? [] : [sql`a.azione <> ${sql.lit(A_MILIONI)}`]),
    ...(dopo === null ? [] : [sql`(a.istante, a.id) < ${puntoAtti(dopo)}`]),
    ...(prima === null ? [] : [sql`(a.istante, a.id) > ${puntoAtti(prima)}`]),
  ];
  return sql.join(parti, sql` and `);
}

/** With whom a message was exchanged: pagoPA, and what is ours; an ente's software, in SOAP; the same, in REST. */
export const CHI_PARLA = ['PAGOPA', 'SIL', 'API'] as const;

/** Which eventi are looked for across the enti. */
export type FiltroEventiOvunque = {
  dal: Date;
  al: Date;
  enteId: EnteId | null;
  /** A notice number or an iuv. */
  chiave: string | null;
  tipo: string | null;
  esito: 'OK' | 'KO' | null;
  chi: (typeof CHI_PARLA)[number] | null;
  /** Before this one. */
  prima: { istante: Date; id: string } | null;
  quanti: number;
};

/** Eventi of all the enti, the latest first (registro.cerca_eventi). */
export async function selectEventiOvunque(ctx: Ctx, f: FiltroEventiOvunque): Promise<EventoLetto[]> {
  const { rows } = await sql<EventoLetto>`
    select ${CAMPI_EVENTO}
      from registro.cerca_eventi(${f.dal}, ${f.al}, ${f.enteId}, ${f.chiave}, ${f.tipo}, ${f.esito}, ${f.chi},
                                 ${f.prima?.istante ?? null}, ${f.prima?.id ?? null}, ${f.quanti})`.execute(ctx.db);
  return rows;
}

/** The messages of the lotto of any evento, and where its own lies among them. */
export async function selectLottoOvunque(
  t: Ctx,
  { lottoId, id }: { lottoId: string; id: string },
): Promise<{ enteId: EnteId | null; lotto: Buffer; da: number; byte: number; troncato: boolean } | null> {
  const { rows } = await sql<{ enteId: EnteId | null; lotto: Buffer; da: number; byte: number; troncato: boolean }>`
    select ente_id as "enteId", contenuto as lotto, contenuto_da as da, contenuto_byte as byte, troncato
      from registro.apri_evento_di(${lottoId}, ${id})`.execute(t.db);
  return rows[0] ?? null;
}

/** What was exchanged lately, by kind: how much, how much went badly, when the last. */
export type Traffico = { tipo: string; quanti: number; negativi: number; ultimo: Date };

const MINUTO_MS = 60_000;
/** Beyond, a quarter of an hour is told by its last part. */
const EVENTI_MAX = 100_000;

/** The answers of the giornale since an instant, counted by kind. */
export async function selectTraffico(ctx: Ctx, dal: Date): Promise<Traffico[]> {
  const fine = new Date(ctx.now.getTime() + MINUTO_MS);
  const da: RawBuilder<unknown> = sql`registro.cerca_eventi(${dal}, ${fine}, null, null, null, null, null, null, null, ${EVENTI_MAX})`;
  const { rows } = await sql<Traffico>`
    select tipo, count(*)::int as quanti, (count(*) filter (where esito is distinct from 'OK'))::int as negativi, max(istante) as ultimo
      from ${da} where sottotipo = 'RESP' group by tipo order by tipo`.execute(ctx.db);
  return rows;
}
