import { impronta } from '#platform/crypto';

/** The secrets of a demo: its own, so that no two installations open with the same words; and always the same, whatever is done again. */
export type Segreti = {
  /** The segment of the station's path. */
  segmento: string;
  passwordSil(codIpa: string): string;
  /** With what the events of an ente are signed. */
  eventi(codIpa: string): string;
  password(utente: string): string;
  /** Base32, as authenticator apps take it. */
  totp(utente: string): string;
};

/** Letters and digits that nobody mistakes for one another, in small letters: they are read off a terminal. RFC 4648 needs other 32. */
const LEGGIBILI = 'abcdefghjkmnpqrstuvwxyz234567890';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Derives them from the pepper, which the demo makes once for each data folder. */
export function segretiDemo(pepe: Uint8Array): Segreti {
  const deriva = (scopo: string, di: string): Buffer => impronta(pepe, `demo:${scopo}`, di);
  return {
    segmento: deriva('segmento', '').toString('base64url').slice(0, 24),
    passwordSil: (codIpa) => deriva('sil', codIpa).toString('base64url').slice(0, 15),
    eventi: (codIpa) => `whsec_${deriva('eventi', codIpa).toString('base64')}`,
    password: (utente) => gruppi(inBase32(deriva('operatore', utente), LEGGIBILI)),
    totp: (utente) => inBase32(deriva('totp', utente).subarray(0, 20), BASE32),
  };
}

/** Three groups of four: 60 bits. */
function gruppi(testo: string): string {
  return [testo.slice(0, 4), testo.slice(4, 8), testo.slice(8, 12)].join('-');
}

/** Five bits a character. */
function inBase32(dati: Uint8Array, alfabeto: string): string {
  const bit = [...dati].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bit.match(/.{5}/g) ?? []).map((cinque) => alfabeto[Number(`0b${cinque}`)]).join('');
}
