import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isUuid, type FlussoId } from '#kernel/ids';
import {
  cercaFlusso,
  elencoFlussi,
  leggiFileFlusso,
  leggiFlusso,
  partiAvvisi,
  zipAvvisi,
  type Flusso,
} from '#modules/flussi';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { consegne } from '#testi/it/consegne';
import type { EsitoComando } from './esito-comando.ts';
import { esitoDi, fallito, type Incarico } from './flussi-detto.ts';

const testi = comandi.flussi;
const ULTIMI = 10;

/** `flussi stato [<flusso>]`: how a file stands; without one, the last of the ente. */
export async function stato({ ctx, cosa }: Incarico): Promise<EsitoComando> {
  if (cosa === undefined) {
    const flussi = await ctx.tx((t) => elencoFlussi(t, { verso: 'in', dopo: null, prima: null, quanti: ULTIMI }));
    return { righe: flussi.length === 0 ? [testi.nessuno] : flussi.map(testi.riga), codice: 0 };
  }
  const flusso = await trova(ctx, cosa);
  if (flusso === null) return { righe: [testi.nonTrovato(cosa)], codice: 1 };
  const { righe, codice } = esitoDi(flusso);
  return { righe: [testi.riga(flusso), ...righe], codice };
}

/** `flussi esiti <flusso> --in <cartella>`: writes there what a file gave back; nothing that is there already is written over. */
export async function esiti({ ctx, cosa, opzioni }: Incarico): Promise<EsitoComando> {
  const { in: cartella, avvisi = 'no' } = opzioni;
  if (cosa === undefined || cartella === undefined || (avvisi !== 'si' && avvisi !== 'no'))
    return { righe: [testi.uso], codice: 2 };
  const flusso = await trova(ctx, cosa);
  if (flusso === null) return { righe: [testi.nonTrovato(cosa)], codice: 1 };
  if (flusso.stato !== 'eseguito') return esitoDi(flusso);
  const righe: string[] = [];
  for (const quale of ['iuv', 'scarti'] as const) {
    const file = await ctx.tx((t) => apri(t, flusso.id, quale));
    if (file !== null) righe.push(await scrivi(cartella, file.nome, ctx.files.leggi(file.fileId)));
  }
  for (const quale of avvisi === 'si' ? partiAvvisi(flusso) : []) {
    const esito = await zipAvvisi(ctx, { flusso, quale, parole: consegne.indice });
    if (!esito.ok) return fallito(esito.refusal);
    righe.push(await scrivi(cartella, esito.value.nome, esito.value.corpo));
  }
  const tutti = righe.every((riga) => riga.startsWith(testi.scritto('')));
  return { righe, codice: tutti ? 0 : 1 };
}

/** Its file, and a row of the registro that it was handed over. */
async function apri(t: Ctx, id: FlussoId, quale: 'iuv' | 'scarti'): Promise<{ fileId: string; nome: string } | null> {
  const file = await leggiFileFlusso(t, id, quale);
  if (file !== null)
    await annota(t, { azione: 'flusso.scaricato', oggetto: 'flusso', oggettoId: id, dettaglio: { file: quale } });
  return file;
}

async function scrivi(cartella: string, nome: string, corpo: Readable): Promise<string> {
  const percorso = join(cartella, nome);
  let nostro = false;
  const file = createWriteStream(percorso, { flags: 'wx', mode: 0o600 }).once('open', () => (nostro = true));
  try {
    await pipeline(corpo, file);
    return testi.scritto(percorso);
  } catch {
    // Half a file would be taken for a whole one.
    if (nostro) await rm(percorso, { force: true });
    return testi.nonScritto(percorso);
  }
}

/** By its id, or the last of that name. */
function trova(ctx: Ctx, cosa: string): Promise<Flusso | null> {
  return ctx.tx((t) => (isUuid<FlussoId>(cosa) ? leggiFlusso(t, cosa) : cercaFlusso(t, cosa)));
}
