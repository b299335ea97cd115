import type { DovutoId } from '#kernel/ids';
import type { DovutoIntero } from '#modules/posizioni';
import { attoreTesto } from '#platform/contesto';
import { vai, type Risposta } from '#platform/http/pagina';
import { con, VAI } from './indirizzi.ts';
import type { Lavoro } from './lavoro.ts';

/** To the page of a dovuto, which says that the act was done. */
export function vaiFatto(id: DovutoId, atto: string): Risposta {
  return vai(con(VAI.dovuto(id), { fatto: atto }));
}

/**
 * Did this person do it last, for this reason? A form sent twice, by two clicks or from the back button, is done already; whoever comes
 * second to somebody else is told.
 */
export function ultimoSuo({ ctx }: Lavoro, { storia }: DovutoIntero, motivo = ''): boolean {
  const ultimo = storia.at(-1);
  return ultimo !== undefined && ultimo.attore === attoreTesto(ctx.attore) && ultimo.motivo === motivo.trim();
}
