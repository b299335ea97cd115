import type { CarrelloId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarrello } from '../core/rifiuti.ts';
import type { QualeAvviso } from '../store/carrello.ts';
import { aggiungiAlCarrello } from './carrello.ts';

/** What became of several notices: how many the carrello holds now of those asked for, and why not of the others. */
export type MessiInsieme = { carrelloId: CarrelloId | null; messi: number; no: CodiceCarrello[] };

/**
 * Puts several notices in a carrello, in their order, for who has proved that they may pay them: as many as there is room for. One that
 * cannot be paid does not keep the others out.
 */
export async function aggiungiInsieme(
  ctx: Ctx,
  { carrelloId, email, quali }: { carrelloId: CarrelloId | null; email: string | null; quali: readonly QualeAvviso[] },
): Promise<MessiInsieme> {
  const esito: MessiInsieme = { carrelloId, messi: 0, no: [] };
  for (const quale of quali) {
    // Full once, it is full for all that follow: nobody looks at hundreds of them.
    if (esito.no.includes('CARRELLO_PIENO')) {
      esito.no.push('CARRELLO_PIENO');
      continue;
    }
    const fatto = await aggiungiAlCarrello(ctx, { carrelloId: esito.carrelloId, email, quale });
    if (fatto.ok) {
      esito.carrelloId = fatto.value.carrelloId;
      esito.messi += 1;
    } else esito.no.push(fatto.refusal.codice);
  }
  return esito;
}
