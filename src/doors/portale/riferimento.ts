import { isUuid, type EnteId, type IuvId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { apriSigillo, sigilla } from '#platform/crypto';

/** Which notice: its ids. */
export type Quale = { enteId: EnteId; iuvId: IuvId };

/** Other doors seal other things with the same key. */
const USO = 'portale.trovati';

/**
 * The notices a pair has found, as a part of an address: encrypted and signed, so that reloading, going back and two notices in two
 * windows are ordinary, and nothing is kept of who looked. It shows what the pair allows, for as long as a mailed link lasts.
 */
export function scriviRiferimento(ctx: Ctx, trovati: readonly Quale[]): string {
  const ids = trovati.map(({ enteId, iuvId }) => [enteId, iuvId]);
  const dati = JSON.stringify({ uso: USO, ids, fino: ctx.now.getTime() + LIMITI.linkPostaMs });
  return sigilla(ctx.config.chiaveCifra, Buffer.from(dati)).toString('base64url');
}

/** Null when it is none of ours, or too old. */
export function leggiRiferimento(ctx: Ctx, riferimento: string): Quale[] | null {
  try {
    const chiaro = apriSigillo(ctx.config.chiaveCifra, Buffer.from(riferimento, 'base64url'));
    const dati = JSON.parse(chiaro.toString('utf8')) as { uso?: unknown; ids: string[][]; fino: number };
    if (dati.uso !== USO || dati.fino <= ctx.now.getTime()) return null;
    return dati.ids.flatMap(([enteId = '', iuvId = '']) =>
      isUuid<EnteId>(enteId) && isUuid<IuvId>(iuvId) ? [{ enteId, iuvId }] : [],
    );
  } catch {
    return null;
  }
}
