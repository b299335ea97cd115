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
 * What an address of a carrello is for: to `ritorno` Checkout sends back who was paying, and says by which way; `stato` only shows, and may
 * be given to anybody. The one is never good for the other.
 */
export type ScopoRiferimento = 'ritorno' | 'stato';

/** Which carrello an address names, and until when. */
export type RiferimentoLetto = { carrelloId: CarrelloId; scadeIl: Date };

/**
 * A carrello as a part of an address: its id and an expiry, signed. Whoever has it sees how the payment went, and no person in it. A day
 * has only one, so that an address is the same at each look.
 */
export function riferimentoCarrello(ctx: Ctx, id: CarrelloId, scopo: ScopoRiferimento = 'ritorno'): string {
  const giorno = 24 * 3600;
  const scadenza = Buffer.alloc(SCADENZA_BYTES);
  const fine = (ctx.now.getTime() + LIMITI.carrelloPaginaMs) / 1000;
  scadenza.writeUInt32BE(Math.ceil(fine / giorno) * giorno);
  const dati = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), scadenza]);
  return Buffer.concat([dati, firma(ctx, scopo, dati)]).toString('base64url');
}

/** Null when it is none of ours, was made for something else, or is too old. */
export function leggiRiferimentoCarrello(
  ctx: Ctx,
  riferimento: string,
  scopo: ScopoRiferimento,
): RiferimentoLetto | null {
  const byte = Buffer.from(riferimento, 'base64url');
  const dati = byte.subarray(0, DATI_BYTES);
  if (!uguali(byte.subarray(DATI_BYTES), firma(ctx, scopo, dati))) return null;
  const scadeIl = new Date(dati.readUInt32BE(UUID_BYTES) * 1000);
  if (scadeIl <= ctx.now) return null;
  const carrelloId = dati.toString('hex', 0, UUID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { carrelloId: carrelloId as CarrelloId, scadeIl };
}

/** The carrello of an address to come back to. */
export function carrelloDaRiferimento(ctx: Ctx, riferimento: string): CarrelloId | null {
  return leggiRiferimentoCarrello(ctx, riferimento, 'ritorno')?.carrelloId ?? null;
}

function firma(ctx: Ctx, scopo: ScopoRiferimento, dati: Buffer): Buffer {
  const per = scopo === 'ritorno' ? 'pagamenti:carrello' : 'pagamenti:stato';
  return impronta(ctx.config.pepe, per, dati.toString('base64url')).subarray(0, FIRMA_BYTES);
}
