import type { PaginaUfficio } from './lavoro.ts';
import { operatori } from './operatori/elenco.tsx';
import { invita } from './operatori/invita.tsx';
import { invito } from './operatori/invito.tsx';
import { operatore } from './operatori/uno.tsx';
import { permessi } from './pagine/permessi.tsx';

/** The pages on who comes in, and what they may do. */
export const PAGINE_ACCESSI: readonly PaginaUfficio[] = [permessi, operatori, invita, operatore, invito];
