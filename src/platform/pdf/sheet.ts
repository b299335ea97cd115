import PDFDocument from 'pdfkit';
import { fontParts, splitRuns, type FontName } from './fonts.ts';
import { wrap } from './wrap.ts';

/** How text looks: face, size in points, distance between baselines in mm, colour (black when absent). */
export type Style = { font: FontName; sizePt: number; pitch: number; color?: string };

/**
 * Where text stands, in mm: the baseline of its first line, and the width in which it wraps. `right` is flush with x + width. Of
 * more than `linesMax` lines the rest is left out, and an ellipsis says so.
 */
export type Place = {
  x: number;
  y: number;
  width: number;
  align?: 'left' | 'right';
  linesMax?: number;
  /** Of the words, where it is not that of what is around them: `de-DE`. */
  lang?: string;
};

export type Box = { x: number; y: number; width: number; height: number };

/** Structure types of ISO 32000-1 §14.8.4 that our documents use. */
export type Tag = 'H1' | 'H2' | 'P' | 'TH' | 'TD';
export type GroupTag = 'Sect' | 'Div' | 'Table' | 'TR';

/** A4. */
export const PAGE = { width: 210, height: 297 } as const;

const MM = 72 / 25.4;
const FACES: readonly FontName[] = ['regular', 'bold', 'mono', 'monoBold'];

/**
 * Draws a tagged PDF in Italian and gives its bytes, equal for equal input: pdfkit puts nothing in them but what it is given.
 * The title is shown by readers in place of the file's name; pdfkit copies it into XMP as it stands, so `<`, `>` and `&` throw.
 */
export function renderPdf(info: { title: string; createdAt: Date }, draw: (sheet: Sheet) => void): Promise<Buffer> {
  if (/[<>&]/.test(info.title)) throw new Error('A title that would break the XMP metadata');
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      font: '',
      pdfVersion: '1.7',
      tagged: true,
      lang: 'it-IT',
      displayTitle: true,
      bufferPages: true,
      info: { Title: info.title, Creator: 'MyPay', CreationDate: info.createdAt },
    });
    const pieces: Buffer[] = [];
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
    draw(new Sheet(pdf));
    pdf.end();
  });
}

/**
 * The pages being drawn. Lengths are millimetres from the top left corner; whatever is put on them is either a node of the
 * structure tree, in the order of the calls, or an artifact that readers leave out: there is no third way to draw.
 */
export class Sheet {
  readonly #pdf: PDFKit.PDFDocument;
  #parent: PDFKit.PDFStructureElement;

  constructor(pdf: PDFKit.PDFDocument) {
    this.#pdf = pdf;
    // pdfkit accepts a font that fontkit has parsed; its type declarations do not say so.
    const faces: { registerFont(id: string, font: unknown): unknown } = pdf;
    for (const { id, font } of FACES.flatMap(fontParts)) faces.registerFont(id, font);
    this.#parent = pdf.struct('Document');
    pdf.addStructure(this.#parent);
  }

  /** Everything drawn by `draw` becomes children of a new node; in a language of its own, where it is said. */
  group(tag: GroupTag, draw: () => void, lang?: string): void {
    const parent = this.#parent;
    this.#parent = this.#pdf.struct(tag, lang === undefined ? {} : { lang });
    parent.add(this.#parent);
    draw();
    this.#parent = parent;
  }

  /** Writes text, wrapped, and returns the baseline of its last line (`place.y` less a line when there is nothing to write). */
  text(tag: Tag, text: string, style: Style, place: Place): number {
    const lines = this.lines(text, style, place);
    if (lines.length > 0)
      this.#marked(
        tag,
        { ...(tag === 'TH' && { scope: 'Column' }), ...(place.lang !== undefined && { lang: place.lang }) },
        () => this.#write(lines, style, place),
      );
    return place.y + (lines.length - 1) * style.pitch;
  }

  /** One line of text that readers leave out: a page number, a band repeated on each page. */
  note(text: string, style: Style, place: Place): void {
    this.#artifact(() => this.#write([text], style, place));
  }

  /** The lines that `text` would write. */
  lines(text: string, style: Style, { width, linesMax = Infinity }: Pick<Place, 'width' | 'linesMax'>): string[] {
    const lines = wrap(text, width, (piece) => this.width(piece, style));
    if (lines.length <= linesMax) return lines;
    const last = lines[linesMax - 1]?.trimEnd() ?? '';
    const isShort = this.width(`${last}…`, style) <= width;
    return [...lines.slice(0, linesMax - 1), `${isShort ? last : last.slice(0, -2)}…`];
  }

  /** The width of one line of text. */
  width(text: string, style: Style): number {
    let points = 0;
    for (const { part, text: piece } of splitRuns(text, style.font)) {
      points += this.#pdf.font(part.id, style.sizePt).widthOfString(piece);
    }
    return points / MM;
  }

  /** A drawing with a meaning: `alternative` is what is read aloud in its place. `draw` gets pdfkit with mm as its unit. */
  figure(alternative: string, box: Box, draw: (pdf: PDFKit.PDFDocument) => void): void {
    const bbox = [box.x, box.y, box.x + box.width, box.y + box.height].map((mm) => mm * MM);
    this.#marked('Figure', { alt: alternative, bbox }, () => this.#inMm(draw));
  }

  /** A drawing that readers leave out. `draw` gets pdfkit with mm as its unit. */
  decoration(draw: (pdf: PDFKit.PDFDocument) => void): void {
    this.#artifact(() => this.#inMm(draw));
  }

  addPage(): void {
    this.#pdf.addPage();
  }

  /** Calls `draw` on every page there is now, with its number from 1: what repeats is drawn last, when the pages are counted. */
  onEachPage(draw: (page: number, pages: number) => void): void {
    const { start, count } = this.#pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.#pdf.switchToPage(start + page);
      draw(page + 1, count);
    }
  }

  #marked(
    tag: string,
    options: { alt?: string; bbox?: number[]; scope?: string; lang?: string },
    draw: () => void,
  ): void {
    const content = this.#pdf.markStructureContent(tag);
    draw();
    this.#pdf.endMarkedContent();
    this.#parent.add(this.#pdf.struct(tag, options, [content]));
  }

  #artifact(draw: () => void): void {
    this.#pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#pdf.endMarkedContent();
  }

  #inMm(draw: (pdf: PDFKit.PDFDocument) => void): void {
    this.#pdf.save().scale(MM);
    draw(this.#pdf);
    this.#pdf.restore();
  }

  #write(lines: readonly string[], style: Style, place: Place): void {
    this.#pdf.fillColor(style.color ?? '#000000');
    lines.forEach((line, i) => {
      const indent = place.align === 'right' ? place.width - this.width(line.trimEnd(), style) : 0;
      let x = (place.x + indent) * MM;
      for (const { part, text } of splitRuns(line, style.font)) {
        this.#pdf.font(part.id, style.sizePt);
        this.#pdf.text(text, x, (place.y + i * style.pitch) * MM, { lineBreak: false, baseline: 'alphabetic' });
        x += this.#pdf.widthOfString(text);
      }
    });
  }
}
