import type { CarrelloId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';

const UUID_BYTES = 16;
const SCADENZA_BYTES = 4;
const DATI_BYTES = UUID_BYTES + SCADENZA_BYTES;
/** 128 bits: nobody guesses it. */
const FIRMA_BYTES = 16;

/**
 * A carrello as a part of an address: its id and an expiry, signed. Whoever has it, because Checkout sends them back or a mail of ours
 * did, sees how the payment went, and no person in it. A day has only one, so that an address is the same at each look.
 */
export function riferimentoCarrello(ctx: Ctx, id: CarrelloId): string {
  const giorno = 24 * 3600;
  const scadenza = Buffer.alloc(SCADENZA_BYTES);
  const fine = (ctx.now.getTime() + LIMITI.carrelloPaginaMs) / 1000;
  scadenza.writeUInt32BE(Math.ceil(fine / giorno) * giorno);
  const dati = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), scadenza]);
  return Buffer.concat([dati, firma(ctx, dati)]).toString('base64url');
}

/** Null when it is none of ours, or too old. */
export function carrelloDaRiferimento(ctx: Ctx, riferimento: string): CarrelloId | null {
  const byte = Buffer.from(riferimento, 'base64url');
  const dati = byte.subarray(0, DATI_BYTES);
  if (!uguali(byte.subarray(DATI_BYTES), firma(ctx, dati))) return null;
  if (dati.readUInt32BE(UUID_BYTES) * 1000 <= ctx.now.getTime()) return null;
  return dati.toString('hex', 0, UUID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as CarrelloId;
}

function firma(ctx: Ctx, dati: Buffer): Buffer {
  return impronta(ctx.config.pepe, 'pagamenti:carrello', dati.toString('base64url')).subarray(0, FIRMA_BYTES);
}
