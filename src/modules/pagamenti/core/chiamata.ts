import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { EnteId, StazioneId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import { rifiutoNodo, type RifiutoNodo } from './rifiuti.ts';

/** An association of an ente with a station, as the configuration has it. */
export type StazioneDiEnte = {
  stazioneId: StazioneId;
  stazione: string;
  attiva: boolean;
  intermediario: string;
  enteId: EnteId;
  codiceFiscale: string;
  ambiente: 'live' | 'prova';
  enteStato: 'INSERITO' | 'PRE-ESERCIZIO' | 'ESERCIZIO';
  /** What a notice may cost at the most, while the ente is tried out; null when nothing bounds it. */
  tettoCents: Cents | null;
  denominazione: string;
  settore: string | null;
  /** Its own service, where notices that are not here are asked about; `ancheNostri`: also those that are. */
  pressoEnte: { url: string; attesaMs: number; ancheNostri: boolean } | null;
  validaDal: Giorno;
  validaAl: Giorno | null;
};

/** Which notice of whose, and when. */
export type Domanda = { stazione: StazioneDiEnte; numeroAvviso: string; now: Date; oggi: Giorno };

/** Whom the Nodo calls: idPA, idBrokerPA, idStation. */
export type Chiamata = { idDominio: string; idIntermediario: string; idStazione: string };

/**
 * The configuration checks, in the order of SANP: domain, broker, station. An ente still INSERITO is not there for the Nodo. Verify and
 * get need a station that is active and valid today; a receipt for an old one is still good (`ancheVecchia`).
 */
export function risolviChiamata(
  configurazione: readonly StazioneDiEnte[],
  { idDominio, idIntermediario, idStazione }: Chiamata,
  { oggi, ancheVecchia }: { oggi: Giorno; ancheVecchia: boolean },
): Esito<StazioneDiEnte, RifiutoNodo> {
  const delDominio = configurazione.filter((s) => s.codiceFiscale === idDominio && s.enteStato !== 'INSERITO');
  if (delDominio.length === 0) return rifiutoNodo('DOMINIO_SCONOSCIUTO');
  const delBroker = delDominio.filter((s) => s.intermediario === idIntermediario);
  if (delBroker.length === 0) return rifiutoNodo('INTERMEDIARIO_ERRATO');
  const stazione = delBroker.find((s) => s.stazione === idStazione && (ancheVecchia || isViva(s, oggi)));
  return stazione === undefined ? rifiutoNodo('STAZIONE_ERRATA') : ok(stazione);
}

/** Does the Nodo call by it today? */
export function isViva(stazione: StazioneDiEnte, oggi: Giorno): boolean {
  return stazione.attiva && stazione.validaDal <= oggi && (stazione.validaAl === null || oggi < stazione.validaAl);
}
