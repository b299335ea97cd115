import type { Ctx } from '#platform/contesto';
import { datiPersona, type DatiPersona } from '#platform/db/dati-persona';

/** What this module keeps of who signed in. In the transaction that names the person. */
export function datiRegistro(t: Ctx): Promise<DatiPersona> {
  return datiPersona(t, 'registro');
}
