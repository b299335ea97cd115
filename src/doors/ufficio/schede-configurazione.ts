import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { ufficioOperatori } from '#testi/it/ufficio-operatori';
import { ufficioChiavi } from '#testi/it/ufficio-chiavi';
import { ufficioSil } from '#testi/it/ufficio-sil';
import { ufficioEventi } from '#testi/it/ufficio-eventi';
import { ufficioCollaudo } from '#testi/it/ufficio-collaudo';
import { ufficioPermessi } from '#testi/it/ufficio-permessi';
import { pressoEnte } from '#testi/it/presso-ente';
import { VAI } from './indirizzi.ts';

/** A part of the configuration, as its index presents it. */
export type SchedaConfigurazione = { titolo: string; testo: string; a: string };

/** All that an administrator may configure: who builds a page of it adds its card here. */
export const SCHEDE_CONFIGURAZIONE: readonly SchedaConfigurazione[] = [
  { ...ufficioEnte.schede.ente, a: VAI.configuraEnte },
  { ...ufficioEnte.schede.logo, a: VAI.configuraLogo },
  { ...ufficioEnte.schede.funzioni, a: VAI.configuraFunzioni },
  { ...ufficioTipi.scheda, a: VAI.tipi },
  { ...ufficioConti.schede.conti, a: VAI.conti },
  { ...ufficioConti.schede.stazioni, a: VAI.stazioni },
  { ...ufficioConti.schede.tassonomia, a: VAI.tassonomia },
  { ...ufficioOperatori.scheda, a: VAI.operatori },
  { ...ufficioFornitore.scheda, a: VAI.fornitore },
  { ...ufficioChiavi.scheda, a: VAI.chiavi },
  { ...ufficioSil.scheda, a: VAI.portaSil },
  { ...pressoEnte.scheda, a: VAI.pressoEnte },
  { ...ufficioEventi.scheda, a: VAI.eventi },
  { ...ufficioCollaudo.scheda, a: VAI.collaudo },
  { ...ufficioPermessi.scheda, a: VAI.permessi },
];
