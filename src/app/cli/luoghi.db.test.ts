import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { cartellaDiProva } from '#support/cartella';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { comandoLuoghi } from './luoghi.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
});

function file(contenuto: string | Buffer): string {
  const percorso = join(cartellaDiProva('luoghi'), 'elenco.csv');
  writeFileSync(percorso, contenuto);
  return percorso;
}

// As ANPR writes it: every cell in quotes, and more columns than we read.
const TESTA =
  '"ID","DATAISTITUZIONE","DATACESSAZIONE","CODISTAT","CODCATASTALE","DENOMINAZIONE_IT","DENOMTRASLITTERATA","ALTRADENOMINAZIONE",' +
  '"ALTRADENOMTRASLITTERATA","IDPROVINCIA","IDPROVINCIAISTAT","IDREGIONE","IDPREFETTURA","STATO","SIGLAPROVINCIA","FONTE",' +
  '"DATAULTIMOAGG","COD_DENOM"';
const ARCHIVIO = [
  TESTA,
  `"1","1861-03-17","1923-02-13","099001","X001","ROCCASERENA","ROCCASERENA",,,"99","099","05",,"C","VI",,"2016-06-17",`,
  `"2","1923-02-14","9999-12-31","099001","X001","ROCCA D'AGLIÈ","ROCCA D'AGLIE'",,,"99","099","05","VI","A","VI",,"2016-06-17",`,
  '',
].join('\n');

it('loads an archive, and says what is known', async () => {
  expect(await comandoLuoghi(mondo, ['stato'])).toMatchObject({
    codice: 0,
    righe: [expect.stringContaining('nessun luogo')],
  });
  expect(await comandoLuoghi(mondo, ['aggiorna', file(ARCHIVIO)])).toEqual({
    codice: 0,
    righe: ['Comuni: righe lette 2, nuove o cambiate 2.'],
  });
  // ISTAT's list is written with the characters of Windows.
  const nazioni = Buffer.from('Codice AT;Codice ISO 3166 alpha2;Denominazione IT\r\nZ901;XV;Valdorà\r\n', 'latin1');
  expect((await comandoLuoghi(mondo, ['aggiorna', file(nazioni)])).righe).toEqual([
    'Nazioni: righe lette 1, nuove o cambiate 1.',
  ]);
  const { rows } = await mondo.pools.worker.query('select denominazione from enti.nazione');
  expect(rows).toEqual([{ denominazione: 'Valdorà' }]);
  const { righe } = await comandoLuoghi(mondo, ['stato']);
  expect(righe.join('\n')).toMatch(/conosciuti: 1, di oggi 1\..*\nComuni: righe 2,.*da un file\.\nNazioni: righe 1,/);
  const atti = await mondo.pools.worker.query(`select azione from registro.atto where azione = 'luoghi.aggiornati'`);
  expect(atti.rowCount).toBe(2);
});

it.each<[string, () => string[], number, RegExp]>([
  ['nothing', () => [], 2, /Uso:/],
  ['an unknown word', () => ['togli', 'x.csv'], 2, /Uso:/],
  ['no file', () => ['aggiorna'], 2, /Uso:/],
  ['two files', () => ['aggiorna', 'a.csv', 'b.csv'], 2, /Uso:/],
  ['a file that is not there', () => ['aggiorna', '/inesistente.csv'], 1, /non c’è/],
  ['a folder', () => ['aggiorna', '/tmp'], 1, /non c’è/],
  ['rubbish', () => ['aggiorna', file(Buffer.from([0, 255, 1, 254]))], 1, /Non è l’archivio/],
  ['a row that cannot be', () => ['aggiorna', file(ARCHIVIO.replace('"X001"', '"12"'))], 1, /La riga 1.*CODCATASTALE/],
  ['a list cut short', () => ['aggiorna', file(ARCHIVIO.replaceAll('X001', 'X002'))], 1, /mancano 1 dei 1/],
])('says what is wrong with %s', async (_, argomenti, codice, frase) => {
  expect(await comandoLuoghi(mondo, argomenti())).toEqual({ codice, righe: [expect.stringMatching(frase)] });
});
