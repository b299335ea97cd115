/** The keys of the ente's software: one an application, made in the ufficio, used at the REST door. */
export {
  accediApi,
  creaChiaveApi,
  leggiChiaveApi,
  leggiChiaviApi,
  revocaChiaveApi,
  ROTAZIONE_GIORNI_MAX,
  ruotaChiaveApi,
  type Applicazione,
  type ChiaveCreata,
} from './acts/chiavi-api.ts';
export { unaVolta, type RispostaApi } from './acts/richieste-api.ts';
export { AMBITI, INDIRIZZI_MAX, type Ambito, type ChiaveChiesta } from './core/chiave-api.ts';
export type { ChiaveApi, ChiaveApiId } from './store/chiave-api.ts';
