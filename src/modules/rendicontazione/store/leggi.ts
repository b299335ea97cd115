import { sql, type RawBuilder } from 'kysely';
import { fineGiorno, inizioGiorno, type Giorno } from '#kernel/giorno';
import type { DovutoId, RendicontazioneId } from '#kernel/ids';
import { ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { contiene } from '#platform/db/contiene';
import type { Difetto } from '../core/difetti.ts';
import type { EsitoPagamento, TipoMittente } from '../core/rendicontazione.ts';

/** A statement as it is kept: one revision. */
export type Rendicontazione = {
  id: RendicontazioneId;
  iuf: string;
  psp: string;
  origine: 'fdr' | 'manuale';
  revisione: number | null;
  corrente: boolean;
  prodottaIl: Date;
  /** When it could be had: published by the service, else loaded. */
  disponibileIl: Date;
  acquisitaIl: Date;
  acquisitaDa: string;
  regolamento: string;
  regolataIl: Giorno;
  bicRiversamento: string | null;
  mittenteTipo: TipoMittente;
  mittente: string;
  mittenteDenominazione: string | null;
  riceventeDenominazione: string | null;
  pagamenti: number;
  importoCents: Cents;
  righe: number;
  sommaCents: Cents;
  difetti: Difetto[];
  fileId: string | null;
  fileNome: string | null;
};

/** `da_guardare`: something does not add up. */
export const STATI = ['correnti', 'da_guardare', 'sostituite'] as const;
export type FiltroRendicontazioni = {
  stato: (typeof STATI)[number];
  psp: string | null;
  prodotta: { da: Giorno | null; a: Giorno | null };
  disponibile: { da: Giorno | null; a: Giorno | null };
  /** Words of its name, of who sent it and of the bank transfer, and amounts. Blank: all. */
  testo?: string;
};

/** More PSPs than these nobody chooses from a list; there are some four hundred in all. */
const PSP_MAX = 500;

const DISPONIBILE = sql`coalesce(r.pubblicata_il, r.acquisita_il)`;

const CAMPI = sql`
  r.id, r.iuf, r.psp, r.origine, r.revisione, r.corrente, r.prodotta_il as "prodottaIl", ${DISPONIBILE} as "disponibileIl",
  r.acquisita_il as "acquisitaIl", r.acquisita_da as "acquisitaDa", r.regolamento, r.regolata_il as "regolataIl",
  r.bic_riversamento as "bicRiversamento", r.mittente_tipo as "mittenteTipo", r.mittente,
  r.mittente_denominazione as "mittenteDenominazione", r.ricevente_denominazione as "riceventeDenominazione", r.pagamenti,
  r.importo_cents as "importoCents", r.righe, r.somma_cents as "sommaCents", r.difetti, r.file_id as "fileId", r.file_nome as "fileNome"`;

/** The latest acquired first. */
export async function leggiRendicontazioni(
  ctx: Ctx,
  f: FiltroRendicontazioni & { dopo: RendicontazioneId | null; prima: RendicontazioneId | null; quanti: number },
): Promise<Rendicontazione[]> {
  const indietro = f.prima !== null;
  const { rows } = await sql<Rendicontazione>`
    select ${CAMPI} from rendicontazione.rendicontazione as r
     where ${condizione(ctx, f)} and (${f.dopo}::uuid is null or r.id < ${f.dopo}::uuid)
       and (${f.prima}::uuid is null or r.id > ${f.prima}::uuid)
     order by r.id ${indietro ? sql`asc` : sql`desc`} limit ${f.quanti}`.execute(ctx.db);
  return indietro ? rows.toReversed() : rows;
}

/** How many they are and how much they say, of the whole list. */
export async function sommaRendicontazioni(
  ctx: Ctx,
  f: FiltroRendicontazioni,
): Promise<{ quante: number; importoCents: Cents }> {
  const { rows } = await sql<{ quante: number; importoCents: Cents }>`
    select count(*)::integer as quante, coalesce(sum(r.importo_cents), 0)::bigint as "importoCents"
      from rendicontazione.rendicontazione as r where ${condizione(ctx, f)}`.execute(ctx.db);
  return rows[0] ?? { quante: 0, importoCents: ZERO_CENTS };
}

function condizione(
  ctx: Ctx,
  { stato, psp, prodotta, disponibile, testo = '' }: FiltroRendicontazioni,
): RawBuilder<unknown> {
  const stati = {
    correnti: sql`r.corrente`,
    da_guardare: sql`r.corrente and cardinality(r.difetti) > 0`,
    sostituite: sql`not r.corrente`,
  };
  return sql`r.ente_id = ${ctx.enteId} and ${stati[stato]} and (${psp}::text is null or r.psp = ${psp})
    and ${fra(sql`r.prodotta_il`, prodotta)} and ${fra(DISPONIBILE, disponibile)} and ${contiene(testo, TROVATA_PER)}`;
}

const TROVATA_PER = {
  campi: [sql`r.iuf`, sql`r.psp`, sql`r.mittente_denominazione`, sql`r.regolamento`],
  importi: [sql`r.importo_cents`],
};

/** Days of Rome, the last included. */
function fra(istante: RawBuilder<unknown>, { da, a }: { da: Giorno | null; a: Giorno | null }): RawBuilder<unknown> {
  const [dal, al] = [da === null ? null : inizioGiorno(da), a === null ? null : fineGiorno(a)];
  return sql`(${dal}::timestamptz is null or ${istante} >= ${dal}::timestamptz)
    and (${al}::timestamptz is null or ${istante} < ${al}::timestamptz)`;
}

/** Who has published statements for this ente, by name. */
export async function leggiPsp(ctx: Ctx): Promise<{ psp: string; denominazione: string | null }[]> {
  const { rows } = await sql<{ psp: string; denominazione: string | null }>`
    select r.psp, max(r.mittente_denominazione) as denominazione from rendicontazione.rendicontazione as r
     where r.ente_id = ${ctx.enteId} group by r.psp order by 2 nulls last, 1 limit ${PSP_MAX}`.execute(ctx.db);
  return rows;
}

/** One of them; null: not there. */
export async function leggiRendicontazione(ctx: Ctx, id: RendicontazioneId): Promise<Rendicontazione | null> {
  const { rows } = await sql<Rendicontazione>`
    select ${CAMPI} from rendicontazione.rendicontazione as r where r.ente_id = ${ctx.enteId} and r.id = ${id}`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

/** The other revisions of the same statement, the latest first. */
export async function leggiRevisioni(
  ctx: Ctx,
  { id, iuf, psp }: Pick<Rendicontazione, 'id' | 'iuf' | 'psp'>,
): Promise<Rendicontazione[]> {
  const { rows } = await sql<Rendicontazione>`
    select ${CAMPI} from rendicontazione.rendicontazione as r
     where r.ente_id = ${ctx.enteId} and r.iuf = ${iuf} and r.psp = ${psp} and r.id <> ${id} order by r.id desc limit 50`.execute(
    ctx.db,
  );
  return rows;
}

/** A line with what we know of its payment. */
export type RigaMostrata = {
  numero: number;
  iuv: string;
  iur: string;
  indice: number | null;
  importoCents: Cents;
  esito: EsitoPagamento;
  esitataIl: Giorno;
  /** Its receipt came, for this ente. */
  conRicevuta: boolean;
  /** What the receipt says that the ente got. */
  ricevutoCents: Cents | null;
  dovutoId: DovutoId | null;
};

/** The lines of a statement, in their order; only those without a receipt, if so asked. */
export async function leggiRighe(
  ctx: Ctx,
  f: { id: RendicontazioneId; soloSenza: boolean; testo?: string; dopo: number; quante: number },
): Promise<RigaMostrata[]> {
  const { rows } = await sql<RigaMostrata>`
    select g.numero, g.iuv, g.iur, g.indice, g.importo_cents as "importoCents", g.esito, g.esitata_il as "esitataIl",
           q.importo_cents is not null as "conRicevuta", q.importo_cents as "ricevutoCents", q.dovuto_id as "dovutoId"
      from rendicontazione.riga as g ${CON_QUOTA}
     where g.ente_id = ${ctx.enteId} and g.rendicontazione_id = ${f.id} and g.numero > ${f.dopo}
       and (not ${f.soloSenza} or q.importo_cents is null)
       and ${contiene(f.testo ?? '', { campi: [sql`g.iuv`, sql`g.iur`], importi: [sql`g.importo_cents`] })}
     order by g.numero limit ${f.quante}`.execute(ctx.db);
  return rows;
}

/** How many of its payments have no receipt here. */
export async function contaSenzaRicevuta(ctx: Ctx, id: RendicontazioneId): Promise<number> {
  const { rows } = await sql<{ quante: number }>`
    select count(*)::integer as quante from rendicontazione.riga as g ${CON_QUOTA}
     where g.ente_id = ${ctx.enteId} and g.rendicontazione_id = ${id} and q.importo_cents is null`.execute(ctx.db);
  return rows[0]?.quante ?? 0;
}

/** The transfer that a line speaks of: by its index, or, where old files leave it out, the one of that amount. */
const CON_QUOTA = sql`
  left join lateral (
    select v.importo_cents, v.dovuto_id from pagamenti.v_quota_pagata as v
     where v.ente_id = g.ente_id and v.receipt_id = g.iur
       and (v.id_trasferimento = g.indice or (g.indice is null and v.importo_cents = g.importo_cents))
     order by v.id_trasferimento limit 1) as q on true`;

/** The statements of this ente have not been fetched for too long: since when, and why. Null: all is well, or nobody fetches them. */
export async function leggiRitardo(ctx: Ctx): Promise<{ dal: Date | null; perche: string | null } | null> {
  const limite = new Date(ctx.now.getTime() - LIMITI.fdrRitardoMs);
  const { rows } = await sql<{ dal: Date | null; perche: string | null }>`
    select c.riuscito_il as dal, c.perche from rendicontazione.cursore as c
     where c.ente_id = ${ctx.enteId} and c.perche is not null
       and (c.riuscito_il is null or c.riuscito_il < ${limite})`.execute(ctx.db);
  return rows[0] ?? null;
}
