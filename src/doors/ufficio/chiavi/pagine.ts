import type { PaginaUfficio } from '../lavoro.ts';
import { chiavi } from './elenco.tsx';
import { nuovaChiave } from './nuova.tsx';
import { unaChiave } from './una.tsx';

/** The pages on the keys of the ente's software. */
export const PAGINE_CHIAVI: readonly PaginaUfficio[] = [chiavi, nuovaChiave, unaChiave];
