import type { EnteId, IuvId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { daiAvviso, type Aperta } from '../store/cittadino.ts';

/**
 * The notice of what who signed in wants to pay: what waits for a carrello has one from now on (model 1). Null: it is not theirs, or not
 * asked for any more. In the context of its ente.
 */
export async function conAvviso(
  ctx: Ctx,
  { avviso: { enteId, iuvId }, senzaAvviso }: Pick<Aperta, 'avviso' | 'senzaAvviso'>,
): Promise<{ enteId: EnteId; iuvId: IuvId } | null> {
  if (senzaAvviso === null) return { enteId, iuvId };
  return ctx.tx(async (t) => {
    const suo = await daiAvviso(t, { enteId, dovutoId: senzaAvviso });
    if (suo === null) return null;
    await annota(t, { azione: 'dovuto.riunito', oggetto: 'iuv', oggettoId: suo });
    return { enteId, iuvId: suo };
  });
}
