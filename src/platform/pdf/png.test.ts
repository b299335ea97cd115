import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { logoPng } from '#support/pdf';
import { opaquePng } from './png.ts';

type Kind = { width?: number; height?: number; depth?: number; colour: number; interlace?: number };

function chunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function png(kind: Kind, lines: readonly number[], others: readonly Buffer[] = []): Buffer {
  const { width = 2, height = 2, depth = 8, colour, interlace = 0 } = kind;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlace], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const image = chunk('IDAT', deflateSync(Buffer.from(lines)));
  return Buffer.concat([signature, chunk('IHDR', header), ...others, image, chunk('IEND')]);
}

/** The pixels as another reader sees them on white, without their opacity. */
async function pixels(bytes: Buffer): Promise<number[]> {
  const image = await loadImage(bytes);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, image.width, image.height);
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return [...data].filter((_, i) => i % 4 !== 3);
}

const RED_GREEN = chunk('PLTE', Buffer.from([255, 0, 0, 0, 255, 0]));

describe('opaquePng', () => {
  it.each<[string, Buffer, number[]]>([
    [
      'grey with opacity',
      png({ colour: 4 }, [0, 0, 255, 100, 255, 0, 0, 0, 200, 255]),
      [0, 0, 0, 100, 100, 100, 255, 255, 255, 200, 200, 200],
    ],
    [
      'full colour with opacity',
      png({ colour: 6 }, [0, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 0, 255, 255, 9, 9, 9, 0]),
      [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255],
    ],
    [
      'palette with opacity',
      png({ colour: 3 }, [0, 0, 1, 0, 1, 0], [RED_GREEN, chunk('tRNS', Buffer.from([0]))]),
      [255, 255, 255, 0, 255, 0, 0, 255, 0, 255, 255, 255],
    ],
  ])('lays on white: %s', async (_, bytes, expected) => {
    const image = opaquePng(bytes);
    expect(image).toMatchObject({ width: 2, height: 2 });
    expect(image?.bytes[25]).toBe(2);
    expect(await pixels(image?.bytes ?? Buffer.alloc(0))).toEqual(expected);
  });

  it('undoes every filter as another reader does', async () => {
    // Five lines of five pixels, each line with another filter; the numbers are arbitrary.
    const lines = [0, 1, 2, 3, 4].flatMap((filter) => [
      filter,
      ...Array.from({ length: 20 }, (_, i) => (i % 4 === 3 ? (filter === 0 ? 255 : 0) : (i * 37 + filter * 11) % 256)),
    ]);
    const bytes = png({ width: 5, height: 5, colour: 6 }, lines);
    const expected = await pixels(bytes);
    const found = await pixels(opaquePng(bytes)?.bytes ?? Buffer.alloc(0));
    expect(found).toHaveLength(75);
    // The other reader multiplies by the opacity in whole numbers, and may be one off.
    for (const [i, value] of found.entries()) expect(Math.abs(value - (expected[i] ?? -9))).toBeLessThanOrEqual(1);
  });

  it('keeps an opaque image as it is, and answers once for the same array', () => {
    const bytes = png({ colour: 2 }, [0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6]);
    const image = opaquePng(bytes);
    expect(image?.bytes.equals(bytes)).toBe(true);
    expect(opaquePng(bytes)).toBe(image);
    expect(opaquePng(png({ colour: 3, depth: 1 }, [0, 64, 0, 128], [RED_GREEN]))).not.toBeNull();
  });

  it.each<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['a PNG without its end', logoPng().subarray(0, -12)],
    ['a damaged chunk', logoPng().fill(7, 60, 64)],
    ['a line missing', png({ colour: 0 }, [0, 1, 2])],
    ['a line too many', png({ colour: 0 }, [0, 1, 2, 0, 1, 2, 0, 1, 2])],
    ['an unknown filter', png({ colour: 0 }, [5, 1, 2, 0, 1, 2])],
    ['an unknown kind of colour', png({ colour: 5 }, [0, 1, 2, 0, 1, 2])],
    ['a palette missing', png({ colour: 3 }, [0, 1, 0, 0, 0, 1])],
    ['an interlaced image', png({ colour: 0, interlace: 1 }, [0, 1, 2, 0, 1, 2])],
    ['opacity at 16 bits', png({ colour: 4, depth: 16, width: 1, height: 1 }, [0, 1, 1, 1, 1])],
    ['no pixels', png({ colour: 0, width: 0 }, [])],
    [
      'too many pixels a side',
      png(
        { colour: 0, depth: 1, width: 2001, height: 1 },
        Array.from({ length: 252 }, () => 0),
      ),
    ],
    [
      'a bomb',
      png(
        { colour: 0 },
        Array.from({ length: 5_000_000 }, () => 0),
      ),
    ],
  ])('is null for %s', (_, bytes) => {
    expect(opaquePng(bytes)).toBeNull();
  });

  it('takes whatever bytes without throwing', () => {
    const whole = logoPng();
    for (let cut = 0; cut < whole.length; cut += 13) expect(opaquePng(whole.subarray(0, cut))).toBeNull();
  });

  it('makes of a real logo an image that inflates to its lines', () => {
    const image = opaquePng(logoPng());
    const data = image?.bytes ?? Buffer.alloc(0);
    const length = data.readUInt32BE(33);
    expect(inflateSync(data.subarray(41, 41 + length))).toHaveLength(354 * (1 + 3 * 354));
  });
});
