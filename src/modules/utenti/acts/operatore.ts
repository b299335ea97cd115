import { ok, type Esito } from '#kernel/esito';
import type { EnteId, OperatoreId, TipoDovutoId } from '#kernel/ids';
import { elencoTipi } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { sigilla } from '#platform/crypto';
import { ESTRANEI } from '../core/limiti.ts';
import { leggiCodiceFiscale } from '../core/membro.ts';
import { RIGHE, type Ruolo } from '../core/permessi.ts';
import { parseEmail } from '../core/prova.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import {
  deleteRuolo,
  insertOperatore,
  selectOperatoreId,
  selectPerIdentita,
  selectRuolo,
  selectTipiDi,
  sostituisciTipi,
  updateCodiceFiscale,
  updateIdentitaProvata,
  updateIntermediario,
  updatePassword,
  upsertRuolo,
} from '../store/operatore.ts';
import { deleteSessioniDi } from '../store/sessione.ts';
import { hashPassword } from './accesso.ts';
import { consuma } from './tentativi.ts';

/** By which somebody signs in. */
export const UTENTE = /^[a-z0-9._@-]{3,100}$/;
export const PASSWORD_CARATTERI = { min: 12, max: 256 };

export type DatiOperatore = {
  /** Small letters, digits, `.`, `_`, `-`, `@`. */
  utente: string;
  nome: string;
  email: string | null;
  password: string;
  /** Base32; null without a second factor. */
  totpSegreto: string | null;
};

/**
 * Registers an operator, who may do nothing until a role is given. One who is there already (`nuovo` false) is left as they are,
 * password included.
 */
export async function registraOperatore(
  ctx: Ctx,
  dati: DatiOperatore,
): Promise<Esito<{ operatoreId: OperatoreId; nuovo: boolean }, RifiutoUtenti>> {
  const email = dati.email === null ? null : parseEmail(dati.email);
  if (!UTENTE.test(dati.utente)) return rifiutoUtenti('UTENTE_NON_VALIDO');
  if (dati.nome.trim() !== dati.nome || dati.nome.length < 1 || dati.nome.length > 140)
    return rifiutoUtenti('NOME_NON_VALIDO');
  if (dati.email !== null && email === null) return rifiutoUtenti('EMAIL_NON_VALIDA');
  if (!passwordForte(dati.password, dati.utente))
    return rifiutoUtenti('PASSWORD_DEBOLE', { minimo: PASSWORD_CARATTERI.min });
  const presente = await selectOperatoreId(ctx, dati.utente);
  if (presente !== null) return ok({ operatoreId: presente, nuovo: false });
  const passwordArgon2 = await hashPassword(dati.password);
  const totpSegreto =
    dati.totpSegreto === null ? null : sigilla(ctx.config.chiaveCifra, Buffer.from(dati.totpSegreto, 'utf8'));
  return ctx.tx(async (t) => {
    const id = await insertOperatore(t, { utente: dati.utente, nome: dati.nome, email, passwordArgon2, totpSegreto });
    if (id !== null) {
      const dettaglio = { secondoFattore: totpSegreto !== null };
      await annota(t, { azione: 'operatore.registrato', oggetto: 'operatore', oggettoId: id, dettaglio });
      return ok({ operatoreId: id, nuovo: true });
    }
    const altrui = await selectOperatoreId(t, dati.utente);
    if (altrui === null) throw new Error('operatore: neither inserted nor there');
    return ok({ operatoreId: altrui, nuovo: false });
  });
}

/** Gives an operator a new password, and ends all their sessions. */
export async function cambiaPassword(
  ctx: Ctx,
  { utente, password }: { utente: string; password: string },
): Promise<Esito<undefined, RifiutoUtenti>> {
  if (!passwordForte(password, utente)) return rifiutoUtenti('PASSWORD_DEBOLE', { minimo: PASSWORD_CARATTERI.min });
  const passwordArgon2 = await hashPassword(password);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const id = await selectOperatoreId(t, utente);
    if (id === null) return rifiutoUtenti('OPERATORE_SCONOSCIUTO');
    await updatePassword(t, id, passwordArgon2);
    await deleteSessioniDi(t, id);
    await annota(t, { azione: 'operatore.password_cambiata', oggetto: 'operatore', oggettoId: id });
    return ok();
  });
}

/** Length is what counts (NIST SP 800-63B); the name itself, or one character over and over, is no password. */
export function passwordForte(password: string, utente: string): boolean {
  const { min, max } = PASSWORD_CARATTERI;
  return (
    password.length >= min && password.length <= max && new Set(password).size >= 5 && password.toLowerCase() !== utente
  );
}

/** Gives an operator a role for the context's ente, and exactly these kinds of due (who sees them all has no list). */
export async function assegnaRuolo(
  ctx: Ctx,
  { operatoreId, ruolo, tipi }: { operatoreId: OperatoreId; ruolo: Ruolo; tipi: readonly TipoDovutoId[] },
): Promise<Esito<undefined, RifiutoUtenti>> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('assegnaRuolo: an ente is needed');
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const propri = new Set((await elencoTipi(t, enteId)).map((tipo) => tipo.tipoDovutoId));
    if (tipi.some((tipo) => !propri.has(tipo))) return rifiutoUtenti('TIPO_DOVUTO_SCONOSCIUTO');
    const cambiato = await upsertRuolo(t, { enteId, operatoreId, ruolo });
    const spostati = await sostituisciTipi(t, { enteId, operatoreId, tipi: RIGHE[ruolo] === 'tutti' ? [] : tipi });
    if (cambiato || spostati > 0) {
      const dettaglio = { enteId, ruolo, tipi: tipi.length };
      await annota(t, { azione: 'operatore.ruolo_assegnato', oggetto: 'operatore', oggettoId: operatoreId, dettaglio });
    }
    return ok();
  });
}

/** Says that an identity is of an operator: by who runs the installation, who may give them another password as well. */
export async function assegnaIdentita(
  ctx: Ctx,
  { utente, codiceFiscale: scritto }: { utente: string; codiceFiscale: string },
): Promise<Esito<undefined, RifiutoUtenti>> {
  const letto = leggiCodiceFiscale(scritto);
  if (!letto.ok) return letto;
  const { value: codiceFiscale } = letto;
  if (codiceFiscale === null) return rifiutoUtenti('CODICE_FISCALE_NON_VALIDO');
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    const operatoreId = await selectOperatoreId(t, utente);
    if (operatoreId === null) return rifiutoUtenti('OPERATORE_SCONOSCIUTO');
    await updateCodiceFiscale(t, { operatoreId, codiceFiscale });
    if (!(await updateIdentitaProvata(t, { operatoreId, codiceFiscale }))) {
      const sua = (await selectPerIdentita(t, codiceFiscale))?.operatoreId === operatoreId;
      return sua ? ok() : rifiutoUtenti('IDENTITA_NON_COLLEGABILE');
    }
    await deleteSessioniDi(t, operatoreId, { soloConIdentita: true });
    await annota(t, { azione: 'operatore.identita_collegata', oggetto: 'operatore', oggettoId: operatoreId });
    return ok();
  });
}

/** Makes a person an administrator of the intermediario: over the installation, whatever their role for an ente. */
export async function nominaIntermediario(ctx: Ctx, operatoreId: OperatoreId): Promise<void> {
  await ctx.tx(async (t) => {
    if (!(await updateIntermediario(t, operatoreId, true))) return;
    const dettaglio = { prima: false, dopo: true };
    await annota(t, { azione: 'operatore.intermediario', oggetto: 'operatore', oggettoId: operatoreId, dettaglio });
  });
}

/** Takes an operator's role for the context's ente away; from the next request they are out. */
export async function revocaRuolo(ctx: Ctx, operatoreId: OperatoreId): Promise<Esito<undefined, RifiutoUtenti>> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('revocaRuolo: an ente is needed');
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoUtenti>> => {
    if (!(await deleteRuolo(t, { enteId, operatoreId }))) return rifiutoUtenti('OPERATORE_SCONOSCIUTO');
    await annota(t, {
      azione: 'operatore.ruolo_revocato',
      oggetto: 'operatore',
      oggettoId: operatoreId,
      dettaglio: { enteId },
    });
    return ok();
  });
}

/**
 * The kinds of due an operator may see and work on for an ente; null means all of them, and what has no kind. Empty for who has no
 * role there.
 */
export async function tipiConsentiti(
  ctx: Ctx,
  { operatoreId, enteId }: { operatoreId: OperatoreId; enteId: EnteId },
): Promise<TipoDovutoId[] | null> {
  return ctx.tx(async (t) => {
    const ruolo = await selectRuolo(t, operatoreId, enteId);
    if (ruolo === null) return [];
    return RIGHE[ruolo] === 'tutti' ? null : selectTipiDi(t, operatoreId, enteId);
  });
}

/**
 * Writes that an operator asked for something by an id that there is not for them: of another ente, of kinds of due that they do not
 * follow, or of nobody. Nobody is told which; who reads the registro sees the ids.
 */
export async function segnaEstraneo(
  ctx: Ctx,
  { operatoreId, chiesto }: { operatoreId: OperatoreId; chiesto: string },
): Promise<void> {
  if (!(await consuma(ctx, { ...ESTRANEI, chiave: operatoreId })).ok) return;
  await ctx.tx((t) => annota(t, { azione: 'indirizzo.estraneo', oggetto: 'indirizzo', oggettoId: chiesto }));
}
