import type { OperazioneSil } from '../operazione.ts';
import { importa } from './importa.ts';
import { posizioniAperte } from './posizioni-aperte.ts';
import { registra } from './registra.ts';
import { storico } from './storico.ts';

/** The operations on single dovuti, and on what a person owes and has paid. */
export const DOVUTI: readonly OperazioneSil[] = [importa, registra, posizioniAperte, storico];
