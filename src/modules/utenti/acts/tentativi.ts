import { ok, type Esito } from '#kernel/esito';
import { iuvDi, parseNumeroAvviso } from '#kernel/numero-avviso';
import type { Ctx } from '#platform/contesto';
import { impronta } from '#platform/crypto';
import { bloccoIndirizzo } from '../core/indirizzo.ts';
import { ALLEGATI, RICERCHE, RICERCHE_CON_SFIDA, SEGNALAZIONI, type Limite } from '../core/limiti.ts';
import { rifiutoUtenti, type RifiutoUtenti } from '../core/rifiuti.ts';
import { azzera, esauriti, prendi, rendi } from '../store/tentativo.ts';

/** What is being counted: the limit, and whose attempts. The key is kept as HMAC. */
export type Tentativo = Limite & { chiave: string };

function improntaDi(ctx: Ctx, { ambito, chiave }: Tentativo): Buffer {
  return impronta(ctx.config.pepe, `tentativo:${ambito}`, chiave);
}

/**
 * Takes one of `massimo` attempts in any stretch of `finestraMs`, shared by all the processes: one statement. Refused with the seconds to
 * wait. Not inside a transaction: a refusal would roll the count back.
 */
export async function consuma(ctx: Ctx, tentativo: Tentativo): Promise<Esito<{ rimasti: number }, RifiutoUtenti>> {
  if (ctx.inTx) throw new Error('consuma: not inside a transaction, a refusal would undo the count');
  const presa = await prendi(ctx, improntaDi(ctx, tentativo), tentativo);
  if (presa.presi === null) return troppi(ctx, tentativo, presa.libero);
  return ok({ rimasti: Math.max(0, tentativo.massimo - presa.presi) });
}

/** Refuses where the attempts are used up, and takes none: for what counts failures only. */
export async function ancoraPossibile(ctx: Ctx, tentativo: Tentativo): Promise<Esito<undefined, RifiutoUtenti>> {
  const libero = await esauriti(ctx, improntaDi(ctx, tentativo), tentativo);
  return libero === null ? ok() : troppi(ctx, tentativo, libero);
}

/** Gives back the attempt taken by this request. */
export function restituisci(ctx: Ctx, tentativo: Tentativo): Promise<void> {
  return rendi(ctx, improntaDi(ctx, tentativo), tentativo);
}

/** Starts the count again from zero: whoever succeeded is not guessing. */
export function dimentica(ctx: Ctx, tentativo: Tentativo): Promise<void> {
  return azzera(ctx, improntaDi(ctx, tentativo), tentativo);
}

function troppi(ctx: Ctx, { finestraMs }: Limite, libero: Date | null): { ok: false; refusal: RifiutoUtenti } {
  // Another taker may have come and gone between the two halves of the statement: then nobody knows, and the whole stretch is said.
  const attesaMs = libero === null ? finestraMs : libero.getTime() - ctx.now.getTime();
  return rifiutoUtenti('TROPPI_TENTATIVI', { secondi: Math.max(1, Math.ceil(attesaMs / 1000)) });
}

/**
 * A notice number and the IUV inside it are one notice: they are tried as one. Which IUD is its own only the search knows, and nothing
 * may be asked before the count.
 */
function chiaveAvviso(codice: string): string {
  const unito = codice.replace(/\s+/g, '').toUpperCase();
  const numeroAvviso = parseNumeroAvviso(unito);
  return numeroAvviso === null ? unito : iuvDi(numeroAvviso);
}

/**
 * Counts an anonymous look-up of a pair, before it is made (model 11). Who was refused by a nearer limit does not use up the wider ones:
 * one address cannot shut out the installation. `codice` is what was typed: notice number, IUV or IUD.
 */
export async function consumaRicerca(
  ctx: Ctx,
  { indirizzo, codice, sfidaRisolta }: { indirizzo: string; codice: string; sfidaRisolta: boolean },
): Promise<Esito<undefined, RifiutoUtenti>> {
  const limiti = sfidaRisolta ? RICERCHE_CON_SFIDA : RICERCHE;
  const passi: Tentativo[] = [
    { ...limiti.indirizzo, chiave: bloccoIndirizzo(indirizzo) },
    { ...limiti.avviso, chiave: chiaveAvviso(codice) },
    { ...limiti.installazione, chiave: '' },
  ];
  return consumaTutti(ctx, passi);
}

/** Counts a file that whoever is not signed in attaches to a form, before it is read. */
export async function consumaAllegato(ctx: Ctx, indirizzo: string): Promise<Esito<undefined, RifiutoUtenti>> {
  return consumaTutti(ctx, [
    { ...ALLEGATI.indirizzo, chiave: bloccoIndirizzo(indirizzo) },
    { ...ALLEGATI.installazione, chiave: '' },
  ]);
}

/** Counts what somebody says of the pages, before it is kept. */
export async function consumaSegnalazione(ctx: Ctx, indirizzo: string): Promise<Esito<undefined, RifiutoUtenti>> {
  return consumaTutti(ctx, [
    { ...SEGNALAZIONI.indirizzo, chiave: bloccoIndirizzo(indirizzo) },
    { ...SEGNALAZIONI.installazione, chiave: '' },
  ]);
}

async function consumaTutti(ctx: Ctx, passi: readonly Tentativo[]): Promise<Esito<undefined, RifiutoUtenti>> {
  for (const passo of passi) {
    const esito = await consuma(ctx, passo);
    if (!esito.ok) return esito;
  }
  return ok();
}
