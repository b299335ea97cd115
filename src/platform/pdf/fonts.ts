import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { create, type Font } from 'fontkit';

/** The faces of the notice guide: Titillium Web for words, Roboto Mono for codes (pagoPA, L'avviso di pagamento, graphics). */
export type FontName = 'regular' | 'bold' | 'mono' | 'monoBold';

/** One file of a face: the Latin alphabet, or what Kovačič and Szabó's neighbours need besides it. */
export type FontPart = { id: string; font: Font; covers: ReadonlySet<number> };

/** A piece of text that one font file can write. */
export type Run = { part: FontPart; text: string };

const FILES: Readonly<Record<FontName, { family: string; weight: number }>> = {
  regular: { family: 'titillium-web', weight: 400 },
  bold: { family: 'titillium-web', weight: 700 },
  mono: { family: 'roboto-mono', weight: 400 },
  monoBold: { family: 'roboto-mono', weight: 700 },
};
const ALPHABETS = ['latin', 'latin-ext'];

const loaded = new Map<FontName, readonly FontPart[]>();

/**
 * The parts of a face, read and parsed at first use and kept for the life of the process: parsing them again for each document
 * halves the pages a second.
 */
export function fontParts(name: FontName): readonly FontPart[] {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const { family, weight } = FILES[name];
  const parts = ALPHABETS.map((alphabet) => {
    const font = parseFont(`@fontsource/${family}/files/${family}-${alphabet}-${weight}-normal.woff`);
    return { id: `${name}-${alphabet}`, font, covers: new Set(font.characterSet) };
  });
  loaded.set(name, parts);
  return parts;
}

/**
 * The text cut into runs. A character that no part can write loses its accents or decorations (NFKD); where nothing is left of
 * it there is a question mark, as banks do: an empty box would say less.
 */
export function splitRuns(text: string, name: FontName): Run[] {
  const parts = fontParts(name);
  const runs: Run[] = [];
  for (const point of text) {
    for (const char of spell(point, parts)) {
      const last = runs.at(-1);
      // A blank is in both alphabets: it stays where it is, so that words are not cut.
      if (last !== undefined && isCovered(char, last.part)) last.text += char;
      else runs.push({ part: partOf(char, parts), text: char });
    }
  }
  return runs;
}

function spell(char: string, parts: readonly FontPart[]): string {
  const can = (c: string) => parts.some((part) => isCovered(c, part));
  if (can(char)) return char;
  const plain = char.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain !== '' && [...plain].every(can) ? plain : '?';
}

function isCovered(char: string, part: FontPart): boolean {
  return part.covers.has(char.codePointAt(0) ?? -1);
}

function partOf(char: string, parts: readonly FontPart[]): FontPart {
  const part = parts.find((candidate) => isCovered(char, candidate)) ?? parts[0];
  if (part === undefined) throw new Error('A face without parts');
  return part;
}

function parseFont(specifier: string): Font {
  const file = createRequire(import.meta.url).resolve(specifier);
  const font = create(woffToTtf(readFileSync(file)));
  if ('fonts' in font) throw new Error(`${specifier} is a collection, not a font`);
  return font;
}

/**
 * WOFF 1.0 (W3C 2012) unpacked to the TrueType file inside it: the same tables, inflated, under a new directory. pdfkit embeds a
 * subset of either, but from the packed form it takes twice the time and half again the bytes.
 */
export function woffToTtf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('Not a WOFF 1.0 file');
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(12 + 16 * count);
  const power = 2 ** Math.floor(Math.log2(count));
  directory.writeUInt32BE(woff.readUInt32BE(4), 0);
  directory.writeUInt16BE(count, 4);
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((count - power) * 16, 10);
  const pieces = [directory];
  let offset = directory.length;
  for (let i = 0; i < count; i++) {
    const entry = woff.subarray(44 + 20 * i, 64 + 20 * i);
    const [start, packed, length] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
    const stored = woff.subarray(start, start + packed);
    // Tables begin at multiples of four bytes; the padding is not part of their length.
    const table = Buffer.alloc(Math.ceil(length / 4) * 4);
    (packed < length ? inflateSync(stored) : stored).copy(table);
    const record = directory.subarray(12 + 16 * i);
    entry.copy(record, 0, 0, 4);
    entry.copy(record, 4, 16, 20);
    record.writeUInt32BE(offset, 8);
    record.writeUInt32BE(length, 12);
    pieces.push(table);
    offset += table.length;
  }
  return Buffer.concat(pieces);
}
