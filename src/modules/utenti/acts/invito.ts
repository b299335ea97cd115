import { ok, type Esito } from '#kernel/esito';
import { isUuid, type OperatoreId, type TipoDovutoId } from '#kernel/ids';
import { leggiEnte } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { impronta, uguali } from '#platform/crypto';
import { INVITI, INVITO_MS } from '../core/limiti.ts';
import { leggiCodiceFiscale } from '../core/membro.ts';
import { RIGHE, type Ruolo } from '../core/permessi.ts';
import { parseEmail } from '../core/prova.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import {
  accettaInvito as accetta,
  insertInvito,
  ritiraInviti,
  selectDaEmail,
  selectInviti,
  selectInvito,
  type Invito,
  type InvitoAperto,
  type InvitoId,
} from '../store/invito.ts';
import { insertOperatore } from '../store/operatore.ts';
import { hashPassword } from './accesso.ts';
import { codiciDi, enteDi } from './amministra.ts';
import { nelNomeDi } from './nel-nome-di.ts';
import { PASSWORD_CARATTERI, passwordForte, UTENTE } from './operatore.ts';
import { consuma } from './tentativi.ts';

/** Announced when somebody is invited; its payload holds `invitoId` alone. Whoever sends the mail reads {@link datiInvito}. */
export const FATTO_INVITATO = 'fatto.utenti.invitato';

export type Invitato = {
  nome: string;
  email: string;
  ruolo: Ruolo;
  tipi: readonly TipoDovutoId[];
  /** By which they may come in with SPID or CIE, as it was typed; blank: by password. */
  codiceFiscale?: string;
};

/**
 * Asks somebody, by mail, to work for the context's ente. Whether the address is known here nobody is told: who invites reads the same,
 * and nothing is made until the link is used. A second invitation to one address takes the place of the first.
 */
export async function invita(
  ctx: Ctx,
  { nome, email: scritta, ruolo, tipi, codiceFiscale: scritto = '' }: Invitato,
): Promise<Esito<InvitoId, RifiutoUtenti>> {
  const email = parseEmail(scritta)?.toLowerCase() ?? null;
  // The address will be the name by which they sign in, if they have none.
  if (email === null || !UTENTE.test(email)) return rifiutoUtenti('EMAIL_NON_VALIDA');
  if (nome.trim() !== nome || nome.length < 1 || nome.length > 140) return rifiutoUtenti('NOME_NON_VALIDO');
  const codiceFiscale = leggiCodiceFiscale(scritto);
  if (!codiceFiscale.ok) return codiceFiscale;
  const enteId = enteDi(ctx);
  const limiti = [
    { ...INVITI.ente, chiave: enteId },
    { ...INVITI.indirizzo, chiave: `${enteId} ${email}` },
  ];
  for (const limite of limiti) {
    const preso = await consuma(ctx, limite);
    if (!preso.ok) return preso;
  }
  return ctx.tx(async (t): Promise<Esito<InvitoId, RifiutoUtenti>> => {
    const codici = await codiciDi(t, enteId, tipi);
    if (codici === null) return rifiutoUtenti('TIPO_DOVUTO_SCONOSCIUTO');
    const suoi = RIGHE[ruolo] === 'tutti' ? [] : tipi;
    await ritiraInviti(t, enteId, { email });
    const scadeIl = new Date(t.now.getTime() + INVITO_MS);
    const dati = { email, nome, ruolo, tipi: suoi, codiceFiscale: codiceFiscale.value, scadeIl };
    const invitoId = await insertInvito(t, enteId, dati);
    const dettaglio = { ruolo, tipi: suoi.map((id) => codici.get(id) ?? '').toSorted() };
    await annota(t, { azione: 'operatore.invitato', oggetto: 'invito', oggettoId: invitoId, dettaglio });
    await t.enqueue(FATTO_INVITATO, { invitoId });
    return ok(invitoId);
  });
}

/** The invitations of the context's ente that wait. */
export function leggiInviti(ctx: Ctx): Promise<InvitoAperto[]> {
  return ctx.tx((t) => selectInviti(t, enteDi(t)));
}

/** Takes an invitation back: its link opens nothing any more. One that does not wait is left as it is. */
export async function ritiraInvito(ctx: Ctx, invitoId: InvitoId): Promise<void> {
  await ctx.tx(async (t) => {
    for (const id of await ritiraInviti(t, enteDi(t), { invitoId }))
      await annota(t, { azione: 'operatore.invito_ritirato', oggetto: 'invito', oggettoId: id });
  });
}

/** What the mail of an invitation says; null: nothing is left to say. */
export async function datiInvito(
  ctx: Ctx,
  invitoId: InvitoId,
): Promise<{ email: string; ente: string; token: string; scadeIl: Date } | null> {
  const invito = await selectInvito(ctx, invitoId);
  if (invito === null || !inCorso(ctx, invito).ok) return null;
  const { email, scadeIl } = invito;
  return {
    email,
    ente: await nomeEnte(ctx, invito),
    token: `${invitoId}.${firma(ctx, invito).toString('base64url')}`,
    scadeIl,
  };
}

/** What a link offers: to whom, for which ente and as what. `noto`: they have an account already, and choose no password. */
export type Offerta = { invito: Invito; ente: string; noto: boolean };

/** Looks at a link without using it: mail programs open links by themselves. */
export async function guardaInvito(ctx: Ctx, token: string): Promise<Esito<Offerta, RifiutoUtenti>> {
  const [id = '', prova = ''] = token.split('.');
  const invito = isUuid<InvitoId>(id) ? await selectInvito(ctx, id) : null;
  if (invito === null || !uguali(firma(ctx, invito), Buffer.from(prova, 'base64url')))
    return rifiutoUtenti('PROVA_NON_VALIDA');
  const stato = inCorso(ctx, invito);
  if (!stato.ok) return stato;
  return ok({ invito, ente: await nomeEnte(ctx, invito), noto: (await selectDaEmail(ctx, invito.email)) !== null });
}

/** Accepts, once: who has an account works for the ente from now on; who has none makes one, with this password. */
export async function accettaInvito(
  ctx: Ctx,
  { token, password }: { token: string; password: string },
): Promise<Esito<{ utente: string | null }, RifiutoUtenti>> {
  const guardato = await guardaInvito(ctx, token);
  if (!guardato.ok) return guardato;
  const { invito, noto } = guardato.value;
  if (!noto && !passwordForte(password, invito.email))
    return rifiutoUtenti('PASSWORD_DEBOLE', { minimo: PASSWORD_CARATTERI.min });
  const passwordArgon2 = noto ? null : await hashPassword(password);
  // Whoever accepts may be at work for another ente just now: it is the registro of this one that tells of it.
  return ctx.per(invito.enteId).tx(async (t): Promise<Esito<{ utente: string | null }, RifiutoUtenti>> => {
    const operatoreId = (await selectDaEmail(t, invito.email)) ?? (await crea(t, invito, passwordArgon2));
    if (operatoreId === null || !(await accetta(t, invito.invitoId, operatoreId))) return rifiutoUtenti('PROVA_USATA');
    const dettaglio = { invito: invito.invitoId, ruolo: invito.ruolo };
    const chi = { oggetto: 'operatore', oggettoId: operatoreId };
    await annota(nelNomeDi(t, operatoreId), { ...chi, azione: 'operatore.invito_accettato', dettaglio });
    return ok({ utente: noto ? null : invito.email });
  });
}

/** Null: somebody of that name is there, and is not active; or the account was there when the link was looked at. */
async function crea(t: Ctx, { email, nome }: Invito, passwordArgon2: string | null): Promise<OperatoreId | null> {
  if (passwordArgon2 === null) return null;
  return insertOperatore(t, { utente: email, nome, email, passwordArgon2 });
}

async function nomeEnte(ctx: Ctx, { enteId }: Invito): Promise<string> {
  const ente = await leggiEnte(ctx, enteId);
  if (ente === null) throw new Error('invito: ente not found');
  return ente.denominazione;
}

/** May it be used now? */
export function inCorso({ now }: Ctx, { usatoIl, ritiratoIl, scadeIl }: Invito): Esito<undefined, RifiutoUtenti> {
  if (usatoIl !== null || ritiratoIl !== null) return rifiutoUtenti('PROVA_USATA');
  return scadeIl.getTime() <= now.getTime() ? rifiutoUtenti('PROVA_SCADUTA') : ok();
}

/** What the holder of the mailbox knows: a function of (id, expiry) and the pepper. */
function firma({ config }: Ctx, { invitoId, scadeIl }: Invito): Buffer {
  return impronta(config.pepe, 'invito', `${invitoId} ${scadeIl.toISOString()}`);
}
