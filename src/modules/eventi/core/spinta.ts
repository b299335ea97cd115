import { ok, type Esito } from '#kernel/esito';
import { validaIndirizzo } from './abbonamento.ts';
import { rifiutoEventi, type RifiutoEventi } from './rifiuti.ts';

/** How the push says who it is (webservices 1.24): a JWT HS512. `segreto`: its key, in base64. */
export type Jwt = { kid: string; sub: string; iss: string; segreto: string };

const CAMPO_MAX = 200;
/** A key that could be guessed proves nothing; MyPay gave keys of 32 bytes and more. */
const CHIAVE_BYTE_MIN = 16;
const SEGRETO_MAX = 4096;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Is the place fit to be kept? Without a JWT all of its four fields are blank. */
export function validaSpinta(
  { url, jwt }: { url: string; jwt: Jwt },
  modo: 'demo' | 'produzione',
): Esito<{ url: string; jwt: Jwt | null }, RifiutoEventi> {
  const indirizzo = validaIndirizzo(url, modo);
  if (!indirizzo.ok) return indirizzo;
  const detto = { kid: jwt.kid.trim(), sub: jwt.sub.trim(), iss: jwt.iss.trim(), segreto: jwt.segreto.trim() };
  const campi = Object.values(detto);
  if (campi.every((campo) => campo === '')) return ok({ url: indirizzo.value, jwt: null });
  const corti = [detto.kid, detto.sub, detto.iss];
  if (campi.includes('') || corti.some((campo) => campo.length > CAMPO_MAX || /\p{Cc}/u.test(campo)))
    return rifiutoEventi('SPINTA_JWT_INCOMPLETO', { massimo: CAMPO_MAX });
  if (!chiaveBuona(detto.segreto)) return rifiutoEventi('SPINTA_SEGRETO_NON_VALIDO', { minimo: CHIAVE_BYTE_MIN });
  return ok({ url: indirizzo.value, jwt: detto });
}

function chiaveBuona(segreto: string): boolean {
  if (segreto.length > SEGRETO_MAX || segreto.length % 4 !== 0 || !BASE64.test(segreto)) return false;
  const inPiu = segreto.endsWith('==') ? 2 : segreto.endsWith('=') ? 1 : 0;
  return (segreto.length / 4) * 3 - inPiu >= CHIAVE_BYTE_MIN;
}

/** What the ente's software answered to an outcome: taken, or not. */
export function giudicaRisposta(stato: number, testo: string): 'ok' | 'rifiutato' {
  if (stato < 200 || stato > 299) return 'rifiutato';
  const codice = faultCode(testo);
  return codice === null || codice.trim() === '' ? 'ok' : 'rifiutato';
}

function faultCode(testo: string): string | null {
  try {
    const letto: unknown = JSON.parse(testo);
    if (typeof letto !== 'object' || letto === null || !('faultCode' in letto)) return null;
    return letto.faultCode === null ? null : JSON.stringify(letto.faultCode).replaceAll('"', '');
  } catch {
    return null;
  }
}
