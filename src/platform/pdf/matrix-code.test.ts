import { describe, expect, it } from 'vitest';
import { readCodes, readPdf } from '#support/pdf';
import { dataMatrix48, drawMatrixCode, qrCode4M, type MatrixCode } from './matrix-code.ts';
import { renderPdf } from './sheet.ts';

async function readBack(code: MatrixCode) {
  const bytes = await renderPdf({ title: 'Prova', createdAt: new Date(0) }, (sheet) => {
    sheet.figure('Codice', { x: 50, y: 50, width: 25, height: 25 }, (pdf) =>
      drawMatrixCode(pdf, code, { x: 50, y: 50, side: 25 }),
    );
  });
  const [page] = (await readPdf(bytes)).pages;
  return readCodes((await page?.png()) ?? Buffer.alloc(0));
}

describe('qrCode4M', () => {
  // 33 modules of two units each: bwip-js chooses the unit, the outlines stand on whole ones.
  it('is version 4, level M, however short the text', async () => {
    for (const text of ['A', 'PAGOPA|002|301000000000000144|80004000016|00', 'x'.repeat(62)]) {
      const code = qrCode4M(text);
      expect(code.outlines.flat(2).every((n) => Number.isInteger(n) && n >= 0 && n <= code.side)).toBe(true);
      expect(await readBack(code)).toMatchObject([{ format: 'QRCode', text, version: '4', level: 'M' }]);
    }
  });

  it('throws when the text does not fit', () => {
    expect(() => qrCode4M('x'.repeat(63))).toThrow();
  });
});

describe('dataMatrix48', () => {
  it('holds the 256 characters of a postal slip in capitals, at its place and size', async () => {
    const text = 'codfase=NBPA;183010000000000001441200000123456710000001205038961P180004000016RSSMRA80A01H501U'
      .padEnd(133, 'ROSSI MARIO ')
      .padEnd(255, 'MENSA ')
      .concat('A')
      .toUpperCase();
    expect(text).toHaveLength(256);
    const [code, ...others] = await readBack(dataMatrix48(text));
    expect(others).toEqual([]);
    expect(code).toMatchObject({ format: 'DataMatrix', text, version: '48x48' });
    expect(code?.box.side).toBeCloseTo(25, 0);
    expect(code?.box.x).toBeCloseTo(50, 0);
    expect(code?.box.y).toBeCloseTo(50, 0);
  });

  it('throws when the text does not fit', () => {
    expect(() => dataMatrix48('aB'.repeat(150))).toThrow();
  });
});
