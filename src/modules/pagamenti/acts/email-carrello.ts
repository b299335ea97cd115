import type { CarrelloId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { updateEmail } from '../store/carrello-email.ts';

/** What an address is proved for, where it is only that of a carrello: the id of the thing is the carrello's. */
export const SCOPO_CARRELLO = 'carrello';

/** From now on the receipts of a carrello go to another address, that somebody has proved. False: it is over, and they have gone. */
export async function cambiaEmailCarrello(
  ctx: Ctx,
  { carrelloId, email }: { carrelloId: CarrelloId; email: string },
): Promise<boolean> {
  return ctx.tx(async (t) => {
    if (!(await updateEmail(t, carrelloId, email))) return false;
    await annota(t, { azione: 'carrello.email_cambiata', oggetto: 'carrello', oggettoId: carrelloId });
    return true;
  });
}
