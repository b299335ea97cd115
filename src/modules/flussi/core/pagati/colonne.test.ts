import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import {
  colonnePagati,
  recordPagati,
  scrittorePagati,
  VERSIONI_PAGATI,
  type Pagato,
  type Soggetto,
} from './colonne.ts';
import { colonneSecondario, type QuotaSecondaria } from './secondario.ts';

/** Golden files, written from the document of the formats and not by this code: byte for byte. */
const campione = (nome: string): string => readFileSync(join(import.meta.dirname, 'campioni', `${nome}.csv`), 'utf8');

const ENTE = { codiceFiscale: '80012345678', denominazione: 'Comune di Prova', indirizzo: 'Piazza Grande 1' };
const NESSUNO: Soggetto = {
  ...{ tipo: null, codice: null, anagrafica: null, indirizzo: null, civico: null },
  ...{ cap: null, localita: null, provincia: null, nazione: null, email: null },
};
const MARIO: Soggetto = {
  ...{ tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi', indirizzo: 'Via Roma', civico: '1' },
  ...{ cap: '35100', localita: 'Padova', provincia: 'PD', nazione: 'IT', email: null },
};
const LAURA: Soggetto = {
  ...{ tipo: 'F', codice: 'BNCLRA85M41F205X', anagrafica: 'Laura Bianchi', indirizzo: 'Via Po', civico: '2' },
  ...{ cap: '20100', localita: 'Milano', provincia: 'MI', nazione: 'IT', email: 'laura@example.it' },
};
const RICEVUTA = '<receipt><receiptId>a1b2</receiptId></receipt>';

const PAGATI: readonly Pagato[] = [
  {
    ...{ iuf: 'TARI2026', riga: 1, iud: 'IUD0001', iuv: '01000000000000123', tipoDovuto: 'TARI' },
    ...{ stazione: '80012345678_01', receiptId: 'a1b2c3', indice: 1 },
    causale: 'Tassa rifiuti "prima rata" e\\o saldo',
    datiRiscossione: '9/0101101IM/',
    bilancio:
      '<bilancio><capitolo><codCapitolo>C1</codCapitolo><accertamento><importo>120.50</importo></accertamento></capitolo></bilancio>',
    pagataIl: new Date('2026-11-20T09:11:12Z'),
    pagataGiorno: '2026-11-20' as Giorno,
    ...{ totaleCents: cents(12_575), quotaCents: cents(12_050), commissioneCents: cents(150) },
    ...{ psp: 'PSPTEST1', pspDenominazione: 'Banca di prova', debitore: MARIO, pagatore: LAURA, ricevuta: RICEVUTA },
  },
  {
    ...{ iuf: '_c_prova_SPONTANEO', riga: null, iud: 'IUD0002', iuv: '01000000000000224', tipoDovuto: 'TARI' },
    ...{ stazione: null, receiptId: 'd4e5f6', indice: null },
    causale: 'Riga uno\r\nriga due',
    datiRiscossione: '9/0101101IM/',
    bilancio: null,
    // Midnight of Rome, in summer: the day of UTC is another.
    pagataIl: new Date('2026-06-30T22:00:00Z'),
    pagataGiorno: '2026-07-01' as Giorno,
    ...{ totaleCents: cents(1), quotaCents: cents(1), commissioneCents: null },
    ...{ psp: null, pspDenominazione: null, pagatore: null, ricevuta: '' },
    debitore: { ...NESSUNO, tipo: 'G', codice: '01234567897', anagrafica: 'Ditta Perù S.r.l.' },
  },
];

describe.each(VERSIONI_PAGATI)('version %s is written byte for byte', (versione) => {
  it.each([
    ['without the receipt', false, ''],
    ['with the receipt', true, '-ricevuta'],
  ])('%s', (_, conRicevuta, suffisso) => {
    const colonne = colonnePagati(versione, conRicevuta);
    const righe = PAGATI.map(scrittorePagati(colonne, ENTE));
    const testo = [recordPagati(colonne.map(({ nome }) => nome)), ...righe].join('');
    expect(testo).toBe(campione(`${versione.replace('.', '_')}${suffisso}`));
  });
});

it('a transfer of another ente’s receipt is written byte for byte', () => {
  const quota: QuotaSecondaria = {
    ...{ iuv: '01000000000000325', receiptId: 'g7h8i9', idTrasferimento: 2, importoCents: cents(525) },
    pagataIl: new Date('2026-11-20T09:11:12Z'),
    pagataGiorno: '2026-11-20' as Giorno,
    ...{
      causale: 'TEFA',
      tassonomia: '0201102IM',
      titolare: '90012345674',
      titolareDenominazione: 'Provincia di Prova',
    },
    ...{ titolareTassonomia: '9/0101101IM/', psp: 'PSPTEST1', pspDenominazione: 'Banca di prova' },
    ...{ commissioneCents: cents(150), debitore: MARIO, pagatore: LAURA, ricevuta: RICEVUTA },
  };
  const colonne = colonneSecondario('1.3', true);
  const testo = [colonne.map(({ nome }) => nome), colonne.map(({ valore }) => valore(quota, ENTE))];
  expect(testo.map(recordPagati).join('')).toBe(campione('1_3-ente-secondario'));
});

it('a causale longer than the column is cut', () => {
  const [pagato] = PAGATI;
  const colonna = colonnePagati('1.3', false).find(({ nome }) => nome === 'causaleVersamento');
  expect(pagato && colonna?.valore({ ...pagato, causale: 'x'.repeat(1100) }, ENTE)).toHaveLength(1024);
});
