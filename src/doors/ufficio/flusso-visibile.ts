import { isUuid, type FlussoId } from '#kernel/ids';
import { leggiFlusso, type Flusso } from '#modules/flussi';
import type { Ctx } from '#platform/contesto';
import { errore, type Risposta } from '#platform/http/pagina';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import type { Lavoro, RichiestaUfficio } from './lavoro.ts';
import { vedeFlusso } from './vede-flusso.ts';

/** Shows something of the file that came in whose id is in the address, in one transaction; or says why this person may not see it. */
export async function conFlussoVisibile(
  l: Lavoro,
  { parametri: { id = '' } }: RichiestaUfficio,
  fn: (t: Ctx, flusso: Flusso) => Promise<Risposta>,
): Promise<Risposta> {
  return l.ctx.tx(async (t) => {
    const flusso = isUuid<FlussoId>(id) ? await leggiFlusso(t, id) : null;
    if (flusso === null || flusso.verso !== 'in') return errore('nonTrovata');
    if (!(await vedeFlusso(t, l, flusso))) return errore('vietato', ufficioFlussi.altrui.testo);
    return fn(t, flusso);
  });
}
