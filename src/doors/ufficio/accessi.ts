import type { PaginaUfficio } from './lavoro.ts';
import { permessi } from './pagine/permessi.tsx';

/** The pages on who comes in, and what they may do. */
export const PAGINE_ACCESSI: readonly PaginaUfficio[] = [permessi];
