import type { EnteId, IuvId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';

/** Which notice: its ids. */
export type Quale = { enteId: EnteId; iuvId: IuvId };

const UUID_BYTES = 16;
const SCADENZA_BYTES = 4;
const DATI_BYTES = 2 * UUID_BYTES + SCADENZA_BYTES;
/** 128 bits: a signature nobody can guess, in an address that stays short enough for the router (100 characters a part). */
const FIRMA_BYTES = 16;

/**
 * The notice that a pair has found, as a part of an address: ids and an expiry, signed. Reloading, going back and two notices in two
 * windows are ordinary, and nothing is kept of who looked. It shows what the pair allows, for as long as a mailed link lasts.
 */
export function scriviRiferimento(ctx: Ctx, { enteId, iuvId }: Quale): string {
  const scadenza = Buffer.alloc(SCADENZA_BYTES);
  scadenza.writeUInt32BE(Math.floor((ctx.now.getTime() + LIMITI.linkPostaMs) / 1000));
  const dati = Buffer.concat([daUuid(enteId), daUuid(iuvId), scadenza]);
  return Buffer.concat([dati, firma(ctx, dati)]).toString('base64url');
}

/** Null when it is none of ours, or too old. */
export function leggiRiferimento(ctx: Ctx, riferimento: string): Quale | null {
  const byte = Buffer.from(riferimento, 'base64url');
  const dati = byte.subarray(0, DATI_BYTES);
  if (!uguali(byte.subarray(DATI_BYTES), firma(ctx, dati))) return null;
  if (dati.readUInt32BE(2 * UUID_BYTES) * 1000 <= ctx.now.getTime()) return null;
  return { enteId: inUuid<EnteId>(dati, 0), iuvId: inUuid<IuvId>(dati, UUID_BYTES) };
}

function firma(ctx: Ctx, dati: Buffer): Buffer {
  return impronta(ctx.config.pepe, 'portale:riferimento', dati.toString('base64url')).subarray(0, FIRMA_BYTES);
}

function daUuid(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function inUuid<Id extends string>(byte: Buffer, da: number): Id {
  const cifre = byte.toString('hex', da, da + UUID_BYTES);
  return cifre.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as Id;
}
