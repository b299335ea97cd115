import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  randomBytes,
  randomFillSync,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of a sealed value, so that the form may change one day without guessing. */
const FORMA_1 = 1;

/** SHA-256 of a value. */
export function sha256(dati: string | Uint8Array): Buffer {
  return hash('sha256', dati, 'buffer');
}

/** HMAC-SHA256 under a purpose, so that the same secret hashed for two uses gives unrelated values. */
export function impronta(pepe: Uint8Array, scopo: string, segreto: string): Buffer {
  return createHmac('sha256', pronta(pepe)).update(scopo).update('\0').update(segreto).digest();
}

/** Compares two values in constant time; values of different length are just different. */
export function uguali(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A random secret in base64url: 32 bytes, 43 characters. */
export function segretoCasuale(byte = 32): string {
  return randomBytes(byte).toString('base64url');
}

/**
 * Compresses (zstd, level 1: messages are short and many) and encrypts (AES-256-GCM) a value at rest.
 * The result is: one byte of form, 12 of nonce, 16 of tag, then the ciphertext.
 */
export function sigilla(chiave: Uint8Array, dati: Uint8Array): Buffer {
  const iv = nonce();
  const cifra = createCipheriv('aes-256-gcm', pronta(chiave), iv);
  const compresso = zstdCompressSync(dati, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  const corpo = cifra.update(compresso);
  const fine = cifra.final();
  return Buffer.concat([Buffer.of(FORMA_1), iv, cifra.getAuthTag(), corpo, fine]);
}

const casuali = Buffer.alloc(IV_BYTES * 256);
let usati = casuali.length;

/** Random bytes that nobody has had: the system is asked for those of many messages at once, for asking costs more than hashing one. */
function nonce(): Buffer {
  if (usati === casuali.length) {
    randomFillSync(casuali);
    usati = 0;
  }
  return Buffer.from(casuali.subarray(usati, (usati += IV_BYTES)));
}

const PRONTE = new WeakMap<Uint8Array, KeyObject>();

/** The key as the library wants it: made anew for each message it would cost more than encrypting it. */
function pronta(chiave: Uint8Array): KeyObject {
  const nota = PRONTE.get(chiave) ?? createSecretKey(chiave);
  PRONTE.set(chiave, nota);
  return nota;
}

/** Opposite of {@link sigilla}. Throws when the key is another or the value was touched. */
export function apriSigillo(chiave: Uint8Array, sigillato: Uint8Array): Buffer {
  if (sigillato[0] !== FORMA_1) throw new Error('sigillo: forma sconosciuta');
  const dati = Buffer.from(sigillato);
  const decifra = createDecipheriv('aes-256-gcm', chiave, dati.subarray(1, 1 + IV_BYTES));
  decifra.setAuthTag(dati.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES));
  const chiaro = Buffer.concat([decifra.update(dati.subarray(1 + IV_BYTES + TAG_BYTES)), decifra.final()]);
  return zstdDecompressSync(chiaro);
}
