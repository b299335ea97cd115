import { ok, type Esito } from '#kernel/esito';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';

/** Whose secret it is: the intermediary's, good for all; an ente's; or of one kind of due. */
export type Livello = 'intermediario' | 'ente' | 'tipo';

/** What a secret is for, who may have one of its own, and whether it needs an address to call. The database keeps the same list. */
export const SCOPI = {
  /** Amounts asked of the ente's software (1.25). */
  attualizzazione_importi: { livelli: ['ente', 'tipo'], hasUrl: true },
  /** Notices that the ente's software answers for (1.23). */
  attivazione_esterna: { livelli: ['ente'], hasUrl: true },
  /** The secret in the hashes of a cart for several enti (1.2): nothing is called with it. */
  carrello_multiente: { livelli: ['intermediario'], hasUrl: false },
  /** The key of a service of the App IO. */
  app_io: { livelli: ['ente', 'tipo'], hasUrl: false },
  /** The subscription key of biz-events, where receipts that never came are asked for (pagopa.md 6.5). */
  biz_events: { livelli: ['intermediario', 'ente'], hasUrl: true },
} as const satisfies Record<string, { livelli: readonly Livello[]; hasUrl: boolean }>;

export type Scopo = keyof typeof SCOPI;

/** Is it one of the purposes? */
export function isScopo(testo: string): testo is Scopo {
  return Object.hasOwn(SCOPI, testo);
}

export type DatiCredenziale = {
  scopo: Scopo;
  livello: Livello;
  url: string | null;
  /** Where user and secret get the token of the calls, where there is such a place. */
  urlAccesso?: string | null;
  utente: string | null;
  segreto: string;
};

const UTENTE_MAX = 200;
const URL_MAX = 2000;
const SEGRETO_MAX = 4096;

/** Is it fit to be kept? In production nothing is said to an address in clear. */
export function validaCredenziale(
  { scopo, livello, url, urlAccesso = null, utente, segreto }: DatiCredenziale,
  modo: 'demo' | 'produzione',
): Esito<undefined, RifiutoEnti> {
  const { livelli, hasUrl } = SCOPI[scopo];
  if (!(livelli as readonly Livello[]).includes(livello))
    return rifiutoEnti('CREDENZIALE_LIVELLO_NON_AMMESSO', { scopo });
  if (hasUrl !== (url !== null) || (url !== null && !urlValido(url, modo)))
    return rifiutoEnti('CREDENZIALE_URL_NON_VALIDO');
  // It goes with the address that the token is for, and with who asks for it.
  if (urlAccesso !== null && (!hasUrl || utente === null || !urlValido(urlAccesso, modo)))
    return rifiutoEnti('CREDENZIALE_URL_NON_VALIDO');
  if (utente !== null && (utente.trim() === '' || utente.length > UTENTE_MAX || /\p{Cc}/u.test(utente)))
    return rifiutoEnti('CREDENZIALE_UTENTE_NON_VALIDO', { massimo: UTENTE_MAX });
  if (segreto.length < 1 || segreto.length > SEGRETO_MAX) return rifiutoEnti('CREDENZIALE_SEGRETO_NON_VALIDO');
  return ok();
}

/** An address of the web without user and password in it: those have fields of their own, and are sealed. */
function urlValido(url: string, modo: 'demo' | 'produzione'): boolean {
  if (url.length > URL_MAX || !URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  const sicuro = protocol === 'https:' || (modo === 'demo' && protocol === 'http:');
  return sicuro && username === '' && password === '';
}

/** For how long, at the most, an old secret may live beside the new one. */
const SOVRAPPOSIZIONE_GIORNI_MAX = 90;
/** Long enough for a supplier to be told and to change it in working hours. */
export const SOVRAPPOSIZIONE_GIORNI = 7;
const GIORNO_MS = 24 * 60 * 60 * 1000;

/** When the old secret ends, if the new one begins at `dal`. Zero days: at once. */
export function fineSovrapposizione(dal: Date, giorni: number): Esito<Date, RifiutoEnti> {
  if (!Number.isInteger(giorni) || giorni < 0 || giorni > SOVRAPPOSIZIONE_GIORNI_MAX)
    return rifiutoEnti('SOVRAPPOSIZIONE_NON_VALIDA', { massimo: SOVRAPPOSIZIONE_GIORNI_MAX });
  return ok(new Date(dal.getTime() + giorni * GIORNO_MS));
}
