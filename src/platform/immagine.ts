import sharp, { type Sharp } from 'sharp';
import { ok, type Esito } from '#kernel/esito';

/** Why an image is not taken. */
export type ImmagineRifiutata = 'formato' | 'byte' | 'pixel' | 'animata' | 'illeggibile';
type Rifiutata = { codice: ImmagineRifiutata; genere: 'non_valido' };

/** What is taken, at the most. */
export type LimitiImmagine = { bytesMax: number; latoMax: number };

/** Decoding takes milliseconds: whatever takes seconds is a trap. */
const SECONDI_MAX = 5;
/** A page photographed by a telephone is a hundred times a logo. Telephones also write JPEGs that a strict reader warns about. */
const SECONDI_PAGINA_MAX = 20;

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
  return apri(dati, limiti, (intera) => Promise.all(lati.map((lato) => scrivi(intera.clone(), lato))));
}

/**
 * The same once, in the kind that it came in: a photograph stays a JPEG, and a drawing a PNG. `lato` is the longest that it is given
 * back.
 */
export async function riscrivi(
  dati: Uint8Array,
  { limiti, lato }: { limiti: LimitiImmagine; lato: number },
): Promise<Esito<Buffer, Rifiutata>> {
  const come = { secondi: SECONDI_PAGINA_MAX, failOn: 'error' } as const;
  return apri(
    dati,
    limiti,
    (intera, formato) => {
      const tenuta = entro(intera, lato);
      return (formato === 'jpeg' ? tenuta.jpeg({ quality: 85 }) : tenuta.png()).toBuffer();
    },
    come,
  );
}

async function apri<T>(
  dati: Uint8Array,
  { bytesMax, latoMax }: LimitiImmagine,
  fai: (intera: Sharp, formato: string | undefined) => Promise<T>,
  { secondi, failOn }: { secondi: number; failOn: 'warning' | 'error' } = { secondi: SECONDI_MAX, failOn: 'warning' },
): Promise<Esito<T, Rifiutata>> {
  if (dati.length > bytesMax) return rifiutata('byte');
  if (!isNota(dati)) return rifiutata('formato');
  try {
    const { width, height, format, pages = 1 } = await sharp(dati).metadata();
    if (pages > 1) return rifiutata('animata');
    if (width > latoMax || height > latoMax) return rifiutata('pixel');
    const intera = sharp(dati, { limitInputPixels: latoMax ** 2, failOn })
      .timeout({ seconds: secondi })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb');
    return ok(await fai(intera, format));
  } catch {
    // Whatever is wrong inside an image, the answer is that it cannot be read.
    return rifiutata('illeggibile');
  }
}

/** Of an image this small nobody tells 256 colours from all: it weighs a third, and in a list there are several. */
const LATO_DI_POCHI_COLORI = 96;

function scrivi(immagine: Sharp, lato: number): Promise<Buffer> {
  const palette = lato <= LATO_DI_POCHI_COLORI;
  return entro(immagine, lato).png({ compressionLevel: 9, progressive: false, palette }).toBuffer();
}

function entro(immagine: Sharp, lato: number): Sharp {
  return immagine.resize({ width: lato, height: lato, fit: 'inside', withoutEnlargement: true });
}

function isNota(dati: Uint8Array): boolean {
  const buffer = Buffer.from(dati.buffer, dati.byteOffset, dati.byteLength);
  return FIRME.some((firma) => firma.every(([da, byte]) => buffer.toString('hex', da, da + byte.length / 2) === byte));
}

function rifiutata(codice: ImmagineRifiutata): { ok: false; refusal: Rifiutata } {
  return { ok: false, refusal: { codice, genere: 'non_valido' } };
}
