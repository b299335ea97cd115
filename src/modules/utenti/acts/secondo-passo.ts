import { verifySync } from 'otplib';
import { ok, type Esito } from '#kernel/esito';
import type { OperatoreId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { apriSigillo, impronta } from '#platform/crypto';
import { parseCodice } from '../core/prova.ts';
import { parseRecupero } from '../core/recupero.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { spendiRecupero } from '../store/accesso-proprio.ts';
import { spendiPasso, type Credenziali } from '../store/operatore.ts';
import { verificaFirma } from './passkey.ts';

/** What stands for the second step, where it was asked: what was typed, or what a passkey signed in that browser. */
export type SecondoPasso = {
  /** Six digits, or a recovery code; null when the form did not ask. */
  codice: string | null;
  firma?: { risposta: string; browser: string } | null;
};

/**
 * Judges what a passkey has signed, before the transaction that opens the session. True: the second step is taken; false: it is still to
 * be.
 */
export async function conFirma(
  ctx: Ctx,
  { operatoreId }: Pick<Credenziali, 'operatoreId'>,
  { firma = null }: SecondoPasso,
): Promise<Esito<boolean, RifiutoUtenti>> {
  if (firma === null) return ok(false);
  const { risposta, browser } = firma;
  const giudicata = await verificaFirma(ctx, { operatoreId, browser }, risposta);
  return giudicata.ok ? ok(true) : giudicata;
}

/** Whether a second factor was used, by who has one. Each code is good once, whoever else has seen it (RFC 6238, 5.2). */
export async function conCodice(
  t: Ctx,
  { operatoreId, totpSegreto, conPasskey }: Credenziali,
  codice: string | null,
): Promise<Esito<boolean, RifiutoUtenti>> {
  if (totpSegreto === null && !conPasskey) return ok(false);
  if (codice === null || codice.trim() === '') return rifiutoUtenti('CODICE_RICHIESTO');
  const token = parseCodice(codice);
  if (token === null) return conRecupero(t, operatoreId, codice);
  if (totpSegreto === null) return rifiutoUtenti('CODICE_ERRATO');
  const secret = apriSigillo(t.config.chiaveCifra, totpSegreto).toString('utf8');
  // One step of 30 seconds on either side: telephones are seldom on time to the second.
  const esito = verifySync({
    strategy: 'totp',
    secret,
    token,
    epoch: Math.floor(t.now.getTime() / 1000),
    epochTolerance: 30,
  });
  if (!esito.valid || !('timeStep' in esito)) return rifiutoUtenti('CODICE_ERRATO');
  return (await spendiPasso(t, operatoreId, esito.timeStep)) ? ok(true) : rifiutoUtenti('CODICE_GIA_USATO');
}

/** Who has lost the telephone writes a recovery code in its place: each opens once. */
async function conRecupero(t: Ctx, operatoreId: OperatoreId, scritto: string): Promise<Esito<boolean, RifiutoUtenti>> {
  const codice = parseRecupero(scritto);
  if (codice === null || !(await spendiRecupero(t, operatoreId, improntaRecupero(t, codice))))
    return rifiutoUtenti('CODICE_ERRATO');
  await annota(t, { azione: 'operatore.recupero_usato', oggetto: 'operatore', oggettoId: operatoreId });
  return ok(true);
}

/** As a recovery code is kept. */
export function improntaRecupero({ config }: Ctx, codice: string): Buffer {
  return impronta(config.pepe, 'recupero', codice);
}
