import type { ArrivoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';

const UUID_BYTES = 16;
const SCADENZA_BYTES = 4;
const DATI_BYTES = UUID_BYTES + SCADENZA_BYTES;
const FIRMA_BYTES = 16;

/** What a token of a prepared payment lets do: ask how it goes; begin it although the same was paid or begun lately. */
export type ScopoArrivo = 'polling' | 'comunque';

/** A token of a prepared payment, good for one thing and for so long; nobody keeps it. */
export function scriviGettone(
  ctx: Ctx,
  { scopo, id, durataMs }: { scopo: ScopoArrivo; id: ArrivoId; durataMs: number },
): string {
  const scadenza = Buffer.alloc(SCADENZA_BYTES);
  scadenza.writeUInt32BE(Math.ceil((ctx.now.getTime() + durataMs) / 1000));
  const dati = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), scadenza]);
  return Buffer.concat([dati, firma(ctx, scopo, dati)]).toString('base64url');
}

/** Which prepared payment a token is of; null: it is none of ours, for something else, or too old. */
export function leggiGettone(ctx: Ctx, scopo: ScopoArrivo, token: string): ArrivoId | null {
  const byte = Buffer.from(token, 'base64url');
  const dati = byte.subarray(0, DATI_BYTES);
  if (!uguali(byte.subarray(DATI_BYTES), firma(ctx, scopo, dati))) return null;
  if (dati.readUInt32BE(UUID_BYTES) * 1000 <= ctx.now.getTime()) return null;
  return dati.toString('hex', 0, UUID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as ArrivoId;
}

function firma(ctx: Ctx, scopo: ScopoArrivo, dati: Buffer): Buffer {
  return impronta(ctx.config.pepe, `pagamenti:${scopo}`, dati.toString('base64url')).subarray(0, FIRMA_BYTES);
}
