import sharp, { type Sharp } from 'sharp';
import { ok, type Esito } from '#kernel/esito';

/** Why an image is not taken. */
export type ImmagineRifiutata = 'formato' | 'byte' | 'pixel' | 'animata' | 'illeggibile';
type Rifiutata = { codice: ImmagineRifiutata; genere: 'non_valido' };

/** What is taken, at the most. */
export type LimitiImmagine = { bytesMax: number; latoMax: number };

/** Decoding takes milliseconds: whatever takes seconds is a trap. */
const SECONDI_MAX = 5;

/** The kinds that are decoded, by their first bytes: their name says nothing. SVG is a program that draws, and is not among them. */
const FIRME: readonly (readonly [da: number, byte: string])[][] = [
  [[0, '89504e470d0a1a0a']],
  [[0, 'ffd8ff']],
  [
    [0, '52494646'],
    [8, '57454250'],
  ],
];

/**
 * Draws an image anew: decoded within limits, turned upright, laid on white, and written as PNG once for each side, never larger than it
 * was. Nothing of what came is in what is given back but its colours: no comments, places, profiles, other frames.
 */
export async function ridisegna(
  dati: Uint8Array,
  { limiti, lati }: { limiti: LimitiImmagine; lati: readonly number[] },
): Promise<Esito<Buffer[], Rifiutata>> {
  if (dati.length > limiti.bytesMax) return rifiutata('byte');
  if (!isNota(dati)) return rifiutata('formato');
  try {
    const { width, height, pages = 1 } = await sharp(dati).metadata();
    if (pages > 1) return rifiutata('animata');
    if (width > limiti.latoMax || height > limiti.latoMax) return rifiutata('pixel');
    const intera = sharp(dati, { limitInputPixels: limiti.latoMax ** 2, failOn: 'warning' })
      .timeout({ seconds: SECONDI_MAX })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb');
    return ok(await Promise.all(lati.map((lato) => scrivi(intera.clone(), lato))));
  } catch {
    // Whatever is wrong inside an image, the answer is that it cannot be read.
    return rifiutata('illeggibile');
  }
}

function scrivi(immagine: Sharp, lato: number): Promise<Buffer> {
  return immagine
    .resize({ width: lato, height: lato, fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 9, progressive: false, palette: false })
    .toBuffer();
}

function isNota(dati: Uint8Array): boolean {
  const buffer = Buffer.from(dati.buffer, dati.byteOffset, dati.byteLength);
  return FIRME.some((firma) => firma.every(([da, byte]) => buffer.toString('hex', da, da + byte.length / 2) === byte));
}

function rifiutata(codice: ImmagineRifiutata): { ok: false; refusal: Rifiutata } {
  return { ok: false, refusal: { codice, genere: 'non_valido' } };
}
