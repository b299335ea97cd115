import { hkdfSync, type webcrypto } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { isUuid, type DovutoId, type EnteId, type InvioId, type RicevutaId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/**
 * The tokens of this door, as MyPay made them (mypay-webservices 0.4): JWT HS512, which say what they open and until when, and name nobody.
 * Each use has a key of its own, so that one never passes for another. What is good for once (`invio`) is counted by who receives it; the
 * others may be used again until they expire.
 */
const ALGORITMO = 'HS512';
const CHIAVE_BYTES = 64;

const ORA_MS = 3_600_000;
const GIORNO_MS = 24 * ORA_MS;

/** What an address for people opens without a login, and for how long: a notice for as long as paper lives, the rest for a day. */
const DURATE_MS = { avviso: 2 * 365 * GIORNO_MS, precaricato: GIORNO_MS, rt: GIORNO_MS } as const;
/** The uses of an address for people. */
export type ScopoGettone = keyof typeof DURATE_MS;
type Scopo = ScopoGettone | 'invio' | 'file';

/** Why a token is none. */
export type GettoneRifiutato = 'scaduto' | 'non_valido';

/** The secret of the installation, and what time it is. */
type Officina = Pick<Ctx, 'now'> & { readonly config: Pick<Ctx['config'], 'pepe'> };

/** What an address for people opens: of which ente, and for the software of which. */
export type Gettone = { enteId: EnteId; id: DovutoId | RicevutaId; chiede: EnteId };

/** The token of an address for people. */
export function scriviGettone(o: Officina, scopo: ScopoGettone, { enteId, id, chiede }: Gettone): Promise<string> {
  return firma(o, scopo, { sub: id, ente: enteId, chi: chiede }, new Date(o.now.getTime() + DURATE_MS[scopo]));
}

/** Null: it is none of ours, is for something else, or too old. */
export async function leggiGettone(o: Officina, scopo: ScopoGettone, gettone: string): Promise<Gettone | null> {
  const letto = await verifica(o, scopo, gettone);
  if (typeof letto === 'string') return null;
  const { sub: id, ente: enteId, chi: chiede } = letto;
  return typeof id === 'string' && typeof enteId === 'string' && typeof chiede === 'string'
    ? { id: id as Gettone['id'], enteId: enteId as EnteId, chiede: chiede as EnteId }
    : null;
}

/** Who may send which file. */
export type PermessoInvio = { id: InvioId; enteId: EnteId };

const UPLOAD = { type: 'ws', uploadType: 'FLUSSI_IMPORT', importPath: '/IMPORT' } as const;
export const { importPath: IMPORT_PATH } = UPLOAD;

/** The authorizationToken. */
export function firmaInvio(
  o: Officina,
  { id, enteId, codIpa, scadeIl }: PermessoInvio & { codIpa: string; scadeIl: Date },
): Promise<string> {
  return firma(o, 'invio', { sub: id, ente: codIpa, enteId, ...UPLOAD }, scadeIl);
}

export async function leggiInvioFirmato(o: Officina, gettone: string): Promise<PermessoInvio | GettoneRifiutato> {
  const letto = await verifica(o, 'invio', gettone);
  if (typeof letto === 'string') return letto;
  const { sub, enteId } = letto;
  if (typeof sub !== 'string' || typeof enteId !== 'string' || !isUuid<InvioId>(sub) || !isUuid<EnteId>(enteId))
    return 'non_valido';
  return { id: sub, enteId };
}

/** What a download address gives, and to which name it was told: the token holds for that address alone. */
export type FileFirmato = { enteId: string; tipo: string; nome: string; oggettoId: string; quale: string };

/** The securityToken of a download address. */
export function firmaFile(o: Officina, { oggettoId, quale, ...f }: FileFirmato, scadeIl: Date): Promise<string> {
  return firma(o, 'file', { type: 'sec', oid: oidDi(f), sub: oggettoId, quale }, scadeIl);
}

/** Reads a securityToken back, with the rest of its address. */
export async function leggiFileFirmato(
  o: Officina,
  gettone: string,
  indirizzo: Pick<FileFirmato, 'enteId' | 'tipo' | 'nome'>,
): Promise<FileFirmato | GettoneRifiutato> {
  const letto = await verifica(o, 'file', gettone);
  if (typeof letto === 'string') return letto;
  const { sub, quale, oid } = letto;
  if (oid !== oidDi(indirizzo) || typeof sub !== 'string' || typeof quale !== 'string') return 'non_valido';
  return { ...indirizzo, oggettoId: sub, quale };
}

function oidDi({ tipo, enteId, nome }: Pick<FileFirmato, 'enteId' | 'tipo' | 'nome'>): string {
  return `${tipo}|${enteId}|${nome}`;
}

type Chiavi = Map<Scopo, Promise<webcrypto.CryptoKey>>;
const CHIAVI = new WeakMap<Uint8Array, Chiavi>();

/** Derived and imported once a use: that costs more than signing. */
function chiave({ config: { pepe } }: Officina, scopo: Scopo): Promise<webcrypto.CryptoKey> {
  const note: Chiavi = CHIAVI.get(pepe) ?? new Map();
  CHIAVI.set(pepe, note);
  const sua = note.get(scopo) ?? importa(hkdfSync('sha512', pepe, '', `sil:${scopo}`, CHIAVE_BYTES));
  note.set(scopo, sua);
  return sua;
}

function importa(byte: ArrayBuffer): Promise<webcrypto.CryptoKey> {
  return crypto.subtle.importKey('raw', byte, { name: 'HMAC', hash: 'SHA-512' }, false, ['sign', 'verify']);
}

async function firma(o: Officina, scopo: Scopo, dice: JWTPayload, scadeIl: Date): Promise<string> {
  return new SignJWT(dice)
    .setProtectedHeader({ alg: ALGORITMO, typ: 'JWT' })
    .setIssuedAt(o.now)
    .setExpirationTime(scadeIl)
    .sign(await chiave(o, scopo));
}

async function verifica(o: Officina, scopo: Scopo, gettone: string): Promise<JWTPayload | GettoneRifiutato> {
  try {
    const opzioni = { algorithms: [ALGORITMO], currentDate: o.now, requiredClaims: ['exp'] };
    return (await jwtVerify(gettone, await chiave(o, scopo), opzioni)).payload;
  } catch (causa) {
    if (causa instanceof errors.JWTExpired) return 'scaduto';
    if (causa instanceof errors.JOSEError) return 'non_valido';
    throw causa;
  }
}
