import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, EnteId, TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import {
  applicaBilancio,
  compila,
  elencoTipi,
  leggiEnte,
  moduloPubblicato,
  versioniModulo,
  type CampoCompilato,
  type Compilazione,
  type Inviati,
  type Modulo,
  type TipoDovuto,
} from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { componiAMano, iufAMano, type IntornoAMano, type PosizioneAMano } from '../core/a-mano.ts';
import type { NuovaPosizione } from '../core/nuova.ts';
import { rifiutoPosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';
import { metadatiDi } from '../core/spontaneo.ts';
import { selectPrimoDi } from '../store/a-mano.ts';
import { inserisciPosizione, valutaPosizione } from './inserisci.ts';

/** Who asks, and by which sheet: the same sheet with the same things on it makes one posizione, however often it is sent. */
export type ChiAMano = { chiave: string; tipiConsentiti: readonly TipoDovutoId[] | null };

/** The form of a kind of due that a clerk fills in: the published one in force, whether or not citizens may begin it by themselves. */
export type ModuloAMano = { versione: number; modulo: Modulo };

/** Null: the kind of due has none. */
export async function moduloAMano(ctx: Ctx, tipoDovutoId: TipoDovutoId): Promise<ModuloAMano | null> {
  const versione = (await versioniModulo(ctx, tipoDovutoId)).find(({ stato }) => stato === 'pubblicata')?.versione;
  const modulo = versione === undefined ? null : await moduloPubblicato(ctx, { tipoDovutoId, versione });
  return versione === undefined || modulo === null ? null : { versione, modulo };
}

/** What is answered to a question that asks for a file: who works for the ente has the paper in hand. */
const ALLO_SPORTELLO = 'allo-sportello';

/** Compiles the form as a clerk fills it in: files are not asked for. */
export function compilaAMano(modulo: Modulo, risposte: Inviati, { oggi }: Pick<Ctx, 'oggi'>): Compilazione {
  const circostanze = { oggi, lingua: 'it' };
  const prima = compila(modulo, risposte, circostanze);
  const file = fileDi(prima.campi);
  if (file.length === 0) return prima;
  return compila(
    modulo,
    { ...risposte, ...Object.fromEntries(file.map((nome) => [nome, ALLO_SPORTELLO])) },
    circostanze,
  );
}

function fileDi(campi: readonly CampoCompilato[]): string[] {
  return campi.flatMap((campo) => [
    ...(campo.genere === 'file' ? [campo.nome] : []),
    ...fileDi(campo.campi),
    ...campo.righe.flatMap(fileDi),
  ]);
}

/** What would be made, or why not: nothing is written, and no IUV is used up. */
export async function valutaAMano(
  ctx: Ctx,
  p: PosizioneAMano,
  chi: ChiAMano,
): Promise<Esito<NuovaPosizione, RifiutoPosizioni>> {
  const pronta = await prepara(ctx, p, chi);
  if (!pronta.ok || (await gia(ctx, pronta.value.posizione)) !== null)
    return pronta.ok ? ok(pronta.value.posizione) : pronta;
  const valutata = await valutaPosizione(ctx, pronta.value.posizione, { ...pronta.value.provenienza });
  return valutata.ok ? ok(pronta.value.posizione) : valutata;
}

/**
 * Makes a posizione by hand, through the intake that loads those of files. Sent twice it makes one: the second finds the dovuto of the
 * first, which is the one to open.
 */
export async function inserisciAMano(
  ctx: Ctx,
  p: PosizioneAMano,
  chi: ChiAMano,
): Promise<Esito<DovutoId, RifiutoPosizioni>> {
  const pronta = await prepara(ctx, p, chi);
  if (!pronta.ok) return pronta;
  const { posizione, provenienza } = pronta.value;
  const prima = await gia(ctx, posizione);
  if (prima !== null) return ok(prima);
  const inserita = await inserisciPosizione(ctx, posizione, provenienza);
  if (!inserita.ok) {
    // Two clicks at the same instant: the other was first.
    const sua = await gia(ctx, posizione);
    return sua === null ? inserita : ok(sua);
  }
  const [primo] = inserita.value.dovuti;
  if (primo === undefined) throw new Error('a mano: a posizione without dovuti');
  return ok(primo.dovutoId);
}

function gia(ctx: Ctx, { iupd = '' }: NuovaPosizione): Promise<DovutoId | null> {
  return ctx.tx((t) => selectPrimoDi(t, iupd));
}

type Pronta = { posizione: NuovaPosizione; provenienza: { iuf: string; tipiConsentiti: ChiAMano['tipiConsentiti'] } };

async function prepara(
  ctx: Ctx,
  p: PosizioneAMano,
  { chiave, tipiConsentiti }: ChiAMano,
): Promise<Esito<Pronta, RifiutoPosizioni>> {
  const enteId = ctx.enteId as EnteId;
  const { tipoDovutoId } = p;
  const ente = await ctx.tx((t) => leggiEnte(t, enteId));
  const tipo = (await ctx.tx((t) => elencoTipi(t, enteId))).find((uno) => uno.tipoDovutoId === tipoDovutoId);
  if (ente === null || tipo === undefined) return rifiutoPosizioni('TIPO_DOVUTO_INESISTENTE');
  if (tipiConsentiti !== null && !tipiConsentiti.includes(tipoDovutoId))
    return rifiutoPosizioni('OPERATORE_NON_ABILITATO');
  if (!tipo.attivo) return rifiutoPosizioni('TIPO_DOVUTO_CHIUSO');
  const detto = await dalModulo(ctx, p, tipo);
  if (!detto.ok) return detto;
  const impronta = sha256(JSON.stringify([chiave, p]))
    .toString('hex')
    .slice(0, 24);
  const posizione = componiAMano(p, { tipo, ...detto.value, oggi: ctx.oggi }, impronta);
  if (!posizione.ok) return posizione;
  return ok({ posizione: posizione.value, provenienza: { iuf: iufAMano(ente.codIpa), tipiConsentiti } });
}

/** The answers are compiled here again: the amount is what the form says of them, whatever the page has shown. */
async function dalModulo(
  ctx: Ctx,
  { modulo: m, tipoDovutoId }: PosizioneAMano,
  tipo: TipoDovuto,
): Promise<Esito<Pick<IntornoAMano, 'detto' | 'bilancio'>, RifiutoPosizioni>> {
  const consueto = (importoCents: Cents) =>
    tipo.bilancio === null ? null : applicaBilancio(tipo.bilancio, importoCents);
  if (m === null) return ok({ detto: null, bilancio: consueto });
  const inVigore = await moduloAMano(ctx, tipoDovutoId);
  if (inVigore?.versione !== m.versione) return rifiutoPosizioni('MODULO_CAMBIATO');
  const compilazione = compilaAMano(inVigore.modulo, m.risposte, ctx);
  const { importoCents, causale, causalePubblica, capitolo } = compilazione;
  if (!compilazione.valido || importoCents === null) return rifiutoPosizioni('MODULO_NON_COMPILATO');
  const metadati = metadatiDi(inVigore.modulo.definizione.schema, compilazione.valori);
  const bilancio = (sua: Cents) => (capitolo === null ? consueto(sua) : [{ ...capitolo, importoCents: sua }]);
  return ok({ detto: { importoCents, causale, causalePubblica, metadati }, bilancio });
}
