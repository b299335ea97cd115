import type { Readable } from 'node:stream';
import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { apriDisegnatore, datiAvviso, leggiCarta, siStampa, type CartaEnte, type Disegnatore } from '#modules/avvisi';
import { leggiEnte, type Ente } from '#modules/enti';
import { avvisiDelFlusso, type AvvisoDiRiga } from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { zipViaVia, type VoceNuova } from '#platform/zip-via-via';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import type { Flusso } from '../store.ts';
import { baseDi } from './nomi.ts';
import { percheNonSiPaga, testoIndice, type ParoleIndice, type RigaIndice } from './indice.ts';

/** A stretch of the rows of a file, whose notices come in one ZIP. */
export type ParteAvvisi = { parte: number; da: number; a: number };

/** The ZIPs in which the notices of a file come; none where it has none to give. */
export function partiAvvisi(f: Flusso): ParteAvvisi[] {
  if (f.stato !== 'eseguito' || f.righeAccettate === 0) return [];
  const totale = f.righeTotali ?? 0;
  return Array.from({ length: Math.ceil(totale / LIMITI.avvisiZipRighe) }, (_, i) => ({
    parte: i + 1,
    da: i * LIMITI.avvisiZipRighe + 1,
    a: Math.min((i + 1) * LIMITI.avvisiZipRighe, totale),
  }));
}

/** All of them in one ZIP, for who has one address to ask them at, and does not look on while it is made. Null: there are none. */
export function tuttiGliAvvisi(f: Flusso): ParteAvvisi | null {
  return partiAvvisi(f).length === 0 ? null : { parte: 0, da: 1, a: f.righeTotali ?? 0 };
}

/** ZIPs that this process is making. */
let inCorso = 0;

/**
 * The notices of a part of a file that can still be paid and printed, `avviso_<IUV>.pdf` each, in `<base>_AVVISI_PDF.zip`
 * (mypay-file-formats.md 2.7); the last entry is the index, which says of every other row why it has none. It is made while it is read.
 */
export async function zipAvvisi(
  ctx: Ctx,
  { flusso, quale, parole }: { flusso: Flusso; quale: ParteAvvisi; parole: ParoleIndice },
): Promise<Esito<{ nome: string; corpo: Readable }, RifiutoFlusso>> {
  if (inCorso >= LIMITI.avvisiZipInsieme) return rifiutoFlusso('AVVISI_OCCUPATI');
  inCorso += 1;
  try {
    const { ente, carta } = await apri(ctx, flusso, quale);
    const nome = `${baseDi(flusso)}_AVVISI_PDF${quale.parte === 0 || partiAvvisi(flusso).length === 1 ? '' : `_${quale.parte}`}`;
    const corpo = zipViaVia(voci(ctx, { flusso, quale, ente, carta, nome, parole }), ctx.now);
    corpo.once('close', () => (inCorso -= 1));
    return ok({ nome: `${nome}.zip`, corpo });
  } catch (causa) {
    inCorso -= 1;
    throw causa;
  }
}

/** Reads what all the notices have in common, and writes in the registro that they are handed over: they name many persons. */
function apri(ctx: Ctx, { id }: Flusso, { parte }: ParteAvvisi): Promise<{ ente: Ente; carta: CartaEnte }> {
  return ctx.tx(async (t) => {
    const ente = t.enteId === null ? null : await leggiEnte(t, t.enteId);
    if (ente === null) throw new Error('zipAvvisi: an ente is needed');
    const dettaglio = { file: 'avvisi', parte };
    await annota(t, { azione: 'flusso.scaricato', oggetto: 'flusso', oggettoId: id, dettaglio });
    return { ente, carta: await leggiCarta(t, ente) };
  });
}

type Cosa = { flusso: Flusso; quale: ParteAvvisi; ente: Ente; carta: CartaEnte; nome: string; parole: ParoleIndice };

async function* voci(ctx: Ctx, { flusso, quale, ente, carta, nome, parole }: Cosa): AsyncGenerator<VoceNuova> {
  const indice: RigaIndice[] = [];
  const dati = new Set<string>();
  const disegnatore = apriDisegnatore();
  try {
    for await (const una of righe(ctx, flusso, quale)) {
      const { riga, voce } = await prepara(una, { ctx, ente, carta, dati, disegnatore });
      indice.push(riga);
      if (voce !== null) yield voce;
    }
  } finally {
    await disegnatore.chiudi();
  }
  yield { nome: `${nome}.csv`, byte: Buffer.from(testoIndice(indice, parole)) };
}

/** Read a group at a time, each in a transaction of its own: a ZIP takes minutes, and what has been paid meanwhile is left out. */
const GRUPPO_RIGHE = 50;

async function* righe(ctx: Ctx, { id: flussoId }: Flusso, { da, a }: ParteAvvisi): AsyncGenerator<AvvisoDiRiga> {
  for (let dopo = da - 1; dopo < a; dopo += GRUPPO_RIGHE) {
    const tratto = { flussoId, dopo, a: Math.min(dopo + GRUPPO_RIGHE, a) };
    yield* await ctx.tx((t) => avvisiDelFlusso(t, tratto));
  }
}

type Come = { ctx: Ctx; ente: Ente; carta: CartaEnte; dati: Set<string>; disegnatore: Disegnatore };

async function prepara(
  { riga, iud, avviso }: AvvisoDiRiga,
  { ctx, ente, carta, dati, disegnatore }: Come,
): Promise<{ riga: RigaIndice; voce: VoceNuova | null }> {
  const iuv = avviso?.iuv ?? '';
  const senza = (perche: RigaIndice['perche']): { riga: RigaIndice; voce: null } => ({
    riga: { riga, iud, iuv, file: '', perche },
    voce: null,
  });
  const perche = percheNonSiPaga(avviso);
  if (perche !== null || avviso === null) return senza(perche ?? 'senza_avviso');
  if (!siStampa(avviso, ente)) return senza('non_stampabile');
  if (dati.has(iuv)) return senza('doppio');
  const scritto = datiAvviso(avviso, carta, ctx.now);
  if (scritto === null) return senza('senza_avviso');
  dati.add(iuv);
  const file = `avviso_${iuv}.pdf`;
  const byte = await disegnatore.disegna(scritto);
  return { riga: { riga, iud, iuv, file, perche: null }, voce: { nome: file, byte } };
}
