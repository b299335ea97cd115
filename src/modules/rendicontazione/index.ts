/**
 * rendicontazione: the periodic statements of the PSPs (FdR), which say what they have credited to an ente. It fetches them from pagoPA, or
 * takes the file that somebody loads, keeps every revision, says what does not add up and which payments have no receipt here. It declines
 * to know the treasurer's movements, and closes no dovuto. Spec: SANP 3.12, FlussoRiversamento 1.0.4 and 1.0.5, FdR REST for the enti.
 */
export { caricaRendicontazione } from './acts/carica.ts';
export { apriQuadratura, caricaQuadrature, type EsitoQuadratura } from './acts/quadratura.ts';
export { annotaScarico, scorriRighe, xmlRendicontazione } from './acts/scarica.ts';
export { chiudiMancante, LAVORO_REGISTRA, riprovaMancante, scriviIur } from './acts/mancante.ts';
export { diciPagamento, LAVORO_DETTO, type PagamentoDetto } from './acts/registra-detto.ts';
export { LAVORO_RECUPERA, recuperaUna } from './acts/recupera.ts';
export { chiediAdesso, chiediRendicontazioni, LAVORO_CHIEDI } from './acts/chiedi.ts';
export { DIFETTI, type Difetto } from './core/difetti.ts';
export { scriviNomeQuadratura } from './core/quadratura.ts';
export { ESITI, type EsitoPagamento } from './core/rendicontazione.ts';
export { RIFIUTI_RENDICONTAZIONE, type CodiceRendicontazione, type RifiutoRendicontazione } from './core/rifiuti.ts';
export { fermi } from './fermi.ts';
export { type ChiusuraAMano, type SegueMancanti, type StatoMancante } from './core/mancante.ts';
export { lavori } from './jobs.ts';
export { leggiAcquisite, trovaRendicontazione, type FiltroAcquisite } from './store/acquisite.ts';
export { contaRitardi } from './store/ritardi.ts';
export { contaRicevuteMancanti, FILTRI_MANCANTI, leggiMancante, leggiMancanti } from './store/mancanti.ts';
export { leggiTentativi, sommaMancanti, type FiltroMancanti, type Mancante, type Tentativo } from './store/mancanti.ts';
export { contaQuadrature, leggiQuadratura, leggiQuadrature, leggiQuadratureAcquisite } from './store/quadrature.ts';
export { trovaQuadratura, type Quadratura } from './store/quadrature.ts';
export {
  contaSenzaRicevuta,
  leggiPsp,
  leggiRendicontazione,
  leggiRendicontazioni,
  leggiRevisioni,
  leggiRighe,
  leggiRitardo,
  sommaRendicontazioni,
  STATI,
  type FiltroRendicontazioni,
  type Rendicontazione,
  type RigaMostrata,
} from './store/leggi.ts';
