import { ok, type Esito } from '#kernel/esito';
import type { MancanteId } from '#kernel/ids';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import {
  decidiChiusuraAMano,
  decidiIur,
  decidiRiprova,
  type ChiusuraAMano,
  type SegueMancanti,
} from '../core/mancante.ts';
import { rifiutoRendicontazione, type RifiutoRendicontazione } from '../core/rifiuti.ts';
import { esisteIur, lockMancante, updateChiusa, updateInCoda } from '../store/mancanti.ts';
import { LAVORO_RECUPERA } from './recupera.ts';

/** The job that registers a payment which somebody has closed as made. */
export const LAVORO_REGISTRA = 'rendicontazione.registra_pagamento';

type Quale = SegueMancanti & { mancanteId: MancanteId };
type Fatto = Esito<undefined, RifiutoRendicontazione>;

/** Asks for the receipt now, not in its turn of tomorrow: within the questions of the hour, which are of the whole installation. */
export async function riprovaMancante(ctx: Ctx, quale: Quale): Promise<Fatto> {
  return ctx.tx(async (t): Promise<Fatto> => {
    const letta = await lockMancante(t, quale);
    if (letta === null) return rifiutoRendicontazione('MANCANTE_NON_TROVATA');
    const deciso = decidiRiprova(letta, t.now);
    if (!deciso.ok) return deciso;
    await updateInCoda(t, quale.mancanteId, null);
    await annota(t, { azione: 'mancante.riprovata', oggetto: 'mancante', oggettoId: quale.mancanteId });
    await t.enqueue(LAVORO_RECUPERA, {}, { chiave: LAVORO_RECUPERA });
    return ok();
  });
}

/** Somebody who has it before them types the IUR by which the receipt is asked for. */
export async function scriviIur(ctx: Ctx, { iur: scritto, ...quale }: Quale & { iur: string }): Promise<Fatto> {
  const iur = scritto.trim();
  return ctx.tx(async (t): Promise<Fatto> => {
    const letta = await lockMancante(t, quale);
    if (letta === null) return rifiutoRendicontazione('MANCANTE_NON_TROVATA');
    const deciso = decidiIur(letta, iur);
    if (!deciso.ok) return deciso;
    const id = quale.mancanteId;
    if (await esisteIur(t, { id, iur, iuv: letta.iuv })) return rifiutoRendicontazione('MANCANTE_IUR_DI_ALTRI');
    await updateInCoda(t, id, { iur, da: attoreTesto(t.attore) });
    await annota(t, {
      azione: 'mancante.iur',
      oggetto: 'mancante',
      oggettoId: id,
      dettaglio: { prima: letta.iur, dopo: iur },
    });
    await t.enqueue(LAVORO_RECUPERA, {}, { chiave: LAVORO_RECUPERA });
    return ok();
  });
}

/**
 * Closes by hand what no receipt will come of. `pagamento`: the ente says that it was paid, and why it says so; a job registers it at once,
 * as a receipt of which there are no bytes. `non_pagata`: there was no payment.
 */
export async function chiudiMancante(
  ctx: Ctx,
  { come, motivo: scritto, ...quale }: Quale & { come: ChiusuraAMano; motivo: string },
): Promise<Fatto> {
  const motivo = scritto.trim();
  return ctx.tx(async (t): Promise<Fatto> => {
    const letta = await lockMancante(t, quale);
    if (letta === null) return rifiutoRendicontazione('MANCANTE_NON_TROVATA');
    const deciso = decidiChiusuraAMano(letta, come, motivo);
    if (!deciso.ok) return deciso;
    const id = quale.mancanteId;
    await updateChiusa(t, id, { come, motivo });
    await annota(t, { azione: `mancante.${come}`, oggetto: 'mancante', oggettoId: id, dettaglio: { motivo } });
    if (come === 'pagamento') {
      const payload = { enteId: t.enteId ?? '', mancanteId: id, attore: attoreTesto(t.attore) };
      await t.enqueue(LAVORO_REGISTRA, payload, { chiave: `${LAVORO_REGISTRA}:${id}` });
    }
    return ok();
  });
}
