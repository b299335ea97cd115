import type { Mondo } from '#platform/contesto';
import type { Rotta } from './rotta.ts';
import { rottePosizioni } from './rotte/posizioni.ts';

/** All that the door answers to: what tests walk. */
export function creaRotte(mondo: Mondo): Rotta[] {
  return [...rottePosizioni(mondo)];
}
