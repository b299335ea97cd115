import { sql, type RawBuilder } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, IuvId, RicevutaId, TipoDovutoId } from '#kernel/ids';
import { ZERO_CENTS, type Cents } from '#kernel/importo';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { contiene } from '#platform/db/contiene';
import { perChiavi } from '#platform/db/per-chiavi';
import type { SoggettoRicevuta } from '../core/ricevuta.ts';
import type { DaTrattare, EsitoRimborso, GenereRimborso, Segue, Trattamento } from '../core/rimborso.ts';

/** Money of the list «Da rimborsare», with what became of it. */
export type DenaroDaRimborsare = {
  id: RicevutaId;
  receiptId: string;
  /** As the receipt says them, which may be no notice of ours. */
  iuv: string;
  numeroAvviso: string | null;
  genere: GenereRimborso;
  importoCents: Cents;
  totaleCents: Cents;
  /** What came to this ente of the whole receipt. */
  enteCents: Cents;
  pagataIl: Date;
  registrataIl: Date;
  causale: string | null;
  pagatore: SoggettoRicevuta | null;
  debitore: SoggettoRicevuta | null;
  psp: string | null;
  iuvId: IuvId | null;
  /** Those under the iuv by which it came. */
  dovuti: { id: DovutoId; iud: string; stato: string }[];
  tipi: TipoDovutoId[];
  esito: EsitoRimborso | null;
  attribuitaA: DovutoId | null;
  attribuitaIud: string | null;
  rimborsataIl: Giorno | null;
  mandato: string | null;
  motivo: string | null;
  registratoIl: Date | null;
  registratoDa: string | null;
};

export type FiltroRimborsi = Segue & {
  stato: 'da_trattare' | 'trattate';
  genere: GenereRimborso | null;
  /** Words of who paid or owed, of the numbers of notice and receipt, and amounts. Blank: all. */
  testo?: string;
};

/** A notice is paid twice, seldom more: as many as can be read. */
const DI_UN_AVVISO = 20;

const CAMPI = sql`
  v.ricevuta_id as id, v.receipt_id as "receiptId", v.iuv, v.numero_avviso as "numeroAvviso", v.genere, v.importo_cents as "importoCents",
  v.totale_cents as "totaleCents", v.pagata_il as "pagataIl", v.registrata_il as "registrataIl", v.causale, v.pagatore, v.debitore,
  coalesce(v.psp_denominazione, v.psp) as psp, v.iuv_id as "iuvId", v.dovuti, v.tipi, v.esito, v.attribuita_a as "attribuitaA",
  v.attribuita_iud as "attribuitaIud", v.rimborsata_il as "rimborsataIl", v.mandato, v.motivo, v.registrato_il as "registratoIl",
  v.registrato_da as "registratoDa",
  coalesce((select sum(q.importo_cents) from pagamenti.quota_pagata as q
             where q.ente_id = v.ente_id and q.receipt_id = v.receipt_id), 0)::bigint as "enteCents"`;

/** Newest first. */
export async function leggiDaRimborsare(
  ctx: Ctx,
  f: FiltroRimborsi & { dopo: RicevutaId | null; prima: RicevutaId | null; quanti: number },
): Promise<DenaroDaRimborsare[]> {
  const indietro = f.prima !== null;
  const pagina = sql<DenaroDaRimborsare>`
    select ${CAMPI} from pagamenti.v_da_rimborsare as v
     where ${condizione(ctx, f)}
       and (${f.dopo}::uuid is null or v.ricevuta_id < ${f.dopo}::uuid) and (${f.prima}::uuid is null or v.ricevuta_id > ${f.prima}::uuid)
     order by v.ricevuta_id ${indietro ? sql`asc` : sql`desc`} limit ${f.quanti}`;
  const { rows } = await perChiavi(ctx, () => pagina.execute(ctx.db));
  return indietro ? rows.toReversed() : rows;
}

/** How many they are, and how much, of the whole list. */
export async function sommaDaRimborsare(ctx: Ctx, f: FiltroRimborsi): Promise<{ quanti: number; importoCents: Cents }> {
  const { rows } = await sql<{ quanti: number; importoCents: Cents }>`
    select count(*)::integer as quanti, coalesce(sum(v.importo_cents), 0)::bigint as "importoCents"
      from pagamenti.v_da_rimborsare as v where ${condizione(ctx, f)}`.execute(ctx.db);
  return rows[0] ?? { quanti: 0, importoCents: ZERO_CENTS };
}

/** One of them; null: not there, or not of those who ask. */
export async function leggiDenaro(
  ctx: Ctx,
  { ricevutaId, ...segue }: Segue & { ricevutaId: RicevutaId },
): Promise<DenaroDaRimborsare | null> {
  const { rows } = await sql<DenaroDaRimborsare>`
    select ${CAMPI} from pagamenti.v_da_rimborsare as v
     where v.ente_id = ${ctx.enteId} and v.ricevuta_id = ${ricevutaId} and ${visibile(segue)}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Those that came by one notice, and those that were given to what it asked for; the latest first. */
export async function leggiDenaroDi(
  ctx: Ctx,
  { iuvId, ...segue }: Segue & { iuvId: IuvId },
): Promise<DenaroDaRimborsare[]> {
  const { rows } = await sql<DenaroDaRimborsare>`
    select ${CAMPI} from pagamenti.v_da_rimborsare as v
     where v.ente_id = ${ctx.enteId} and ${visibile(segue)}
       and v.ricevuta_id = any(array(
             select r.id from pagamenti.ricevuta as r where r.ente_id = ${ctx.enteId} and r.iuv_id = ${iuvId} and r.da_rimborsare
              union select t.ricevuta_id from pagamenti.trattamento as t where t.ente_id = ${ctx.enteId} and t.iuv_id = ${iuvId}))
     order by v.ricevuta_id desc limit ${DI_UN_AVVISO}`.execute(ctx.db);
  return rows;
}

function condizione(ctx: Ctx, f: FiltroRimborsi): RawBuilder<unknown> {
  return sql`v.ente_id = ${ctx.enteId} and v.esito is ${f.stato === 'trattate' ? sql`not null` : sql`null`}
       and (${f.genere}::text is null or v.genere = ${f.genere}) and ${visibile(f)} and ${contiene(f.testo ?? '', TROVATO_PER)}`;
}

const persona = (chi: RawBuilder<unknown>): RawBuilder<unknown>[] => [
  sql`${chi} ->> 'anagrafica'`,
  sql`${chi} ->> 'codice'`,
];

/** What a payment is found by. */
const TROVATO_PER = {
  campi: [
    ...[sql`v.iuv`, sql`v.numero_avviso`, sql`v.receipt_id`],
    ...[...persona(sql`v.pagatore`), ...persona(sql`v.debitore`)],
  ],
  importi: [sql`v.importo_cents`],
};

/** In SQL what `isVisibile` says of one. */
function visibile({ tipiConsentiti, tutti }: Segue): RawBuilder<unknown> {
  const suoi = tipiConsentiti === null ? sql`true` : sql`v.tipi <@ to_jsonb(${tipiConsentiti}::uuid[])`;
  return tutti ? suoi : sql`(v.tipi <> '[]' and ${suoi})`;
}

/** What an act decides on. */
export async function selectDaTrattare(
  t: Ctx,
  ricevutaId: RicevutaId,
): Promise<(DaTrattare & { receiptId: string }) | null> {
  const segue = { tipiConsentiti: null, tutti: true };
  const letto = await leggiDenaro(t, { ricevutaId, ...segue });
  return letto && { ...letto, dovuti: letto.dovuti.length, trattato: trattatoDi(letto) };
}

function trattatoDi(d: DenaroDaRimborsare): Trattamento | null {
  const motivo = d.motivo ?? '';
  if (d.attribuitaA !== null) return { esito: 'attribuita', motivo, dovutoId: d.attribuitaA };
  if (d.rimborsataIl !== null) return { esito: 'rimborsata', motivo, giorno: d.rimborsataIl, mandato: d.mandato ?? '' };
  return d.esito === null ? null : { esito: 'non_dovuta', motivo };
}

/** Writes what becomes of it, with what follows for the receipt. False: somebody was quicker. */
export async function insertTrattamento(
  t: Ctx,
  ricevutaId: RicevutaId,
  { presente, trattamento: x }: { presente: DaTrattare; trattamento: Trattamento },
): Promise<boolean> {
  const dovutoId = x.esito === 'attribuita' ? x.dovutoId : null;
  const [giorno, mandato] = x.esito === 'rimborsata' ? [x.giorno, x.mandato.trim()] : [null, null];
  const motivo = x.motivo.trim();
  const { rows } = await sql`
    insert into pagamenti.trattamento (ente_id, ricevuta_id, esito, genere, importo_cents, iuv_id, dovuto_id, rimborsata_il, mandato,
                                       motivo, registrato_il, registrato_da)
    values (${t.enteId}, ${ricevutaId}, ${x.esito}, ${presente.genere}, ${presente.importoCents}, ${presente.iuvId}, ${dovutoId},
            ${giorno}, ${mandato}, ${motivo === '' ? null : motivo}, ${t.now}, ${attoreTesto(t.attore)})
    on conflict (ente_id, ricevuta_id) do nothing returning ricevuta_id`.execute(t.db);
  return rows.length > 0;
}
