import type { OperazioneSil } from '../operazione.ts';
import { importa } from './importa.ts';

/** The operations on single dovuti and on the positions of a person. */
export const DOVUTI: readonly OperazioneSil[] = [importa];
