import { sql } from 'kysely';
import { causaleInsieme } from '#kernel/causale';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, EnteId, FlussoId, IuvId } from '#kernel/ids';
import { confronta, somma, type Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { DebitorePosizione } from '../core/nuova.ts';
import { quantoCosta, unisciRighe, type Costo, type FattiCosto, type RigaCosto } from '../core/quanto.ts';
import { statoMostrato, type Stato, type StatoMostrato } from '../core/stati.ts';

/** A notice found by its pair: only ids, until what may be shown is decided. */
export type AvvisoTrovato = { enteId: EnteId; iuvId: IuvId; iuv: string; numeroAvviso: string | null };

/**
 * The anonymous look-up (model 11): one statement, the same whichever half of the pair is wrong. What an ente that does not show itself
 * has issued is not found.
 */
export async function cercaAvviso(
  ctx: Ctx,
  { codice, codiceFiscale }: { codice: string; codiceFiscale: string },
): Promise<AvvisoTrovato[]> {
  const { rows } = await sql<AvvisoTrovato>`
    select a.ente_id as "enteId", a.iuv_id as "iuvId", a.iuv, a.numero_avviso as "numeroAvviso"
      from posizioni.cerca_avviso(${codice}, ${codiceFiscale}) as a
      join enti.v_ente as e on e.id = a.ente_id and 'pubblico' = any (e.funzioni)`.execute(ctx.db);
  return rows;
}

export type DebitoreAvviso = Omit<DebitorePosizione, 'nazione' | 'email'>;

/** A notice whole, as its debtor may read it. The door decides how much of it to show. */
export type Avviso = AvvisoTrovato & {
  stato: StatoMostrato;
  /** What it costs now, as the Nodo would be answered, and by when. */
  importoCents: Cents;
  dataScadenza: Giorno | null;
  /** How that amount is reached: one line where nothing was added. */
  righe: RigaCosto[];
  /** The ente is asked again when it is about to be paid: another amount may come of it. */
  siAggiorna: boolean;
  causalePubblica: string;
  stampabile: boolean;
  pagatoIl: Date | null;
  pagatoCents: Cents | null;
  debitore: DebitoreAvviso;
  dovuti: { id: DovutoId; causale: string; tipo: string; importoCents: Cents; dataScadenza: Giorno | null }[];
};

/** A dovuto under a notice, as it is read. */
export type RigaAvviso = AvvisoTrovato &
  FattiCosto & {
    stato: Stato;
    causale: string;
    causalePubblica: string;
    tipo: string;
    stampabile: boolean;
    pagatoIl: Date | null;
    pagatoCents: Cents | null;
    dovutoId: DovutoId;
    debitore: DebitoreAvviso;
    /** When somebody began to pay it, or came back from doing so: instants as JSON writes them. */
    fatti: { attivatoIl: string; attesaDal: string | null } | null;
  };

/** What is read of `v`, rows of the view of the notices. */
const CAMPI = sql`
  v.ente_id as "enteId", v.iuv_id as "iuvId", v.iuv, v.numero_avviso as "numeroAvviso", v.stato, v.importo_cents as "importoCents",
  v.data_scadenza as "dataScadenza", v.causale, v.causale_pubblica as "causalePubblica", v.tipo_denominazione as tipo,
  v.paga_dopo_scadenza as "pagaDopoScadenza", v.avviso_stampabile as stampabile, v.pagato_il as "pagatoIl",
  v.pagato_cents as "pagatoCents", v.dovuto_id as "dovutoId", v.termini, v.quotazioni,
  jsonb_build_object('tipo', v.debitore_tipo, 'codice', v.debitore_codice, 'anagrafica', v.debitore_anagrafica, 'indirizzo', v.indirizzo,
    'civico', v.civico, 'cap', v.cap, 'localita', v.localita, 'provincia', v.provincia) as debitore,
  (select jsonb_build_object('attivatoIl', a.istante, 'attesaDal', a.attesa_dal) from registro.v_attivazione as a
    where a.numero_avviso = v.numero_avviso
      and a.dominio = (select e.codice_fiscale from enti.v_stazione_ente as e where e.ente_id = v.ente_id limit 1)) as fatti`;

/** `bozze`: what is only prepared is read as if it were asked for already, by whoever was sent to begin it. */
type ComeAvviso = { bozze?: boolean };

function comeChiesti(rows: readonly RigaAvviso[], { bozze = false }: ComeAvviso): readonly RigaAvviso[] {
  return bozze ? rows.map((r) => (r.stato === 'bozza' ? { ...r, stato: 'da_pagare' } : r)) : rows;
}

/** A notice by its ids. To be called only after the pair, or a proof: it shows whatever it is asked for. Null: no dovuto under it. */
export async function leggiAvviso(
  ctx: Ctx,
  { enteId, iuvId }: { enteId: EnteId; iuvId: IuvId },
  come: ComeAvviso = {},
): Promise<Avviso | null> {
  const { rows } = await sql<RigaAvviso>`select ${CAMPI} from posizioni.leggi_avviso(${enteId}, ${iuvId}) as v`.execute(
    ctx.db,
  );
  return avvisoDi(comeChiesti(rows, come), ctx);
}

/** A notice of the context's ente, for who works for it. Null: none of its dovuti is under it. */
export async function leggiAvvisoDellEnte(ctx: Ctx, iuvId: IuvId, come: ComeAvviso = {}): Promise<Avviso | null> {
  const { rows } = await sql<RigaAvviso>`select ${CAMPI} from posizioni.avviso_dell_ente(${iuvId}) as v`.execute(
    ctx.db,
  );
  return avvisoDi(comeChiesti(rows, come), ctx);
}

/** A dovuto as its ente calls it, and the notice that asks for it, if any does. */
export type DovutoChiamato = { dovutoId: DovutoId; iuvId: IuvId | null };

/** The dovuti of the context's ente by one of their numbers: notice, IUV or IUD. */
export async function chiamaDovuti(t: Ctx, codici: readonly string[]): Promise<DovutoChiamato[]> {
  const { rows } = await sql<DovutoChiamato>`
    select d.id as "dovutoId", d.iuv_id as "iuvId"
      from posizioni.dovuto as d
     where d.ente_id = ${t.enteId}
       and (d.iud = any(${codici}::text[])
            or d.iuv_id in (select i.id from posizioni.iuv as i
                             where i.ente_id = ${t.enteId}
                               and (i.iuv = any(${codici}::text[]) or i.numero_avviso = any(${codici}::text[]))))
     order by d.id`.execute(t.db);
  return rows;
}

/** A dovuto as it stands. `soloCarrello`: its number was made for one carrello, and no notice bears it. */
export type DovutoPerChiave = DovutoChiamato & { stato: Stato; soloCarrello: boolean; tipoAttivo: boolean };

/** Of these names, those that a dovuto of the context's ente bears, unless it was annulled. */
export async function selectIudPresi(t: Ctx, iud: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ iud: string }>`
    select d.iud from posizioni.dovuto as d
     where d.ente_id = ${t.enteId} and d.iud = any(${iud}::text[]) and d.stato <> 'annullato'`.execute(t.db);
  return rows.map((riga) => riga.iud);
}

/** The dovuti of the context's ente by its name of one, or by the number under which they are paid; in which state each is. */
export async function selectPerChiave(t: Ctx, chiave: { iud: string } | { iuv: string }): Promise<DovutoPerChiave[]> {
  const sua =
    'iud' in chiave
      ? sql`d.iud = ${chiave.iud}`
      : sql`d.iuv_id = (select i.id from posizioni.iuv as i where i.ente_id = ${t.enteId} and i.iuv = ${chiave.iuv})`;
  const { rows } = await sql<DovutoPerChiave>`
    select d.id as "dovutoId", d.iuv_id as "iuvId", d.stato, i.origine = 'carrello' is true as "soloCarrello",
           exists (select from enti.v_tipo_dovuto as k where k.ente_id = d.ente_id and k.id = d.tipo_dovuto_id and k.attivo) as "tipoAttivo"
      from posizioni.dovuto as d left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     where d.ente_id = ${t.enteId} and ${sua} order by d.id`.execute(t.db);
  return rows;
}

/** Of these dovuti, those still asked for, as they stand: for whoever takes them back. */
export async function leggiChiesti(
  t: Ctx,
  dovutoIds: readonly DovutoId[],
): Promise<{ dovutoId: DovutoId; versione: number }[]> {
  const { rows } = await sql<{ dovutoId: DovutoId; versione: number }>`
    select d.id as "dovutoId", d.versione from posizioni.dovuto as d
     where d.ente_id = ${t.enteId} and d.id = any(${dovutoIds}::uuid[]) and d.stato in ('bozza', 'da_pagare')
     order by d.id`.execute(t.db);
  return rows;
}

/** A row of a file that was accepted, with the notice that asks for it; null where there is none. */
export type AvvisoDiRiga = { riga: number; iud: string; avviso: Avviso | null };

/** The notices of the rows of a file after `dopo` and up to `a`, in its order; of the rows that annulled, none. */
export async function avvisiDelFlusso(
  ctx: Ctx,
  { flussoId, dopo, a }: { flussoId: FlussoId; dopo: number; a: number },
): Promise<AvvisoDiRiga[]> {
  const { rows } = await sql<{ riga: number; rigaIud: string } & (RigaAvviso | { iuvId: null })>`
    select v.riga, v.riga_iud as "rigaIud", ${CAMPI}
      from (select f.riga, f.riga_iud, (f.avviso).* from posizioni.avvisi_del_flusso(${flussoId}, ${dopo}, ${a}) as f) as v
     order by v.riga, v.ordine`.execute(ctx.db);
  const perRiga = Map.groupBy(rows, ({ riga }) => riga);
  return [...perRiga].map(([riga, sue]) => ({
    riga,
    iud: sue[0]?.rigaIud ?? '',
    avviso: avvisoDi(
      sue.flatMap((una) => (una.iuvId === null ? [] : [una])),
      ctx,
    ),
  }));
}

/** How the posizione of a notice past its term may still be paid: by another notice, which asks for more, or not. */
export type AltroAvviso = 'ordinario' | 'altro';

/** Null: by none. Only whether there is one, never which: whoever asks may have nothing but the pair (model 11). */
export async function altroAvviso(ctx: Ctx, { enteId, iuvId, importoCents }: Avviso): Promise<AltroAvviso | null> {
  const { rows } = await sql<RigaAvviso>`select ${CAMPI} from posizioni.altri_avvisi(${enteId}, ${iuvId}) as v`.execute(
    ctx.db,
  );
  const perIuv = [...Map.groupBy(rows, (riga) => riga.iuvId).values()];
  const aperti = perIuv.flatMap((suoi) => avvisoDi(suoi, ctx) ?? []).filter(({ stato }) => stato !== 'scaduto');
  const [primo] = aperti;
  if (primo === undefined) return null;
  return aperti.length === 1 && confronta(primo.importoCents, importoCents) === 1 ? 'ordinario' : 'altro';
}

/** The dovuti under one iuv as the notice they make; null where there is nothing to show. */
export function avvisoDi(rows: readonly RigaAvviso[], ctx: Ctx): Avviso | null {
  // As for the Nodo: what was paid comes before what is asked, and that before what is asked no more.
  const scelti =
    ['pagato', 'da_pagare'].map((s) => rows.filter((r) => r.stato === s)).find((r) => r.length > 0) ?? rows;
  const visti = scelti.map((r) => ({ ...r, costo: costoDi(r, ctx) }));
  const [primo] = visti;
  if (primo === undefined || primo.stato === 'bozza' || visti.some((r) => r.costo.perche === 'non_ancora')) return null;
  const scadenze = visti.flatMap((r) => r.costo.scadenza ?? []).toSorted();
  const pagati = visti.flatMap((r) => r.pagatoCents ?? []);
  return {
    enteId: primo.enteId,
    iuvId: primo.iuvId,
    iuv: primo.iuv,
    numeroAvviso: primo.numeroAvviso,
    stato: statoMostrato(
      {
        stato: primo.stato,
        dataScadenza: scadenze[0] ?? null,
        // Past its date or its term is what the cost says, for the two ways to pay of a fine too.
        pagaDopoScadenza: visti.every((r) => r.costo.perche !== 'scaduto'),
      },
      { attivatoIl: istante(primo.fatti?.attivatoIl), attesaDal: istante(primo.fatti?.attesaDal) },
      ctx,
    ),
    importoCents: somma(visti.map((r) => r.costo.importoCents)),
    dataScadenza: scadenze[0] ?? null,
    righe: unisciRighe(visti.map((r) => r.costo)),
    siAggiorna: visti.some((r) => r.quotazioni !== null),
    causalePubblica: causaleInsieme(visti.map((r) => r.causalePubblica)),
    stampabile: primo.stampabile && primo.numeroAvviso !== null,
    pagatoIl: primo.pagatoIl,
    pagatoCents: pagati.length === 0 ? null : somma(pagati),
    debitore: primo.debitore,
    dovuti: visti.map((r) => ({
      id: r.dovutoId,
      causale: r.causale,
      tipo: r.tipo,
      importoCents: r.costo.importoCents,
      dataScadenza: r.costo.scadenza,
    })),
  };
}

/** What is not asked any more costs what is written on it. */
function costoDi(riga: RigaAvviso, adesso: { now: Date; oggi: Giorno }): Costo {
  return quantoCosta(riga.stato === 'da_pagare' ? riga : { ...riga, termini: null, quotazioni: null }, [], adesso);
}

function istante(testo: string | null | undefined): Date | null {
  return testo === null || testo === undefined ? null : new Date(testo);
}
