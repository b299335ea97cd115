import { ok, type Esito } from '#kernel/esito';
import { partitaIvaValida } from '#kernel/partita-iva';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';

export type Ambiente = 'live' | 'prova';

/** What is registered of an ente. Texts are trimmed; null where there is none. */
export type DatiEnte = {
  ambiente: Ambiente;
  codiceFiscale: string;
  codIpa: string;
  denominazione: string;
  tipo: string;
  settore: string | null;
  info: string | null;
  indirizzo: string | null;
  email: string | null;
  telefono: string | null;
  pec: string | null;
  sito: string | null;
  cbill: string | null;
};

/** `settore` and `info` are printed on the notice (avviso analogico), in boxes of these characters. */
const LUNGHEZZE = {
  tipo: 40,
  settore: 50,
  info: 100,
  indirizzo: 140,
  email: 256,
  telefono: 40,
  pec: 256,
  sito: 256,
} as const;

/** Is it fit to be registered? The tax code by its check digit, the IPA code by its form, texts by their length. */
export function validaEnte(dati: DatiEnte): Esito<DatiEnte, RifiutoEnti> {
  if (!partitaIvaValida(dati.codiceFiscale)) return rifiutoEnti('CODICE_FISCALE_ENTE_NON_VALIDO');
  if (!/^[A-Za-z0-9_]{1,35}$/.test(dati.codIpa)) return rifiutoEnti('CODICE_IPA_NON_VALIDO');
  if (!denominazioneValida(dati.denominazione)) return rifiutoEnti('DENOMINAZIONE_NON_VALIDA');
  if (dati.cbill !== null && !/^[A-Z0-9]{1,5}$/.test(dati.cbill)) return rifiutoEnti('CBILL_NON_VALIDO');
  for (const [campo, massimo] of Object.entries(LUNGHEZZE)) {
    const testo = dati[campo as keyof typeof LUNGHEZZE] ?? '';
    if (testo.length > massimo) return rifiutoEnti('TESTO_TROPPO_LUNGO', { campo, massimo });
  }
  return ok(dati);
}

/** Names travel to pagoPA as stText140 and are printed: not blank, on one line. */
export function denominazioneValida(testo: string): boolean {
  return testo.trim() === testo && testo.length >= 1 && testo.length <= 140 && !/\p{Cc}/u.test(testo);
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** A logo is drawn on each notice and on each page: a quarter of a megabyte is ten times what it takes. */
export const LOGO_BYTES_MAX = 256 * 1024;

/** Is it a PNG image, and not too heavy? Judged by its signature, not by its name. */
export function validaLogo(png: Uint8Array): Esito<Uint8Array, RifiutoEnti> {
  if (!PNG.every((byte, i) => png[i] === byte)) return rifiutoEnti('LOGO_NON_PNG');
  if (png.length > LOGO_BYTES_MAX) return rifiutoEnti('LOGO_TROPPO_GRANDE', { massimoByte: LOGO_BYTES_MAX });
  return ok(png);
}

/**
 * A password of the SIL: generated, so no shorter than 12; and no longer than 15, or the clients that vendors made from MyPay's WSDL
 * would refuse to send it (stPassword, mypay-webservices 1).
 */
export function passwordSilForte(password: string): boolean {
  return /^[\x21-\x7e]{12,15}$/.test(password) && new Set(password).size >= 8;
}
