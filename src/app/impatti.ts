import { impatti as posizioni } from '#modules/posizioni';
import type { Impatto } from '#platform/impatto';

/** Everything that depends on the configuration, as each module declares it. */
export const IMPATTI: readonly Impatto[] = [...posizioni];
