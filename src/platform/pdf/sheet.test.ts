import { describe, expect, it } from 'vitest';
import { collisions, nodesOf, readPdf } from '#support/pdf';
import { STYLE, picture, titleBar, warningBand } from './blocks.ts';
import { renderPdf, type Sheet } from './sheet.ts';

const INFO = { title: 'Un foglio', createdAt: new Date('2026-11-23T10:00:00Z') };

async function draw(on: (sheet: Sheet) => void) {
  return readPdf(await renderPdf(INFO, on));
}

describe('renderPdf', () => {
  it('puts each text under its node, in the order of the calls, and notes under none', async () => {
    const { pages, marked, language, title } = await draw((sheet) => {
      sheet.text('H1', 'Titolo', STYLE.heading, { x: 10, y: 20, width: 100 });
      sheet.group('Sect', () => {
        sheet.text('H2', 'Parte', STYLE.title, { x: 10, y: 40, width: 100 });
        sheet.figure('Un quadrato', { x: 10, y: 50, width: 5, height: 5 }, (pdf) => pdf.rect(10, 50, 5, 5).fill());
      });
      sheet.note('pagina 1', STYLE.small, { x: 10, y: 280, width: 100 });
      sheet.text('P', '', STYLE.small, { x: 10, y: 60, width: 100 });
    });
    expect({ marked, language, title }).toEqual({ marked: true, language: 'it-IT', title: 'Un foglio' });
    const [page] = pages;
    expect(nodesOf(page?.tree ?? { role: '', children: [] }).map(({ role, alt }) => [role, alt])).toEqual([
      ['Root', undefined],
      ['Document', undefined],
      ['H1', undefined],
      ['Sect', undefined],
      ['H2', undefined],
      ['Figure', 'Un quadrato'],
    ]);
    expect(page?.pieces.map(({ text }) => text)).toEqual(['Titolo', 'Parte', 'pagina 1']);
  });

  it('returns the baseline of the last line, and says where the rest was left out', async () => {
    const ends: number[] = [];
    const { pages } = await draw((sheet) => {
      const place = { x: 10, y: 20, width: 30 };
      ends.push(sheet.text('P', 'una due tre quattro cinque sei', STYLE.text, place));
      ends.push(sheet.text('P', 'una due tre quattro cinque sei', STYLE.text, { ...place, y: 60, linesMax: 1 }));
      ends.push(sheet.text('P', '', STYLE.text, place));
    });
    expect(ends).toEqual([20 + 2 * 5.85, 60, 20 - 5.85]);
    expect(pages[0]?.text).toMatch(/una due tre…\s*$/);
  });

  it('sets text flush right within a hair, mixed alphabets and all', async () => {
    const { pages } = await draw((sheet) => {
      for (const [i, text] of ['Kovačič', '1.500,00', 'W'].entries()) {
        sheet.text('P', text, STYLE.text, { x: 50, y: 20 + 10 * i, width: 100, align: 'right' });
      }
    });
    const ends = Map.groupBy(pages[0]?.pieces ?? [], ({ y }) => Math.round(y)).values();
    for (const line of ends) expect(Math.max(...line.map(({ x, width }) => x + width))).toBeCloseTo(150, 1);
  });

  it('gives the same bytes for the same drawing, with the day it was given', async () => {
    const on = (sheet: Sheet) => warningBand(sheet, 'PROVA', { y: 0 });
    const [one, two] = await Promise.all([renderPdf(INFO, on), renderPdf(INFO, on)]);
    expect(one.equals(two)).toBe(true);
    expect(one.includes('D:20261123100000Z')).toBe(true);
  });

  it('throws for a title that would break the metadata, and passes on what the drawing throws', async () => {
    expect(() => renderPdf({ ...INFO, title: 'R&S <uno>' }, () => undefined)).toThrow('XMP');
    const failing = renderPdf(INFO, () => {
      throw new Error('no ink');
    });
    await expect(failing).rejects.toThrow('no ink');
  });

  it('lets every page be numbered when they are counted', async () => {
    const { pages } = await draw((sheet) => {
      sheet.addPage();
      sheet.addPage();
      sheet.onEachPage((page, count) => sheet.note(`${page} di ${count}`, STYLE.small, { x: 10, y: 280, width: 20 }));
    });
    expect(pages.map(({ text }) => text.trim())).toEqual(['1 di 3', '2 di 3', '3 di 3']);
  });
});

describe('the blocks', () => {
  it('leave out a picture that cannot be read', async () => {
    const { pages } = await draw((sheet) =>
      picture(sheet, Buffer.from('no'), 'Logo', { x: 10, y: 10, width: 30, height: 30 }),
    );
    expect(nodesOf(pages[0]?.tree ?? { role: '', children: [] }).some(({ role }) => role === 'Figure')).toBe(false);
  });
});

describe('the eye of the tests', () => {
  it('sees texts that overlap and texts that leave the sheet', async () => {
    const { pages } = await draw((sheet) => {
      const bar = { from: 0, to: 210, x: 10, width: 90, y: 100, height: 8 };
      titleBar(sheet, bar, 'Un titolo');
      titleBar(sheet, { ...bar, x: 15 }, 'Un altro');
      sheet.text('P', 'largo', STYLE.text, { x: 195, y: 20, width: 100 });
      sheet.text('P', 'lontano', STYLE.text, { x: 10, y: 40, width: 100 });
    });
    expect(collisions(pages[0]?.pieces ?? [])).toEqual(['«largo» outside the margins', '«Un titolo» on «Un altro»']);
  });
});
