import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, EnteId, TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import {
  applicaBilancio,
  compila,
  elencoTipi,
  leggiEnte,
  type CampoCompilato,
  type Compilazione,
  type Inviati,
  type Modulo,
  type TipoDovuto,
} from '#modules/enti';
import type { Ctx } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { allegatiRisposti } from '../core/allegato.ts';
import { componiAMano, iufAMano, type IntornoAMano, type PosizioneAMano } from '../core/a-mano.ts';
import type { NuovaPosizione } from '../core/nuova.ts';
import { rifiutoPosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';
import { metadatiDi } from '../core/spontaneo.ts';
import { selectPrimoDi } from '../store/a-mano.ts';
import type { DaLegare } from '../store/allegati.ts';
import { allegatiDellaVisita } from './allegati.ts';
import { legaInsieme } from './allegati-dovuto.ts';
import { moduloAMano } from './modulo-a-mano.ts';
import { inserisciPosizione, valutaPosizione } from './inserisci.ts';

/**
 * Who asks, and by which sheet: the same sheet with the same things on it makes one posizione, however often it is sent. `visita`: whose
 * the files are that its answers name.
 */
export type ChiAMano = { chiave: string; visita: Buffer; tipiConsentiti: readonly TipoDovutoId[] | null };

/** What is answered to a question that asks for a file, where none is given: who works for the ente may have it on paper. */
const ALLO_SPORTELLO = 'allo-sportello';

/** Compiles the form as a clerk fills it in: files may be given, and need not be. */
export function compilaAMano(modulo: Modulo, risposte: Inviati, { oggi }: Pick<Ctx, 'oggi'>): Compilazione {
  const circostanze = { oggi, lingua: 'it' };
  const prima = compila(modulo, risposte, circostanze);
  const senza = fileSenza(prima.campi);
  const allo = Object.fromEntries(senza.map((nome) => [nome, ALLO_SPORTELLO]));
  const compilata = senza.length === 0 ? prima : compila(modulo, { ...risposte, ...allo }, circostanze);
  return { ...compilata, campi: comeSiChiedono(compilata.campi) };
}

function fileSenza(campi: readonly CampoCompilato[]): string[] {
  return campi.flatMap((campo) => [
    ...(campo.genere === 'file' && campo.valore === '' ? [campo.nome] : []),
    ...fileSenza(campo.campi),
    ...campo.righe.flatMap(fileSenza),
  ]);
}

/** A question that asks for a file asks for it as one that may be left blank. */
function comeSiChiedono(campi: readonly CampoCompilato[]): CampoCompilato[] {
  return campi.map((campo) => ({
    ...campo,
    ...(campo.genere === 'file' && { obbligatorio: false }),
    ...(campo.genere === 'file' && campo.valore === ALLO_SPORTELLO && { valore: '' }),
    campi: comeSiChiedono(campo.campi),
    righe: campo.righe.map(comeSiChiedono),
  }));
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
  const { posizione, provenienza, file } = pronta.value;
  const prima = await gia(ctx, posizione);
  if (prima !== null) return ok(prima);
  const inserita = await inserisciPosizione(ctx, posizione, provenienza, (t, { dovuti: [primo] }) =>
    primo === undefined || file === null ? Promise.resolve() : legaInsieme(t, primo.dovutoId, file),
  );
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

type Pronta = {
  posizione: NuovaPosizione;
  provenienza: { iuf: string; tipiConsentiti: ChiAMano['tipiConsentiti'] };
  file: DaLegare | null;
};

async function prepara(
  ctx: Ctx,
  p: PosizioneAMano,
  { chiave, visita, tipiConsentiti }: ChiAMano,
): Promise<Esito<Pronta, RifiutoPosizioni>> {
  const enteId = ctx.enteId as EnteId;
  const { tipoDovutoId } = p;
  const ente = await ctx.tx((t) => leggiEnte(t, enteId));
  const tipo = (await ctx.tx((t) => elencoTipi(t, enteId))).find((uno) => uno.tipoDovutoId === tipoDovutoId);
  if (ente === null || tipo === undefined) return rifiutoPosizioni('TIPO_DOVUTO_INESISTENTE');
  if (tipiConsentiti !== null && !tipiConsentiti.includes(tipoDovutoId))
    return rifiutoPosizioni('OPERATORE_NON_ABILITATO');
  if (!tipo.attivo) return rifiutoPosizioni('TIPO_DOVUTO_CHIUSO');
  const letto = await dalModulo(ctx, p, { tipo, visita });
  if (!letto.ok) return letto;
  const { file, ...detto } = letto.value;
  const impronta = sha256(JSON.stringify([chiave, p]))
    .toString('hex')
    .slice(0, 24);
  const posizione = componiAMano(p, { tipo, ...detto, oggi: ctx.oggi }, impronta);
  if (!posizione.ok) return posizione;
  return ok({ posizione: posizione.value, provenienza: { iuf: iufAMano(ente.codIpa), tipiConsentiti }, file });
}

/** The answers are compiled here again: the amount is what the form says of them, whatever the page has shown. */
async function dalModulo(
  ctx: Ctx,
  { modulo: m, tipoDovutoId }: PosizioneAMano,
  { tipo, visita }: { tipo: TipoDovuto; visita: Buffer },
): Promise<Esito<Pick<IntornoAMano, 'detto' | 'bilancio'> & { file: DaLegare | null }, RifiutoPosizioni>> {
  const consueto = (importoCents: Cents) =>
    tipo.bilancio === null ? null : applicaBilancio(tipo.bilancio, importoCents);
  if (m === null) return ok({ detto: null, bilancio: consueto, file: null });
  const inVigore = await moduloAMano(ctx, tipoDovutoId);
  if (inVigore?.versione !== m.versione) return rifiutoPosizioni('MODULO_CAMBIATO');
  const compilazione = compilaAMano(inVigore.modulo, m.risposte, ctx);
  const { importoCents, causale, causalePubblica, capitolo } = compilazione;
  const tenuti = await allegatiDellaVisita(ctx, { enteId: ctx.enteId as EnteId, tipoDovutoId, visita });
  const { allegati, difetti } = allegatiRisposti(compilazione.campi, tenuti);
  if (!compilazione.valido || importoCents === null || difetti.size > 0)
    return rifiutoPosizioni('MODULO_NON_COMPILATO');
  const metadati = metadatiDi(inVigore.modulo.definizione.schema, compilazione.valori);
  const bilancio = (sua: Cents) => (capitolo === null ? consueto(sua) : [{ ...capitolo, importoCents: sua }]);
  const file = allegati.length === 0 ? null : { visita, versione: m.versione, allegati };
  return ok({ detto: { importoCents, causale, causalePubblica, metadati }, bilancio, file });
}
