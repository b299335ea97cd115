import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { ContoId } from '#kernel/ids';
import type { TipoConto } from './conto.ts';
import { denominazioneValida } from './ente.ts';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';
import { inVigore, type CodiceTassonomia } from './tassonomia.ts';

/** What is registered of a kind of due. `codice` never changes: files and software of the ente name it. */
export type DatiTipoDovuto = {
  codice: string;
  denominazione: string;
  attivo: boolean;
  tassonomia: string;
  contoId: ContoId;
  contoPostaleId: ContoId | null;
  scadenzaObbligatoria: boolean;
  scadenzaStampata: boolean;
  pagaDopoScadenza: boolean;
  codiceFiscaleAnonimo: boolean;
  avvisoStampabile: boolean;
};

/** Names that the files give another meaning: an export by this name is that of the secondary beneficiaries (mypay-file-formats 4). */
const RISERVATI = new Set(['EXPORT_ENTE_SECONDARIO', 'DEFAULT']);

export type IntornoAlTipo = {
  tassonomia: CodiceTassonomia | null;
  conto: TipoConto | null;
  contoPostale: TipoConto | null;
  oggi: Giorno;
};

/** Is it fit to be registered, given what it refers to? */
export function validaTipoDovuto(dati: DatiTipoDovuto, intorno: IntornoAlTipo): Esito<DatiTipoDovuto, RifiutoEnti> {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(dati.codice)) return rifiutoEnti('TIPO_CODICE_NON_VALIDO');
  if (RISERVATI.has(dati.codice)) return rifiutoEnti('TIPO_CODICE_RISERVATO');
  if (!denominazioneValida(dati.denominazione)) return rifiutoEnti('DENOMINAZIONE_NON_VALIDA');
  if (intorno.tassonomia === null) return rifiutoEnti('TASSONOMIA_SCONOSCIUTA', { tassonomia: dati.tassonomia });
  // A code may expire under a kind of due that exists; an active one may not be registered with it.
  if (dati.attivo && !inVigore(intorno.tassonomia, intorno.oggi))
    return rifiutoEnti('TASSONOMIA_NON_IN_VIGORE', { tassonomia: dati.tassonomia });
  if (intorno.conto === null) return rifiutoEnti('CONTO_SCONOSCIUTO');
  if (dati.contoPostaleId !== null && intorno.contoPostale === null) return rifiutoEnti('CONTO_SCONOSCIUTO');
  if (dati.contoPostaleId !== null && intorno.contoPostale !== 'postale') return rifiutoEnti('CONTO_NON_POSTALE');
  return ok(dati);
}
