import { opaquePng } from './png.ts';
import { PAGE, type Box, type Sheet, type Style } from './sheet.ts';

/** The hand of our documents: sizes, greys and margins of the notice guide (pagoPA, L'avviso di pagamento, graphics). */
export const MARGIN = 10;
const GREY = '#ECECEC';
export const BLUE = '#0066CC';

const line = (font: Style['font'], sizePt: number, pitch: number): Style => ({ font, sizePt, pitch });
export const STYLE = {
  heading: line('bold', 16, 6.6),
  name: line('bold', 14, 6.1),
  text: line('regular', 12, 5.85),
  title: line('bold', 10, 4.4),
  plain: line('regular', 10, 4.4),
  small: line('regular', 8, 3.75),
  smallBold: line('bold', 8, 3.75),
  code: line('mono', 8, 3.75),
  codeBold: line('monoBold', 10, 4.6),
  figures: line('monoBold', 12, 5.4),
} as const satisfies Record<string, Style>;

/** A bar from edge to edge of its column, and where the words in it stand. */
export type Bar = { from: number; to: number; x: number; width: number; y: number; height: number };

/** The columns of the sheet: their bars reach the edges, their words keep the margin. */
export const FULL_WIDTH = { from: 0, to: PAGE.width, x: MARGIN, width: PAGE.width - 2 * MARGIN } as const;
export const LEFT_HALF = { from: 0, to: 104, x: MARGIN, width: 90 } as const;
export const RIGHT_HALF = { from: 106.1, to: PAGE.width, x: 114, width: 86 } as const;

/** Where the letters of a line on `baseline` end below: both faces reach less than four tenths of their size. */
export function bottomOf(baseline: number, style: Style): number {
  return baseline + 0.39 * style.sizePt * (25.4 / 72);
}

/** White between a title and its remark. */
const REMARK_GAP = 4;

/**
 * A grey bar, which may run off the sheet (`from`, `to`), with the title of a block and a remark flush right of `x` + `width`. A remark
 * that does not fit beside the title is written small, on two lines if it must.
 */
export function titleBar(sheet: Sheet, bar: Bar, title: string, remark?: { text: string; style: Style }): void {
  sheet.decoration((pdf) => pdf.rect(bar.from, bar.y, bar.to - bar.from, bar.height).fill(GREY));
  const words = { x: bar.x, y: bar.y + 5, width: bar.width };
  sheet.text('H2', title, STYLE.title, words);
  if (remark === undefined) return;
  const room = bar.width - sheet.width(title, STYLE.title) - REMARK_GAP;
  const small: Style = { ...STYLE.small, pitch: 3.2 };
  const style = sheet.width(remark.text, remark.style) <= room ? remark.style : small;
  const place = { x: bar.x + bar.width - room, width: room, align: 'right', linesMax: 2 } as const;
  const isOneLine = sheet.lines(remark.text, style, place).length === 1;
  sheet.text('P', remark.text, style, { ...place, y: isOneLine ? words.y : bar.y + 3.3 });
}

/** A logo, as large as fits in the box. One that cannot be read is left out: it is no reason to refuse the document. */
export function picture(sheet: Sheet, png: Uint8Array, alternative: string, box: Box): void {
  const image = opaquePng(png);
  if (image === null) return;
  sheet.figure(alternative, box, (pdf) => {
    pdf.image(image.bytes, box.x, box.y, { fit: [box.width, box.height], align: 'center', valign: 'center' });
  });
}

/** A black band across the sheet that nobody can miss; read aloud unless it is `repeated`. */
export function warningBand(sheet: Sheet, text: string, band: { y: number; repeated?: boolean }): void {
  const height = 7.5;
  sheet.decoration((pdf) => pdf.rect(0, band.y, PAGE.width, height).fill('#000000'));
  const style: Style = { ...STYLE.title, sizePt: 12, color: '#FFFFFF' };
  const width = sheet.width(text, style);
  const place = { x: (PAGE.width - width) / 2, y: band.y + height / 2 + 1.5, width: width + 1 };
  if (band.repeated) sheet.note(text, style, place);
  else sheet.text('P', text, style, place);
}

/** The thin line between two rows of a table. */
export function rule(sheet: Sheet, y: number): void {
  sheet.decoration((pdf) => pdf.rect(MARGIN, y, FULL_WIDTH.width, 0.2).fill('#7C7C7B'));
}
