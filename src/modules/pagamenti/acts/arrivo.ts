import { ok, type Esito } from '#kernel/esito';
import type { ArrivoId, EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import {
  esitoPreparato,
  indirizzoRitorno,
  statoArrivo,
  type EsitoPreparato,
  type StatoArrivo,
} from '../core/arrivo.ts';
import { statoCarrello } from '../core/carrello.ts';
import { rifiutoArrivo, type RifiutoArrivo, type RifiutoCarrello } from '../core/rifiuti.ts';
import { selectArrivo, selectArrivoPerId, selectEsitoArrivo, type Arrivo } from '../store/arrivo.ts';
import { selectCarrello, updateToccato, type Carrello } from '../store/carrello.ts';
import type { Fonti } from './avviso.ts';
import { controllaCarrello, riapriCarrello, type VoceControllata } from './carrello.ts';
import { leggiGettone, scriviGettone } from './gettone-arrivo.ts';
import { pagaCarrello, type OrdinePagamento } from './paga-carrello.ts';

/**
 * What an ente has prepared, as it stands: its state, and each notice of its last attempt. `comunque`: it is to be begun also where the
 * same was paid or begun lately, for the ente has said so to who pays.
 */
export type ArrivoGuardato = {
  arrivo: Arrivo;
  stato: StatoArrivo;
  carrello: Carrello | null;
  voci: VoceControllata[];
  comunque: boolean;
};

/** By the token of its address. Null: there is no such thing, or it was forgotten. */
export async function guardaArrivo(ctx: Ctx, token: string): Promise<ArrivoGuardato | null> {
  const forzato = leggiGettone(ctx, 'comunque', token);
  const arrivo = forzato === null ? await selectArrivo(ctx, sha256(token)) : await selectArrivoPerId(ctx, forzato);
  if (arrivo === null) return null;
  const carrello = arrivo.carrelloId === null ? null : await selectCarrello(ctx, arrivo.carrelloId);
  const voci = carrello === null ? [] : await controllaCarrello(ctx, carrello);
  const tutte = voci.length > 0 && voci.every(({ pagata }) => pagata);
  const visto = carrello === null ? null : { ...carrello, mostrato: statoCarrello(carrello, voci), tutte };
  return { arrivo, carrello, voci, stato: statoArrivo(arrivo, visto, ctx.now), comunque: forzato !== null };
}

/** What an ente had prepared of this carrello; null: nobody did. */
export async function arrivoDelCarrello(ctx: Ctx, { arrivoId }: Pick<Carrello, 'arrivoId'>): Promise<Arrivo | null> {
  return arrivoId === null ? null : selectArrivoPerId(ctx, arrivoId);
}

/** Begins it, or goes on with it: the page of Checkout. `email`: of who pays, as they say it now. */
export async function iniziaArrivo(
  ctx: Ctx,
  fonti: Fonti,
  {
    stato,
    carrello,
    email,
    ...ordine
  }: Pick<ArrivoGuardato, 'stato' | 'carrello'> & Omit<OrdinePagamento, 'carrelloId'> & { email: string | null },
): Promise<Esito<{ location: string }, RifiutoArrivo | RifiutoCarrello>> {
  if (stato === 'scaduto') return rifiutoArrivo('ARRIVO_SCADUTO');
  if (carrello === null || (stato !== 'pronto' && stato !== 'inviato')) return rifiutoArrivo('ARRIVO_CHIUSO');
  const { id } = carrello;
  if (email !== null && email !== carrello.email)
    await ctx.tx(async (t) => {
      const adesso = await selectCarrello(t, id, { lock: true });
      if (adesso?.stato === 'aperto') await updateToccato(t, id, { email });
    });
  return pagaCarrello(ctx, fonti, { ...ordine, carrelloId: id });
}

/** Who came back from Checkout without paying tries again, within the hour: another attempt at the same. */
export async function riprovaArrivo(
  ctx: Ctx,
  { arrivo, stato, carrello }: ArrivoGuardato,
): Promise<Esito<undefined, RifiutoArrivo | RifiutoCarrello>> {
  if (arrivo.scadeIl <= ctx.now) return rifiutoArrivo('ARRIVO_SCADUTO');
  // Another window was first.
  if (stato === 'pronto' || stato === 'inviato') return ok();
  if (stato !== 'lasciato' || carrello === null) return rifiutoArrivo('ARRIVO_CHIUSO');
  const riaperto = await riapriCarrello(ctx, carrello.id);
  return riaperto.ok ? ok() : riaperto;
}

/**
 * Where the browser goes back to, at the ente, with what it says there: `OK` only that the journey did not end badly, for the ente is to
 * ask (`statoCarrelloPreparato`). Null: the ente waits nowhere. Who never went to Checkout takes no token along.
 */
export function ritornoArrivo(
  ctx: Ctx,
  { id, ritorno, idSession }: Arrivo,
  carrello: Pick<Carrello, 'stato' | 'rientro' | 'inviatoIl'> | null,
): string | null {
  if (ritorno === null) return null;
  const bene = carrello?.stato === 'pagato' || carrello?.rientro === 'ok' || carrello?.rientro === 'attesa';
  const andato = carrello !== null && carrello.inviatoIl !== null;
  const pollingToken = andato ? scriviPolling(ctx, id) : null;
  return indirizzoRitorno(ritorno, { idSession, esito: bene ? 'OK' : 'ERROR', pollingToken });
}

/** How what an ente prepared went, for the ente that asks (mypay-webservices.md 3.4): by receipts, and nothing that a browser says. */
export async function statoCarrelloPreparato(
  ctx: Ctx,
  { enteId, idSession }: { enteId: EnteId; idSession: string },
): Promise<{ esito: EsitoPreparato; arrivo: Arrivo | null }> {
  const trovato = await selectEsitoArrivo(ctx, { enteId, idSession });
  const tempo = { now: ctx.now, duraMs: LIMITI.arrivoMs, graziaMs: LIMITI.arrivoGraziaMs };
  return { esito: esitoPreparato(idSession, trovato, tempo), arrivo: trovato };
}

/** For a minute, whoever has it may ask how this payment goes. */
function scriviPolling(ctx: Ctx, id: ArrivoId): string {
  return scriviGettone(ctx, { scopo: 'polling', id, durataMs: LIMITI.pollingTokenMs });
}

/** Which payment a polling token is of; null: it is none of ours, or too old. */
export function leggiPolling(ctx: Ctx, token: string): ArrivoId | null {
  return leggiGettone(ctx, 'polling', token);
}

/** How a payment goes, for the page of the ente to which the browser went back: while it goes on, with a token to ask again. */
export async function esitoPolling(
  ctx: Ctx,
  token: string,
): Promise<{ esito: EsitoPreparato; pollingToken: string | null }> {
  const id = leggiPolling(ctx, token);
  const arrivo = id === null ? null : await selectArrivoPerId(ctx, id);
  if (arrivo === null) return { esito: 'sconosciuto', pollingToken: null };
  const { esito } = await statoCarrelloPreparato(ctx, arrivo);
  return { esito, pollingToken: esito === 'in_corso' ? scriviPolling(ctx, arrivo.id) : null };
}
