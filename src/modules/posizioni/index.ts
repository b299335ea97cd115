/**
 * posizioni: what is owed and under which identifier it is paid. It knows posizione, opzione, dovuto, quota and iuv, their states and
 * history, and the one way in for changes, few or many (`conCarico`). It declines to know receipts and files: whoever brings money
 * or rows calls its acts. Model: docs/architettura.md; states of the Nodo: SANP 3.12.
 */
export { conCarico, type Carico, type EsitoRiga, type Insieme, type Provenienza } from './acts/carico.ts';
export * from './gestionale.ts';
export { inserisciPosizione, type PosizioneInserita } from './acts/inserisci.ts';
export { riunisciSottoUnIuv } from './acts/riunisci.ts';
export * from './paga.ts';
export type { DebitorePosizione, NuovaPosizione, NuovoDovuto } from './core/nuova.ts';
export { selectEsclusi as leggiEsclusi, type Escluso, type MotivoEscluso } from './store/carico-annullo.ts';
export type { RichiestaCarico } from './store/carico-tabella.ts';
export * from './prova.ts';
export * from './a-mano.ts';
export {
  RATE_MAX,
  type DebitoreRichiesta,
  type PosizioneRichiesta,
  type QuotaRichiesta,
  type VoceBilancio,
} from './core/richiesta.ts';
export {
  RIFIUTI_CARICO,
  RIFIUTI_POSIZIONI,
  type CodiceCarico,
  type CodicePosizioni,
  type RifiutoPosizioni,
} from './core/rifiuti.ts';
export { elencoDi, isScaduto, statoMostrato, type Fatti, type Stato, type StatoMostrato } from './core/stati.ts';
export * from './quanto.ts';
export { decidiChiusura, type Chiusura, type DovutoDiPosizione } from './core/chiusura.ts';
export { impatti } from './impatto.ts';
export { leggiPosizione, type PosizioneMostrata } from './store/posizione-mostrata.ts';
export { contaVariazioni, leggiVariazioni, type VariazioneIuv } from './store/variazioni.ts';
export { iuvDelFlusso, primeRigheDelFlusso } from './store/flusso.ts';
export * from './avvisi.ts';
export * from './cerca.ts';
export * from './spontaneo.ts';
export * from './cittadino.ts';
export * from './giornata.ts';
export * from './intere.ts';
