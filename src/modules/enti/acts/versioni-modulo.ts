import { ok, type Esito } from '#kernel/esito';
import type { EnteId, TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { sha256, uguali } from '#platform/crypto';
import { testoCanonico } from '../core/json.ts';
import { controllaDefinizione, type Modulo, type RifiutoModulo } from '../core/modulo/index.ts';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { importoConcorde } from '../core/tipo-dovuto.ts';
import { lockTipo } from '../store/tipo-dovuto.ts';
import {
  deleteBozza,
  scriviBozza,
  selectInVigore,
  selectModuloPubblico,
  selectVersione,
  selectVersioni,
  updatePubblicata,
  type VersioneIntera,
  type VersioneModulo,
} from '../store/versioni-modulo.ts';
import { enteDi } from './ente.ts';

/**
 * Keeps a definition as the draft of the form: the draft there is becomes this one, or a new one begins. A definition that is not sound
 * is not kept. Returns the number of the version.
 */
export async function salvaBozza(
  ctx: Ctx,
  { tipoDovutoId, definizione }: { tipoDovutoId: TipoDovutoId; definizione: unknown },
): Promise<Esito<number, RifiutoEnti | RifiutoModulo>> {
  const enteId = enteDi(ctx);
  const controllata = controllaDefinizione(definizione);
  if (!controllata.ok) return controllata;
  return ctx.tx(async (t): Promise<Esito<number, RifiutoEnti>> => {
    if ((await lockTipo(t, enteId, { tipoDovutoId })) === null) return rifiutoEnti('TIPO_SCONOSCIUTO');
    const di = { enteId, tipoDovutoId };
    const impronta = sha256(testoCanonico(definizione));
    const versione = await scriviBozza(t, di, { definizione, impronta, attore: attoreTesto(t.attore) });
    await annotaModulo(t, 'modulo.bozza_salvata', { tipoDovutoId, versione });
    return ok(versione);
  });
}

/** Puts a draft in force: from now on it is what citizens fill in, and nobody can change it. */
export async function pubblicaModulo(
  ctx: Ctx,
  { tipoDovutoId, versione }: { tipoDovutoId: TipoDovutoId; versione: number },
): Promise<Esito<undefined, RifiutoEnti | RifiutoModulo>> {
  const di = { enteId: enteDi(ctx), tipoDovutoId };
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti | RifiutoModulo>> => {
    const tipo = await lockTipo(t, di.enteId, { tipoDovutoId });
    if (tipo === null) return rifiutoEnti('TIPO_SCONOSCIUTO');
    const bozza = await selectVersione(t, di, versione);
    if (bozza?.stato !== 'bozza') return rifiutoEnti('MODULO_NON_IN_BOZZA');
    // It may have waited while the program that judges it changed.
    const controllata = controllaDefinizione(bozza.definizione);
    if (!controllata.ok) return controllata;
    const inVigore = await selectInVigore(t, di);
    if (inVigore !== null && uguali(inVigore.impronta, bozza.impronta)) return rifiutoEnti('MODULO_UGUALE');
    if (!importoConcorde(tipo, { importoFissoCents: fissoDi(controllata.value) }))
      return rifiutoEnti('MODULO_IMPORTO_DIVERSO');
    if (!(await updatePubblicata(t, di, versione))) return rifiutoEnti('MODULO_NON_IN_BOZZA');
    await annotaModulo(t, 'modulo.pubblicato', { tipoDovutoId, versione });
    return ok();
  });
}

function fissoDi({ definizione: { importo } }: Modulo) {
  return importo.modo === 'fisso' ? cents(importo.importoCents) : null;
}

/** Throws the draft away: its number goes to the next one. */
export async function scartaBozza(ctx: Ctx, tipoDovutoId: TipoDovutoId): Promise<Esito<undefined, RifiutoEnti>> {
  const di = { enteId: enteDi(ctx), tipoDovutoId };
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    if (!(await deleteBozza(t, di))) return rifiutoEnti('MODULO_NON_IN_BOZZA');
    await annota(t, { azione: 'modulo.bozza_scartata', oggetto: 'tipo_dovuto', oggettoId: tipoDovutoId });
    return ok();
  });
}

async function annotaModulo(
  t: Ctx,
  azione: string,
  { tipoDovutoId, versione }: { tipoDovutoId: TipoDovutoId; versione: number },
): Promise<void> {
  await annota(t, { azione, oggetto: 'tipo_dovuto', oggettoId: tipoDovutoId, dettaglio: { versione } });
}

/** The versions of the form of a kind of due of the context's ente, newest first. */
export async function versioniModulo(ctx: Ctx, tipoDovutoId: TipoDovutoId): Promise<VersioneModulo[]> {
  return ctx.tx((t) => selectVersioni(t, { enteId: enteDi(t), tipoDovutoId }));
}

/** One of them whole; without a number the newest, draft or published. */
export async function leggiVersione(
  ctx: Ctx,
  { tipoDovutoId, versione = null }: { tipoDovutoId: TipoDovutoId; versione?: number | null },
): Promise<VersioneIntera | null> {
  return ctx.tx((t) => selectVersione(t, { enteId: enteDi(t), tipoDovutoId }, versione));
}

/** A form that a citizen may fill in: keep `versione` with the answers, and read it by that number when they come back. */
export type ModuloPubblico = {
  enteId: EnteId;
  tipoDovutoId: TipoDovutoId;
  tipoDovuto: string;
  denominazione: string;
  versione: number;
  modulo: Modulo;
};

/**
 * The form of an active spontaneous kind of due of an ente that citizens see: the one in force, or the version they saw. Null where
 * there is none. Any role may ask, for any ente.
 */
export async function leggiModulo(
  ctx: Ctx,
  { enteId, tipoDovutoId, versione = null }: { enteId: EnteId; tipoDovutoId: TipoDovutoId; versione?: number | null },
): Promise<ModuloPubblico | null> {
  const letto = await selectModuloPubblico(ctx, { enteId, tipoDovutoId, versione });
  // Enti in prova are shown only where the whole installation is a demo, as in the list of enti.
  if (letto === null || (letto.ambiente === 'prova' && ctx.config.modo !== 'demo')) return null;
  const { tipoDovuto, denominazione, versione: sua } = letto;
  const modulo = controllato({ enteId, tipoDovutoId }, letto);
  return { enteId, tipoDovutoId, tipoDovuto, denominazione, versione: sua, modulo };
}

/** A published form of a kind of due of the context's ente, whatever became of that kind: that version, or the one in force. */
export async function moduloPubblicato(
  ctx: Ctx,
  { tipoDovutoId, versione = null }: { tipoDovutoId: TipoDovutoId; versione?: number | null },
): Promise<Modulo | null> {
  const di = { enteId: enteDi(ctx), tipoDovutoId };
  const letta = await ctx.tx(async (t) => {
    const quale = versione ?? (await selectInVigore(t, di))?.versione ?? null;
    return quale === null ? null : selectVersione(t, di, quale);
  });
  return letta?.stato === 'pubblicata' ? controllato(di, letta) : null;
}

/** Published versions never change: each is judged once a process. Those read last are kept. */
const MODULI = new Map<string, Modulo>();
const MODULI_MAX = 200;

function tieni(chiave: string, modulo: Modulo): void {
  MODULI.delete(chiave);
  MODULI.set(chiave, modulo);
  for (const vecchia of [...MODULI.keys()].slice(0, -MODULI_MAX)) MODULI.delete(vecchia);
}

function controllato(
  { enteId, tipoDovutoId }: { enteId: EnteId; tipoDovutoId: TipoDovutoId },
  { versione, definizione }: { versione: number; definizione: unknown },
): Modulo {
  const chiave = `${enteId} ${tipoDovutoId} ${versione}`;
  const modulo = MODULI.get(chiave) ?? sano(definizione);
  tieni(chiave, modulo);
  return modulo;
}

function sano(definizione: unknown): Modulo {
  const esito = controllaDefinizione(definizione);
  if (!esito.ok) throw new Error('a published form is no longer sound', { cause: esito.refusal });
  return esito.value;
}
