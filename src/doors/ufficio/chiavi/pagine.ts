import type { PaginaUfficio } from '../lavoro.ts';
import { chiavi, elencoChiaviFile } from './elenco.tsx';
import { nuovaChiave } from './nuova.tsx';
import { unaChiave } from './una.tsx';

/** The pages on the keys of the ente's software. */
export const PAGINE_CHIAVI: readonly PaginaUfficio[] = [chiavi, elencoChiaviFile, nuovaChiave, unaChiave];
