import { conZip, ZipIllegibile, type LimitiZip } from '#platform/zip';
import { CELLA_CARATTERI_MAX, leggiCartella, type Cartella } from './cartella.ts';
import { scriviGiorno, scriviNumero } from './numeri.ts';
import { FoglioIllegibile, leggiPezzi, type Lettore } from './xml.ts';

export { FoglioIllegibile, type DifettoFoglio } from './xml.ts';

/** A cell: what it shows, with a point in numbers and days as `2026-12-31`; and what it is, for who reads texts in their own way. */
export type CellaFoglio = { testo: string; specie: 'testo' | 'numero' | 'giorno' };
export type RigaFoglio = CellaFoglio[];

/** Bounds on what a workbook may hold. */
export type LimitiFoglio = LimitiZip & { foglioCaratteriMax: number };

/** Columns that are read: more than these, and something was written far from the list. */
export const COLONNE_MAX = 256;
const VUOTA: CellaFoglio = { testo: '', specie: 'testo' };

/**
 * Reads the one sheet of a workbook that has something in it, a batch of rows at a time; rows without anything are left out. Hidden sheets
 * are not looked at; hidden rows and columns are, as when a spreadsheet saves a CSV. Of a formula it takes the value that was last worked
 * out.
 */
export async function conFoglio<T>(
  percorso: string,
  limiti: LimitiFoglio,
  fn: (righe: AsyncIterable<RigaFoglio[]>) => Promise<T>,
): Promise<T> {
  try {
    return await conZip(percorso, limiti, async (voci) => {
      const cartella = await leggiCartella(voci, limiti.foglioCaratteriMax);
      const pieni: Cartella['fogli'] = [];
      for (const foglio of cartella.fogli) if (await haQualcosa(cartella, foglio)) pieni.push(foglio);
      const [foglio] = pieni;
      if (foglio === undefined) throw new FoglioIllegibile('nessun_foglio');
      if (pieni.length > 1)
        throw new FoglioIllegibile(
          'piu_fogli',
          pieni
            .map(({ nome }) => `«${nome}»`)
            .join(', ')
            .slice(0, 200),
        );
      return fn(righeDi(cartella, foglio));
    });
  } catch (causa) {
    if (causa instanceof ZipIllegibile && causa.difetto === 'non_zip')
      throw new FoglioIllegibile('non_xlsx', '', causa);
    throw causa;
  }
}

async function haQualcosa(cartella: Cartella, foglio: Cartella['fogli'][number]): Promise<boolean> {
  for await (const righe of righeDi(cartella, foglio)) if (righe.length > 0) return true;
  return false;
}

async function* righeDi(cartella: Cartella, { voce }: Cartella['fogli'][number]): AsyncGenerator<RigaFoglio[]> {
  const raccolta = raccogli(cartella);
  for await (const _pezzo of leggiPezzi(await voce.apri(), raccolta.lettore)) {
    const righe = raccolta.prendi();
    if (righe.length > 0) yield righe;
  }
}

type Aperta = { dove: string; tipo: string; stile: number; valore: string; scritto: boolean; formula: boolean };

/** Gathers the rows of a sheet from its tags. */
function raccogli(cartella: Cartella): { lettore: Lettore; prendi: () => RigaFoglio[] } {
  let pronte: RigaFoglio[] = [];
  let riga: RigaFoglio = [];
  let numero = 0;
  let colonna = 0;
  let cella: Aperta | null = null;
  let dentro = false;
  let pronuncia = false;
  const lettore: Lettore = {
    apre: (nome, attributi) => {
      if (nome === 'row') {
        riga = [];
        numero += 1;
        colonna = 0;
      } else if (nome === 'c') {
        const dove = attributi['r'] ?? '';
        colonna = dove === '' ? colonna + 1 : colonnaDi(dove);
        const [tipo, stile] = [attributi['t'] ?? 'n', Number(attributi['s'] ?? 0)];
        cella = { dove: dove || `riga ${numero}`, tipo, stile, valore: '', scritto: false, formula: false };
      } else if (nome === 'f' && cella !== null) cella.formula = true;
      else if (nome === 'rPh') pronuncia = true;
      dentro = cella !== null && !pronuncia && (nome === 'v' || nome === 't');
      if (dentro && cella !== null) cella.scritto = true;
    },
    testo: (testo) => {
      if (!dentro || cella === null) return;
      cella.valore += testo;
      if (cella.valore.length > CELLA_CARATTERI_MAX) throw new FoglioIllegibile('cella_lunga', cella.dove);
    },
    chiude: (nome) => {
      if (nome === 'v' || nome === 't') dentro = false;
      else if (nome === 'rPh') pronuncia = false;
      else if (nome === 'c' && cella !== null) {
        posa(riga, colonna, leggiCella(cella, cartella), cella.dove);
        cella = null;
      } else if (nome === 'row' && riga.length > 0) pronte.push(riga);
    },
  };
  const prendi = (): RigaFoglio[] => {
    const prese = pronte;
    pronte = [];
    return prese;
  };
  return { lettore, prendi };
}

function posa(riga: RigaFoglio, colonna: number, cella: CellaFoglio, dove: string): void {
  if (cella.testo.trim() === '') return;
  if (colonna < 1 || colonna > COLONNE_MAX) throw new FoglioIllegibile('troppe_colonne', dove);
  while (riga.length < colonna) riga.push(VUOTA);
  riga[colonna - 1] = cella;
}

/** `BC12` is in the column 55. */
function colonnaDi(dove: string): number {
  const lettere = /^[A-Z]{1,3}(?=\d)/.exec(dove)?.[0] ?? '';
  if (lettere === '') throw new FoglioIllegibile('rovinato', dove.slice(0, 20));
  return [...lettere].reduce((n, lettera) => n * 26 + lettera.charCodeAt(0) - 64, 0);
}

function leggiCella(c: Aperta, cartella: Cartella): CellaFoglio {
  if (!c.scritto) {
    if (c.formula) throw new FoglioIllegibile('formula', c.dove);
    return VUOTA;
  }
  if (c.tipo === 'e') throw new FoglioIllegibile('errore', c.dove);
  if (c.tipo === 'b') return { testo: c.valore.trim() === '1' ? 'true' : 'false', specie: 'testo' };
  if (c.tipo === 's') {
    const testo = /^\d+$/.test(c.valore) ? cartella.stringhe[Number(c.valore)] : undefined;
    if (testo === undefined) throw new FoglioIllegibile('rovinato', c.dove);
    return { testo, specie: 'testo' };
  }
  if (c.tipo === 'inlineStr' || c.tipo === 'str') return { testo: c.valore, specie: 'testo' };
  if (c.tipo === 'd') return { testo: c.valore.replace(/T00:00:00(\.0+)?Z?$/, ''), specie: 'giorno' };
  if (c.tipo !== 'n') throw new FoglioIllegibile('rovinato', c.dove);
  return leggiNumero(c, cartella);
}

function leggiNumero({ valore, stile, dove }: Aperta, { aspetti, dal1904 }: Cartella): CellaFoglio {
  const grezzo = valore.trim();
  if (grezzo === '') return VUOTA;
  const aspetto = aspetti[stile] ?? { specie: 'numero' };
  const testo =
    aspetto.specie === 'giorno' ? scriviGiorno(grezzo, { ora: aspetto.ora, dal1904 }) : scriviNumero(grezzo);
  if (testo === null) throw new FoglioIllegibile('rovinato', dove);
  if (aspetto.specie === 'zeri' && /^\d+$/.test(testo))
    return { testo: testo.padStart(aspetto.cifre, '0'), specie: 'testo' };
  return { testo, specie: aspetto.specie === 'giorno' ? 'giorno' : 'numero' };
}
