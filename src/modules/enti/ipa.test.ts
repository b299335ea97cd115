import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { cercaInIpa } from './acts/ipa.ts';

const TESTA =
  'Codice_IPA;Denominazione_ente;Codice_fiscale_ente;Tipologia;Codice_Categoria;CAP;Indirizzo;' +
  'Mail1;Tipo_Mail1;Mail2;Tipo_Mail2;Sito_istituzionale';
const RIVALTA =
  'c_x001;Comune di Rivalta di Prova;00000000019;Pubbliche Amministrazioni;L6;30100;"Piazza Grande; 1";' +
  'info@rivalta.example.it;Altro;PROTOCOLLO@pec.rivalta.example.it;Pec;www.rivalta.example.it';
const PARCO = 'p_x002;Parco della Prova;00000000027;Pubbliche Amministrazioni;L35;30100;Via Alta 2;;;;;';

test('reads the ente from the only row, or from the one that is asked for', async () => {
  expect(valoreDi(await cercaInIpa(`\uFEFF${TESTA}\r\n${RIVALTA}\r\n`, ''))).toEqual({
    codIpa: 'c_x001',
    denominazione: 'Comune di Rivalta di Prova',
    codiceFiscale: '00000000019',
    tipo: 'comune',
    indirizzo: 'Piazza Grande; 1, 30100',
    pec: 'protocollo@pec.rivalta.example.it',
    email: 'info@rivalta.example.it',
    sito: 'https://www.rivalta.example.it',
  });
  const tutto = Readable.from([
    Buffer.from(`${TESTA}\n${RIVALTA.slice(0, 40)}`),
    Buffer.from(`${RIVALTA.slice(40)}\n${PARCO}\n`),
  ]);
  expect(valoreDi(await cercaInIpa(tutto, '00000000027'))).toMatchObject({
    codIpa: 'p_x002',
    tipo: '',
    pec: '',
    sito: '',
  });
  expect(valoreDi(await cercaInIpa(`${TESTA}\n${PARCO}\n${RIVALTA}`, 'C_X001'))).toMatchObject({ codIpa: 'c_x001' });
});

test('the older form of the index, with tabs, is read as well', async () => {
  const vecchio =
    'cod_amm\tdes_amm\tComune\tCap\tIndirizzo\tCf\nc_x001\tComune di Rivalta\tRivalta\t30100\tVia 1\t00000000019';
  expect(valoreDi(await cercaInIpa(vecchio, ''))).toMatchObject({
    denominazione: 'Comune di Rivalta',
    indirizzo: 'Via 1, 30100 Rivalta',
  });
});

test.each([
  ['IPA_ILLEGGIBILE', '', ''],
  ['IPA_ILLEGGIBILE', 'nome;cognome\nAnna;Verdi', ''],
  ['IPA_ILLEGGIBILE', `${TESTA}\n`, ''],
  ['IPA_ILLEGGIBILE', `${TESTA}\n"${'x'.repeat(70_000)}`, 'c_x001'],
  ['IPA_QUALE_ENTE', `${TESTA}\n${RIVALTA}\n${PARCO}`, ''],
  ['IPA_ENTE_NON_TROVATO', `${TESTA}\n${RIVALTA}\n${PARCO}`, 'c_altro'],
])('%s', async (codice, testo, cercato) => {
  expect(await cercaInIpa(testo, cercato)).toMatchObject({ ok: false, refusal: { codice } });
});
