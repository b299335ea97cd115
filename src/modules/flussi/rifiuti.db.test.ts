import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import type { Mondo } from '#platform/contesto';
import { FoglioIllegibile } from '#platform/xlsx/foglio';
import { cartellaDiProva } from '#support/cartella';
import { databaseDiProva } from '#support/db';
import { csvDovuti, fileDovuti, zipDi } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { leggiCsv, rifiutoDiLettura } from './dovuti/lettura.ts';
import { prenotaPagati, riceviDovuti } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

type Rifiutato = { ok: true } | { ok: false; refusal: { codice: string } };
const codice = (esito: Rifiutato): string => (esito.ok ? 'ok' : esito.refusal.codice);

const BUONA = { dal: '2026-01-01', al: '2026-01-31', tipoDovuto: '', versione: '1.3', conRicevuta: false };

test.each<[string, Partial<typeof BUONA>]>([
  ['PAA_DATE_FROM_NON_VALIDO', { dal: '2026-02-30' }],
  ['PAA_DATE_FROM_NON_VALIDO', { dal: '', al: '' }],
  ['PAA_DATE_TO_NON_VALIDO', { al: '31/01/2026' }],
  ['PAA_INTERVALLO_DATE_NON_VALIDO', { al: '2025-12-31' }],
  ['PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO', { tipoDovuto: 'INESISTENTE', versione: '9_9' }],
  ['PAA_VERSIONE_TRACCIATO_NON_VALIDA', { versione: '9_9' }],
  ['ok', {}],
])('an export that is booked badly: %s', async (atteso, altro) => {
  expect(codice(await prenotaPagati(ctxDi(mondo, 'ufficio', ente.enteId), { ...BUONA, ...altro }))).toBe(atteso);
});

/** Offsets in the structures of a ZIP (APPNOTE 4.3.12, 4.3.16), from their signatures. */
const VOCE = Buffer.from('PK\x01\x02');
const FINE = Buffer.from('PK\x05\x06');

test.each<[string, (zip: Buffer) => void]>([
  ['IMPORT_ZIP_CIFRATO', (zip) => void zip.writeUInt16LE(1, zip.indexOf(VOCE) + 8)],
  ['IMPORT_ZIP_ROVINATO', (zip) => void zip.writeUInt32LE(0, zip.indexOf(VOCE))],
  [
    'IMPORT_ZIP_TROPPE_VOCI',
    (zip) => {
      zip.writeUInt16LE(LIMITI.zipVociMax + 1, zip.indexOf(FINE) + 8);
      zip.writeUInt16LE(LIMITI.zipVociMax + 1, zip.indexOf(FINE) + 10);
    },
  ],
  ['ok', () => undefined],
])('a ZIP that is not as it should be: %s', async (atteso, guasta) => {
  const { nomeFile, zip } = await fileDovuti(ente, { iuf: 'ROTTO', righe: [{ IUD: 'R1' }] });
  guasta(zip);
  const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  expect(codice(await riceviDovuti(ctx, { nomeFile, contenuto: Readable.from([zip]) }))).toBe(atteso);
});

test('a file beyond what is taken: IMPORT_FILE_TROPPO_GRANDE, told in megabytes', async () => {
  const mega = Buffer.alloc(1024 * 1024);
  const contenuto = Readable.from(Array.from({ length: LIMITI.zipBytesMax / mega.length + 1 }, () => mega));
  const esito = await riceviDovuti(ctxDi(mondo, 'ufficio', ente.enteId), {
    nomeFile: `${ente.codIpa}-GRANDE-1_3.zip`,
    contenuto,
  });
  expect(esito).toMatchObject({ refusal: { codice: 'IMPORT_FILE_TROPPO_GRANDE', parametri: { megabyte: 50 } } });
});

test('the same name in other letters: IMPORT_NOME_FILE_DUPLICATO, for a file system may take them for one', async () => {
  const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  const invia = async (iuf: string): Promise<string> =>
    codice(await riceviDovuti(ctx, await fileDovuti(ente, { iuf, righe: [{ IUD: 'N1' }] })));
  expect([await invia('Nome'), await invia('NOME')]).toEqual(['ok', 'IMPORT_NOME_FILE_DUPLICATO']);
});

test('a spreadsheet with more text than can be held: IMPORT_XLSX_TROPPO_TESTO', () => {
  expect(rifiutoDiLettura(new FoglioIllegibile('troppo_testo'))).toMatchObject({
    refusal: { codice: 'IMPORT_XLSX_TROPPO_TESTO' },
  });
});

test('more rows than one file may have: IMPORT_TROPPE_RIGHE', async () => {
  const percorso = join(cartellaDiProva('righe'), 'tante.zip');
  const [intestazione = ''] = csvDovuti(ente, '1_3', []).split('\n');
  await writeFile(percorso, await zipDi({ 'tante.csv': `${intestazione}\n${'x\n'.repeat(LIMITI.righeMax + 1)}` }));
  let lette = 0;
  const conta = leggiCsv({ percorso, base: 'tante', versione: '1_3', correzioni: new Map() }, async ({ righe }) => {
    for await (const gruppo of righe) lette += gruppo.length;
  });
  const refusal = await conta.then(() => null, rifiutoDiLettura);
  expect(refusal).toMatchObject({
    refusal: { codice: 'IMPORT_TROPPE_RIGHE', parametri: { massimo: LIMITI.righeMax } },
  });
  expect(lette).toBeLessThanOrEqual(LIMITI.righeMax);
}, 60_000);
