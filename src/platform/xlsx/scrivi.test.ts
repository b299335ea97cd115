import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { cartellaDiProva } from '#support/cartella';
import { conFoglio } from './foglio.ts';
import { foglioViaVia, rigaFoglio } from './scrivi.ts';

it('a cell of text is text, whatever it begins with; what XML does not hold is left out', () => {
  const riga = rigaFoglio([
    { specie: 'testo', valore: '=1+1 <b> & \u0001' },
    { specie: 'importo', valore: '12.50' },
    { specie: 'numero', valore: 3 },
    { specie: 'testo', valore: null },
  ]);
  expect(riga).toBe(
    '<row><c t="inlineStr"><is><t xml:space="preserve">=1+1 &lt;b&gt; &amp; </t></is></c>' +
      '<c s="1"><v>12.50</v></c><c><v>3</v></c><c/></row>',
  );
});

it('a sheet that is made while it is read is read back as it was', async () => {
  async function* righe(): AsyncGenerator<string[][]> {
    yield [['=1+1', 'Ada & Bice', '1234,50']];
    yield await Promise.resolve([['@x', '<b>', '=2']]);
  }
  const opzioni = {
    titolo: 'Prova',
    nomi: ['Uno', 'Due', 'Euro'],
    importi: [2],
    data: new Date('2026-01-01T00:00:00Z'),
  };
  const file = join(cartellaDiProva('scritti'), 'prova.xlsx');
  await writeFile(file, await buffer(foglioViaVia(opzioni, righe())));
  const lette = await conFoglio(file, LIMITI, async (gruppi) => {
    const tutte: string[][] = [];
    for await (const gruppo of gruppi) tutte.push(...gruppo.map((riga) => riga.map(({ testo }) => testo)));
    return tutte;
  });
  expect(lette).toEqual([
    ['Uno', 'Due', 'Euro'],
    ['=1+1', 'Ada & Bice', '1234.5'],
    ['@x', '<b>', '=2'],
  ]);
});
