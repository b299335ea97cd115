import { ok, type Esito } from '#kernel/esito';
import type { ArrivoId, EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { annullaDovuto, leggiChiesti, type RifiutoPosizioni } from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { PercheChiuso } from '../core/arrivo.ts';
import { chiudiFiniti, deleteVecchi, selectDovuti, updateChiuso, type Chiuso } from '../store/arrivo.ts';

/** Who acts, before one ente. */
export type PerEnte = (enteId: EnteId) => Ctx;

export const LAVORO_CHIUDI_ARRIVO = 'pagamenti.chiudi_arrivo';

/** What the history of a dovuto says of why it is not asked for any more. */
const MOTIVO = 'Pagamento iniziato presso l’ente e non concluso';

/**
 * Nothing more is begun from what was prepared, and what was made for it is taken back at once. A job does so again: if the process dies
 * between, nothing stays asked for.
 */
export async function chiudiArrivo(
  per: PerEnte,
  { arrivoId, enteId }: { arrivoId: ArrivoId; enteId: EnteId },
  perche: PercheChiuso,
): Promise<void> {
  const suoi = await per(enteId).tx(async (t) => {
    const chiusi = await updateChiuso(t, arrivoId, perche);
    await annota(t, { azione: 'arrivo.chiuso', oggetto: 'arrivo', oggettoId: arrivoId, dettaglio: { perche } });
    await accoda(t, chiusi, { subito: true });
    return chiusi;
  });
  // What somebody is paying at this instant is left to the job.
  for (const uno of suoi) await ritiraSubito(per(uno.enteId), arrivoId);
}

/** As {@link ritiraDovuti}, where there is a reason not to wait; what somebody is paying at this instant stays, and is left to the job. */
export async function ritiraSubito(ctx: Ctx, arrivoId: ArrivoId): Promise<void> {
  await ritira(ctx, arrivoId);
}

/**
 * A day after it was left, unless something else takes its place: whoever had gone to Checkout may still be there, and a receipt that comes
 * meanwhile finds what it pays still asked for.
 */
async function accoda(t: Ctx, chiusi: readonly Chiuso[], { subito = false } = {}): Promise<void> {
  for (const { arrivoId, enteId, lasciatoIl } of chiusi) {
    const nonPrima = subito ? t.now : new Date(lasciatoIl.getTime() + LIMITI.arrivoRitiroMs);
    await t.enqueue(LAVORO_CHIUDI_ARRIVO, { arrivoId, enteId }, { chiave: `arrivo:${arrivoId}:${enteId}`, nonPrima });
  }
}

/**
 * What was made for a prepared payment, of the context's ente, and is still asked for, is annulled: it had no notice, and nobody else was
 * to find it. What is paid all the same is registered, and to be checked (model 2).
 */
export async function ritiraDovuti(ctx: Ctx, arrivoId: ArrivoId): Promise<void> {
  const fatto = await ritira(ctx, arrivoId);
  if (!fatto.ok) throw new Error(`arrivo: a dovuto is not taken back yet, ${fatto.refusal.codice}`);
}

function ritira(ctx: Ctx, arrivoId: ArrivoId): Promise<Esito<undefined, RifiutoPosizioni>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoPosizioni>> => {
    for (const { dovutoId, versione } of await leggiChiesti(t, await selectDovuti(t, arrivoId))) {
      const fatto = await annullaDovuto(t, { dovutoId, versione, motivo: MOTIVO, tipiConsentiti: null });
      if (!fatto.ok) return fatto;
    }
    return ok();
  });
}

/** Closes what is over, and forgets what nobody asks about any more. What is to be taken back is work for each ente. */
export async function chiudiArrivi(ctx: Ctx): Promise<number> {
  return ctx.tx(async (t) => {
    const chiusi = await chiudiFiniti(t);
    await accoda(t, chiusi);
    await deleteVecchi(t);
    return chiusi.length;
  });
}
