import { describe, expect, it } from 'vitest';
import { leggiNomeFile, trovaCsv } from './nome-file.ts';

describe('the name of a file of dovuti', () => {
  it.each([
    ['c_a123-TARI2026-1_3.zip', { iuf: 'TARI2026', versione: '1_3' }],
    ['C_A123-TARI.2026_bis-1_4.ZIP', { iuf: 'TARI.2026_bis', versione: '1_4' }],
  ])('%s', (nome, detto) => {
    expect(leggiNomeFile(nome, 'c_a123')).toMatchObject({ ok: true, value: detto });
  });

  it.each([
    ['c_a123-TARI-2026-1_3.zip', 'PAA_IMPORT_NOME_FILE_ERR', undefined],
    ['c_a123-TARI 2026-1_3.zip', 'PAA_IMPORT_NOME_FILE_ERR', undefined],
    ['c_a123-TARÌ-1_3.zip', 'PAA_IMPORT_NOME_FILE_ERR', undefined],
    ['c_a123-TARI-9_9.zip', 'PAA_IMPORT_FILE_VERSIONE_ERR', undefined],
    // The code is the one that the order of the checks wants; the copy is said beside it.
    ['c_a123-TARI-1_3 (1).zip', 'PAA_IMPORT_FILE_VERSIONE_ERR', '(1)'],
    ['c_a123-TARI-1_3(12).zip', 'PAA_IMPORT_FILE_VERSIONE_ERR', '(12)'],
    ['c_a123-TARI-1_3 - Copia.zip', 'PAA_IMPORT_NOME_FILE_ERR', '- Copia'],
  ])('%s is refused', (nome, codice, copia) => {
    const esito = leggiNomeFile(nome, 'c_a123');
    if (esito.ok) expect.fail('taken');
    expect([esito.refusal.codice, esito.refusal.parametri?.['copia']]).toEqual([codice, copia]);
  });
});

it('lets be what lies beside the CSV and is not one', () => {
  expect(trovaCsv(['a-B-1_3.csv', 'a-B-1_3.txt', 'a-B-1_3.2.pdf'], 'a-B-1_3')).toMatchObject({ ok: true });
  expect(trovaCsv(['a-B-1_3.2.csv'], 'a-B-1_3')).toMatchObject({ refusal: { codice: 'PAA_IMPORT_NO_CSV' } });
});
