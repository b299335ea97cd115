/**
 * registro: who did what to which thing, and which messages were exchanged with pagoPA.
 *
 * The journal of acts is append-only; a job seals it in hash-chained blocks behind the horizon (model 9), so that no writer ever waits
 * for another, and `verificaRegistro` proves it. The giornale degli eventi holds the messages with the fields of SANP (pagopa 2.7),
 * contents compressed and encrypted. This module does not know what an act means, and asks nobody: every other module may call it.
 */
export { annota, annotaInsieme, type Atto, type Dettaglio } from './acts.ts';
export { bloccoNumero, ultimoBlocco, verificaRegistro, type Ancora, type Guasto, type Verifica } from './acts.ts';
export type { Blocco } from './store/blocchi.ts';
export { lavori } from './jobs.ts';
