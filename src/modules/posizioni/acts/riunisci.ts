import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, IuvId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { leggiEnteIncassante } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoPosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';
import { allocaIuv } from '../store/iuv.ts';
import { prendiDaRiunire, scriviRiuniti, type DaRiunire } from '../store/posizione.ts';

type Riuniti = { iuvId: IuvId; iuv: string; numeroAvviso: string };

/**
 * Gives one iuv to several dovuti that have no notice of their own, to be paid in one go (model 1): of one ente and one debtor, five shares
 * in all, no two of them ways to pay the same. Not inside a transaction: the number is taken in one of its own. `bozze`: also if they are
 * only prepared.
 */
export async function riunisciSottoUnIuv(
  ctx: Ctx,
  { dovutoIds, bozze = false }: { dovutoIds: readonly DovutoId[]; bozze?: boolean },
): Promise<Esito<Riuniti, RifiutoPosizioni>> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('riunisciSottoUnIuv: an ente is needed');
  if (dovutoIds.length === 0 || new Set(dovutoIds).size !== dovutoIds.length)
    return rifiutoPosizioni('DOVUTI_NON_RIUNIBILI');
  const { stazioneId, segregazione } = await ctx.tx((t) => leggiEnteIncassante(t, enteId));
  const progressivo = await allocaIuv(ctx, { enteId, stazioneId, quanti: 1 });
  return ctx.tx(async (t): Promise<Esito<Riuniti, RifiutoPosizioni>> => {
    const trovati = await prendiDaRiunire(t, dovutoIds);
    if (trovati.length !== dovutoIds.length) return rifiutoPosizioni('DOVUTO_NON_TROVATO');
    if (trovati.some((d) => d.stato === 'pagato')) return rifiutoPosizioni('DOVUTO_PAGATO');
    if (!riunibili(trovati, bozze)) return rifiutoPosizioni('DOVUTI_NON_RIUNIBILI');
    if (trovati.reduce((n, d) => n + d.quote, 0) > LIMITI.quotePerIuvMax) return rifiutoPosizioni('QUOTE_TROPPE');
    const riuniti = await scriviRiuniti(t, { enteId, dovutoIds, stazioneId, segregazione, progressivo });
    const dettaglio = { iuv: riuniti.iuv, dovuti: trovati.length };
    await annota(t, { azione: 'dovuto.riunito', oggetto: 'iuv', oggettoId: riuniti.iuvId, dettaglio });
    return ok(riuniti);
  });
}

function riunibili(dovuti: readonly DaRiunire[], bozze: boolean): boolean {
  const opzioni = new Map(dovuti.map((d) => [d.posizioneId, d.opzioneId]));
  return dovuti.every(
    (d) =>
      (d.stato === 'da_pagare' || (bozze && d.stato === 'bozza')) &&
      !d.conIuv &&
      d.debitoreCodice === dovuti[0]?.debitoreCodice &&
      opzioni.get(d.posizioneId) === d.opzioneId,
  );
}
