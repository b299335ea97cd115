/**
 * utenti: who acts. It knows operators, their roles and sessions, the citizens who signed in or proved a mail address without a name,
 * the ente's software as a caller, and how often anything may be tried. It declines to know what they do, and sends no mail: it
 * announces that a proof was asked for. Rules: model 11 (who may see what); RFC 6238 (second factor); OpenID Connect Core 1.0.
 */
export { accedi, accediSil, entiDi, esci, leggiSessione, scegliEnte } from './acts/accesso.ts';
export {
  assegnaRuolo,
  cambiaPassword,
  nominaIntermediario,
  registraOperatore,
  revocaRuolo,
  segnaEstraneo,
  tipiConsentiti,
  type DatiOperatore,
} from './acts/operatore.ts';
export * from './accesso-proprio.ts';
export * from './amministrazione.ts';
export * from './cittadini.ts';
export * from './chiavi.ts';
export {
  chiediProva,
  datiProva,
  FATTO_PROVA_CHIESTA,
  guardaLink,
  usaCodice,
  usaLink,
  type DatiProva,
  type Provato,
} from './acts/prova.ts';
export { consuma, consumaAllegato, consumaRicerca, consumaSegnalazione, type Tentativo } from './acts/tentativi.ts';
export { parseEmail } from './core/prova.ts';
export { sfida, verificaSfida } from './acts/sfida.ts';
export * from './permessi.ts';
export { datiUtenti } from './dati.ts';
export { lavori } from './jobs.ts';
export type { SessioneOperatore } from './store/sessione.ts';
export {
  selectEmail as emailOperatore,
  selectEmailAmministratori as emailAmministratori,
  selectNomi as nomiOperatori,
  type EnteDiOperatore,
} from './store/operatore.ts';
export { selectEmailProvata as emailProvata, type ProvaId } from './store/prova.ts';
export { RIFIUTI_CHIAVE, RIFIUTI_UTENTI, type RifiutoChiave, type RifiutoUtenti } from './core/rifiuti.ts';
