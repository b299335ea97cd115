/** What the module says of an ente: its data, logo, state, functions, and the secrets of its machines. */
export {
  enteDaCodIpa,
  leggiEnte,
  leggiEnteIncassante,
  leggiIntermediario,
  type Ente,
  type EnteIncassante,
  type EntePubblico,
} from './store/ente.ts';
export type { Ambiente } from './core/ente.ts';
export { classeTassonomia, TIPI_ENTE, type TipoEnte } from './core/tipi-ente.ts';
export { LINGUE_AGGIUNTIVE, LUNGHEZZE, type LinguaAggiuntiva, type Recapiti } from './core/recapiti.ts';
export { aggiornaRecapiti, impostaTetto, registraEnte, registraIntermediario } from './acts/ente.ts';
export { leggiLogo } from './store/logo.ts';
export { impostaLogo } from './acts/logo.ts';
export { LOGO_MEGABYTE_MAX, type MisuraLogo } from './core/logo.ts';
export { isStatoEnte, MOTIVO_MAX, STATI_ENTE, type StatoEnte } from './core/stato.ts';
export { cambiaStato } from './acts/stato.ts';
export { leggiStoriaStato, type PassoStato } from './store/stato.ts';
export { ELENCO_FUNZIONI, FUNZIONI, type Funzione } from './core/funzioni.ts';
export { impostaFunzione } from './acts/funzioni.ts';
export { funzioneAttiva, leggiStoriaFunzioni, type PassoFunzione } from './store/funzioni.ts';
export { impostaPasswordSil, verificaPasswordSil } from './acts/password-sil.ts';
export { impostaAccessoSil, type AccessoSil } from './acts/accesso-sil.ts';
export { leggiAccessoSil } from './store/accesso-sil.ts';
export { SOVRAPPOSIZIONE_GIORNI, type Scopo } from './core/credenziali.ts';
export {
  leggiCredenziale,
  leggiCredenziali,
  registraCredenziale,
  ricifraCredenziali,
  type Credenziale,
} from './acts/credenziali.ts';
export { cercaEnti, type EnteTrovato, type EntiTrovati } from './store/ricerca.ts';
export { haParole, paroleCercate } from './core/ricerca.ts';
