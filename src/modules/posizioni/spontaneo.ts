/** What the doors may know of a payment that a citizen begins by themselves. */
export {
  ANAGRAFICA_CARATTERI_MAX,
  isIufSpontaneo,
  leggiDebitore,
  risposteDi,
  type DebitoreDigitato,
  type DebitoreSpontaneo,
  type DifettoDebitore,
} from './core/spontaneo.ts';
export { RIFIUTI_SPONTANEO, type CodiceSpontaneo } from './core/rifiuti.ts';
export {
  chiediSpontaneo,
  confermaSpontaneo,
  fineRichiesta,
  SCOPO_SPONTANEO,
  type FineRichiesta,
} from './acts/spontaneo.ts';
export * from './allegati.ts';
export type { NuovaRichiesta, RichiestaId } from './store/spontaneo.ts';
export { diciMetadati, type MetadatoDetto } from './acts/metadati.ts';
export { lavori } from './jobs.ts';
