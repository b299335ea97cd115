/** What the doors may know of notices that only the ente's software knows. */
export {
  impostaPressoEnte,
  leggiPressoEnte,
  provaPressoEnte,
  valutaPressoEnte,
  type PressoEnteLetto,
  type ProvaPressoEnte,
  type Sentita,
} from './acts/imposta-presso-ente.ts';
export { DIFETTI_ENTE, type DifettoEnte } from './core/difetti-ente.ts';
export type { PagamentoEnte, VerificaEnte } from './core/presso-ente.ts';
export { RIFIUTI_PRESSO_ENTE, type CodicePressoEnte, type RifiutoPressoEnte } from './core/rifiuti.ts';
export type { SceltePressoEnte, StatoServizio, UsoServizio } from './store/presso-ente.ts';
