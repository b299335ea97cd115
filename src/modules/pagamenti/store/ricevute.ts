import { sql } from 'kysely';
import type { CarrelloId, DovutoId, EnteId, IuvId, RicevutaId } from '#kernel/ids';
import { confronta, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { iuvDi, parseNumeroAvviso } from '#kernel/numero-avviso';
import type { Chiusura, DovutoDiPosizione, FattiCosto } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { preparataIn } from '#platform/db/pool';
import type { GenereRicevuta, OrigineRicevuta, RicevutaLetta } from '../core/ricevuta.ts';

/** A dovuto that the receipt touches, with what its closing needs to know. */
export type DovutoToccato = DovutoDiPosizione & FattiCosto & { quote: { cf: string; importoCents: number }[] };

export type Preparata = {
  messaggioId: string;
  iuvId: IuvId | null;
  pagato: boolean;
  stessa: { id: RicevutaId; uguale: boolean; origine: OrigineRicevuta; importoCents: Cents } | null;
  dovuti: DovutoToccato[] | null;
  /** Our enti among the beneficiaries, by tax code. */
  enti: Record<string, EnteId> | null;
};

export type Messaggio = {
  operazione: string;
  /** Sealed (compressed and encrypted); `corpoByte` counts those of the message as it came. */
  corpo: Buffer;
  corpoByte: number;
  impronta: Buffer;
  canonico: Buffer;
  esito: string;
  difetti: unknown;
  idPa: string | null;
  enteId: EnteId | null;
  copia: boolean;
  stazioneId: string | null;
  ricevuta: RicevutaLetta | null;
};

const PREPARA = {
  name: 'pagamenti.prepara_ricevute',
  text: 'select pagamenti.prepara_ricevute($1::jsonb, $2::bytea, $3::bytea, $4::bytea) as p',
};

/** Stores the messages and gives back, locked, what the decision on each needs. */
export async function preparaRicevute(ctx: Ctx, messaggi: readonly Messaggio[]): Promise<Preparata[]> {
  let corpoDa = 0;
  const dati = messaggi.map((m) => ({
    operazione: m.operazione,
    corpoDa: (corpoDa += m.corpo.length) - m.corpo.length,
    corpoLungo: m.corpo.length,
    corpoByte: m.corpoByte,
    esito: m.esito,
    difetti: m.difetti,
    idPa: m.idPa,
    enteId: m.enteId,
    // A beneficiary's copy closes nothing, and looks for no iuv.
    chiude: m.enteId !== null && m.ricevuta !== null && !m.copia,
    stazioneId: m.stazioneId,
    receiptId: m.ricevuta?.receiptId ?? null,
    iuv: m.ricevuta?.iuv ?? null,
    numeroAvviso: m.ricevuta?.numeroAvviso ?? null,
    numeroAvvisoValido: numeroAvvisoValido(m.ricevuta),
    beneficiari: m.ricevuta?.quote.map((q) => q.beneficiario) ?? [],
  }));
  const [riga] = await preparataIn<{ p: Preparata[] }>(ctx.db, PREPARA, [
    JSON.stringify(dati.map(senzaNulli)),
    Buffer.concat(messaggi.map((m) => m.corpo)),
    Buffer.concat(messaggi.map((m) => m.impronta)),
    Buffer.concat(messaggi.map((m) => m.canonico)),
  ]);
  const preparate = riga?.p ?? [];
  if (preparate.length !== messaggi.length) throw new Error('prepara_ricevute: not as many answers as messages');
  return preparate;
}

/**
 * The notice number for the row of an orphan's iuv: only where it says the same iuv, for the number of another would be taken
 * from it for ever.
 */
function numeroAvvisoValido(r: RicevutaLetta | null): string | null {
  const numero = parseNumeroAvviso(r?.numeroAvviso ?? '');
  return numero !== null && iuvDi(numero) === r?.iuv ? numero : null;
}

export type DaScrivere = {
  enteId: EnteId;
  messaggioId: string;
  versione: 1 | 2;
  origine: OrigineRicevuta;
  stazione: string;
  copia: boolean;
  genere: GenereRicevuta;
  daRimborsare: boolean;
  iuvId: IuvId | null;
  ricevuta: RicevutaLetta;
  canonico: Buffer;
  /** What is answered, as the message keeps it. */
  esito: string;
  /** Instant of the payment; where the receipt has none, that of its arrival. */
  pagataIl: Date;
  quote: { enteId: EnteId; dovutoId: DovutoId | null; idTrasferimento: number }[];
  chiusura: (Chiusura & { attore: string }) | null;
};

const SCRIVI = {
  name: 'pagamenti.scrivi_ricevute',
  text: `
    with x as materialized (select $1::jsonb as p), s as materialized (
      select x.p, pagamenti.scrivi_ricevute(x.p, $2::bytea) as ids from x)
    select s.ids, pagamenti.lega_carrelli(s.p, s.ids, $3::timestamptz, $4::interval) as carrelli from s`,
};

/**
 * Writes receipts, what our enti got, and the closings, and ties them to the carrelli that they pay. Null in the place of a differing copy
 * that was kept already; `carrelli` are those that are paid whole with these.
 */
export async function scriviRicevute(
  ctx: Ctx,
  daScrivere: readonly DaScrivere[],
): Promise<{ ids: (RicevutaId | null)[]; carrelli: CarrelloId[] }> {
  if (daScrivere.length === 0) return { ids: [], carrelli: [] };
  const righe = daScrivere.map((d) => ({
    esito: d.esito,
    ricevuta: senzaNulli(rigaRicevuta(d)),
    quote: d.quote.map((q) => ({ ...d.ricevuta.quote.find((l) => l.idTrasferimento === q.idTrasferimento), ...q })),
    chiusura: d.chiusura === null ? null : rigaChiusura(d, d.chiusura),
  }));
  // One that was asked for comes days later: its carrello was sent about when it was paid.
  const attesaMs = Math.max(
    0,
    ...daScrivere.map((d) => (d.origine === 'nodo' ? 0 : ctx.now.getTime() - d.pagataIl.getTime())),
  );
  const finestra = `${LIMITI.carrelloRicevutaMs + attesaMs} milliseconds`;
  const [fatto] = await preparataIn<{ ids: (RicevutaId | null)[]; carrelli: CarrelloId[] }>(ctx.db, SCRIVI, [
    ...[JSON.stringify(righe), Buffer.concat(daScrivere.map((d) => d.canonico)), ctx.now, finestra],
  ]);
  return fatto ?? { ids: [], carrelli: [] };
}

/** A message whose bytes take the place of those of a receipt that is here. */
export type DaSostituire = {
  id: RicevutaId;
  enteId: EnteId;
  messaggioId: string;
  versione: 1 | 2;
  origine: OrigineRicevuta;
  ricevuta: RicevutaLetta;
  canonico: Buffer;
  /** What it was known by. */
  era: { importoCents: Cents; origine: OrigineRicevuta };
};

/** Puts the message in the place of the one that the receipt was known by. Another amount is a defect of the message, which is shown. */
export async function sostituisciRicevuta(ctx: Ctx, d: DaSostituire): Promise<void> {
  const { quote: _, ...letta } = d.ricevuta;
  const { id, enteId, messaggioId, versione, origine } = d;
  const diverso = confronta(letta.importoCents, d.era.importoCents) !== 0;
  const difetti = diverso ? [{ elemento: 'paymentAmount', regola: 'DIVERSO_DA_REGISTRATO', riga: 0 }] : [];
  const p = JSON.stringify({ ricevuta: senzaNulli({ ...letta, id, enteId, messaggioId, versione, origine }), difetti });
  await sql`select pagamenti.sostituisci_ricevuta(${p}::jsonb, ${d.canonico})`.execute(ctx.db);
}

/** The fields that are there: a receipt has half of those it could have, and the database takes what is missing for null. */
function senzaNulli(campi: object): object {
  const pieni: Record<string, unknown> = {};
  for (const [nome, valore] of Object.entries(campi)) if (valore !== null) pieni[nome] = valore;
  return pieni;
}

function rigaRicevuta({ ricevuta: { quote: _, ...letta }, ...d }: DaScrivere): object {
  const { enteId, messaggioId, copia, genere, iuvId, versione, origine, stazione, pagataIl, daRimborsare } = d;
  return { ...letta, enteId, messaggioId, copia, genere, iuvId, versione, origine, stazione, pagataIl, daRimborsare };
}

function rigaChiusura({ enteId, iuvId, pagataIl, ricevuta }: DaScrivere, chiusura: object): object {
  const { receiptId, importoCents } = ricevuta;
  return { ...chiusura, enteId, iuvId, pagatoIl: pagataIl, pagatoCents: importoCents, receiptId };
}
