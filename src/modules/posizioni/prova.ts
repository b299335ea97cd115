/** What a trial of the intake (`Carico.prova`) decided: read inside it. */
export {
  selectAccettate as provaAccettate,
  selectFuoriMisura as provaFuoriMisura,
  selectImpronta as provaImpronta,
  selectPrimi as provaPrimi,
  selectRespinte as provaRespinte,
  selectVoci as provaVoci,
  type EsitoProva,
  type RigaProva,
  type VoceProva,
} from './store/carico-prova.ts';
