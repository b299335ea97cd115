import { hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { isUuid, type EnteId, type InvioId } from '#kernel/ids';
import type { Mondo } from '#platform/contesto';

/**
 * The tokens of this door's files, as MyPay made them (mypay-webservices 0.4): JWT HS512. Each kind has a key of its own, so that one never
 * passes for another.
 */
const ALGORITMO = 'HS512';
const CHIAVE_BYTES = 64;

type Scopo = 'invio' | 'file';
/** Why a token is none. */
export type GettoneRifiutato = 'scaduto' | 'non_valido';

/** Who may send which file. */
export type PermessoInvio = { id: InvioId; enteId: EnteId };

const UPLOAD = { type: 'ws', uploadType: 'FLUSSI_IMPORT', importPath: '/IMPORT' } as const;
export const { importPath: IMPORT_PATH } = UPLOAD;

/** The authorizationToken. */
export function firmaInvio(
  mondo: Mondo,
  { id, enteId, codIpa, scadeIl }: PermessoInvio & { codIpa: string; scadeIl: Date },
): Promise<string> {
  return firma(mondo, 'invio', { sub: id, ente: codIpa, enteId, ...UPLOAD }, scadeIl);
}

export async function leggiInvioFirmato(mondo: Mondo, gettone: string): Promise<PermessoInvio | GettoneRifiutato> {
  const letto = await verifica(mondo, 'invio', gettone);
  if (typeof letto === 'string') return letto;
  const { sub, enteId } = letto;
  if (typeof sub !== 'string' || typeof enteId !== 'string' || !isUuid<InvioId>(sub) || !isUuid<EnteId>(enteId))
    return 'non_valido';
  return { id: sub, enteId };
}

/** What a download address gives, and to which name it was told: the token holds for that address alone. */
export type FileFirmato = { enteId: string; tipo: string; nome: string; oggettoId: string; quale: string };

/** The securityToken of a download address. */
export function firmaFile(mondo: Mondo, { oggettoId, quale, ...f }: FileFirmato, scadeIl: Date): Promise<string> {
  return firma(mondo, 'file', { type: 'sec', oid: oidDi(f), sub: oggettoId, quale }, scadeIl);
}

/** Reads a securityToken back, with the rest of its address. */
export async function leggiFileFirmato(
  mondo: Mondo,
  gettone: string,
  indirizzo: Pick<FileFirmato, 'enteId' | 'tipo' | 'nome'>,
): Promise<FileFirmato | GettoneRifiutato> {
  const letto = await verifica(mondo, 'file', gettone);
  if (typeof letto === 'string') return letto;
  const { sub, quale, oid } = letto;
  if (oid !== oidDi(indirizzo) || typeof sub !== 'string' || typeof quale !== 'string') return 'non_valido';
  return { ...indirizzo, oggettoId: sub, quale };
}

function oidDi({ tipo, enteId, nome }: Pick<FileFirmato, 'enteId' | 'tipo' | 'nome'>): string {
  return `${tipo}|${enteId}|${nome}`;
}

function chiave({ config }: Mondo, scopo: Scopo): Uint8Array {
  return new Uint8Array(hkdfSync('sha512', config.pepe, '', `sil:${scopo}`, CHIAVE_BYTES));
}

function firma(mondo: Mondo, scopo: Scopo, dice: JWTPayload, scadeIl: Date): Promise<string> {
  return new SignJWT(dice)
    .setProtectedHeader({ alg: ALGORITMO, typ: 'JWT' })
    .setIssuedAt(mondo.orologio())
    .setExpirationTime(scadeIl)
    .sign(chiave(mondo, scopo));
}

async function verifica(mondo: Mondo, scopo: Scopo, gettone: string): Promise<JWTPayload | GettoneRifiutato> {
  try {
    const opzioni = { algorithms: [ALGORITMO], currentDate: mondo.orologio(), requiredClaims: ['exp'] };
    return (await jwtVerify(gettone, chiave(mondo, scopo), opzioni)).payload;
  } catch (causa) {
    if (causa instanceof errors.JWTExpired) return 'scaduto';
    if (causa instanceof errors.JOSEError) return 'non_valido';
    throw causa;
  }
}
