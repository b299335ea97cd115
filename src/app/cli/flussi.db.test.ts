import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { unEnte, type EnteDiProva } from '#support/un-ente';
import { avviaWorker } from '../worker.ts';
import { LAVORI } from '../lavori.ts';
import { comandoFlussi } from './flussi.ts';

/** A world of its own: the commands run the jobs of the whole database. */
let base: DatabaseDiProva;
let mondo: Mondo;
let ente: EnteDiProva;
let cartella: string;
beforeAll(async () => {
  base = await databaseNuovo();
  mondo = mondoDiProva(base);
  ente = await unEnte(mondo);
  cartella = await mkdtemp(join(tmpdir(), 'mypay-prova-flussi-'));
});

async function unFile(iuf: string, righe: readonly RigaProva[]): Promise<string> {
  const { nomeFile, zip } = await fileDovuti(ente, { iuf, righe });
  await writeFile(join(cartella, nomeFile), zip);
  return join(cartella, nomeFile);
}

const suoi = (): string[] => ['--ente', ente.codIpa, '--ambiente', 'prova'];

/** A screen that keeps what it shows. */
function unoSchermo(isTTY: boolean): { isTTY: boolean; write(testo: string): void; mostrato(): string } {
  let tutto = '';
  return { isTTY, write: (testo) => void (tutto += testo), mostrato: () => tutto };
}

const RIGHE = [{ IUD: 'C1' }, { IUD: 'C2' }, { IUD: 'C3', importoDovuto: '0' }];

test('a file is sent beside a running product and followed; what it gave back is fetched, and not written over', async () => {
  const worker = await avviaWorker(mondo, LAVORI);
  const schermo = unoSchermo(true);
  try {
    const esito = await comandoFlussi(mondo, ['importa', await unFile('ACCANTO', RIGHE), ...suoi()], schermo);
    expect(esito).toEqual({
      righe: [expect.stringContaining('Caricato in parte: righe caricate 2, scartate 1.')],
      codice: 3,
    });
  } finally {
    await worker.ferma();
  }
  expect(schermo.mostrato()).toContain(`\r\u001B[K[${'█'.repeat(30)}] 100 %  righe 3 di 3, scartate 1\n`);

  const { righe, codice } = await comandoFlussi(mondo, ['stato', 'ACCANTO', ...suoi()]);
  expect([righe[0], codice]).toEqual([expect.stringMatching(/ACCANTO-1_3\.zip {2}terminato, caricate 2/), 3]);
  expect((await comandoFlussi(mondo, ['stato', ...suoi()])).righe).toEqual([righe[0]]);

  const esiti = ['esiti', `${ente.codIpa}-ACCANTO-1_3.zip`, ...suoi(), '--in', cartella, '--avvisi', 'si'];
  const scritti = ['IUV', 'SCARTI', 'AVVISI_PDF'].map((quale) => `${ente.codIpa}-ACCANTO-1_3_${quale}.zip`);
  expect(await comandoFlussi(mondo, esiti)).toEqual({
    righe: scritti.map((nome) => `Scritto ${join(cartella, nome)}`),
    codice: 0,
  });
  expect(await readdir(cartella)).toEqual(expect.arrayContaining(scritti));
  const primo = await readFile(join(cartella, scritti[2] ?? ''));
  const ancora = await comandoFlussi(mondo, esiti);
  expect([ancora.codice, ancora.righe[0]]).toEqual([1, expect.stringMatching(/^Non si può scrivere .*c’è già/)]);
  expect(await readFile(join(cartella, scritti[2] ?? ''))).toEqual(primo);
  const altrove = ['esiti', 'ACCANTO', ...suoi(), '--in', join(cartella, 'non-c-è')];
  expect((await comandoFlussi(mondo, altrove)).codice).toBe(1);
}, 60_000);

test('where nothing runs, the file is loaded from here; or left in the queue, if one does not wait', async () => {
  const schermo = unoSchermo(false);
  const senza = await comandoFlussi(
    mondo,
    ['importa', await unFile('CODA', RIGHE), ...suoi(), '--attendi', '0'],
    schermo,
  );
  expect(senza).toEqual({ righe: [expect.stringMatching(/^Ricevuto: il flusso è [0-9a-f-]{36}$/)], codice: 0 });
  expect(await comandoFlussi(mondo, ['stato', 'CODA', ...suoi()])).toMatchObject({ codice: 4 });
  const righe = [{ IUD: 'D1' }, { IUD: 'D2' }];
  expect(await comandoFlussi(mondo, ['importa', await unFile('SOLO', righe), ...suoi()], schermo)).toEqual({
    righe: ['Caricato: tutte le righe, 2.'],
    codice: 0,
  });
  expect(schermo.mostrato()).toMatch(/\nIn coda\n(.*\n)*100 % {2}righe 2 di 2, scartate 0\n$/);
}, 60_000);

test('a file that is refused says why in words, with its code', async () => {
  const percorso = join(cartella, 'dovuti.zip');
  await writeFile(percorso, 'non è uno zip');
  const male = await comandoFlussi(mondo, ['importa', percorso, ...suoi()]);
  expect([male.codice, male.righe[0]]).toEqual([1, expect.stringMatching(/Codice PAA_IMPORT_NOME_FILE_ERR\.$/)]);
  const manca = await comandoFlussi(mondo, ['importa', join(cartella, 'manca.zip'), ...suoi()]);
  expect(manca).toMatchObject({ codice: 1, righe: [expect.stringContaining('non c’è, o non si può leggere')] });
  expect(await comandoFlussi(mondo, ['stato', 'MAI', ...suoi()])).toEqual({
    righe: ['Questo ente non ha un flusso MAI.'],
    codice: 1,
  });
  const altro = await unEnte(mondo);
  expect(await comandoFlussi(mondo, ['stato', 'ACCANTO', '--ente', altro.codIpa, '--ambiente', 'prova'])).toMatchObject(
    {
      codice: 1,
    },
  );
});

test.each([
  [[]],
  [['importa']],
  [['importa', 'x.zip']],
  [['importa', 'x.zip', '--ente', 'c_x', '--forse']],
  [['vola', '--ente', 'c_x']],
])('asked badly, it says how: %j', async (argomenti) => {
  const { righe, codice } = await comandoFlussi(mondo, argomenti);
  expect([codice, righe[0]?.startsWith('Uso: npm run mypay -- flussi importa')]).toEqual([2, true]);
});

test('the command itself, in a process of its own', async () => {
  const percorso = await unFile('PROCESSO', [{ IUD: 'P1' }]);
  const argomenti = ['--import', './scripts/tsx-hook.mjs', 'src/app/cli.ts', 'flussi', 'importa', percorso, ...suoi()];
  const figlio = spawn(process.execPath, argomenti, {
    env: { ...process.env, DATABASE_URL: base.databaseUrl, MYPAY_VAR: mondo.config.varDir },
  });
  const detto = { out: '', err: '' };
  figlio.stdout.on('data', (pezzo: Buffer) => (detto.out += pezzo.toString()));
  figlio.stderr.on('data', (pezzo: Buffer) => (detto.err += pezzo.toString()));
  const codice = await new Promise((fine) => figlio.once('close', fine));
  expect({ codice, out: detto.out }).toEqual({ codice: 0, out: 'Caricato: tutte le righe, 1.\n' });
  expect(detto.err).toMatch(/Ricevuto: il flusso è .*\nIn coda\n(.*\n)*100 % {2}righe 1 di 1/);
}, 60_000);
