import { ok, type Esito } from '#kernel/esito';
import type { ArrivoId, EnteId } from '#kernel/ids';
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
    await accoda(t, chiusi);
    return chiusi;
  });
  // What somebody is paying at this instant is left to the job.
  for (const uno of suoi) await ritira(per(uno.enteId), arrivoId);
}

async function accoda(t: Ctx, chiusi: readonly Chiuso[]): Promise<void> {
  for (const { arrivoId, enteId } of chiusi)
    await t.enqueue(LAVORO_CHIUDI_ARRIVO, { arrivoId, enteId }, { chiave: `arrivo:${arrivoId}:${enteId}` });
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
