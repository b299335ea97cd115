import { DOVUTI } from './dovuti/index.ts';
import { FLUSSI } from './flussi/index.ts';
import { AVVIO } from './avvio/index.ts';
import type { OperazioneSil } from './operazione.ts';
import { SPC } from './spc.ts';

/** The operations of the door, as its table: one file, or folder, a group. */
export const OPERAZIONI: readonly OperazioneSil[] = [...AVVIO, ...DOVUTI, ...FLUSSI, ...SPC];
