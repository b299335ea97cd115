import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { ZipIllegibile } from '#platform/zip';
import { cartellaDiProva } from '#support/cartella';
import { STILE, xlsxDi, type FoglioProva } from '#support/xlsx';
import { conFoglio, FoglioIllegibile, type CellaFoglio, type LimitiFoglio } from './foglio.ts';

const CARTELLA = cartellaDiProva('fogli');
let n = 0;

async function leggi(file: Buffer, limiti: LimitiFoglio = LIMITI): Promise<CellaFoglio[][]> {
  n += 1;
  const percorso = join(CARTELLA, `${n}.xlsx`);
  await writeFile(percorso, file);
  return conFoglio(percorso, limiti, async (gruppi) => {
    const righe: CellaFoglio[][] = [];
    for await (const gruppo of gruppi) righe.push(...gruppo);
    return righe;
  });
}

const testi = async (file: Promise<Buffer>): Promise<string[][]> =>
  (await leggi(await file)).map((riga) => riga.map(({ testo }) => testo));
const difetto = async (file: Promise<Buffer>): Promise<unknown> =>
  leggi(await file).then(
    (righe) => righe,
    (causa: unknown) => (causa instanceof FoglioIllegibile ? causa.difetto : causa),
  );
const celle = (...xml: string[]): FoglioProva[] => [{ righe: [`<row>${xml.join('')}</row>`] }];

describe('a cell', () => {
  it.each<[string, string]>([
    ['<c><v>12.5</v></c>', '12.5'],
    ['<c><v>19.989999999999998</v></c>', '19.99'],
    ['<c><v>1.2000000000000001E-2</v></c>', '0.012'],
    ['<c><v>1E+3</v></c>', '1000'],
    ['<c><v>-30</v></c>', '-30'],
    ['<c><v>1234567.1</v></c>', '1234567.1'],
    // Somebody has let an identifier become a number: it is shown as it is, and refused later for what it is.
    ['<c><v>1000000000000548</v></c>', '1000000000000548'],
    [`<c s="${STILE.importo}"><v>1234.5</v></c>`, '1234.5'],
    [`<c s="${STILE.zeri}"><v>142</v></c>`, '00142'],
    [`<c s="${STILE.giorno}"><v>46752</v></c>`, '2027-12-31'],
    [`<c s="${STILE.giorno}"><v>46752.75</v></c>`, '2027-12-31'],
    [`<c s="${STILE.giornoProprio}"><v>46023</v></c>`, '2026-01-01'],
    [`<c s="${STILE.istante}"><v>46752.5</v></c>`, '2027-12-31T12:00:00'],
    [`<c s="${STILE.istante}"><v>46752</v></c>`, '2027-12-31'],
    [`<c s="${STILE.giorno}"><v>59</v></c>`, '1900-02-28'],
    [`<c s="${STILE.giorno}"><v>61</v></c>`, '1900-03-01'],
    ['<c t="d"><v>2026-12-31T00:00:00</v></c>', '2026-12-31'],
    ['<c t="b"><v>1</v></c>', 'true'],
    ['<c t="b"><v>0</v></c>', 'false'],
    ['<c t="str"><f>A1&amp;B1</f><v>0042</v></c>', '0042'],
    ['<c><f>SUM(A1:A2)</f><v>3.3000000000000003</v></c>', '3.3'],
    ['<c t="inlineStr"><is><t>00142</t></is></c>', '00142'],
    ['<c t="inlineStr"><is><r><t>Ma</t></r><r><rPr><b/></rPr><t>rio</t></r><rPh><t>no</t></rPh></is></c>', 'Mario'],
    ['<x:c xmlns:x="x" t="inlineStr"><x:is><x:t>con prefisso</x:t></x:is></x:c>', 'con prefisso'],
    ['<c t="inlineStr"><is><t>=1+1</t></is></c>', '=1+1'],
  ])('%s is %s', async (xml, atteso) => {
    expect(await testi(xlsxDi(celle(xml)))).toEqual([[atteso]]);
  });

  it('of the shared texts is theirs, leading zeros and all', async () => {
    const stringhe =
      '<si><t>007</t></si><si><r><t>Via </t></r><r><t xml:space="preserve">Roma</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>';
    const file = xlsxDi(celle('<c r="B1" t="s"><v>1</v></c>', '<c r="D1" t="s"><v>0</v></c>'), { stringhe });
    expect(await testi(file)).toEqual([['', 'Via Roma', '', '007']]);
  });

  it('with a day counts from 1904 where the workbook does', async () => {
    const file = xlsxDi(celle(`<c s="${STILE.giorno}"><v>45290</v></c>`), { proprieta: '<workbookPr date1904="1"/>' });
    expect(await testi(file)).toEqual([['2027-12-31']]);
  });
});

describe('a sheet', () => {
  it('is the one that a person sees with something in it; rows without anything are left out', async () => {
    const fogli = [
      { nome: 'Nascosto', stato: 'hidden', righe: [['no']] },
      { nome: 'Vuoto', righe: [['  ']] },
      {
        nome: 'Dovuti',
        righe: [['IUD', 'importo'], [], '<row r="9" hidden="1"><c r="A9"><v>1</v></c></row>', ['x', 12.5]],
      },
    ];
    expect(await testi(xlsxDi(fogli))).toEqual([['IUD', 'importo'], ['1'], ['x', '12.5']]);
  });

  it.each<[object, Promise<Buffer>]>([
    [
      { codice: 'piu_fogli', dove: '«Uno», «Due»' },
      xlsxDi([
        { nome: 'Uno', righe: [['a']] },
        { nome: 'Due', righe: [['b']] },
      ]),
    ],
    [{ codice: 'nessun_foglio', dove: '' }, xlsxDi([{ stato: 'veryHidden', righe: [['a']] }, { righe: [] }])],
    [{ codice: 'formula', dove: 'C7' }, xlsxDi(celle('<c r="C7"><f>NOW()</f></c>'))],
    [{ codice: 'errore', dove: 'A1' }, xlsxDi(celle('<c r="A1" t="e"><v>#N/A</v></c>'))],
    [{ codice: 'troppe_colonne', dove: 'XFD1' }, xlsxDi(celle('<c r="XFD1"><v>1</v></c>'))],
    [{ codice: 'cella_lunga', dove: 'A1' }, xlsxDi(celle(`<c r="A1" t="str"><v>${'x'.repeat(40_000)}</v></c>`))],
    [{ codice: 'cella_lunga', dove: '' }, xlsxDi(celle(`<c r="A1" t="${'x'.repeat(3_000_000)}"/>`))],
    [{ codice: 'rovinato', dove: 'A1' }, xlsxDi(celle('<c r="A1" t="s"><v>0</v></c>'))],
    [{ codice: 'rovinato', dove: '' }, xlsxDi(celle('<c>'))],
    [{ codice: 'rovinato', dove: 'A1' }, xlsxDi(celle('<c r="A1"><v>dodici</v></c>'))],
    [{ codice: 'non_xlsx', dove: '' }, Promise.resolve(Buffer.from('\u00d0\u00cf\u0011\u00e0 un vecchio XLS'))],
    [
      { codice: 'rovinato', dove: '' },
      xlsxDi([], {
        altre: {
          'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><workbook><sheets/></workbook>',
        },
      }),
    ],
    [{ codice: 'rovinato', dove: '' }, xlsxDi(celle('<c t="str"><v>&bomba;</v></c>'))],
  ])('is refused: %o', async (atteso, file) => {
    expect(await difetto(file)).toEqual(atteso);
  });
});

test('a workbook with more text than can be held is refused', async () => {
  const file = await xlsxDi(celle('<c t="s"><v>0</v></c>'), {
    stringhe: '<si><t>quattro</t></si><si><t>lettere</t></si>',
  });
  const limiti = { ...LIMITI, foglioCaratteriMax: 10 };
  await expect(leggi(file, limiti)).rejects.toMatchObject({ difetto: { codice: 'troppo_testo' } });
});

test('a workbook with bytes changed, cut or added is read or refused, and nothing else', async () => {
  const righe = [
    ['IUD', 'importo', 'scadenza'],
    ...Array.from({ length: 30 }, (_, i) => [`D-${i}`, i + 0.5, '2026-12-31']),
  ];
  const sano = await xlsxDi([{ righe }], { stringhe: '<si><t>a</t></si>' });
  const colpo = fc.record({
    dove: fc.nat(sano.length - 1),
    byte: fc.nat(255),
    quanti: fc.integer({ min: -3, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(colpo, { minLength: 1, maxLength: 6 }),
      fc.option(fc.nat(sano.length)),
      async (colpi, taglio) => {
        let file = Buffer.from(sano);
        for (const { dove, byte, quanti } of colpi) {
          const a = Math.min(dove, file.length - 1);
          if (quanti === 0) file[a] = byte;
          else if (quanti > 0)
            file = Buffer.concat([file.subarray(0, a), Buffer.alloc(quanti, byte), file.subarray(a)]);
          else file = Buffer.concat([file.subarray(0, a), file.subarray(a - quanti)]);
        }
        const causa: unknown = await leggi(taglio === null ? file : file.subarray(0, taglio)).then(
          () => null,
          (c: unknown) => c,
        );
        expect(
          causa === null || causa instanceof FoglioIllegibile || causa instanceof ZipIllegibile ? null : causa,
        ).toBeNull();
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);

test('parts whose XML is changed are read or refused, and nothing else', async () => {
  const parti = [
    'xl/worksheets/sheet1.xml',
    'xl/workbook.xml',
    'xl/styles.xml',
    'xl/sharedStrings.xml',
    'xl/_rels/workbook.xml.rels',
  ];
  const pezzo = fc.oneof(
    fc.constantFrom(
      '<c r="A1" t="s"><v>9</v></c>',
      '<row>',
      '</row>',
      '<f/>',
      '<v>',
      '<numFmt numFmtId="1" formatCode="y"/>',
      '&#0;',
      '\0',
    ),
    fc.string({ maxLength: 20, unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...parti), fc.array(pezzo, { maxLength: 8 }), async (parte, pezzi) => {
      const xml = `<worksheet><sheetData>${pezzi.join('')}</sheetData></worksheet>`;
      const file = await xlsxDi([{ righe: [['a', 1]] }], { stringhe: '<si><t>a</t></si>', altre: { [parte]: xml } });
      const causa: unknown = await leggi(file).then(
        () => null,
        (c: unknown) => c,
      );
      expect(causa === null || causa instanceof FoglioIllegibile ? null : causa).toBeNull();
    }),
    { numRuns: 150 },
  );
}, 120_000);
