/**
 * Text broken into lines no wider than `width`, in the unit of `measure`. Lines break at blanks; a word that alone is too wide
 * breaks where it must, for nothing may run over what stands beside it. `\n` begins a new line. A line that continues keeps its
 * last blank: it is not seen, but whoever reads the document aloud or searches it needs the space between the two words.
 * `measure` may count a trailing blank or not; it is asked for words with one, as pdfkit caches them.
 */
export function wrap(text: string, width: number, measure: (piece: string) => number): string[] {
  const visible = text.normalize('NFC').replace(/\p{Cf}+/gu, '');
  return visible.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(paragraph: string, width: number, measure: (piece: string) => number): string[] {
  const words = paragraph.split(/[\p{C}\p{Z}]+/u).filter((word) => word !== '');
  const blank = measure(' ');
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const word of words) {
    let rest = word;
    let advance = measure(`${rest} `);
    if (line !== '' && taken + advance - blank > width) {
      lines.push(line);
      line = '';
      taken = 0;
    }
    if (advance - blank > width) {
      const pieces = breakWord(word, width, measure);
      rest = pieces.pop() ?? '';
      lines.push(...pieces);
      advance = measure(`${rest} `);
    }
    line += `${rest} `;
    taken += advance;
  }
  if (line !== '') lines.push(line.trimEnd());
  return lines;
}

function breakWord(word: string, width: number, measure: (piece: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const char of word) {
    const advance = measure(char);
    if (piece !== '' && taken + advance > width) {
      pieces.push(piece);
      piece = '';
      taken = 0;
    }
    piece += char;
    taken += advance;
  }
  return [...pieces, piece];
}
