import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { formatGiorno, giornoA } from '#kernel/giorno';
import { aggiornaLuoghi, statoLuoghi, type CaricamentoLuoghi } from '#modules/enti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { comandi } from '#testi/it/comandi';
import { enti } from '#testi/it/enti';
import type { EsitoComando } from './esito-comando.ts';

const testi = comandi.luoghi;

/** The archive of the comuni is 2.4 MB. */
const BYTES_MAX = 32 * 1024 * 1024;

/** `luoghi aggiorna <file.csv>`: loads a list of comuni or of nations; `luoghi stato`: what is known of places, and since when. */
export async function comandoLuoghi(
  mondo: Mondo,
  [cosa, percorso, ...altri]: readonly string[],
): Promise<EsitoComando> {
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema', id: 'comando' } });
  if (cosa === 'stato' && percorso === undefined) return stato(ctx);
  if (cosa !== 'aggiorna' || percorso === undefined || altri.length > 0) return { righe: [testi.uso], codice: 2 };
  const testo = await leggi(percorso);
  if (testo === null) return { righe: [testi.nonLetto(percorso)], codice: 1 };
  const esito = await aggiornaLuoghi(ctx, testo);
  if (esito.ok) return { righe: [testi.aggiornati(esito.value)], codice: 0 };
  const { codice, parametri = {} } = esito.refusal;
  const frase = enti.rifiuti[codice];
  return { righe: [typeof frase === 'string' ? frase : frase(parametri)], codice: 1 };
}

/** ANPR writes UTF-8, ISTAT the characters of Windows. Null when there is no such file, or it is far too large. */
async function leggi(percorso: string): Promise<string | null> {
  try {
    const { size } = await stat(percorso);
    if (size > BYTES_MAX) return null;
    const byte = await readFile(percorso);
    return new TextDecoder(isUtf8(byte) ? 'utf-8' : 'windows-1252').decode(byte);
  } catch {
    return null;
  }
}

async function stato(ctx: Ctx): Promise<EsitoComando> {
  const letto = await statoLuoghi(ctx);
  const quando = ({ istante, ...resto }: CaricamentoLuoghi): string =>
    testi.caricamento({ ...resto, giorno: formatGiorno(giornoA(istante)) });
  return { righe: [testi.stato(letto), ...letto.ultimi.map(quando)], codice: 0 };
}
