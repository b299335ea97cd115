import { ok, type Esito } from '#kernel/esito';
import type { OperatoreId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { SFIDA_PASSKEY_MS } from '../core/limiti.ts';
import { leggiNuova, parseNomePasskey, PASSKEY_MAX, type Nuova } from '../core/passkey.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { bloccaOperatore } from '../store/accesso-proprio.ts';
import {
  deletePasskey,
  insertPasskey,
  selectChiavi,
  updateNomePasskey,
  type ChiavePasskey,
  type PasskeyId,
} from '../store/passkey.ts';
import { conPassword, primiCodici, senzaSecondoFattore } from './accesso-proprio.ts';
import {
  descriviChiave,
  motivo,
  nuovaSfida,
  sitoDi,
  spendiSfida,
  type ConBrowser,
  type OpzioniPasskey,
} from './passkey.ts';

/** Algorithms that every browser's passkeys have, and that we can judge: ES256, EdDSA, RS256 (COSE). */
const ALGORITMI = [-7, -8, -257];

type DaFare = ConBrowser & { nome: string };

/**
 * Begins a new passkey, of who shows their password again: gives what the browser is told. Nothing is kept but the challenge, for five
 * minutes.
 */
export async function preparaPasskey(
  ctx: Ctx,
  { operatoreId, browser, nome, password }: DaFare & { password: string },
): Promise<Esito<{ nome: string; opzioni: OpzioniPasskey }, RifiutoUtenti>> {
  const detto = parseNomePasskey(nome);
  if (detto === null) return rifiutoUtenti('NOME_PASSKEY');
  const proprie = await conPassword(ctx, operatoreId, password);
  if (!proprie.ok) return proprie;
  const chiavi = await selectChiavi(ctx, operatoreId);
  if (chiavi.length >= PASSKEY_MAX) return rifiutoUtenti('PASSKEY_TROPPE', { massimo: PASSKEY_MAX });
  const { utente } = proprie.value;
  return ok({
    nome: detto,
    opzioni: {
      challenge: await nuovaSfida(ctx, { operatoreId, browser }, 'registra'),
      rp: { name: 'MyPay', id: sitoDi(ctx.config).rpID },
      // By our number: what a passkey holds of its owner leaves the browser with it.
      user: { id: Buffer.from(operatoreId).toString('base64url'), name: utente, displayName: utente },
      pubKeyCredParams: ALGORITMI.map((alg) => ({ type: 'public-key', alg })),
      timeout: SFIDA_PASSKEY_MS,
      attestation: 'none',
      excludeCredentials: chiavi.map(descriviChiave),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    },
  });
}

/** Ends it: keeps the passkey that the browser has made. Gives the recovery codes, where it is their first second factor. */
export async function registraPasskey(
  ctx: Ctx,
  { operatoreId, browser, nome, risposta }: DaFare & { risposta: string },
): Promise<Esito<{ recupero: string[] }, RifiutoUtenti>> {
  const detto = parseNomePasskey(nome);
  if (detto === null) return rifiutoUtenti('NOME_PASSKEY');
  const nuova = leggiNuova(risposta);
  if (nuova === null) return rifiutoUtenti('PASSKEY_NON_VALIDA');
  const challenge = await spendiSfida(ctx, { operatoreId, browser }, { scopo: 'registra', risposta: nuova });
  if (challenge === null) return rifiutoUtenti('PASSKEY_SCADUTA');
  const chiave = await chiaveNuova(ctx, nuova, challenge);
  if (chiave === null) return rifiutoUtenti('PASSKEY_NON_VALIDA');
  return ctx.tx(async (t): Promise<Esito<{ recupero: string[] }, RifiutoUtenti>> => {
    await bloccaOperatore(t, operatoreId);
    if ((await selectChiavi(t, operatoreId)).length >= PASSKEY_MAX)
      return rifiutoUtenti('PASSKEY_TROPPE', { massimo: PASSKEY_MAX });
    const id = await insertPasskey(t, { ...chiave, operatoreId, nome: detto });
    if (id === null) return rifiutoUtenti('PASSKEY_PRESENTE');
    const recupero = await primiCodici(t, operatoreId);
    await annotaPasskey(t, 'operatore.passkey_aggiunta', { operatoreId, id });
    return ok({ recupero });
  });
}

async function chiaveNuova(
  ctx: Ctx,
  { id, response }: Nuova,
  challenge: string,
): Promise<Omit<ChiavePasskey, 'id'> | null> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const { rpID, origin } = sitoDi(ctx.config);
  const { transports = [], ...resto } = response;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId: id, response: resto, type: 'public-key', clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: false,
      supportedAlgorithmIDs: ALGORITMI,
    });
    if (!verified) return null;
    const { id: credenziale, publicKey, counter } = registrationInfo.credential;
    return {
      credenziale: Buffer.from(credenziale, 'base64url'),
      chiave: Buffer.from(publicKey),
      contatore: counter,
      trasporti: transports,
    };
  } catch (causa) {
    ctx.log.warn('passkey', { perche: motivo(causa) });
    return null;
  }
}

type Sua = { operatoreId: OperatoreId; id: PasskeyId };

/** Calls one of their passkeys by another name. */
export async function rinominaPasskey(
  ctx: Ctx,
  { nome, ...sua }: Sua & { nome: string },
): Promise<Esito<undefined, RifiutoUtenti>> {
  const detto = parseNomePasskey(nome);
  if (detto === null) return rifiutoUtenti('NOME_PASSKEY');
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    if (!(await updateNomePasskey(t, sua, detto))) return rifiutoUtenti('PASSKEY_SCONOSCIUTA');
    await annotaPasskey(t, 'operatore.passkey_rinominata', sua);
    return ok();
  });
}

/** Takes one of their passkeys away: whoever finds it opens nothing. Not the last second factor of who administers. */
export async function togliPasskey(
  ctx: Ctx,
  { password, ...sua }: Sua & { password: string },
): Promise<Esito<undefined, RifiutoUtenti>> {
  const proprie = await conPassword(ctx, sua.operatoreId, password);
  if (!proprie.ok) return proprie;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    if (!(await deletePasskey(t, sua))) return rifiutoUtenti('PASSKEY_SCONOSCIUTA');
    const resta = await senzaSecondoFattore(t, sua.operatoreId);
    if (!resta.ok) return resta;
    await annotaPasskey(t, 'operatore.passkey_tolta', sua);
    return ok();
  });
}

function annotaPasskey(t: Ctx, azione: string, { operatoreId, id }: Sua): Promise<void> {
  return annota(t, { azione, oggetto: 'operatore', oggettoId: operatoreId, dettaglio: { passkey: id } });
}
