import { hash, verify } from '@node-rs/argon2';
import type { CodiceFiscale } from '#kernel/codice-fiscale';
import { ok, type Esito } from '#kernel/esito';
import type { EnteId, OperatoreId } from '#kernel/ids';
import { leggiEnte, verificaPasswordSil } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { segretoCasuale, sha256 } from '#platform/crypto';
import type { IdentitaEnte } from '../core/fornitore.ts';
import { bloccoIndirizzo } from '../core/indirizzo.ts';
import { ACCESSI, ACCESSI_SIL } from '../core/limiti.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import {
  selectCredenziali,
  selectEntiDi,
  selectRuolo,
  updateIdentitaProvata,
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
import { collegaEnte } from './collega-fornitore.ts';
import { nelNomeDi } from './nel-nome-di.ts';
import { conCodice, conFirma, type SecondoPasso } from './secondo-passo.ts';
import { ancoraPossibile, consuma, dimentica, restituisci, type Tentativo } from './tentativi.ts';

/** argon2id (the library's default), 19 MiB, two passes: 59 ms here, and what OWASP asks at least. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hash, with the same costs, of a password that nobody knows: an unknown user takes the same time, and so does who has no password. */
export const NESSUNO =
  '$argon2id$v=19$m=19456,t=2,p=1$n/IDU1Rw4aSgNnOKWLBTRQ$KjR+A4B1NBK19WK0ClGvnZRs/wzqPYGlyUKw/XTBOuc';
/** Longer than any passphrase: what is beyond is not hashed. */
export const PASSWORD_MAX = 256;

/** The hash under which a person's password is kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

/** Who somebody is, as the provider of identity has just told us; `duePassi`: they came in there by two steps. */
export type IdentitaProvata = { codiceFiscale: CodiceFiscale; duePassi: boolean };

/** Who somebody has shown to be: to the installation's provider, or to that of an ente. */
export type Mostrata = IdentitaProvata | IdentitaEnte;

/** What any sign-in brings, besides who it is. */
export type Arrivo = SecondoPasso & {
  indirizzo: string;
  /** The session of the browser until now, which ends. */
  tokenPrecedente: string | null;
};

export type Richiesta = Arrivo & {
  utente: string;
  password: string;
  /** Shown just before: from now on it opens this account by itself. */
  identita?: Mostrata | null;
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
  const { identita = null } = richiesta;
  const diEnte = identita !== null && 'soggetto' in identita;
  if (identita !== null && !diEnte && credenziali.codiceFiscale !== identita.codiceFiscale)
    return rifiutoUtenti('IDENTITA_NON_COLLEGABILE');
  const collegata = !diEnte && credenziali.identitaProvata;
  const dove = diEnte ? ctx.per(identita.enteId) : ctx;
  const entrato = await entra(dove, credenziali, { ...richiesta, identita, collegata });
  if (!entrato.ok) return entrato;
  await dimentica(ctx, nome);
  for (const tentativo of [indirizzo, tutti]) await restituisci(ctx, tentativo);
  return entrato;
}

/**
 * The second step of who has shown the first, and the session. Two steps taken at the provider stand for it, but not the time that the
 * identity is linked (`collegata` false): who has said the tax code, and knows the password, would come in without the telephone of the
 * account. Of who comes by the provider of an ente the context is that ente's.
 */
export async function entra(
  ctx: Ctx,
  credenziali: Credenziali,
  { identita, collegata, ...arrivo }: Omit<Arrivo, 'indirizzo'> & { identita: Mostrata | null; collegata: boolean },
): Promise<Esito<Entrato, RifiutoUtenti>> {
  const altrove = identita?.duePassi === true;
  const firmato = altrove && collegata ? ok(true) : await conFirma(ctx, credenziali, arrivo);
  if (!firmato.ok) return firmato;
  return ctx.tx(async (t): Promise<Esito<Entrato, RifiutoUtenti>> => {
    const secondo = firmato.value ? firmato : await conCodice(t, credenziali, arrivo.codice);
    if (!secondo.ok) return secondo;
    const sua = identita === null ? ok() : await collega(t, credenziali, { identita, collegata });
    if (!sua.ok) return sua;
    const { tokenPrecedente } = arrivo;
    return ok(await apri(t, credenziali, { tokenPrecedente, identita, duePassi: altrove || secondo.value }));
  });
}

/** Links what was shown to the account, or finds it linked. Refused: meanwhile it opens another account, or this one opens by another. */
async function collega(
  t: Ctx,
  { operatoreId, identitaProvata }: Credenziali,
  { identita, collegata }: { identita: Mostrata; collegata: boolean },
): Promise<Esito<undefined, RifiutoUtenti>> {
  if ('soggetto' in identita) return collegaEnte(t, operatoreId, identita, { collegata });
  if (identitaProvata) return ok();
  const { codiceFiscale } = identita;
  if (!(await updateIdentitaProvata(t, { operatoreId, codiceFiscale })))
    return rifiutoUtenti('IDENTITA_NON_COLLEGABILE');
  const atto = { azione: 'operatore.identita_collegata', oggetto: 'operatore', oggettoId: operatoreId };
  await annota(nelNomeDi(t, operatoreId), atto);
  return ok();
}

type DaAprire = Pick<Arrivo, 'tokenPrecedente'> & { identita: Mostrata | null; duePassi: boolean };

/** Who comes by the provider of an ente works for that one, in this session, whatever else they do here. */
async function apri(
  t: Ctx,
  { operatoreId, intermediario }: Credenziali,
  { tokenPrecedente, identita, duePassi }: DaAprire,
): Promise<Entrato> {
  if (tokenPrecedente !== null) await deleteSessione(t, sha256(tokenPrecedente));
  const diEnte = identita !== null && 'soggetto' in identita ? identita : null;
  const enti = diEnte === null ? (await selectEntiDi(t, operatoreId)).map(({ enteId }) => enteId) : [diEnte.enteId];
  const token = segretoCasuale();
  const unico = enti.length === 1 ? (enti[0] ?? null) : null;
  const conIdentita = identita !== null && diEnte === null;
  const fornitoreId = diEnte?.fornitoreId ?? null;
  await insertSessione(t, { impronta: sha256(token), operatoreId, enteId: unico, conIdentita, fornitoreId, duePassi });
  const dettaglio = { secondoFattore: duePassi, conIdentita, ...(diEnte !== null && { conFornitore: true }) };
  const atto = { azione: 'operatore.entrato', oggetto: 'operatore', oggettoId: operatoreId, dettaglio };
  await annota(nelNomeDi(t, operatoreId), atto);
  return { token, operatoreId, enti: enti.length, intermediario: intermediario && diEnte === null };
}

/** Whose session is it? Null when the token is none of ours, or its time is over. To be asked at each request. */
export async function leggiSessione(ctx: Ctx, token: string): Promise<SessioneOperatore | null> {
  return vediSessione(ctx, sha256(token));
}

/** The enti among which the operator may choose; `solo`: that one, if they still work for it. */
export async function entiDi(
  ctx: Ctx,
  operatoreId: OperatoreId,
  solo: EnteId | null = null,
): Promise<EnteDiOperatore[]> {
  const enti = await selectEntiDi(ctx, operatoreId);
  return solo === null ? enti : enti.filter(({ enteId }) => enteId === solo);
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
    const altrui = sessione.fornitoreId !== null && sessione.enteId !== enteId;
    if (altrui || (await selectRuolo(t, operatoreId, enteId)) === null) return rifiutoUtenti('ENTE_NON_TUO');
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

/** How somebody who leaves had come in: by SPID or CIE, or by the provider of which ente. They leave it too. */
export type Uscito = { conIdentita: boolean; fornitoreDi: EnteId | null };

/** Ends the session. Of one that is not there, nothing. */
export async function esci(ctx: Ctx, token: string): Promise<Uscito> {
  return ctx.tx(async (t) => {
    const finita = await deleteSessione(t, sha256(token));
    if (finita === null) return { conIdentita: false, fornitoreDi: null };
    const { operatoreId, conIdentita, fornitoreDi } = finita;
    await annota(t, { azione: 'operatore.uscito', oggetto: 'operatore', oggettoId: operatoreId });
    return { conIdentita, fornitoreDi };
  });
}

/**
 * Lets an ente's software in by its IPA code and password: the password says whether live or prova is meant (model 8). Only failures are
 * counted, by code and block of addresses: who knows the password may call as often as it needs. `ancheInserito`: whoever calls judges by
 * itself an ente that is not active yet.
 */
export async function accediSil(
  ctx: Ctx,
  {
    codIpa,
    password,
    indirizzo,
    ancheInserito = false,
  }: { codIpa: string; password: string; indirizzo: string; ancheInserito?: boolean },
): Promise<Esito<EnteId, RifiutoUtenti>> {
  // As the code is looked for: whoever changes its capitals guesses at the same ente.
  const tentativo: Tentativo = { ...ACCESSI_SIL, chiave: `${codIpa.toLowerCase()} ${bloccoIndirizzo(indirizzo)}` };
  const possibile = await ancoraPossibile(ctx, tentativo);
  if (!possibile.ok) return possibile;
  const enteId = await verificaPasswordSil(ctx, { codIpa, password });
  if (enteId !== null && ancheInserito) return ok(enteId);
  // Known, and with its password: it is told that the ente is not there yet, and no attempt is counted.
  if (enteId !== null)
    return (await leggiEnte(ctx, enteId))?.stato === 'INSERITO' ? rifiutoUtenti('ENTE_INSERITO') : ok(enteId);
  const contato = await consuma(ctx, tentativo);
  return contato.ok ? rifiutoUtenti('ACCESSO_NEGATO') : contato;
}
