import { ok, type Esito } from '#kernel/esito';
import { GENERI, isGenere, type GenereEvento } from './generi.ts';
import { rifiutoEventi, type RifiutoEventi } from './rifiuti.ts';

/** Subscriptions of one ente: each is a request more for every event. */
export const ABBONAMENTI_MAX = 10;
/** For how long the secret before the last still signs: a supplier has to be told, and to change it in working hours. */
export const SOVRAPPOSIZIONE_MS = 7 * 24 * 60 * 60 * 1000;
/** Events that are sent again by one request. */
export const RIMANDATI_MAX = 100_000;
/** For how long what happened is kept. */
export const CONSERVATI_GIORNI = 90;

const NOME_MAX = 80;
const URL_MAX = 2000;
const LOCALI = ['127.0.0.1', 'localhost', '[::1]'];
/** A key of 24 to 64 bytes, as Standard Webhooks writes it. */
const SEGRETO = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

export type StatoAbbonamento = 'attivo' | 'in_pausa' | 'sospeso';

export type NuovoAbbonamento = { nome: string; url: string; generi: readonly string[]; segreto?: string };

/** Is it fit to be kept? */
export function validaAbbonamento(
  { nome, url, generi, segreto }: NuovoAbbonamento,
  modo: 'demo' | 'produzione',
): Esito<{ nome: string; url: string; generi: GenereEvento[] }, RifiutoEventi> {
  const nudo = nome.trim();
  if (nudo === '' || nudo.length > NOME_MAX || /\p{Cc}/u.test(nudo))
    return rifiutoEventi('ABBONAMENTO_NOME_NON_VALIDO', { massimo: NOME_MAX });
  const indirizzo = validaIndirizzo(url, modo);
  if (!indirizzo.ok) return indirizzo;
  const scelti = GENERI.filter((genere) => generi.includes(genere));
  if (scelti.length === 0 || !generi.every(isGenere)) return rifiutoEventi('ABBONAMENTO_GENERI_NON_VALIDI');
  if (segreto !== undefined && !SEGRETO.test(segreto)) return rifiutoEventi('ABBONAMENTO_SEGRETO_NON_VALIDO');
  return ok({ nome: nudo, url: indirizzo.value, generi: scelti });
}

/** An address of the web that we may call: in clear only in the demo, and to this very machine. */
export function validaIndirizzo(url: string, modo: 'demo' | 'produzione'): Esito<string, RifiutoEventi> {
  const nudo = url.trim();
  if (nudo.length > URL_MAX || !URL.canParse(nudo)) return rifiutoEventi('EVENTI_INDIRIZZO_NON_VALIDO');
  const { protocol, hostname, username, password, hash, href } = new URL(nudo);
  const sicuro = protocol === 'https:' || (modo === 'demo' && protocol === 'http:' && LOCALI.includes(hostname));
  if (!sicuro || username !== '' || password !== '' || hash !== '' || href.length > URL_MAX)
    return rifiutoEventi('EVENTI_INDIRIZZO_NON_VALIDO');
  return ok(href);
}
