import type { CittadinoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';
import { disdici } from '../store/promemoria.ts';

const UUID_BYTES = 16;
/** 128 bits: nobody guesses it. */
const FIRMA_BYTES = 16;

/** The part of an address by which who gets a mail about their notices wants no more of them: it names no one, and has no end. */
export function riferimentoDisdetta(ctx: Ctx, id: CittadinoId): string {
  const dati = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([dati, firma(ctx, dati)]).toString('base64url');
}

/** Whose it is; null: it is none of ours. */
export function leggiDisdetta(ctx: Ctx, riferimento: string): CittadinoId | null {
  const byte = Buffer.from(riferimento, 'base64url');
  const dati = byte.subarray(0, UUID_BYTES);
  if (byte.length !== UUID_BYTES + FIRMA_BYTES || !uguali(byte.subarray(UUID_BYTES), firma(ctx, dati))) return null;
  return dati.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as CittadinoId;
}

function firma({ config }: Ctx, dati: Buffer): Buffer {
  return impronta(config.pepe, 'disdetta-promemoria', dati.toString('hex')).subarray(0, FIRMA_BYTES);
}

/** No more mails about new notices or about those that are due, for whom the link names. Twice is as once. */
export async function disdiciPromemoria(ctx: Ctx, id: CittadinoId): Promise<void> {
  await ctx.tx(async (t) => {
    if (!(await disdici(t, id))) return;
    await annota(t, { azione: 'cittadino.promemoria_disdetti', oggetto: 'cittadino', oggettoId: id });
  });
}
