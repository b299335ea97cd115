import { sql, type RawBuilder } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, MancanteId, RendicontazioneId, RicevutaId, TipoDovutoId } from '#kernel/ids';
import { ZERO_CENTS, type Cents } from '#kernel/importo';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { contiene } from '#platform/db/contiene';
import { perChiavi } from '#platform/db/per-chiavi';
import type { ChiusuraAMano, MancanteLetta, SegueMancanti, StatoMancante } from '../core/mancante.ts';
import type { EsitoPagamento } from '../core/rendicontazione.ts';

/** A payment whose receipt has not come, or that came late, with what is known of it. */
export type Mancante = {
  id: MancanteId;
  stato: StatoMancante;
  /** Who speaks of the payment: a statement, or a payer who came back from Checkout. */
  origine: 'rendicontazione' | 'carrello';
  iuv: string;
  numeroAvviso: string | null;
  iur: string | null;
  iurDa: string | null;
  rendicontazioneId: RendicontazioneId | null;
  iuf: string | null;
  psp: string | null;
  pspDenominazione: string | null;
  esito: EsitoPagamento | null;
  giorno: Giorno;
  importoCents: Cents;
  perche: 'tentativi' | 'senza_ricevuta' | 'non_rendicontata' | null;
  attesaFino: Giorno | null;
  tentativi: number;
  prossimoIl: Date | null;
  creataIl: Date;
  conclusaIl: Date | null;
  chiusura: ChiusuraAMano | 'ritirata' | null;
  motivo: string | null;
  chiusaDa: string | null;
  ricevutaId: RicevutaId | null;
  ricevutaOrigine: 'nodo' | 'recuperata' | 'manuale' | null;
  ricevutaRegistrataIl: Date | null;
  dovuti: { id: DovutoId; iud: string; stato: string }[];
  tipi: TipoDovutoId[];
};

/** One question, and what was answered; `esito` null: it goes on, or was cut short. */
export type Tentativo = {
  id: string;
  iur: string;
  iniziatoIl: Date;
  finitoIl: Date | null;
  esito: string | null;
  richiestoDa: string;
};

/** `aperte`: those that somebody or something still sees to. */
export const FILTRI_MANCANTI = ['aperte', 'in_coda', 'in_attesa', 'da_chiudere', 'arrivata', 'chiusa'] as const;
export type FiltroMancanti = SegueMancanti & {
  stato: (typeof FILTRI_MANCANTI)[number];
  giorno: { da: Giorno | null; a: Giorno | null };
  /** Words of the numbers of notice, payment and statement, of the PSP, and amounts. Blank: all. */
  testo?: string;
};

const CAMPI = sql`
  v.id, v.stato, v.origine, v.iuv, v.numero_avviso as "numeroAvviso", v.iur, v.iur_da as "iurDa",
  v.rendicontazione_id as "rendicontazioneId", v.iuf, v.psp,
  v.mittente_denominazione as "pspDenominazione", v.esito, v.giorno, v.importo_cents as "importoCents", v.perche,
  v.attesa_fino as "attesaFino", v.tentativi, v.prossimo_il as "prossimoIl", v.creata_il as "creataIl", v.conclusa_il as "conclusaIl",
  v.chiusura, v.motivo, v.chiusa_da as "chiusaDa", v.ricevuta_id as "ricevutaId", v.ricevuta_origine as "ricevutaOrigine",
  v.ricevuta_registrata_il as "ricevutaRegistrataIl", v.dovuti, v.tipi`;

/** The oldest first: it is what is asked for first, and what has waited longest. */
export async function leggiMancanti(
  ctx: Ctx,
  f: FiltroMancanti & { dopo: MancanteId | null; prima: MancanteId | null; quanti: number },
): Promise<Mancante[]> {
  const indietro = f.prima !== null;
  const pagina = sql<Mancante>`
    select ${CAMPI} from rendicontazione.v_mancante as v
     where ${condizione(ctx, f)} and (${f.dopo}::uuid is null or v.id > ${f.dopo}::uuid)
       and (${f.prima}::uuid is null or v.id < ${f.prima}::uuid)
     order by v.id ${indietro ? sql`desc` : sql`asc`} limit ${f.quanti}`;
  const { rows } = await perChiavi(ctx, () => pagina.execute(ctx.db));
  return indietro ? rows.toReversed() : rows;
}

/** How many they are, and how much, of the whole list. */
export async function sommaMancanti(ctx: Ctx, f: FiltroMancanti): Promise<{ quante: number; importoCents: Cents }> {
  const { rows } = await sql<{ quante: number; importoCents: Cents }>`
    select count(*)::integer as quante, coalesce(sum(v.importo_cents), 0)::bigint as "importoCents"
      from rendicontazione.v_mancante as v where ${condizione(ctx, f)}`.execute(ctx.db);
  return rows[0] ?? { quante: 0, importoCents: ZERO_CENTS };
}

/** How many receipts of the ente have not come, and of how many a person has to see to it. */
export async function contaRicevuteMancanti(
  ctx: Ctx,
  segue: SegueMancanti = { tipiConsentiti: null, tutti: true },
): Promise<{ aperte: number; daChiudere: number; importoCents: Cents }> {
  const { rows } = await sql<{ aperte: number; daChiudere: number; importoCents: Cents }>`
    select count(*)::integer as aperte, (count(*) filter (where v.stato = 'da_chiudere'))::integer as "daChiudere",
           coalesce(sum(v.importo_cents), 0)::bigint as "importoCents"
      from rendicontazione.v_mancante as v
     where ${condizione(ctx, { ...segue, stato: 'aperte', giorno: { da: null, a: null } })}`.execute(ctx.db);
  return rows[0] ?? { aperte: 0, daChiudere: 0, importoCents: ZERO_CENTS };
}

/** One of them; null: not there, or not of those who ask. */
export async function leggiMancante(
  ctx: Ctx,
  { mancanteId, ...segue }: SegueMancanti & { mancanteId: MancanteId },
): Promise<Mancante | null> {
  const { rows } = await sql<Mancante>`
    select ${CAMPI} from rendicontazione.v_mancante as v
     where v.ente_id = ${ctx.enteId} and v.id = ${mancanteId} and ${visibile(segue)}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** The questions asked for one of them, the latest first. */
export async function leggiTentativi(ctx: Ctx, mancanteId: MancanteId): Promise<Tentativo[]> {
  const { rows } = await sql<Tentativo>`
    select id, iur, iniziato_il as "iniziatoIl", finito_il as "finitoIl", esito, richiesto_da as "richiestoDa"
      from rendicontazione.tentativo where ente_id = ${ctx.enteId} and mancante_id = ${mancanteId} order by id desc limit 50`.execute(
    ctx.db,
  );
  return rows;
}

const APERTE = sql`v.scritto in ('in_coda', 'in_attesa', 'da_chiudere')`;

/** The written state is looked at too, for it has an index: what was written as closed is never open, whatever came. */
function condizione(ctx: Ctx, { stato, giorno, testo = '', ...segue }: FiltroMancanti): RawBuilder<unknown> {
  const stati = stato === 'aperte' ? ['in_coda', 'in_attesa', 'da_chiudere'] : [stato];
  const scritti = { arrivata: sql`v.scritto <> 'chiusa'`, chiusa: sql`v.scritto = 'chiusa'` };
  const scritto = stato === 'arrivata' || stato === 'chiusa' ? scritti[stato] : APERTE;
  return sql`v.ente_id = ${ctx.enteId} and ${scritto} and v.stato = any(${stati}::text[])
    and (${giorno.da}::date is null or v.giorno >= ${giorno.da}::date) and (${giorno.a}::date is null or v.giorno <= ${giorno.a}::date)
    and ${visibile(segue)} and ${contiene(testo, TROVATA_PER)}`;
}

const TROVATA_PER = {
  campi: [sql`v.iuv`, sql`v.numero_avviso`, sql`v.iur`, sql`v.iuf`, sql`v.psp`, sql`v.mittente_denominazione`],
  importi: [sql`v.importo_cents`],
};

/** All the dovuti under the notice are of their kinds; what is of no kind is for who follows them all. */
function visibile({ tipiConsentiti, tutti }: SegueMancanti): RawBuilder<unknown> {
  const suoi = tipiConsentiti === null ? sql`true` : sql`v.tipi <@ to_jsonb(${tipiConsentiti}::uuid[])`;
  return tutti ? suoi : sql`(v.tipi <> '[]' and ${suoi})`;
}

/** What an act decides on, its row locked; null: not there, or not of those who ask. */
export async function lockMancante(
  t: Ctx,
  { mancanteId, ...segue }: SegueMancanti & { mancanteId: MancanteId },
): Promise<(MancanteLetta & { iuv: string }) | null> {
  await sql`select from rendicontazione.mancante where ente_id = ${t.enteId} and id = ${mancanteId} for update`.execute(
    t.db,
  );
  const { rows } = await sql<MancanteLetta & { iuv: string }>`
    select v.stato, v.iur, v.iur_da as "iurDa", v.iuv, v.rendicontazione_id is not null as rendicontata,
           (select max(x.iniziato_il) from rendicontazione.tentativo as x where x.ente_id = v.ente_id and x.mancante_id = v.id
               and x.iur = v.iur) as "provataIl"
      from rendicontazione.v_mancante as v where v.ente_id = ${t.enteId} and v.id = ${mancanteId} and ${visibile(segue)}`.execute(
    t.db,
  );
  return rows[0] ?? null;
}

/** To be asked for now, with what is known of its IUR. */
export async function updateInCoda(t: Ctx, id: MancanteId, iur: { iur: string; da: string } | null): Promise<void> {
  await sql`
    update rendicontazione.mancante
       set stato = 'in_coda', perche = null, prossimo_il = ${t.now}, richiesto_da = ${attoreTesto(t.attore)},
           iur = coalesce(${iur?.iur ?? null}, iur), iur_da = coalesce(${iur?.da ?? null}, iur_da),
           tentativi = case when ${iur !== null} then 0 else tentativi end
     where ente_id = ${t.enteId} and id = ${id}`.execute(t.db);
}

/** Is it the IUR of another payment of the ente, here or among its receipts? */
export async function esisteIur(
  t: Ctx,
  { id, iur, iuv }: { id: MancanteId; iur: string; iuv: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from rendicontazione.mancante as m where m.ente_id = ${t.enteId} and m.iur = ${iur} and m.id <> ${id}
     union all
    select from rendicontazione.riga as g where g.ente_id = ${t.enteId} and g.iur = ${iur} and g.iuv <> ${iuv}
     union all
    select from pagamenti.v_quota_pagata as v where v.ente_id = ${t.enteId} and v.receipt_id = ${iur} limit 1`.execute(
    t.db,
  );
  return rows.length > 0;
}

/** Closed by a person, and why. */
export async function updateChiusa(
  t: Ctx,
  id: MancanteId,
  { come, motivo }: { come: ChiusuraAMano; motivo: string },
): Promise<void> {
  await sql`
    update rendicontazione.mancante
       set stato = 'chiusa', chiusura = ${come}, motivo = ${motivo}, chiusa_da = ${attoreTesto(t.attore)}, conclusa_il = ${t.now},
           perche = null, prossimo_il = null
     where ente_id = ${t.enteId} and id = ${id}`.execute(t.db);
}
