import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Pagina } from './navigatore.ts';

/** CBOR (RFC 8949) of what an authenticator says: small integers, texts, bytes and maps, each shorter than 65,536. */
function cbor(valore: number | string | Buffer | Map<number | string, unknown>): Buffer {
  if (typeof valore === 'number') return valore >= 0 ? testa(0, valore) : testa(1, -valore - 1);
  if (typeof valore === 'string') return Buffer.concat([testa(3, Buffer.byteLength(valore)), Buffer.from(valore)]);
  if (Buffer.isBuffer(valore)) return Buffer.concat([testa(2, valore.length), valore]);
  const coppie = [...valore].flatMap(([chiave, uno]) => [cbor(chiave), cbor(uno as Parameters<typeof cbor>[0])]);
  return Buffer.concat([testa(5, valore.size), ...coppie]);
}

function testa(tipo: number, n: number): Buffer {
  if (n < 24) return Buffer.of((tipo << 5) | n);
  return n < 256 ? Buffer.of((tipo << 5) | 24, n) : Buffer.of((tipo << 5) | 25, n >> 8, n & 255);
}

const sha256 = (dati: string | Buffer): Buffer => createHash('sha256').update(dati).digest();

/** What a page asks of a passkey. */
type Opzioni = { challenge: string; rp?: { id: string }; rpId?: string; allowCredentials?: { id: string }[] };

/** What the page has for the script; null: nothing. */
export function opzioniDi({ html }: Pagina): Opzioni | null {
  const scritte = /data-opzioni="([^"]*)"/.exec(html)?.[1];
  return scritte === undefined
    ? null
    : (JSON.parse(scritte.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as Opzioni);
}

/** A passkey in software (WebAuthn, ES256): it signs whatever it is told, from where it is told, as badly as a test needs. */
export class PasskeyDiProva {
  readonly #chiavi = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly id = randomBytes(32);
  readonly #origine: string;
  /** Goes up with each signature; 0: it does not count. */
  contatore: number;

  constructor(origine: string, contatore = 1) {
    this.#origine = origine;
    this.contatore = contatore;
  }

  /** As the browser sends it with the form, once it is made. */
  crea(opzioni: Opzioni | null, { origine = this.#origine } = {}): string {
    const { challenge = '', rp } = opzioni ?? {};
    const { x = '', y = '' } = this.#chiavi.publicKey.export({ format: 'jwk' });
    const cose = new Map<number, unknown>([
      ...([
        [1, 2],
        [3, -7],
        [-1, 1],
      ] as const),
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const lungo = Buffer.of(this.id.length >> 8, this.id.length & 255);
    const credenziale = Buffer.concat([Buffer.alloc(16), lungo, this.id, cbor(cose)]);
    const authData = Buffer.concat([this.#dati(rp?.id ?? '', 0x45), credenziale]);
    const oggetto = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return this.#invia({
      clientDataJSON: this.#client('webauthn.create', challenge, origine),
      attestationObject: cbor(oggetto).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** As the browser sends it with the form, once it has signed. */
  firma(opzioni: Opzioni | null, { origine = this.#origine, id = this.id } = {}): string {
    const { challenge = '', rpId = '' } = opzioni ?? {};
    if (this.contatore > 0) this.contatore += 1;
    const authData = this.#dati(rpId, 0x05);
    const clientDataJSON = this.#client('webauthn.get', challenge, origine);
    const firmato = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const signature = sign('sha256', firmato, this.#chiavi.privateKey).toString('base64url');
    return this.#invia({ clientDataJSON, authenticatorData: authData.toString('base64url'), signature }, id);
  }

  #dati(rpId: string, bandiere: number): Buffer {
    const coda = Buffer.alloc(5);
    coda.writeUInt8(bandiere, 0);
    coda.writeUInt32BE(this.contatore, 1);
    return Buffer.concat([sha256(rpId), coda]);
  }

  #client(type: string, challenge: string, origin: string): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
  }

  #invia(response: object, id = this.id): string {
    const nome = id.toString('base64url');
    return JSON.stringify({ id: nome, rawId: nome, type: 'public-key', response, clientExtensionResults: {} });
  }
}
