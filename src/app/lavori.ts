import { lavori as enti } from '#modules/enti';
import { lavori as eventi } from '#modules/eventi';
import { lavori as flussi } from '#modules/flussi';
import { rileggiMessaggio } from '#doors/nodo';
import { lavori as notifiche } from '#modules/notifiche';
import { lavori as pagamenti } from '#modules/pagamenti';
import { lavori as posizioni } from '#modules/posizioni';
import { lavori as rendicontazione } from '#modules/rendicontazione';
import { lavori as registro } from '#modules/registro';
import { lavori as utenti } from '#modules/utenti';
import type { Lavoro } from '#platform/jobs';

/** Every background job of the product. A name declared twice stops the start. */
export const LAVORI: readonly Lavoro[] = unici([
  ...registro,
  ...enti,
  ...utenti,
  ...posizioni,
  ...pagamenti(rileggiMessaggio),
  ...flussi,
  ...rendicontazione(rileggiMessaggio),
  ...eventi,
  ...notifiche,
]);

function unici(lavori: Lavoro[]): Lavoro[] {
  const nomi = new Set<string>();
  for (const { nome } of lavori) {
    if (nomi.has(nome)) throw new Error(`two jobs are called ${nome}`);
    nomi.add(nome);
  }
  return lavori;
}
