import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { ok, type Esito } from '#kernel/esito';
import type { OperatoreId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { sha256, sigilla } from '#platform/crypto';
import { ACCESSI } from '../core/limiti.ts';
import { parseCodice } from '../core/prova.ts';
import { CODICI_RECUPERO, codiceRecupero, formatRecupero } from '../core/recupero.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import {
  bloccaOperatore,
  deleteSessioni,
  selectProprie,
  selectSessioni,
  sostituisciRecupero,
  updateSecondoFattore,
  type CredenzialiProprie,
  type SessioneAperta,
} from '../store/accesso-proprio.ts';
import { selectPasskey, type Passkey } from '../store/passkey.ts';
import { updatePassword } from '../store/operatore.ts';
import { hashPassword, PASSWORD_MAX } from './accesso.ts';
import { passwordForte, PASSWORD_CARATTERI } from './operatore.ts';
import { improntaRecupero } from './secondo-passo.ts';
import { consuma, dimentica, type Tentativo } from './tentativi.ts';

/** Who acts on themselves, and the session in hand. */
export type Chi = { operatoreId: OperatoreId; token: string };

/** How an operator comes in: for their own page. */
export type AccessoProprio = Pick<
  CredenzialiProprie,
  'utente' | 'secondoFattore' | 'amministra' | 'recuperoRimasti' | 'identita'
> & {
  sessioni: SessioneAperta[];
  passkey: Passkey[];
};

/** What an operator sees of how they come in; null: no longer there. */
export async function leggiAccesso(ctx: Ctx, { operatoreId, token }: Chi): Promise<AccessoProprio | null> {
  const proprie = await selectProprie(ctx, operatoreId);
  if (proprie === null) return null;
  const { utente, secondoFattore, amministra, recuperoRimasti, identita } = proprie;
  const sessioni = await selectSessioni(ctx, { operatoreId, impronta: sha256(token) });
  const passkey = await selectPasskey(ctx, operatoreId);
  return { utente, secondoFattore, amministra, recuperoRimasti, identita, sessioni, passkey };
}

/**
 * A secret for the app (another one, or the one given), and the address that its QR holds. Nothing is kept: it comes back with the first
 * code ({@link attivaSecondoFattore}).
 */
export function nuovoSecondoFattore(
  utente: string,
  segreto = generateSecret(),
): { segreto: string; indirizzo: string } {
  return { segreto, indirizzo: generateURI({ issuer: 'MyPay', label: utente, secret: segreto }) };
}

/**
 * Turns the codes of the app on, once it has shown a right one. Gives the recovery codes, which are shown now and never again; none where
 * another second factor had brought them already.
 */
export async function attivaSecondoFattore(
  ctx: Ctx,
  { operatoreId, segreto, codice }: { operatoreId: OperatoreId; segreto: string; codice: string },
): Promise<Esito<{ recupero: string[] }, RifiutoUtenti>> {
  const token = parseCodice(codice);
  if (token === null) return rifiutoUtenti('CODICE_ERRATO');
  const epoch = Math.floor(ctx.now.getTime() / 1000);
  const esito = verifySync({ strategy: 'totp', secret: segreto, token, epoch, epochTolerance: 30 });
  if (!esito.valid || !('timeStep' in esito)) return rifiutoUtenti('CODICE_ERRATO');
  const passo = esito.timeStep;
  return ctx.tx(async (t): Promise<Esito<{ recupero: string[] }, RifiutoUtenti>> => {
    const sigillato = sigilla(t.config.chiaveCifra, Buffer.from(segreto, 'utf8'));
    if (!(await updateSecondoFattore(t, operatoreId, { segreto: sigillato, passo })))
      return rifiutoUtenti('SECONDO_FATTORE_PRESENTE');
    const recupero = await primiCodici(t, operatoreId);
    await annota(t, { azione: 'operatore.secondo_fattore_attivato', oggetto: 'operatore', oggettoId: operatoreId });
    return ok({ recupero });
  });
}

/** Takes the codes of the app away, from who may be without, or has another second factor. */
export async function togliSecondoFattore(
  ctx: Ctx,
  { operatoreId, password }: { operatoreId: OperatoreId; password: string },
): Promise<Esito<undefined, RifiutoUtenti>> {
  const proprie = await conPassword(ctx, operatoreId, password);
  if (!proprie.ok) return proprie;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    await updateSecondoFattore(t, operatoreId, { segreto: null, passo: null });
    const resta = await senzaSecondoFattore(t, operatoreId);
    if (!resta.ok) return resta;
    await annota(t, { azione: 'operatore.secondo_fattore_tolto', oggetto: 'operatore', oggettoId: operatoreId });
    return ok();
  });
}

/** New recovery codes; those before are good no more. */
export async function rifaiRecupero(
  ctx: Ctx,
  { operatoreId, password }: { operatoreId: OperatoreId; password: string },
): Promise<Esito<{ recupero: string[] }, RifiutoUtenti>> {
  const proprie = await conPassword(ctx, operatoreId, password);
  if (!proprie.ok) return proprie;
  if (!proprie.value.secondoFattore && proprie.value.passkey === 0) return rifiutoUtenti('SECONDO_FATTORE_ASSENTE');
  return ctx.tx(async (t) => {
    const recupero = await nuoviCodici(t, operatoreId);
    await annota(t, { azione: 'operatore.recupero_rifatto', oggetto: 'operatore', oggettoId: operatoreId });
    return ok({ recupero });
  });
}

/** Changes one's own password. Wherever else they were signed in, they are not any more. */
export async function cambiaPasswordPropria(
  ctx: Ctx,
  { operatoreId, token, attuale, nuova }: Chi & { attuale: string; nuova: string },
): Promise<Esito<undefined, RifiutoUtenti>> {
  const proprie = await conPassword(ctx, operatoreId, attuale);
  if (!proprie.ok) return proprie;
  if (!passwordForte(nuova, proprie.value.utente) || nuova === attuale)
    return rifiutoUtenti('PASSWORD_DEBOLE', { minimo: PASSWORD_CARATTERI.min });
  const passwordArgon2 = await hashPassword(nuova);
  return ctx.tx(async (t) => {
    await updatePassword(t, operatoreId, passwordArgon2);
    await deleteSessioni(t, { operatoreId, impronta: sha256(token), id: null });
    await annota(t, { azione: 'operatore.password_cambiata', oggetto: 'operatore', oggettoId: operatoreId });
    return ok();
  });
}

/** Signs out elsewhere: one session, or (`id` null) all but the one in hand. One that is not there is as if it had ended. */
export async function chiudiSessioni(ctx: Ctx, { operatoreId, token, id }: Chi & { id: string | null }): Promise<void> {
  await ctx.tx(async (t) => {
    const chiuse = await deleteSessioni(t, { operatoreId, impronta: sha256(token), id });
    if (chiuse === 0) return;
    const dettaglio = { chiuse };
    await annota(t, { azione: 'operatore.sessioni_chiuse', oggetto: 'operatore', oggettoId: operatoreId, dettaglio });
  });
}

/** Whoever sits at a desk left open does not know the password, and may guess as little as at the door. */
export async function conPassword(
  ctx: Ctx,
  operatoreId: OperatoreId,
  password: string,
): Promise<Esito<CredenzialiProprie, RifiutoUtenti>> {
  const proprie = await selectProprie(ctx, operatoreId);
  if (proprie === null) return rifiutoUtenti('SESSIONE_SCADUTA');
  const tentativo: Tentativo = { ...ACCESSI.utente, chiave: proprie.utente };
  const possibile = await consuma(ctx, tentativo);
  if (!possibile.ok) return possibile;
  if (password.length > PASSWORD_MAX || !(await verify(proprie.passwordArgon2, password)))
    return rifiutoUtenti('PASSWORD_ERRATA');
  await dimentica(ctx, tentativo);
  return ok(proprie);
}

/**
 * After a second factor was taken away: who administers keeps at least one, and of who has none left recovery codes are good no more. It
 * is asked after the change, in its transaction, which a refusal undoes: two windows cannot take away the last one each.
 */
export async function senzaSecondoFattore(t: Ctx, operatoreId: OperatoreId): Promise<Esito<undefined, RifiutoUtenti>> {
  await bloccaOperatore(t, operatoreId);
  const proprie = await selectProprie(t, operatoreId);
  if (proprie === null) return rifiutoUtenti('SESSIONE_SCADUTA');
  if (proprie.secondoFattore || proprie.passkey > 0) return ok();
  if (proprie.amministra) return rifiutoUtenti('SECONDO_FATTORE_OBBLIGATORIO');
  await sostituisciRecupero(t, operatoreId, []);
  return ok();
}

/** The recovery codes that come with the first second factor, which has just been set; none with another. */
export async function primiCodici(t: Ctx, operatoreId: OperatoreId): Promise<string[]> {
  await bloccaOperatore(t, operatoreId);
  const proprie = await selectProprie(t, operatoreId);
  if (proprie === null) return [];
  const quanti = proprie.passkey + (proprie.secondoFattore ? 1 : 0);
  return quanti > 1 ? [] : nuoviCodici(t, operatoreId);
}

async function nuoviCodici(t: Ctx, operatoreId: OperatoreId): Promise<string[]> {
  const codici = Array.from({ length: CODICI_RECUPERO }, () => codiceRecupero(randomBytes(10)));
  await sostituisciRecupero(
    t,
    operatoreId,
    codici.map((codice) => improntaRecupero(t, codice)),
  );
  return codici.map(formatRecupero);
}
