import type { PaginaUfficio } from '../lavoro.ts';
import { abbonamenti, elencoAbbonamentiFile } from './elenco.tsx';
import { elencoEsitiFile, esiti } from './esiti-elenco.tsx';
import { esito } from './esito.tsx';
import { nuovoAbbonamento } from './nuovo.tsx';
import { nuovaSpinta } from './spinta-nuova.tsx';
import { spinta } from './spinta.tsx';
import { abbonamento } from './uno.tsx';

/** The pages on what an ente's software is told. */
export const PAGINE_EVENTI: readonly PaginaUfficio[] = [
  abbonamenti,
  elencoAbbonamentiFile,
  nuovoAbbonamento,
  abbonamento,
  spinta,
  nuovaSpinta,
  esiti,
  elencoEsitiFile,
  esito,
];
