import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** A piece of text as it stands on the page: mm from the top left, `y` its baseline. */
export type Piece = { text: string; x: number; y: number; width: number; size: number };

/** A node of the structure tree: its type, its alternative text, its language, its children. */
export type Node = { role: string; alt?: string; lang?: string; children: Node[] };

export type Page = { pieces: Piece[]; text: string; tree: Node; png: () => Promise<Buffer> };

/** A two-dimensional code found on a page, as another reader than the one that wrote it sees it. */
export type Code = {
  format: string;
  text: string;
  version: string;
  level: string;
  box: { x: number; y: number; side: number };
};

/** A PDF as pdf.js reads it. */
export async function readPdf(
  bytes: Uint8Array,
): Promise<{ title: string; language: string; marked: boolean; pages: Page[] }> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { info } = await document.getMetadata();
  const { Title, Language } = info as { Title?: string; Language?: string };
  const pages: Page[] = [];
  for (let n = 1; n <= document.numPages; n++) pages.push(await readPage(await document.getPage(n)));
  return { title: Title ?? '', language: Language ?? '', marked: Buffer.from(bytes).includes('/Marked true'), pages };
}

const MM = 25.4 / 72;

async function readPage(page: PDFPageProxy): Promise<Page> {
  const content = await page.getTextContent();
  const [, , , height = 0] = page.view;
  const pieces = content.items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , , x = 0, y = 0] = item.transform as number[];
    return [{ text: item.str, x: x * MM, y: (height - y) * MM, width: item.width * MM, size: item.height * MM }];
  });
  const text = content.items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
  return { pieces, text, tree: treeOf(await page.getStructTree()), png: () => draw(page) };
}

function treeOf(node: unknown): Node {
  type Read = { role?: string; alt?: string; lang?: string; children?: unknown[] };
  const { role = '', alt, lang, children = [] } = (node ?? {}) as Read;
  const nodes = children.filter((child) => (child as { role?: string }).role !== undefined).map(treeOf);
  return { role, ...(alt === undefined ? {} : { alt }), ...(lang === undefined ? {} : { lang }), children: nodes };
}

/** 200 dots an inch: each module of a 25 mm code of version 4 is six dots wide. */
const SCALE = 200 / 72;

async function draw(page: PDFPageProxy): Promise<Buffer> {
  const viewport = page.getViewport({ scale: SCALE });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  // pdf.js asks for the canvas of a browser; it uses of it what this one has.
  await page.render({ canvas: canvas as never, viewport }).promise;
  return canvas.toBuffer('image/png');
}

let overrides: { wasmBinary: ArrayBuffer } | undefined;

/** Gives the reader its bytes, once: without them it would look for them on the network. */
function prepareReader(): void {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  overrides ??= { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer };
  prepareZXingModule({ overrides });
}

/** The QR codes and Data Matrices in a picture of a page. */
export async function readCodes(png: Uint8Array): Promise<Code[]> {
  prepareReader();
  const found = await readBarcodes(new Uint8Array(png), { formats: ['QRCode', 'DataMatrix'], tryHarder: true });
  return found.map(({ format, text, version, ecLevel, position }) => {
    const { topLeft, topRight } = position;
    const side = Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y) * (25.4 / 200);
    const box = { x: topLeft.x * (25.4 / 200), y: topLeft.y * (25.4 / 200), side };
    return { format, text, version, level: ecLevel, box };
  });
}

/** Every node of a tree, in reading order. */
export function nodesOf(tree: Node): Node[] {
  return [tree, ...tree.children.flatMap(nodesOf)];
}

/** The pairs of pieces that stand on one another, and the pieces that leave the sheet's margins; there should be none. */
export function collisions(pieces: readonly Piece[], margin = 10): string[] {
  const boxes = pieces.map((piece) => ({
    text: piece.text,
    left: piece.x,
    right: piece.x + piece.width,
    top: piece.y - 0.7 * piece.size,
    bottom: piece.y + 0.2 * piece.size,
  }));
  const slack = 0.05;
  const outside = boxes.filter(({ left, right, top, bottom }) => {
    return left < margin - slack || right > 210 - margin + slack || top < 0 || bottom > 297 - margin + 2;
  });
  const over = boxes.flatMap((a, i) =>
    boxes.slice(i + 1).flatMap((b) => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return across > slack && down > slack ? [`«${a.text}» on «${b.text}»`] : [];
    }),
  );
  return [...outside.map(({ text }) => `«${text}» outside the margins`), ...over];
}

/** A logo as an ente would upload it: 354 pixels a side, transparent around a disc. */
export function logoPng(): Buffer {
  const canvas = createCanvas(354, 354);
  const context = canvas.getContext('2d');
  context.fillStyle = '#0a5c36';
  context.beginPath();
  context.arc(177, 177, 170, 0, 2 * Math.PI);
  context.fill();
  return canvas.toBuffer('image/png');
}
