import type pg from 'pg';
import { leggiEnteIncassante, type EnteIncassante } from '#modules/enti';
import type { StazioneId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import type { PosizioneIntera } from '../core/intera.ts';
import type { CodiceCarico } from '../core/rifiuti.ts';
import { apriScrittura } from '../store/carico-nuovi.ts';
import { scriviPosizioniNuove, type RigaDiNuova } from '../store/carico-posizioni.ts';
import type { Fetta, RichiestaCarico } from '../store/carico-tabella.ts';
import { iuvInScorta, prendiIuv } from '../store/iuv.ts';
import { componiNuova, selectIntere } from '../store/posizione-intera.ts';
import { isRitentabile, type Provenienza } from './carico.ts';
import { colpevole } from './inserisci.ts';

/** A dovuto, as it is called by who pays it. */
export type DovutoDetto = Pick<RigaDiNuova, 'iud' | 'iuv' | 'numeroAvviso'>;

/**
 * What became of a posizione that was asked for as if it were new: it is, with `intera` where it was asked to be read back; or why not; or
 * something that it names is there already, and nothing was done. `codice` of that: what is wrong with its rows by themselves; null: they
 * were not looked at.
 */
export type Nuova =
  | { esito: 'creata'; dovuti: DovutoDetto[]; intera: PosizioneIntera | null }
  | { esito: 'rifiutata'; codice: CodiceCarico }
  | { esito: 'presente'; codice: CodiceCarico | null };

const NON_GUARDATA: Nuova = { esito: 'presente', codice: null };

/**
 * Makes those that are new of some posizioni, each whole or not at all, a statement a slice: by the rules of the intake of files, without
 * its tables. Where another writer is in the way nothing of the slice is done, as if all of it were there. `rileggi`: each is read back in
 * the transaction that makes it.
 */
export async function creaNuove(
  ctx: Ctx,
  gruppi: readonly (readonly RichiestaCarico[])[],
  { rileggi, ...provenienza }: Omit<Provenienza, 'flussoId'> & { rileggi: boolean },
): Promise<Nuova[]> {
  if (gruppi.length === 0 || !nominaUnaVolta(gruppi)) return gruppi.map(() => NON_GUARDATA);
  const nuove: Nuova[] = [];
  for (const fetta of aFette(gruppi)) nuove.push(...(await creaFetta(ctx, fetta, { provenienza, rileggi })));
  return nuove;
}

type Come = { provenienza: Omit<Provenienza, 'flussoId'>; rileggi: boolean };
type Gruppi = readonly (readonly RichiestaCarico[])[];

/** The rows of a slice look for what was there before it, and not at one another: each has a name of its own, and brings no IUV. */
function nominaUnaVolta(gruppi: Gruppi): boolean {
  const righe = gruppi.flat();
  return new Set(righe.map((r) => r.iud)).size === righe.length && righe.every((r) => r.iuv === null);
}

async function creaFetta(ctx: Ctx, gruppi: Gruppi, come: Come): Promise<Nuova[]> {
  let riga = 0;
  const numerate = gruppi.map((righe) => righe.map((una) => ({ ...una, riga: (riga += 1) })));
  try {
    return await ctx.sessione((s, client) => inScrittura(s, client, { numerate, come }), { conPiani: true });
  } catch (causa) {
    if (!isRitentabile(causa)) throw causa;
    return gruppi.map(() => NON_GUARDATA);
  }
}

type Scrittura = { numerate: readonly RichiestaCarico[][]; come: Come };

/** In one transaction; who fails closes the connection, and nothing is done. */
async function inScrittura(s: Ctx, client: pg.PoolClient, { numerate, come }: Scrittura): Promise<Nuova[]> {
  const { enteId } = s;
  if (enteId === null) throw new Error('posizioni: an ente is needed');
  const righe = numerate.flat();
  // A number each, where any is wanted.
  const quanti = righe.some((r) => r.generaIuv === true) ? righe.length : 0;
  let presi: { stazioneId: StazioneId; primo: number } | null = null;
  for (;;) {
    await apriScrittura(client, enteId);
    const ente = await leggiEnteIncassante(s, enteId);
    const chi = { enteId, stazioneId: ente.stazioneId, quanti };
    const miei: number | null = presi?.stazioneId === chi.stazioneId ? presi.primo : null;
    const primo = miei ?? (quanti === 0 ? 1 : iuvInScorta(s, chi));
    if (primo !== null) {
      const esiti = await scrivi(s, fettaDi(s, { numerate, come }, { ente, primo, quanti }), { numerate, come, ente });
      await client.query('commit');
      return esiti;
    }
    // Numbers are put aside in a moment of their own, in which nothing else is held.
    await client.query('rollback');
    presi = { stazioneId: chi.stazioneId, primo: await prendiIuv(s, chi) };
  }
}

async function scrivi(
  t: Ctx,
  f: Fetta,
  { numerate, come: { rileggi }, ente }: Scrittura & { ente: EnteIncassante },
): Promise<Nuova[]> {
  const righe = await scriviPosizioniNuove(t, f, { righe: numerate.flat(), daDire: rileggi });
  const esiti = numerate.map((gruppo): Nuova => {
    const sue = gruppo.flatMap((r) => righe[r.riga - 1] ?? []);
    const [prima] = gruppo;
    const [sua] = sue;
    if (prima === undefined || sua === undefined || sue.length !== gruppo.length)
      throw new Error('posizioni: no outcome');
    const codice = colpevole(sue);
    if (sue.some(({ presente }) => presente)) return { esito: 'presente', codice };
    if (codice !== null) return { esito: 'rifiutata', codice };
    const dovuti = sue.map(({ iud, iuv, numeroAvviso }) => ({ iud, iuv, numeroAvviso }));
    const detta = rileggi && sue.length === 1 ? componiNuova(t, { ente, richiesta: prima, riga: sua }) : null;
    return { esito: 'creata', dovuti, intera: detta };
  });
  return rileggi ? conIntere(t, numerate, esiti) : esiti;
}

/** Those that were not told of by what was written are read. */
async function conIntere(t: Ctx, numerate: Scrittura['numerate'], esiti: readonly Nuova[]): Promise<Nuova[]> {
  const daLeggere = new Map<number, string>();
  for (const [n, esito] of esiti.entries())
    if (esito.esito === 'creata' && esito.intera === null) daLeggere.set(n, numerate[n]?.[0]?.posizione?.iupd ?? '');
  if (daLeggere.size === 0) return [...esiti];
  const lette = new Map((await selectIntere(t, [...daLeggere.values()])).map((una) => [una.iupd, una]));
  return esiti.map((esito, n) =>
    esito.esito === 'creata' && esito.intera === null
      ? { ...esito, intera: lette.get(daLeggere.get(n) ?? '') ?? null }
      : esito,
  );
}

function fettaDi(
  { oggi }: Ctx,
  { numerate, come: { provenienza } }: Scrittura,
  { ente, ...progressivi }: { ente: EnteIncassante; primo: number; quanti: number },
): Fetta {
  const { enteId, stazioneId, segregazione, codiceFiscale, denominazione } = ente;
  const righe = numerate.flat();
  const nuova = {
    sole: numerate.every(({ length }) => length === 1),
    conContorno: righe.some(({ posizione: p }) => (p?.debitori ?? []).length + (p?.metadati ?? []).length > 0),
    conConti: righe.some((r) => [r.posizione?.quota, ...r.altreQuote].some((q) => q?.contoId !== undefined)),
  };
  return {
    ...{ composta: true, conAltre: righe.some((r) => r.altreQuote.length > 0), soloAnnulli: false, nuova },
    ...{ da: 1, a: righe.length, enteId, codiceFiscale, denominazione, stazioneId, segregazione, oggi },
    ...{ progressivi, tipiConsentiti: provenienza.tipiConsentiti, flussoId: null },
    ...{ iuf: provenienza.iuf, motivo: provenienza.motivo ?? null, unici: true, breve: true },
  };
}

/** As many posizioni as fit in a slice, and one at the least. */
function* aFette(gruppi: Gruppi): Generator<Gruppi> {
  let fetta: (readonly RichiestaCarico[])[] = [];
  let righe = 0;
  for (const gruppo of gruppi) {
    if (fetta.length > 0 && righe + gruppo.length > LIMITI.fettaRighe) {
      yield fetta;
      [fetta, righe] = [[], 0];
    }
    fetta.push(gruppo);
    righe += gruppo.length;
  }
  yield fetta;
}
