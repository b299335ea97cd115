/** What who runs the installation does and sees across the enti: registering them, their way in, the stations, what they use. */
export {
  creaEnte,
  differenzeAnagrafica,
  modificaEnte,
  type Anagrafica,
  type CambioAnagrafica,
} from './acts/anagrafica.ts';
export { apriDocumento, leggiPassi, riceviDocumento, segnaPasso } from './acts/adesione.ts';
export { PASSI, STATI_PASSO, type PassoAdesione, type StatoPasso } from './core/adesione.ts';
export type { PassoLetto } from './store/adesione.ts';
export { cercaInIpa } from './acts/ipa.ts';
export type { VoceIpa } from './core/ipa.ts';
export {
  contaEnti,
  contaFunzioni,
  contaUsi,
  nomiEnti,
  selectEnti as elencoEnti,
  selectUsi as elencoUsi,
  type EnteInElenco,
  type FiltroEnti,
  type Uso,
} from './store/elenco.ts';
export { creaStazione, impostaAccesso, nuovoSegmento, ritiraSegmenti } from './acts/stazione-accesso.ts';
export {
  selectEntiStazione as entiDiStazione,
  selectStazioniIntermediario as elencoStazioni,
  type EnteDiStazione,
  type StazioneInElenco,
} from './store/stazione-accesso.ts';
export { leggiPrerequisiti } from './acts/stato.ts';
export type { Prerequisiti } from './core/stato.ts';
