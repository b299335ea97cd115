import { ok, type Esito } from '#kernel/esito';
import type { OperatoreId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Config } from '#platform/config/config';
import type { Ctx } from '#platform/contesto';
import { segretoCasuale, sha256 } from '#platform/crypto';
import { SFIDA_PASSKEY_MS } from '../core/limiti.ts';
import { contatoreAvanza, leggiFirma, sfidaDi, type Firma, type Nuova } from '../core/passkey.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import {
  insertSfida,
  prendiSfida,
  segnaFirma,
  selectChiavi,
  type ChiavePasskey,
  type SfidaPasskey,
} from '../store/passkey.ts';

/** Whose passkey, and what only their browser knows. */
export type ConBrowser = { operatoreId: OperatoreId; browser: string };

/** What a script of ours hands to the browser, as it is. */
export type OpzioniPasskey = object;

/** What a passkey is good for: this very site, and no other (WebAuthn, 13.4.9). */
export function sitoDi({ urlPubblico }: Pick<Config, 'urlPubblico'>): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(urlPubblico);
  return { rpID: hostname, origin };
}

/** What is to be signed: random, once, for this operator in this browser. */
export async function nuovaSfida(
  ctx: Ctx,
  { operatoreId, browser }: ConBrowser,
  scopo: SfidaPasskey['scopo'],
): Promise<string> {
  const challenge = segretoCasuale();
  await insertSfida(ctx, { impronta: sha256(challenge), browser: sha256(browser), operatoreId, scopo });
  return challenge;
}

/** Takes the challenge that a browser says it has signed; whatever comes of it, it is spent. */
export async function spendiSfida(
  ctx: Ctx,
  { operatoreId, browser }: ConBrowser,
  { scopo, risposta }: { scopo: SfidaPasskey['scopo']; risposta: Firma | Nuova },
): Promise<string | null> {
  const challenge = sfidaDi(risposta);
  const dati = { impronta: sha256(challenge), browser: sha256(browser), operatoreId, scopo };
  const creataIl = await prendiSfida(ctx, dati);
  return creataIl !== null && ctx.now.getTime() - creataIl.getTime() < SFIDA_PASSKEY_MS ? challenge : null;
}

/** Asks for a signature of one of their passkeys, at the second step; null: they have none. */
export async function chiediFirma(ctx: Ctx, chi: ConBrowser): Promise<OpzioniPasskey | null> {
  const chiavi = await selectChiavi(ctx, chi.operatoreId);
  if (chiavi.length === 0) return null;
  return {
    challenge: await nuovaSfida(ctx, chi, 'entra'),
    rpId: sitoDi(ctx.config).rpID,
    timeout: SFIDA_PASSKEY_MS,
    // After the password: that they hold it is what is asked.
    userVerification: 'preferred',
    allowCredentials: chiavi.map(descriviChiave),
  };
}

/** A passkey as browsers are told of it. */
export function descriviChiave({ credenziale, trasporti }: ChiavePasskey): object {
  return { type: 'public-key', id: credenziale.toString('base64url'), transports: trasporti };
}

/**
 * Judges a signature. Not inside a transaction: a challenge is spent even where what was signed does not hold, and one that counts
 * backwards stays written.
 */
export async function verificaFirma(
  ctx: Ctx,
  chi: ConBrowser,
  scritta: string,
): Promise<Esito<undefined, RifiutoUtenti>> {
  if (ctx.inTx) throw new Error('verificaFirma: not inside a transaction, a refusal would give the challenge back');
  const firma = leggiFirma(scritta);
  if (firma === null) return rifiutoUtenti('PASSKEY_NON_VALIDA');
  const challenge = await spendiSfida(ctx, chi, { scopo: 'entra', risposta: firma });
  if (challenge === null) return rifiutoUtenti('PASSKEY_SCADUTA');
  const id = Buffer.from(firma.id, 'base64url');
  const chiave = (await selectChiavi(ctx, chi.operatoreId)).find(({ credenziale }) => credenziale.equals(id));
  const contatore = chiave === undefined ? null : await contatoreFirmato(ctx, firma, { chiave, challenge });
  if (chiave === undefined || contatore === null) return rifiutoUtenti('PASSKEY_NON_VALIDA');
  const avanza = contatoreAvanza({ noto: chiave.contatore, nuovo: contatore });
  if (avanza && (await segnaFirma(ctx, { id: chiave.id, contatore }))) return ok();
  await ctx.tx((t) =>
    annota(t, { azione: 'operatore.passkey_copiata', oggetto: 'operatore', oggettoId: chi.operatoreId }),
  );
  return rifiutoUtenti('PASSKEY_COPIATA');
}

/** The count in a signature that holds; null: it does not. */
async function contatoreFirmato(
  ctx: Ctx,
  { id, response }: Firma,
  { chiave, challenge }: { chiave: ChiavePasskey; challenge: string },
): Promise<number | null> {
  // Read when somebody signs: a start need not wait for it.
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const { rpID, origin } = sitoDi(ctx.config);
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId: id, response, type: 'public-key', clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: false,
      // The count is judged by us: of what is refused for it something stays written.
      credential: { id, publicKey: new Uint8Array(chiave.chiave), counter: 0 },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch (causa) {
    ctx.log.warn('passkey', { perche: motivo(causa) });
    return null;
  }
}

/** Why the library refuses, short: its words name addresses, never a person. */
export function motivo(causa: unknown): string {
  return causa instanceof Error ? causa.message.slice(0, 120) : 'sconosciuto';
}
