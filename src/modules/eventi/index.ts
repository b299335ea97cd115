/**
 * eventi: what an ente's software is told, without asking: signed events (Standard Webhooks) to who subscribes, and the outcome of payments
 * pushed the way MyPay did (webservices 1.24). It follows behind the horizon what the other modules write, and keeps every attempt. It
 * declines to know why something happened, and what is told to people (notifiche's).
 */
export {
  chiediProvaAbbonamento,
  pausaAbbonamento,
  registraAbbonamento,
  rimandaEventi,
  riprendiAbbonamento,
  ruotaSegreto,
  togliAbbonamento,
} from './acts/abbonamento.ts';
export { consegnaEventi, FATTO_ABBONAMENTO_SOSPESO } from './acts/consegna.ts';
export { ricifraSegretiEventi } from './acts/ricifra.ts';
export { leggiEventiDopo, riassumiConsegne, type Consegne, type EventoDetto } from './acts/leggi.ts';
export { seguiEventi } from './acts/segui.ts';
export { spingiEsiti } from './acts/spingi.ts';
export { chiediProvaSpinta, registraSpinta, togliSpinta } from './acts/spinta.ts';
export { SOVRAPPOSIZIONE_MS, type StatoAbbonamento } from './core/abbonamento.ts';
export { GENERI, type GenereEvento } from './core/generi.ts';
export { RIFIUTI_EVENTI, type CodiceEventi, type RifiutoEventi } from './core/rifiuti.ts';
export { fermi } from './fermi.ts';
export { lavori } from './jobs.ts';
export {
  selectAbbonamenti as leggiAbbonamenti,
  selectAbbonamento as leggiAbbonamento,
  selectTentativi as leggiTentativiInvio,
  type Abbonamento,
  type TentativoMostrato,
} from './store/abbonamento.ts';
export {
  selectEsiti as leggiEsiti,
  selectEsito as leggiEsito,
  selectSpinte as leggiSpinte,
  type EsitoMostrato,
  type Spinta,
} from './store/spinta.ts';
