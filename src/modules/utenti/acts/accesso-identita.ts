import type { Esito } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { impronta } from '#platform/crypto';
import { ACCESSI_IDENTITA } from '../core/limiti.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { selectCredenziali, selectPerIdentita, type Credenziali } from '../store/operatore.ts';
import { utenteDi } from './accesso-fornitore.ts';
import { entra, type Arrivo, type Entrato, type IdentitaProvata, type Mostrata } from './accesso.ts';
import { chiediFirma, type OpzioniPasskey } from './passkey.ts';
import { consuma, dimentica, type Tentativo } from './tentativi.ts';

/**
 * Signs an operator in by who they are. Whoever is not awaited here is told so, and nothing of anybody else; that it was tried stays
 * written, without the tax code. Of whom only the administrator has said it, the password is asked once (`IDENTITA_DA_COLLEGARE`).
 */
export async function accediConIdentita(
  ctx: Ctx,
  { identita, ...arrivo }: Omit<Arrivo, 'indirizzo'> & { identita: IdentitaProvata },
): Promise<Esito<Entrato, RifiutoUtenti>> {
  const { codiceFiscale } = identita;
  const tentativo: Tentativo = { ...ACCESSI_IDENTITA, chiave: codiceFiscale };
  const possibile = await consuma(ctx, tentativo);
  if (!possibile.ok) return possibile;
  const credenziali = await selectPerIdentita(ctx, codiceFiscale);
  if (credenziali === null) {
    const chi = impronta(ctx.config.pepe, 'identita', codiceFiscale).toString('hex').slice(0, 16);
    await ctx.tx((t) => annota(t, { azione: 'accesso.senza_invito', oggetto: 'accesso', dettaglio: { chi } }));
    return rifiutoUtenti('IDENTITA_SENZA_ACCESSO');
  }
  if (!credenziali.identitaProvata) return rifiutoUtenti('IDENTITA_DA_COLLEGARE');
  const entrato = await entra(ctx, credenziali, { ...arrivo, identita, collegata: true });
  if (entrato.ok) await dimentica(ctx, tentativo);
  return entrato;
}

/** Who has shown the first step, and how: the second is prepared for them. */
export type PrimoPasso = { utente: string } | { identita: Mostrata };

/** What may be used at the second step: the six digits, and a passkey, which is told what to sign. */
export type Secondi = { totp: boolean; passkey: OpzioniPasskey | null };

/** Prepares the second step of who has shown the first: to be called for nobody else. */
export async function preparaSecondoPasso(ctx: Ctx, primo: PrimoPasso, browser: string): Promise<Secondi> {
  const credenziali = await credenzialiDi(ctx, primo);
  if (credenziali === null) return { totp: true, passkey: null };
  const { operatoreId, totpSegreto, conPasskey } = credenziali;
  const passkey = conPasskey ? await chiediFirma(ctx, { operatoreId, browser }) : null;
  return { totp: totpSegreto !== null, passkey };
}

async function credenzialiDi(ctx: Ctx, primo: PrimoPasso): Promise<Credenziali | null> {
  if ('utente' in primo) return selectCredenziali(ctx, primo.utente.trim().toLowerCase());
  const { identita } = primo;
  if (!('soggetto' in identita)) return selectPerIdentita(ctx, identita.codiceFiscale);
  const utente = await ctx.per(identita.enteId).tx((t) => utenteDi(t, identita));
  return utente.ok ? selectCredenziali(ctx, utente.value) : null;
}
