import { impronta, uguali } from '../crypto.ts';

/** Name of the field, which `Modulo` of the interface writes first. */
export const CAMPO_CSRF = '_csrf';

/**
 * Token of the forms of a session: an HMAC of its secret, so that nothing is stored and it dies with the session. Who has not signed in
 * is known by an anonymous random cookie.
 */
export function tokenCsrf(chiave: Uint8Array, segretoSessione: string): string {
  return impronta(chiave, 'csrf', segretoSessione).toString('base64url');
}

/** In constant time. */
export function csrfValido({
  chiave,
  segretoSessione,
  token,
}: {
  chiave: Uint8Array;
  segretoSessione: string;
  token: string;
}): boolean {
  return uguali(Buffer.from(tokenCsrf(chiave, segretoSessione)), Buffer.from(token));
}
