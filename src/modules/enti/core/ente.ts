import { ok, type Esito } from '#kernel/esito';
import { partitaIvaValida } from '#kernel/partita-iva';
import { validaRecapiti, type Recapiti } from './recapiti.ts';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';
import { isTipoEnte, TIPI_ENTE } from './tipi-ente.ts';

export type Ambiente = 'live' | 'prova';

/** What the intermediary registers of an ente: who it is, and how it is reached until the ente says otherwise. */
export type DatiEnte = {
  ambiente: Ambiente;
  codiceFiscale: string;
  codIpa: string;
  denominazione: string;
  tipo: string;
  cbill: string | null;
} & Pick<Recapiti, 'settore' | 'info' | 'indirizzo' | 'email' | 'telefono' | 'pec' | 'sito'>;

/** Is it fit to be registered? The tax code by its check digit, the IPA code by its form, the kind by the list, texts by their length. */
export function validaEnte(dati: DatiEnte): Esito<DatiEnte, RifiutoEnti> {
  if (!partitaIvaValida(dati.codiceFiscale)) return rifiutoEnti('CODICE_FISCALE_ENTE_NON_VALIDO');
  if (!/^[A-Za-z0-9_]{1,35}$/.test(dati.codIpa)) return rifiutoEnti('CODICE_IPA_NON_VALIDO');
  if (!denominazioneValida(dati.denominazione)) return rifiutoEnti('DENOMINAZIONE_NON_VALIDA');
  if (!isTipoEnte(dati.tipo))
    return rifiutoEnti('TIPO_ENTE_NON_VALIDO', { ammessi: Object.keys(TIPI_ENTE).join(', ') });
  if (dati.cbill !== null && !/^[A-Z0-9]{1,5}$/.test(dati.cbill)) return rifiutoEnti('CBILL_NON_VALIDO');
  const recapiti = validaRecapiti({ ...SENZA_RECAPITI, ...dati });
  return recapiti.ok ? ok(dati) : recapiti;
}

const SENZA_RECAPITI = {
  popolazione: null,
  testoCittadini: null,
  linguaAggiuntiva: null,
  referenteNome: null,
  referenteEmail: null,
  referenteTelefono: null,
};

/** Names travel to pagoPA as stText140 and are printed: not blank, on one line. */
export function denominazioneValida(testo: string): boolean {
  return testo.trim() === testo && testo.length >= 1 && testo.length <= 140 && !/\p{Cc}/u.test(testo);
}

/**
 * A password of the SIL: generated, so no shorter than 12; and no longer than 15, or the clients that vendors made from MyPay's WSDL
 * would refuse to send it (stPassword, mypay-webservices 1).
 */
export function passwordSilForte(password: string): boolean {
  return /^[\x21-\x7e]{12,15}$/.test(password) && new Set(password).size >= 8;
}
