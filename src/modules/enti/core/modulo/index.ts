/** The forms of spontaneous payment, declared and not programmed: what the other rooms may know of them. */
export { LIMITI_MODULO, type Campo, type DefinizioneModulo, type Genere, type Testo } from './definizione.ts';
export { controllaDefinizione, type Modulo } from './controlla.ts';
export { DIFETTI_MODULO, type CodiceDifetto, type Difetto, type RifiutoModulo } from './difetti.ts';
export { compila } from './compila.ts';
export {
  campoFile,
  chiedeFile,
  diciRisposta,
  domandeFile,
  parla,
  type DomandaFile,
  type RispostaDetta,
} from './dici.ts';
export type {
  CampoCompilato,
  CapitoloModulo,
  Circostanze,
  CodiceErrore,
  Compilazione,
  Errore,
  Inviati,
  Opzione,
  ValoriModulo,
  VoceDettaglio,
} from './compilazione.ts';
export { schemaModulo } from './schema-json.ts';
