import { describe, expect, it } from 'vitest';
import type { CodiceFlusso } from '../rifiuti.ts';
import { giudicaCorrispondenza } from './giudica.ts';
import { indovina } from './indovina.ts';
import {
  nomiUnici,
  scriviGiorno,
  scriviImporto,
  traduttore,
  type Corrispondenza,
  type FormatoData,
} from './traduci.ts';

describe('a day of somebody else', () => {
  it.each<[string, FormatoData, string]>([
    ['31/12/2026', 'gma', '2026-12-31'],
    ['1.3.2026', 'gma', '2026-03-01'],
    ['31-12-2026 00:00:00', 'gma', '2026-12-31'],
    ['31122026', 'gma', '2026-12-31'],
    ['12/31/2026', 'mga', '2026-12-31'],
    ['2026/12/31', 'amg', '2026-12-31'],
    ['20261231', 'amg', '2026-12-31'],
    ['2026-12-31', 'gma', '2026-12-31'],
    // What is no day comes as it is, so that its row says so.
    ['31/02/2026', 'gma', '31/02/2026'],
    ['31/12/26', 'gma', '31/12/26'],
    ['12/31/2026', 'gma', '12/31/2026'],
    ['31/12/2026 10:30', 'gma', '31/12/2026 10:30'],
  ])('%s, %s: %s', (testo, formato, atteso) => {
    expect(scriviGiorno(testo, formato)).toBe(atteso);
  });
});

describe('an amount of somebody else', () => {
  it.each<[string, 'virgola' | 'punto', string]>([
    ['1.234,56', 'virgola', '1234.56'],
    ['€ 12', 'virgola', '12.00'],
    ['12,5 €', 'virgola', '12.50'],
    ['-30,00', 'virgola', '-30.00'],
    ['1.234', 'virgola', '1234.00'],
    ['12.50', 'virgola', '12.50'],
    ['1,234.56', 'punto', '1234.56'],
    ['12.5', 'punto', '12.50'],
    ['12,50', 'punto', '12,50'],
    ['1e3', 'virgola', '1e3'],
    ['12,345', 'virgola', '12,345'],
  ])('%s, %s: %s', (testo, decimali, atteso) => {
    expect(scriviImporto(testo, decimali)).toBe(atteso);
  });
});

it('columns have names, each its own', () => {
  expect(nomiUnici(['IUD', ' Nome \n e cognome', '', 'IUD', '', 'IUD'])).toEqual([
    'IUD',
    'Nome e cognome',
    'Colonna C',
    'IUD (2)',
    'Colonna E',
    'IUD (3)',
  ]);
});

it('names that people give are guessed, and how days and amounts are written', () => {
  const file = {
    'Cod. Fiscale': ['RSSMRA80A01H501U'],
    Nominativo: ['Mario'],
    'Importo (€)': ['12.50'],
    SCADENZA: ['2026/12/31'],
    Città: [],
  };
  const c = indovina(Object.entries(file).map(([nome, esempi]) => ({ nome, esempi })));
  expect(c).toEqual({
    fonti: {
      codiceIdentificativoUnivoco: { da: 'colonna', nome: 'Cod. Fiscale' },
      anagraficaPagatore: { da: 'colonna', nome: 'Nominativo' },
      localitaPagatore: { da: 'colonna', nome: 'Città' },
      dataScadenzaPagamento: { da: 'colonna', nome: 'SCADENZA' },
      importoDovuto: { da: 'colonna', nome: 'Importo (€)' },
      IUD: { da: 'automatico' },
      tipoIdentificativoUnivoco: { da: 'automatico' },
      azione: { da: 'costante', valore: 'I' },
      flagGeneraIuv: { da: 'costante', valore: 'true' },
    },
    date: 'amg',
    decimali: 'punto',
  });
});

const BUONA: Corrispondenza = {
  fonti: {
    IUD: { da: 'automatico' },
    tipoIdentificativoUnivoco: { da: 'automatico' },
    codiceIdentificativoUnivoco: { da: 'colonna', nome: 'CF' },
    anagraficaPagatore: { da: 'colonna', nome: 'Nome' },
    importoDovuto: { da: 'costante', valore: '12,50' },
    tipoDovuto: { da: 'costante', valore: 'TARI' },
    causaleVersamento: { da: 'costante', valore: 'Mensa; "a.s." 2026' },
    azione: { da: 'costante', valore: 'I' },
  },
  date: 'gma',
  decimali: 'virgola',
};
const NOMI = ['CF', 'Nome'];

it('a row becomes one of ours, and a debtor of eleven figures is not a person', () => {
  const traduci = traduttore(BUONA, { iuf: 'MENSA', nomi: NOMI });
  const cella = (testo: string) => ({ testo, specie: 'testo' as const });
  const campi = traduci([cella(' 01234567897 '), cella('Casa\ndel Sole')], 7).split(/;(?! )/);
  expect([campi[0], ...campi.slice(2, 5), campi[13], campi[17]]).toEqual([
    'MENSA-7',
    'G',
    '01234567897',
    'Casa del Sole',
    '12.50',
    '"Mensa; ""a.s."" 2026"',
  ]);
});

describe('a correspondence is refused', () => {
  const con = (fonti: Corrispondenza['fonti']): Corrispondenza => ({ ...BUONA, fonti: { ...BUONA.fonti, ...fonti } });
  const senza = ({ fonti: { anagraficaPagatore: _, ...fonti } }: Corrispondenza): Corrispondenza => ({
    ...BUONA,
    fonti,
  });
  it.each<[string, CodiceFlusso | null, Partial<{ corrispondenza: Corrispondenza; iuf: string; salvaCome: string }>]>([
    ['', null, {}],
    ['anagraficaPagatore', 'CORRISPONDENZA_MANCA', { corrispondenza: senza(BUONA) }],
    ['capPagatore', 'CORRISPONDENZA_COLONNA', { corrispondenza: con({ capPagatore: { da: 'colonna', nome: 'CAP' } }) }],
    ['capPagatore', 'CORRISPONDENZA_COLONNA', { corrispondenza: con({ capPagatore: { da: 'automatico' } }) }],
    [
      'importoDovuto',
      'CORRISPONDENZA_COSTANTE',
      { corrispondenza: con({ importoDovuto: { da: 'costante', valore: 'dodici' } }) },
    ],
    [
      'dataScadenzaPagamento',
      'CORRISPONDENZA_COSTANTE',
      { corrispondenza: con({ dataScadenzaPagamento: { da: 'costante', valore: '31/02/2026' } }) },
    ],
    ['azione', 'CORRISPONDENZA_COSTANTE', { corrispondenza: con({ azione: { da: 'costante', valore: '' } }) }],
    ['salvaCome', 'CORRISPONDENZA_NOME', { salvaCome: 'x'.repeat(61) }],
    ['iuf', 'CORRISPONDENZA_IUF_CORTO', { iuf: 'x'.repeat(28) }],
    ['iuf', 'CORRISPONDENZA_IUF', { iuf: '_mensa', corrispondenza: con({ IUD: { da: 'colonna', nome: 'CF' } }) }],
  ])('%s: %s', (campo, codice, altro) => {
    const difetti = giudicaCorrispondenza({ corrispondenza: BUONA, nomi: NOMI, iuf: 'MENSA', salvaCome: '', ...altro });
    expect(difetti).toEqual(codice === null ? [] : [{ campo, codice }]);
  });
});
