import type { Mondo } from '#platform/contesto';
import type { Rotta } from './rotta.ts';
import { rotteCarrelli } from './rotte/carrelli.ts';
import { ROTTE_DOVUTI } from './rotte/dovuti.ts';
import { ROTTE_ESPORTAZIONI } from './rotte/esportazioni.ts';
import { ROTTE_EVENTI } from './rotte/eventi.ts';
import { ROTTE_FLUSSI } from './rotte/flussi.ts';
import { rottePosizioni } from './rotte/posizioni.ts';
import { ROTTE_RENDICONTAZIONI } from './rotte/rendicontazioni.ts';
import { ROTTE_RICEVUTE } from './rotte/ricevute.ts';

/** All that the door answers to: what tests walk. */
export function creaRotte(mondo: Mondo): Rotta[] {
  return [
    ...rottePosizioni(mondo),
    ...ROTTE_DOVUTI,
    ...rotteCarrelli(mondo),
    ...ROTTE_RICEVUTE,
    ...ROTTE_EVENTI,
    ...ROTTE_FLUSSI,
    ...ROTTE_ESPORTAZIONI,
    ...ROTTE_RENDICONTAZIONI,
  ];
}
