import type { RawBuilder } from 'kysely';
import { randomUUID } from 'node:crypto';
import { ok, type Esito } from '#kernel/esito';
import { apriSigillo } from '#platform/crypto';
import type { Ctx } from '#platform/contesto';
import type { Atto, AttoDi } from './core/atti.ts';
import {
  BLOCCO_RIGHE_MAX,
  PRIMA_DEL_PRIMO,
  dividiImpronte,
  fineBlocco,
  giudicaCatena,
  primaRigaRotta,
  type Anello,
  type BloccoRiletto,
  type GuastoCatena,
  type RigaRotta,
} from './core/blocchi.ts';
import { metti, type Evento } from './core/eventi.ts';
import { rifiutoRegistro, type RifiutoRegistro } from './core/rifiuti.ts';
import { insertAtti, insertAttiDi, insertAtto } from './store/atti.ts';
import {
  insertBlocco,
  leggiCoda,
  leggiDaSigillare,
  leggiRigheBlocco,
  leggiUltimoAnello,
  leggiUltimoBlocco,
  prendiSigillo,
  primoBloccoDiverso,
  rileggiBlocchi,
  type Blocco,
} from './store/blocchi.ts';
import {
  componiLotto,
  deleteAttivazioni,
  insertAttivazioni,
  insertLottoInsieme,
  leggiChiamateDi,
  leggiEventiDi,
  leggiLotto,
  riassumiChiamateDi,
  type ChiamateSil,
  type EventoLetto,
  type FiltroChiamate,
  type FiltroEventi,
  type InPagamento,
} from './store/eventi.ts';

/**
 * Writes one act in the caller's transaction, so that the act and its record are one fact. Who did it and for which ente come from
 * the context; instant, id and transaction from the database, which no role may set.
 */
export async function annota(ctx: Ctx, atto: Atto): Promise<void> {
  esigeTransazione(ctx);
  await insertAtto(ctx, atto);
}

/** Writes acts of many enti in one statement. */
export async function annotaPerEnti(ctx: Ctx, atti: readonly AttoDi[]): Promise<void> {
  esigeTransazione(ctx);
  if (atti.length > 0) await insertAttiDi(ctx, atti);
}

/**
 * Writes the acts of a set in one statement: `da` is a select of the columns `azione`, `oggetto_id`, `dettaglio`
 * (jsonb), one row an act.
 */
export async function annotaInsieme(
  ctx: Ctx,
  { oggetto, da }: { oggetto: string; da: RawBuilder<unknown> },
): Promise<void> {
  esigeTransazione(ctx);
  await insertAtti(ctx, { oggetto, da });
}

function esigeTransazione(ctx: Ctx): void {
  if (!ctx.inTx) throw new Error('registro: an act is written in the transaction that does it');
}

/**
 * Seals what the horizon has passed, a block a transaction, until nothing is left, `blocchiMax` blocks are made or
 * another process is at it. Gives how many blocks and acts. Writers are never locked: transactions below the horizon
 * have all ended.
 */
export async function sigillaRegistro(
  ctx: Ctx,
  { blocchiMax = 1000, righeMax = BLOCCO_RIGHE_MAX } = {},
): Promise<{ blocchi: number; righe: number }> {
  const fatto = { blocchi: 0, righe: 0 };
  while (fatto.blocchi < blocchiMax) {
    const righe = await ctx.tx((t) => sigillaUno(t, righeMax));
    if (righe === null) break;
    fatto.blocchi += 1;
    fatto.righe += righe;
  }
  return fatto;
}

async function sigillaUno(t: Ctx, righeMax: number): Promise<number | null> {
  if (!(await prendiSigillo(t))) return null;
  const ultimo = (await leggiUltimoAnello(t)) ?? PRIMA_DEL_PRIMO;
  const resto = await leggiDaSigillare(t, ultimo.aXid, righeMax);
  if (resto.orizzonte < ultimo.aXid) {
    throw new Error('registro: transaction numbers went back, as after a logical restore: no new act can be sealed');
  }
  const fine = fineBlocco(resto);
  return fine === null ? null : insertBlocco(t, ultimo, fine);
}

/** The first thing that is not as it was sealed. `riga` where the block can name one. */
export type Guasto = { n: number; guasto: GuastoCatena | 'righe_alterate' | 'ancora_diversa'; riga: RigaRotta | null };

/** What a verification found. `blocchi`, `righe` and `ultimo` are what was proven; the tail is what no block covers yet. */
export type Verifica = {
  blocchi: number;
  righe: number;
  ultimo: Ancora | null;
  guasto: Guasto | null;
  coda: { righe: number; dal: Date | null };
};

/** A block's number and hash (hex) as the daily mail told it: what an owner who rewrites the whole chain cannot rewrite. */
export type Ancora = { n: number; impronta: string };

/**
 * Computes the whole chain again from the acts, many blocks a statement, and stops at the first that is broken. With
 * `ancora` also checks that the chain still passes through it.
 */
export async function verificaRegistro(ctx: Ctx, { ancora }: { ancora?: Ancora } = {}): Promise<Verifica> {
  let prima: Anello = PRIMA_DEL_PRIMO;
  let righe = 0;
  let guasto: Guasto | null = null;
  while (guasto === null) {
    const gruppo = await rileggiBlocchi(ctx, prima.n);
    if (gruppo.length === 0) break;
    const esito = await verificaGruppo(ctx, prima, gruppo, ancora);
    guasto = esito.guasto;
    prima = esito.integri.at(-1) ?? prima;
    righe += esito.integri.reduce((somma, blocco) => somma + blocco.righe, 0);
  }
  if (guasto === null && ancora !== undefined && ancora.n > prima.n) {
    guasto = { n: prima.n + 1, guasto: 'blocco_mancante', riga: null };
  }
  const { aXid } = (await leggiUltimoAnello(ctx)) ?? PRIMA_DEL_PRIMO;
  const ultimo = prima.n === 0 ? null : { n: prima.n, impronta: prima.impronta };
  return { blocchi: prima.n, righe, ultimo, guasto, coda: await leggiCoda(ctx, aXid) };
}

/**
 * First the chain, by the blocks alone; then the acts of the blocks that hold together. The first fault in the order of the
 * blocks wins.
 */
async function verificaGruppo(
  ctx: Ctx,
  prima: Anello,
  gruppo: readonly BloccoRiletto[],
  ancora: Ancora | undefined,
): Promise<{ integri: BloccoRiletto[]; guasto: Guasto | null }> {
  const catena = giudicaCatena(prima, gruppo);
  const diverso = await primoBloccoDiverso(ctx, catena.sani);
  const tradito = catena.sani.find((b) => b.n === ancora?.n && b.impronta !== ancora.impronta)?.n ?? null;
  const integriFinoA = (n: number): BloccoRiletto[] => catena.sani.filter((b) => b.n < n);
  if (diverso !== null && (tradito === null || diverso <= tradito)) {
    const { impronte, trovate } = await leggiRigheBlocco(ctx, diverso);
    const riga = primaRigaRotta(dividiImpronte(impronte), trovate);
    return { integri: integriFinoA(diverso), guasto: { n: diverso, guasto: 'righe_alterate', riga } };
  }
  if (tradito !== null) {
    return { integri: integriFinoA(tradito), guasto: { n: tradito, guasto: 'ancora_diversa', riga: null } };
  }
  return { integri: catena.sani, guasto: catena.guasto === null ? null : { ...catena.guasto, riga: null } };
}

/** The last sealed block: what the daily mail anchors outside the database. Null before the first. */
export async function ultimoBlocco(ctx: Ctx): Promise<Blocco | null> {
  return leggiUltimoBlocco(ctx);
}

/**
 * Writes messages in the caller's transaction, whole. Those of receipts are kept ten years, for a receipt and its trace are one fact; the
 * others as long as what is only read (verify, get), which goes through the buffered writer instead.
 */
export async function scriviEventi(
  ctx: Ctx,
  eventi: readonly Evento[],
  { ricevuta = true }: { ricevuta?: boolean } = {},
): Promise<void> {
  if (eventi.length === 0) return;
  const messi = eventi.map((evento) => metti(evento, { id: randomUUID(), byteMax: null }));
  await insertLottoInsieme(ctx, componiLotto(ctx.config.chiaveCifra, messi, { id: randomUUID(), ricevuta }));
}

/**
 * Says that notices are being paid (model 2), whoever is not the Nodo and knows it: a carrello went to Checkout; or, with `attesa`, its
 * payer came back and the receipt has not come.
 */
export async function segnaInPagamento(
  ctx: Ctx,
  avvisi: readonly InPagamento[],
  { attesa }: { attesa: boolean },
): Promise<void> {
  if (avvisi.length > 0) await insertAttivazioni(ctx, avvisi, { attesa });
}

/** Takes back what {@link segnaInPagamento} said at an instant: who had begun has let go. What the Nodo says of them stays. */
export async function lasciaPagamento(ctx: Ctx, avvisi: readonly InPagamento[], istante: Date): Promise<void> {
  if (avvisi.length > 0) await deleteAttivazioni(ctx, avvisi, istante);
}

const EVENTI_MAX = 200;

/** The eventi of the ente between two instants, the latest first, at most 200. */
export async function leggiEventi(
  ctx: Ctx,
  filtro: Omit<FiltroEventi, 'righeMax'> & { righeMax?: number },
): Promise<EventoLetto[]> {
  const righeMax = Math.min(filtro.righeMax ?? EVENTI_MAX, EVENTI_MAX);
  return ctx.tx((t) => leggiEventiDi(t, { ...filtro, righeMax }));
}

/** Lotti that are looked into to sum up the calls of the ente's software: a month of one that calls every few minutes. */
const LOTTI_MAX = 20_000;

/** What the software of the ente has asked between two instants, by operation and by how it was answered (null: well). */
export async function riassumiChiamate(ctx: Ctx, { dal, al }: { dal: Date; al: Date }): Promise<ChiamateSil[]> {
  return ctx.tx((t) => riassumiChiamateDi(t, { dal, al, lottiMax: LOTTI_MAX }));
}

/** The calls of the ente's software between two instants, requests and answers, the latest first, at most 200. */
export async function leggiChiamate(ctx: Ctx, filtro: FiltroChiamate): Promise<EventoLetto[]> {
  return ctx.tx((t) => leggiChiamateDi(t, { ...filtro, quanti: Math.min(filtro.quanti, EVENTI_MAX) }));
}

/** Opens the message of an evento of the ente. It holds a person's data, so opening it is an act of the journal (model 11). */
export async function apriContenuto(
  ctx: Ctx,
  quale: { lottoId: string; id: string },
): Promise<Esito<{ contenuto: Buffer; troncato: boolean }, RifiutoRegistro>> {
  return ctx.tx(async (t) => {
    const trovato = await leggiLotto(t, quale);
    if (trovato === null) return rifiutoRegistro('EVENTO_SCONOSCIUTO');
    await annota(t, { azione: 'evento.aperto', oggetto: 'evento', oggettoId: quale.id });
    const { lotto, da, byte, troncato } = trovato;
    return ok({ contenuto: apriSigillo(t.config.chiaveCifra, lotto).subarray(da, da + byte), troncato });
  });
}
