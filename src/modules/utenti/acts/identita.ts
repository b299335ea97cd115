import { ok, type Esito } from '#kernel/esito';
import type { AccessoIdentita } from '#platform/accesso-identita';
import type { Ctx, Wires } from '#platform/contesto';
import { impronta, segretoCasuale, sha256 } from '#platform/crypto';
import { leggiIdentita, motivoNegato, type Identita } from '../core/identita.ts';
import { bloccoIndirizzo } from '../core/indirizzo.ts';
import { ACCESSI_CITTADINO, ACCESSI_OPERATORE, ACCESSO_MS } from '../core/limiti.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { insertAccesso, prendiAccesso } from '../store/accesso.ts';
import { consuma } from './tentativi.ts';

type Identificatore = NonNullable<Wires['identita']>;

/** May one sign in here with SPID or CIE? */
export function siEntra({ wires }: Ctx): boolean {
  return wires.identita !== null;
}

type DaIniziare = {
  /** Who signs in: of an operator is asked how surely. */
  chi?: 'cittadino' | 'operatore';
  /** What only this browser knows: a sign-in that somebody else began ends nowhere. */
  browser: string;
  indirizzo: string;
  /** The page of ours to come back to. */
  dopo: string;
  /** Where the provider sends the browser back: a whole address of ours. */
  ritorno: string;
};

/** Begins a sign-in with SPID or CIE: gives the provider's page. What the end of it must know is kept for ten minutes, for one use. */
export async function iniziaAccesso(
  ctx: Ctx,
  { chi = 'cittadino', browser, indirizzo, dopo, ritorno }: DaIniziare,
): Promise<Esito<{ location: string }, RifiutoUtenti>> {
  const identita = identificatoreDi(ctx);
  const limite = chi === 'operatore' ? ACCESSI_OPERATORE : ACCESSI_CITTADINO;
  const preso = await consuma(ctx, { ...limite, chiave: bloccoIndirizzo(indirizzo) });
  if (!preso.ok) return preso;
  const state = segretoCasuale();
  const livelli = chi === 'operatore' ? (ctx.config.identita?.livelli ?? []) : [];
  const location = (await identita?.inizia({ ...accessoDi(ctx, state, ritorno), livelli })) ?? null;
  if (location === null) return rifiutoUtenti('IDENTITA_NON_DISPONIBILE');
  await insertAccesso(ctx, { impronta: sha256(state), browser: sha256(browser), dopo });
  return ok({ location });
}

type DaConcludere = {
  browser: string;
  /** What the provider sent the browser back with. */
  parametri: Readonly<Record<string, string>>;
  ritorno: string;
};

/** Who signed in, where they were, and whether the provider says that they came in by two steps. */
export type Concluso = { identita: Identita; dopo: string; duePassi: boolean };

/**
 * Ends a sign-in: who it is, and the page to come back to. Used once, whatever comes of it: reloading, going back and a copied address
 * find nothing.
 */
export async function concludiAccesso(
  ctx: Ctx,
  { browser, parametri, ritorno }: DaConcludere,
): Promise<Esito<Concluso, RifiutoUtenti>> {
  if (ctx.inTx) throw new Error('concludiAccesso: not inside a transaction, the provider is called');
  const identita = identificatoreDi(ctx);
  const state = parametri['state'] ?? '';
  const iniziato = await prendiAccesso(ctx, { impronta: sha256(state), browser: sha256(browser) });
  if (iniziato === null) return rifiutoUtenti('ACCESSO_SCONOSCIUTO');
  if (ctx.now.getTime() - iniziato.iniziatoIl.getTime() > ACCESSO_MS) return rifiutoUtenti('ACCESSO_SCADUTO');
  if (identita === null) return rifiutoUtenti('IDENTITA_NON_DISPONIBILE');
  const risposta = await identita.conclude(accessoDi(ctx, state, ritorno), parametri);
  if (risposta.esito === 'persona') {
    const letta = leggiIdentita(risposta.persona);
    if (!letta.ok) return letta;
    const duePassi = ctx.config.identita?.livelli.includes(risposta.livello ?? '') ?? false;
    return ok({ identita: letta.value, dopo: iniziato.dopo, duePassi });
  }
  if (risposta.esito === 'negata') {
    const motivo = motivoNegato(risposta);
    // What nobody did is to be looked into; its words may name a person, and are not written.
    if (motivo === 'altro') ctx.log.warn('identita.negata', { errore: risposta.errore.slice(0, 60) });
    return rifiutoUtenti('IDENTITA_NEGATA', { motivo });
  }
  ctx.log.warn('identita', { esito: risposta.esito, perche: risposta.perche });
  return rifiutoUtenti(risposta.esito === 'nessuna' ? 'IDENTITA_NON_DISPONIBILE' : 'IDENTITA_NON_VERIFICATA');
}

/** Where to leave the provider too, so that the next person at this computer is asked who they are; null: nowhere. */
export async function uscitaIdentita(ctx: Ctx, torna: string): Promise<string | null> {
  return (await identificatoreDi(ctx)?.uscita(torna)) ?? null;
}

function identificatoreDi(ctx: Ctx): Identificatore | null {
  return ctx.wires.identita;
}

/** Nonce and PKCE's verifier are functions of the state and of the pepper: nothing secret is stored. */
export function accessoDi({ config }: Ctx, state: string, ritorno: string): AccessoIdentita {
  const derivato = (scopo: string): string => impronta(config.pepe, `accesso:${scopo}`, state).toString('base64url');
  return { state, nonce: derivato('nonce'), verificatore: derivato('pkce'), ritorno };
}
