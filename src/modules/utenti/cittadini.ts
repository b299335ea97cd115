/** What the module says of citizens: who signs in with SPID or CIE, their session and profile, and who has none. */
export {
  accediCittadino,
  chiudiSessioneCittadino,
  concediApertura,
  leggiAperture,
  leggiVisita,
  segnaCarrello,
} from './acts/cittadino.ts';
export { concludiAccesso, iniziaAccesso, siEntra, uscitaIdentita } from './acts/identita.ts';
export {
  chiediProvaEmail,
  leggiProfilo,
  salvaEmail,
  scegliPreferenze,
  SCOPO_PROFILO,
  togliEmail,
} from './acts/profilo.ts';
export type { Identita, MotivoNegato } from './core/identita.ts';
export { disdiciPromemoria, leggiDisdetta, riferimentoDisdetta } from './acts/promemoria.ts';
export {
  selectDaAvvisare as daAvvisare,
  selectUnoDaAvvisare as unoDaAvvisare,
  type DaAvvisare,
} from './store/promemoria.ts';
export { sonoSeiCifre } from './core/prova.ts';
export { postaRicevute, type PostaRicevute } from './store/posta.ts';
export type { Profilo } from './store/profilo.ts';
export type { Apertura, Cittadino } from './store/sessione.ts';
