import { open } from 'node:fs/promises';
import { LIMITI } from '#kernel/limiti';
import { caricaTassonomia } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { ctxPer, rifiutato } from './accessi.ts';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.tassonomia;

/** `tassonomia carica <file>`: the list that pagoPA publishes, JSON or CSV, from a file. */
export async function comandoTassonomia(mondo: Mondo, argomenti: readonly string[]): Promise<EsitoComando> {
  const [cosa, file, ...altri] = argomenti;
  if (cosa !== 'carica' || file === undefined || altri.length > 0) return { righe: [testi.uso], codice: 2 };
  const testo = await leggi(file);
  if (testo === null) return { righe: [testi.nonLetto(file)], codice: 1 };
  const esito = await caricaTassonomia(ctxPer(mondo, null), { testo, origine: 'file' });
  if (!esito.ok) return rifiutato(esito.refusal);
  const { voci, cambiate } = esito.value;
  return { righe: [testi.caricata(voci, cambiate)], codice: 0 };
}

/** Null when there is no such file, it is not text, or it is larger than any list. */
async function leggi(percorso: string): Promise<string | null> {
  const file = await open(percorso).catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    if (size > LIMITI.tassonomiaBytesMax) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile());
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
