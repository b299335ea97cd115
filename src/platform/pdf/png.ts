import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A PNG without transparency, checked to its last line, that pdfkit copies into a document without decoding it. */
export type OpaquePng = { bytes: Buffer; width: number; height: number };

/** A side of 30 mm at 300 dpi is 354 pixels; above this it is a photograph by mistake, or a trap. */
const SIDE_MAX = 2000;
const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

type Chunk = { type: string; data: Buffer };
type Header = { width: number; height: number; depth: number; colour: number; channels: number };

const known = new WeakMap<Uint8Array, OpaquePng | null>();

/**
 * The image as documents take it, transparency laid on white; null when it is damaged, larger than 2000 pixels a side, interlaced,
 * or transparent at other than 8 bits a channel (PNG specification, ISO/IEC 15948). pdfkit by itself decodes transparency anew for
 * each document, in a callback where a damaged image ends the process. The answer for the same array is computed once.
 */
export function opaquePng(png: Uint8Array): OpaquePng | null {
  let answer = known.get(png);
  if (answer === undefined) {
    answer = prepare(Buffer.from(png));
    known.set(png, answer);
  }
  return answer;
}

function prepare(bytes: Buffer): OpaquePng | null {
  try {
    const chunks = readChunks(bytes);
    const header = readHeader(chunks);
    // A transparent colour in an image without palette becomes a mask, which pdfkit writes without decoding.
    const isTransparent = header.colour >= 4 || (header.colour === 3 && dataOf(chunks, 'tRNS').length > 0);
    const lines = readLines(chunks, header);
    const { width, height } = header;
    if (!isTransparent) return { bytes, width, height };
    if (header.depth !== 8) return null;
    return { bytes: encodeRgb(flatten(unfilter(lines, header), header, chunks), header), width, height };
  } catch {
    // Whatever is wrong with an image, the answer is that there is none.
    return null;
  }
}

function readChunks(png: Buffer): Chunk[] {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('Not a PNG');
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (png.readUInt32BE(at + 8 + length) !== crc32(body)) throw new Error('A damaged chunk');
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at += 12 + length;
  }
  if (chunks[0]?.type !== 'IHDR' || chunks.at(-1)?.type !== 'IEND') throw new Error('Chunks missing');
  return chunks;
}

function dataOf(chunks: readonly Chunk[], type: string): Buffer {
  return Buffer.concat(chunks.filter((chunk) => chunk.type === type).map(({ data }) => data));
}

function readHeader(chunks: readonly Chunk[]): Header {
  const header = dataOf(chunks, 'IHDR');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, colour = -1, , , interlace] = header.subarray(8);
  const channels = CHANNELS[colour];
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(depth) || interlace !== 0)
    throw new Error('A kind not read here');
  if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX) throw new Error('Too large');
  const palette = dataOf(chunks, 'PLTE').length;
  if (colour === 3 && (palette === 0 || palette > 768 || palette % 3 !== 0)) throw new Error('No palette');
  return { width, height, depth, colour, channels };
}

/** The inflated lines, each with its filter type before it. */
function readLines(chunks: readonly Chunk[], { width, height, depth, channels }: Header): Buffer {
  const lineBytes = 1 + Math.ceil((width * channels * depth) / 8);
  const lines = inflateSync(dataOf(chunks, 'IDAT'), { maxOutputLength: lineBytes * height });
  if (lines.length !== lineBytes * height) throw new Error('Lines missing');
  for (let at = 0; at < lines.length; at += lineBytes) if (lines.readUInt8(at) > 4) throw new Error('Unknown filter');
  return lines;
}

/** Undoes the filters of a line of 8-bit channels (§9.2): what is left is the samples. */
function unfilter(lines: Buffer, { width, height, channels }: Header): Buffer {
  const stride = width * channels;
  const samples = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < channels ? 0 : (samples[at - channels] ?? 0);
      const above = y === 0 ? 0 : (samples[at - stride] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (samples[at - stride - channels] ?? 0);
      samples[at] = ((lines[at + y + 1] ?? 0) + predict(filter, left, above, corner)) & 255;
    }
  }
  return samples;
}

function predict(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [toLeft, toAbove, toCorner] = [
    Math.abs(above - corner),
    Math.abs(left - corner),
    Math.abs(left + above - 2 * corner),
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Red, green and blue on white. Grey (4) and full colour (6) carry their opacity; a palette (3) has a table, opaque beyond its end. */
function flatten(samples: Buffer, { width, height, colour, channels }: Header, chunks: readonly Chunk[]): Buffer {
  const [palette, opacities] = [dataOf(chunks, 'PLTE'), dataOf(chunks, 'tRNS')];
  const rgb = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * channels;
    const index = samples[at] ?? 0;
    const opacity = (colour === 3 ? opacities[index] : samples[at + channels - 1]) ?? 255;
    for (let c = 0; c < 3; c++) {
      const value = (colour === 3 ? palette[index * 3 + c] : samples[at + (colour === 6 ? c : 0)]) ?? 0;
      rgb[pixel * 3 + c] = Math.round((value * opacity + 255 * (255 - opacity)) / 255);
    }
  }
  return rgb;
}

function encodeRgb(rgb: Buffer, { width, height }: Header): Buffer {
  const lines = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) rgb.copy(lines, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    encodeChunk('IHDR', header),
    encodeChunk('IDAT', deflateSync(lines)),
    encodeChunk('IEND'),
  ]);
}

function encodeChunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}
