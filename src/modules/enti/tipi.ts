/** What the other rooms may know of the kinds of due: their rules, the ways to make one, the versions of their forms. */
export {
  creaTipoDovuto,
  elencoTipi,
  impostaFuoriModalita,
  modificaTipoDovuto,
  registraTipoDovuto,
  regoleTipi,
  rifiutaFuoriModalita,
  tipiConfigurati,
  valutaTipoDovuto,
  type CambiTipo,
  type RegoleTipi,
  type RegoleTipo,
  type TipoConfigurato,
} from './acts/tipo-dovuto.ts';
export { adottaTipo, copiaTipo, nomeCategoria, tipiCopiabili } from './acts/adozione.ts';
export {
  leggiModulo,
  leggiVersione,
  moduloPubblicato,
  pubblicaModulo,
  salvaBozza,
  scartaBozza,
  versioniModulo,
  type ModuloPubblico,
} from './acts/versioni-modulo.ts';
export { datiRiscossioneDi, MODALITA, type DatiTipoDovuto, type Mancanza, type Modalita } from './core/tipo-dovuto.ts';
export { applicaBilancio, parseBilancio, scriviBilancio, type VoceBilancio } from './core/tipo-dovuto-bilancio.ts';
export { differenzeJson, posizioneDi, posizioniJson, type Differenza, type Posizione } from './core/json.ts';
export type { TipoCopiabile, TipoDovuto } from './store/tipo-dovuto.ts';
export type { VersioneIntera, VersioneModulo } from './store/versioni-modulo.ts';
