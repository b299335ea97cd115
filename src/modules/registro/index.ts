/**
 * registro: who did what to which thing, and which messages were exchanged with pagoPA and with the enti's software.
 *
 * The journal of acts is append-only; a job seals it in hash-chained blocks behind the horizon (model 9), so that no
 * writer ever waits for another, and `verificaRegistro` proves it. The giornale degli eventi holds the messages with
 * the fields of SANP (pagopa 2.7), compressed and encrypted: those of receipts in the transaction that registers them,
 * the others through one buffered writer a process, which may lose its last second and then says so. This module does
 * not know what an act means, and asks nobody: every other may call it.
 */
export {
  annota,
  annotaInsieme,
  annotaPerEnti,
  apriContenuto,
  lasciaPagamento,
  leggiChiamate,
  leggiEventi,
  riassumiChiamate,
  scriviEventi,
  segnaInPagamento,
  sigillaRegistro,
  ultimoBlocco,
  verificaRegistro,
  type Ancora,
  type Guasto,
  type Verifica,
} from './acts.ts';
export type { Atto, AttoDi, Dettaglio } from './core/atti.ts';
export type { RigaRotta } from './core/blocchi.ts';
export type { Evento } from './core/eventi.ts';
export { RIFIUTI_REGISTRO, type CodiceRegistro, type RifiutoRegistro } from './core/rifiuti.ts';
export { creaGiornale, type Giornale } from './giornale.ts';
export { datiRegistro } from './dati.ts';
export { fermi } from './fermi.ts';
export { lavori } from './jobs.ts';
export * from './ovunque.ts';
export { isCursoreAtti, leggiAtti, passoAtti, type AttoLetto, type FiltroAttiEnte } from './store/atti.ts';
export type { Blocco } from './store/blocchi.ts';
export type { ChiamateSil, EventoLetto } from './store/eventi.ts';
