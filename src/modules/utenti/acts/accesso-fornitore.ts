import { ok, type Esito } from '#kernel/esito';
import type { EnteId, OperatoreId } from '#kernel/ids';
import { enteDaCodIpa } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { DoveFornitore, SoggettoDetto } from '#platform/fornitore-ente';
import { segretoCasuale, sha256 } from '#platform/crypto';
import { entraCon, type FornitoreId, type IdentitaEnte, type StatoFornitore } from '../core/fornitore.ts';
import { motivoNegato } from '../core/identita.ts';
import { bloccoIndirizzo } from '../core/indirizzo.ts';
import { ACCESSI_FORNITORE, ACCESSI_OPERATORE, ACCESSO_MS } from '../core/limiti.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { insertAccesso, prendiAccesso } from '../store/accesso.ts';
import {
  insertIdentitaEnte,
  selectConRuolo,
  selectEntiConFornitore,
  selectFornitore,
  selectPerSoggetto,
  type EnteConFornitore,
} from '../store/fornitore.ts';
import { accettaInvito, selectDaEmail, selectInvito, type Invito, type InvitoId } from '../store/invito.ts';
import { insertOperatore, selectCredenziali } from '../store/operatore.ts';
import { entra, NESSUNO, type Arrivo, type Entrato } from './accesso.ts';
import { doveDi } from './fornitore.ts';
import { accessoDi } from './identita.ts';
import { inCorso } from './invito.ts';
import { nelNomeDi } from './nel-nome-di.ts';
import { consuma, dimentica, type Tentativo } from './tentativi.ts';

/** The enti by whose provider one may come in. Who uses it nobody is told. */
export function entiConFornitore(ctx: Ctx): Promise<EnteConFornitore[]> {
  return selectEntiConFornitore(ctx);
}

/** An ente by its address, and what its provider is called; null: there is none by which one comes in. */
export async function fornitoreDi(
  ctx: Ctx,
  quale: { codIpa: string; ambiente: 'live' | 'prova' },
): Promise<(EnteConFornitore & { nome: string; stato: StatoFornitore }) | null> {
  const ente = await enteDaCodIpa(ctx, quale);
  if (ente === null) return null;
  const { enteId, codIpa, denominazione, ambiente } = ente;
  const riga = await inUso(ctx, enteId);
  return riga === null ? null : { enteId, codIpa, denominazione, ambiente, nome: riga.nome, stato: riga.stato };
}

type InUso = { id: FornitoreId; nome: string; stato: StatoFornitore; dove: DoveFornitore };

/** The provider of an ente, if one comes in by it. */
async function inUso(ctx: Ctx, enteId: EnteId): Promise<InUso | null> {
  const riga = await ctx.per(enteId).tx((t) => selectFornitore(t, enteId));
  if (riga === null || riga.stato === 'spento') return null;
  const dove = doveDi(ctx, riga);
  return dove === null ? null : { id: riga.id, nome: riga.nome, stato: riga.stato, dove };
}

type DaIniziare = {
  enteId: EnteId;
  /** What only this browser knows. */
  browser: string;
  indirizzo: string;
  /** The page of ours to come back to. */
  dopo: string;
  /** Where the provider sends the browser back: an address of that ente's alone, so that no provider is taken for another. */
  ritorno: string;
  /** The invitation whose link was followed. */
  invitoId?: InvitoId | null;
};

/** Begins a sign-in at the provider of an ente: gives its page. */
export async function iniziaConFornitore(
  ctx: Ctx,
  { enteId, browser, indirizzo, dopo, ritorno, invitoId = null }: DaIniziare,
): Promise<Esito<{ location: string }, RifiutoUtenti>> {
  const preso = await consuma(ctx, { ...ACCESSI_OPERATORE, chiave: bloccoIndirizzo(indirizzo) });
  if (!preso.ok) return preso;
  const fornitore = await inUso(ctx, enteId);
  if (fornitore === null) return rifiutoUtenti('FORNITORE_NON_DISPONIBILE');
  const state = segretoCasuale();
  const location = await ctx.wires.fornitori.inizia(fornitore.dove, accessoDi(ctx, state, ritorno));
  if (location === null) return rifiutoUtenti('FORNITORE_NON_DISPONIBILE');
  const di = { enteId, fornitoreId: fornitore.id, invitoId };
  await insertAccesso(ctx, { impronta: sha256(state), browser: sha256(browser), dopo, di });
  return ok({ location });
}

type DaConcludere = {
  enteId: EnteId;
  browser: string;
  /** What the provider sent the browser back with. */
  parametri: Readonly<Record<string, string>>;
  ritorno: string;
};

/** Who signed in there, where they were, the address that the provider has verified, the invitation that they followed. */
export type ConclusoEnte = { identita: IdentitaEnte; dopo: string; email: string | null; invitoId: InvitoId | null };

/** Ends a sign-in at the provider of an ente: used once, whatever comes of it, and only by the provider that it was begun at. */
export async function concludiConFornitore(
  ctx: Ctx,
  { enteId, browser, parametri, ritorno }: DaConcludere,
): Promise<Esito<ConclusoEnte, RifiutoUtenti>> {
  if (ctx.inTx) throw new Error('concludiConFornitore: not inside a transaction, the provider is called');
  const state = parametri['state'] ?? '';
  const iniziato = await prendiAccesso(ctx, { impronta: sha256(state), browser: sha256(browser), enteId });
  if (iniziato === null) return rifiutoUtenti('ACCESSO_SCONOSCIUTO');
  if (ctx.now.getTime() - iniziato.iniziatoIl.getTime() > ACCESSO_MS) return rifiutoUtenti('ACCESSO_SCADUTO');
  const fornitore = await inUso(ctx, enteId);
  if (fornitore === null || fornitore.id !== iniziato.fornitoreId) return rifiutoUtenti('FORNITORE_NON_DISPONIBILE');
  const risposta = await ctx.wires.fornitori.conclude(fornitore.dove, accessoDi(ctx, state, ritorno), parametri);
  if (risposta.esito === 'soggetto') {
    const { dopo, invitoId } = iniziato;
    return ok({ ...detto(ctx, { enteId, fornitoreId: fornitore.id }, risposta.soggetto), dopo, invitoId });
  }
  if (risposta.esito === 'negata') return rifiutoUtenti('IDENTITA_NEGATA', { motivo: motivoNegato(risposta) });
  ctx.log.warn('fornitore', { enteId, esito: risposta.esito, perche: risposta.perche });
  return rifiutoUtenti(risposta.esito === 'nessuna' ? 'FORNITORE_NON_DISPONIBILE' : 'IDENTITA_NON_VERIFICATA');
}

/** Which levels stand for two steps the installation says: the ente whose provider it is may not. */
function detto(
  { config }: Ctx,
  quale: { enteId: EnteId; fornitoreId: FornitoreId },
  { soggetto, livelli, email }: SoggettoDetto,
): { identita: IdentitaEnte; email: string | null } {
  const duePassi = livelli.some((livello) => config.fornitoriDuePassi.includes(livello));
  return { identita: { ...quale, soggetto, duePassi }, email: email?.toLowerCase() ?? null };
}

/**
 * Signs an operator in by whom the provider of their ente knows: for that ente, and for nothing else that they may do here. Of whom it is
 * the first time, the password is asked once (`IDENTITA_DA_COLLEGARE`), whoever they are.
 */
export async function accediConFornitore(
  ctx: Ctx,
  { identita, ...arrivo }: Omit<Arrivo, 'indirizzo'> & { identita: IdentitaEnte },
): Promise<Esito<Entrato, RifiutoUtenti>> {
  const tentativo: Tentativo = { ...ACCESSI_FORNITORE, chiave: `${identita.fornitoreId} ${identita.soggetto}` };
  const possibile = await consuma(ctx, tentativo);
  if (!possibile.ok) return possibile;
  const { enteId } = identita;
  const suo = ctx.per(enteId);
  const utente = await suo.tx((t) => utenteDi(t, identita));
  if (!utente.ok) return utente;
  const credenziali = await selectCredenziali(ctx, utente.value);
  if (credenziali === null) return rifiutoUtenti('FORNITORE_SENZA_ACCESSO');
  const entrato = await entra(suo, credenziali, { ...arrivo, identita, collegata: true });
  if (entrato.ok) await dimentica(ctx, tentativo);
  return entrato;
}

/** By which name somebody whom the provider knows signs in here. In a transaction of the ente. */
export async function utenteDi(t: Ctx, identita: IdentitaEnte): Promise<Esito<string, RifiutoUtenti>> {
  const { enteId, fornitoreId } = identita;
  const fornitore = await selectFornitore(t, enteId);
  if (fornitore?.id !== fornitoreId || fornitore.stato === 'spento') return rifiutoUtenti('FORNITORE_NON_DISPONIBILE');
  const operatoreId = await selectPerSoggetto(t, identita);
  if (operatoreId === null) return rifiutoUtenti('IDENTITA_DA_COLLEGARE');
  const chi = await selectConRuolo(t, { enteId, operatoreId });
  if (chi === null || !entraCon(fornitore.stato, chi.ruolo)) return rifiutoUtenti('FORNITORE_SENZA_ACCESSO');
  return ok(chi.utente);
}

type DaAccettare = { invitoId: InvitoId; identita: IdentitaEnte; email: string | null };

/**
 * Accepts an invitation for whoever the provider of that very ente knows, at the very address that it has verified. Who has no account gets
 * one without a password, linked to who they are there; who has one shows its password once, as anybody: the mailbox and the provider may
 * both be in the hands of whoever invites. Not who is to administer: they come in by password first, with their second factor.
 */
export async function accettaConFornitore(
  ctx: Ctx,
  { invitoId, identita, email }: DaAccettare,
): Promise<Esito<undefined, RifiutoUtenti>> {
  const { enteId, fornitoreId, soggetto } = identita;
  return ctx.per(enteId).tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const invito = await selectInvito(t, invitoId);
    if (invito === null || invito.enteId !== enteId) return rifiutoUtenti('PROVA_NON_VALIDA');
    const usabile = inCorso(t, invito);
    if (!usabile.ok) return usabile;
    if (invito.email !== email || invito.ruolo === 'amministratore') return rifiutoUtenti('FORNITORE_ALTRO_INDIRIZZO');
    const fornitore = await selectFornitore(t, enteId);
    if (fornitore?.id !== fornitoreId || fornitore.stato !== 'attivo')
      return rifiutoUtenti('FORNITORE_NON_DISPONIBILE');
    const operatoreId = (await selectDaEmail(t, email)) ?? (await senzaPassword(t, invito));
    if (operatoreId === null || !(await accettaInvito(t, invitoId, operatoreId))) return rifiutoUtenti('PROVA_USATA');
    const chi = { oggetto: 'operatore', oggettoId: operatoreId };
    const dettaglio = { invito: invitoId, ruolo: invito.ruolo };
    const suoi = nelNomeDi(t, operatoreId);
    await annota(suoi, { ...chi, azione: 'operatore.invito_accettato', dettaglio });
    const suo = await selectConRuolo(t, { enteId, operatoreId });
    if (suo?.passwordArgon2 !== NESSUNO) return ok();
    if (!entraCon(fornitore.stato, suo.ruolo) || suo.ruolo === 'amministratore')
      return rifiutoUtenti('FORNITORE_ALTRO_INDIRIZZO');
    if (!(await insertIdentitaEnte(t, { enteId, fornitoreId, operatoreId, soggetto, come: 'invito' })))
      return rifiutoUtenti('FORNITORE_NON_COLLEGABILE');
    await annota(suoi, { ...chi, azione: 'operatore.fornitore_collegato', dettaglio: { come: 'invito' } });
    return ok();
  });
}

/** An account by which nobody signs in with a password: nobody knows the one whose hash is kept. */
function senzaPassword(t: Ctx, { email, nome }: Invito): Promise<OperatoreId | null> {
  return insertOperatore(t, { utente: email, nome, email, passwordArgon2: NESSUNO });
}

/** Where to leave the provider of an ente too; null: nowhere. */
export async function uscitaFornitore(ctx: Ctx, enteId: EnteId, torna: string): Promise<string | null> {
  const fornitore = await inUso(ctx, enteId);
  return fornitore === null ? null : ctx.wires.fornitori.uscita(fornitore.dove, torna);
}
