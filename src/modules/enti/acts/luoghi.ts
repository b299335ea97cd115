import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Esito } from '#kernel/esito';
import { chiaveLuogo } from '#kernel/luoghi';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { caleranno, type Comune, type Coppia, type LuoghiNoti } from '../core/luoghi.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { aggiornaRicerca } from '../store/ricerca.ts';
import {
  insertCaricamentoLuoghi,
  isCoperto,
  lockLuoghi,
  selectCodiciInForza,
  selectComuni,
  selectLuoghiNoti,
  selectSconosciuti,
  selectStatoLuoghi,
  upsertComuni,
  upsertNazioni,
  type CaricamentoLuoghi,
  type StatoLuoghi,
} from '../store/luoghi.ts';

/** What a list of places has brought. */
export type LuoghiAggiornati = Pick<CaricamentoLuoghi, 'genere' | 'righe' | 'cambiate'>;

/**
 * Loads a published list of comuni or of nations: whole or not at all. Rows are added and changed, never deleted. A text that is no such
 * list, or that leaves out more than a tenth of the comuni in force, is refused.
 */
export async function aggiornaLuoghi(ctx: Ctx, testo: string): Promise<Esito<LuoghiAggiornati, RifiutoEnti>> {
  return ctx.tx(async (t) => {
    await lockLuoghi(t);
    const esito = await carica(t, testo, 'file');
    if (esito.ok) await annota(t, { azione: 'luoghi.aggiornati', oggetto: 'luoghi', dettaglio: esito.value });
    return esito;
  });
}

/** Loads the lists that come with the program, where they are new and nobody has loaded a newer one. */
export async function seminaLuoghi(ctx: Ctx): Promise<LuoghiAggiornati[]> {
  const fatti: LuoghiAggiornati[] = [];
  for (const genere of ['comuni', 'nazioni'] as const) {
    const testo = await readFile(join(import.meta.dirname, '..', 'luoghi', `${genere}.csv`), 'utf8');
    const fatto = await ctx.tx(async (t) => {
      await lockLuoghi(t);
      return (await isCoperto(t, genere, impronta(testo))) ? null : carica(t, testo, 'programma');
    });
    if (fatto?.ok === false) throw new Error(`luoghi: ${genere}.csv is refused, ${fatto.refusal.codice}`);
    if (fatto !== null) fatti.push(fatto.value);
  }
  return fatti;
}

async function carica(
  t: Ctx,
  testo: string,
  origine: CaricamentoLuoghi['origine'],
): Promise<Esito<LuoghiAggiornati, RifiutoEnti>> {
  // Read once in a year: no start pays for the reader of CSV.
  const { leggiElencoLuoghi } = await import('../core/luoghi-elenco.ts');
  const letto = leggiElencoLuoghi(testo);
  if (!letto.ok) return letto;
  const { genere, righe } = letto.value;
  if (genere === 'comuni') {
    const calo = caleranno(await selectCodiciInForza(t), righe);
    if (calo !== null) return rifiutoEnti('LUOGHI_RIDOTTI', calo);
  }
  const cambiate = genere === 'comuni' ? await upsertComuni(t, righe) : await upsertNazioni(t, righe);
  const fatto = { genere, righe: righe.length, cambiate };
  if (genere === 'comuni' && cambiate > 0) await aggiornaRicerca(t);
  await insertCaricamentoLuoghi(t, { ...fatto, origine, impronta: impronta(testo) });
  return ok(fatto);
}

function impronta(testo: string): Buffer {
  return createHash('sha256').update(testo).digest();
}

/** How many places are known, and from which lists. */
export async function statoLuoghi(ctx: Ctx): Promise<StatoLuoghi> {
  return selectStatoLuoghi(ctx);
}

/** Of these, those that are no comune of their provincia, of today or of the past; none, while no list is loaded. One statement for all. */
export async function comuniSconosciuti(ctx: Ctx, coppie: readonly Coppia[]): Promise<Coppia[]> {
  if (coppie.length === 0) return [];
  const sconosciuti = new Set(await selectSconosciuti(ctx, coppie));
  return coppie.filter((_, i) => sconosciuti.has(i));
}

/** Enough to choose from in a list that opens under a field. */
const SUGGERITI_MAX = 10;
/** Below this, what is written begins a thousand names. */
const LETTERE_MIN = 2;

/** The comuni in force of which a name, in either language, begins with what was written so far: at most ten. */
export async function cercaComuni(ctx: Ctx, testo: string): Promise<Comune[]> {
  const chiave = chiaveLuogo(testo);
  return chiave.length < LETTERE_MIN ? [] : selectComuni(ctx, chiave, SUGGERITI_MAX);
}

/** All the places that are known, for whoever has many rows to look up: one statement, some tens of milliseconds. */
export async function luoghiNoti(ctx: Ctx): Promise<LuoghiNoti> {
  return selectLuoghiNoti(ctx);
}
