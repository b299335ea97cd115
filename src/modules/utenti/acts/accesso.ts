import { hash, verify } from '@node-rs/argon2';
import { verifySync } from 'otplib';
import { ok, type Esito } from '#kernel/esito';
import type { EnteId, OperatoreId } from '#kernel/ids';
import { leggiEnte, verificaPasswordSil } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { apriSigillo, impronta, segretoCasuale, sha256 } from '#platform/crypto';
import { bloccoIndirizzo } from '../core/indirizzo.ts';
import { ACCESSI, ACCESSI_SIL } from '../core/limiti.ts';
import { parseCodice } from '../core/prova.ts';
import { parseRecupero } from '../core/recupero.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { spendiRecupero } from '../store/accesso-proprio.ts';
import {
  selectCredenziali,
  selectEntiDi,
  selectRuolo,
  spendiPasso,
  type Credenziali,
  type EnteDiOperatore,
} from '../store/operatore.ts';
import {
  deleteSessione,
  insertSessione,
  updateEnteScelto,
  vediSessione,
  type SessioneOperatore,
} from '../store/sessione.ts';
import { ancoraPossibile, consuma, dimentica, restituisci, type Tentativo } from './tentativi.ts';

/** argon2id (the library's default), 19 MiB, two passes: 59 ms here, and what OWASP asks at least. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hash, with the same costs, of a password that nobody knows: an unknown user takes the same time. */
const NESSUNO = '$argon2id$v=19$m=19456,t=2,p=1$n/IDU1Rw4aSgNnOKWLBTRQ$KjR+A4B1NBK19WK0ClGvnZRs/wzqPYGlyUKw/XTBOuc';
/** Longer than any passphrase: what is beyond is not hashed. */
export const PASSWORD_MAX = 256;

/** The hash under which a person's password is kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

export type Richiesta = {
  utente: string;
  password: string;
  /** Six digits of the second factor; null when the form did not ask. */
  codice: string | null;
  indirizzo: string;
  /** The session of the browser until now, which ends. */
  tokenPrecedente: string | null;
};

/** Who came in: for how many enti they may work, and whether over the installation too. */
export type Entrato = { token: string; operatoreId: OperatoreId; enti: number; intermediario: boolean };

/**
 * Signs an operator in: a new session, whose token is for the cookie alone. Same time and same answer for a user that is unknown,
 * disabled, or mistyped the password. Whoever works for one ente only finds it chosen.
 */
export async function accedi(ctx: Ctx, richiesta: Richiesta): Promise<Esito<Entrato, RifiutoUtenti>> {
  const utente = richiesta.utente.trim().toLowerCase();
  const indirizzo: Tentativo = { ...ACCESSI.indirizzo, chiave: bloccoIndirizzo(richiesta.indirizzo) };
  const nome: Tentativo = { ...ACCESSI.utente, chiave: utente };
  const tutti: Tentativo = { ...ACCESSI.installazione, chiave: '' };
  // The nearer limits first: who is refused by them does not use up the one of all.
  for (const tentativo of [indirizzo, nome, tutti]) {
    const esito = await consuma(ctx, tentativo);
    if (!esito.ok) return esito;
  }
  const credenziali = await selectCredenziali(ctx, utente);
  const giusta =
    richiesta.password.length <= PASSWORD_MAX &&
    (await verify(credenziali?.passwordArgon2 ?? NESSUNO, richiesta.password));
  if (credenziali === null || !giusta) return rifiutoUtenti('ACCESSO_NEGATO');
  const entrato = await ctx.tx((t) => entra(t, credenziali, richiesta));
  if (!entrato.ok) return entrato;
  await dimentica(ctx, nome);
  for (const tentativo of [indirizzo, tutti]) await restituisci(ctx, tentativo);
  return entrato;
}

async function entra(
  t: Ctx,
  credenziali: Credenziali,
  { codice, tokenPrecedente }: Richiesta,
): Promise<Esito<Entrato, RifiutoUtenti>> {
  const { operatoreId } = credenziali;
  const secondo = await secondoFattore(t, credenziali, codice);
  if (!secondo.ok) return secondo;
  if (tokenPrecedente !== null) await deleteSessione(t, sha256(tokenPrecedente));
  const enti = await selectEntiDi(t, operatoreId);
  const token = segretoCasuale();
  const unico = enti.length === 1 ? (enti[0]?.enteId ?? null) : null;
  await insertSessione(t, { impronta: sha256(token), operatoreId, enteId: unico });
  await annota(t, {
    azione: 'operatore.entrato',
    oggetto: 'operatore',
    oggettoId: operatoreId,
    dettaglio: { secondoFattore: secondo.value },
  });
  return ok({ token, operatoreId, enti: enti.length, intermediario: credenziali.intermediario });
}

/** Whether a second factor was used. Each code is good once, whoever else has seen it (RFC 6238, 5.2). */
async function secondoFattore(
  t: Ctx,
  { operatoreId, totpSegreto }: Credenziali,
  codice: string | null,
): Promise<Esito<boolean, RifiutoUtenti>> {
  if (totpSegreto === null) return ok(false);
  if (codice === null || codice.trim() === '') return rifiutoUtenti('CODICE_RICHIESTO');
  const token = parseCodice(codice);
  if (token === null) return conRecupero(t, operatoreId, codice);
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

/** Whose session is it? Null when the token is none of ours, or its time is over. To be asked at each request. */
export async function leggiSessione(ctx: Ctx, token: string): Promise<SessioneOperatore | null> {
  return vediSessione(ctx, sha256(token));
}

/** The enti among which the operator may choose. */
export function entiDi(ctx: Ctx, operatoreId: OperatoreId): Promise<EnteDiOperatore[]> {
  return selectEntiDi(ctx, operatoreId);
}

/** Chooses the ente for which the session works from now on. */
export async function scegliEnte(
  ctx: Ctx,
  { token, enteId }: { token: string; enteId: EnteId },
): Promise<Esito<undefined, RifiutoUtenti>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const sessione = await leggiSessione(t, token);
    if (sessione === null) return rifiutoUtenti('SESSIONE_SCADUTA');
    const { operatoreId } = sessione;
    if ((await selectRuolo(t, operatoreId, enteId)) === null) return rifiutoUtenti('ENTE_NON_TUO');
    await updateEnteScelto(t, sha256(token), enteId);
    await annota(t, {
      azione: 'operatore.ente_scelto',
      oggetto: 'operatore',
      oggettoId: operatoreId,
      dettaglio: { enteId },
    });
    return ok();
  });
}

/** Ends the session. Of one that is not there, nothing. */
export async function esci(ctx: Ctx, token: string): Promise<void> {
  await ctx.tx(async (t) => {
    const operatoreId = await deleteSessione(t, sha256(token));
    if (operatoreId !== null)
      await annota(t, { azione: 'operatore.uscito', oggetto: 'operatore', oggettoId: operatoreId });
  });
}

/**
 * Lets an ente's software in by its IPA code and password: the password says whether live or prova is meant (model 8). Only failures are
 * counted, by code and block of addresses: who knows the password may call as often as it needs.
 */
export async function accediSil(
  ctx: Ctx,
  { codIpa, password, indirizzo }: { codIpa: string; password: string; indirizzo: string },
): Promise<Esito<EnteId, RifiutoUtenti>> {
  const tentativo: Tentativo = { ...ACCESSI_SIL, chiave: `${codIpa} ${bloccoIndirizzo(indirizzo)}` };
  const possibile = await ancoraPossibile(ctx, tentativo);
  if (!possibile.ok) return possibile;
  const enteId = await verificaPasswordSil(ctx, { codIpa, password });
  // Known, and with its password: it is told that the ente is not there yet, and no attempt is counted.
  if (enteId !== null)
    return (await leggiEnte(ctx, enteId))?.stato === 'INSERITO' ? rifiutoUtenti('ENTE_INSERITO') : ok(enteId);
  const contato = await consuma(ctx, tentativo);
  return contato.ok ? rifiutoUtenti('ACCESSO_NEGATO') : contato;
}

/** As a recovery code is kept. */
export function improntaRecupero({ config }: Ctx, codice: string): Buffer {
  return impronta(config.pepe, 'recupero', codice);
}
