/** What the module says to a person who signed in: what is still asked of them, and which notices are theirs. */
export { inDueModi, riepilogaAperte, type Come } from './core/aperte.ts';
export { permette, SI_PUO, type CosaSiPuo } from './core/stati.ts';
export { conAvviso } from './acts/con-avviso.ts';
export { chiediRitiro, valutaRitiro } from './acts/ritira.ts';
export { RIFIUTI_RITIRO, type CodiceRitiro, type RifiutoRitiro } from './core/rifiuti.ts';
export {
  aperteDi,
  avvisoMio,
  chiestiDal,
  datiPosizioni,
  posizioniAperte,
  TUTTE_LE_APERTE,
  type Aperta,
  type AvvisoMio,
  type FiltroAperte,
} from './store/cittadino.ts';
export * from './deleghe.ts';
