import { describe, expect, it } from 'vitest';
import {
  iudSpontaneo,
  iufSpontaneo,
  leggiDebitore,
  metadatiDi,
  risposteDi,
  type CampoDichiarato,
  type CampoRisposto,
} from './spontaneo.ts';

describe('who owes, as they say it', () => {
  const buoni: [string, [string, string, string], boolean, [string, string, string]][] = [
    ['a person', ['F', 'rssmra80a01h501u', 'Mario Rossi'], false, ['F', 'RSSMRA80A01H501U', 'Mario Rossi']],
    ['blanks', ['F', ' RSSMRA 80A01 H501U ', ' Mario\t Rossi\n'], false, ['F', 'RSSMRA80A01H501U', 'Mario Rossi']],
    ['a provisional code', ['F', '12345678903', 'Ana Ruiz'], false, ['F', '12345678903', 'Ana Ruiz']],
    ['a company', ['G', '12345678903', 'Alfa srl'], false, ['G', '12345678903', 'Alfa srl']],
    ['nobody who says it', ['A', 'whatever', 'Ana Ruiz'], true, ['F', 'ANONIMO', 'Ana Ruiz']],
    [
      'what cannot be seen',
      ['F', 'RSSMRA80A01H501U', 'Ma\u200brio\u0007 Rossi'],
      true,
      ['F', 'RSSMRA80A01H501U', 'Mario Rossi'],
    ],
  ];
  it.each(buoni)('%s', (_, [tipo, codice, anagrafica], anonimoAmmesso, [suoTipo, suoCodice, nome]) => {
    expect(leggiDebitore({ tipo, codice, anagrafica }, { anonimoAmmesso })).toEqual({
      debitore: { tipo: suoTipo, codice: suoCodice, anagrafica: nome },
      difetti: {},
    });
  });

  it.each([
    ...[
      'D’Angelò',
      "Dell'Acqua",
      'Niccolò D‘Este',
      'Kovačič Szabó',
      'Łukasz Żółć',
      'Nguyễn Thị Ánh',
      'Ştefan Ţurcanu',
      'Müller & Söhne – S.p.A.',
    ],
    ...['Æsir Þór', 'Ren\u0065\u0301', 'Foss (già "Bar 2000")', 'Šarūnas Ģērmanis'],
  ])('%s is a name', (anagrafica) => {
    const { debitore } = leggiDebitore({ tipo: 'G', codice: '12345678903', anagrafica }, { anonimoAmmesso: false });
    expect(debitore?.anagrafica).toBe(anagrafica.normalize('NFC'));
  });

  const cattivi: [string, [string, string, string], boolean, object][] = [
    ['nothing', ['', '', ''], true, { tipo: 'tipoMancante', anagrafica: 'anagraficaMancante' }],
    ['nobody, where it is not allowed', ['A', '', 'Ana'], false, { tipo: 'tipoMancante' }],
    ['the word itself', ['F', 'ANONIMO', 'Ana'], true, { codice: 'codiceFiscaleNonValido' }],
    ['no code', ['F', ' ', 'Ana'], false, { codice: 'codiceMancante' }],
    ['a wrong letter', ['F', 'RSSMRA80A01H501X', 'Ana'], false, { codice: 'codiceFiscaleNonValido' }],
    ['a person for a company', ['G', 'RSSMRA80A01H501U', 'Ana'], false, { codice: 'partitaIvaNonValida' }],
    ['an emoji', ['F', 'RSSMRA80A01H501U', 'Mario Rossi 😀'], false, { anagrafica: 'anagraficaCaratteri' }],
    ['a symbol', ['F', 'RSSMRA80A01H501U', 'Mario ★ Rossi'], false, { anagrafica: 'anagraficaCaratteri' }],
    ['another alphabet', ['F', 'RSSMRA80A01H501U', 'Иван Ров'], false, { anagrafica: 'anagraficaCaratteri' }],
    ['a loose accent', ['F', 'RSSMRA80A01H501U', 'M\u0336ario'], false, { anagrafica: 'anagraficaCaratteri' }],
    ['a long name', ['G', '12345678903', 'a'.repeat(71)], false, { anagrafica: 'anagraficaLunga' }],
  ];
  it.each(cattivi)('%s', (_, [tipo, codice, anagrafica], anonimoAmmesso, difetti) => {
    expect(leggiDebitore({ tipo, codice, anagrafica }, { anonimoAmmesso })).toEqual({ debitore: null, difetti });
  });
});

describe('what becomes metadata', () => {
  const schema: CampoDichiarato = {
    ordine: ['nome', 'chi', 'quanto', 'metri', 'dal', 'giorni', 'auto', 'righe', 'vuoto'],
    properties: {
      nome: { genere: 'testo', personale: true },
      chi: {
        genere: 'gruppo',
        ordine: ['luogo', 'telefono'],
        properties: { luogo: { genere: 'testo' }, telefono: { genere: 'testo', personale: true } },
      },
      quanto: { genere: 'importo' },
      metri: { genere: 'numero', decimali: 2 },
      dal: { genere: 'data' },
      giorni: { genere: 'scelte' },
      auto: { genere: 'si_no' },
      righe: {
        genere: 'ripetibile',
        items: { ordine: ['n', 'figlio'], properties: { n: { genere: 'numero' }, figlio: { personale: true } } },
      },
      vuoto: { genere: 'testo' },
    },
  };

  it('is all that tells of nobody, as a program reads it', () => {
    const valori = {
      ...{ nome: 'Ada', chi: { luogo: 'Padova', telefono: '049' }, quanto: 1250, metri: -5, dal: '2026-11-30' },
      ...{ giorni: ['lun', 'mar'], auto: true, righe: [{ n: 3, figlio: 'Ugo' }, { n: 40 }], vuoto: '' },
      ignoto: 'x',
    };
    expect(metadatiDi(schema, valori).map(({ chiave, valore }) => `${chiave}=${valore}`)).toEqual([
      ...['chi.luogo=Padova', 'quanto=12.50', 'metri=-0.05', 'dal=2026-11-30', 'giorni=lun, mar', 'auto=si'],
      ...['righe.1.n=3', 'righe.2.n=40'],
    ]);
    expect(
      metadatiDi({ ...schema, properties: { ...schema.properties, chi: { personale: true } } }, valori),
    ).not.toContainEqual(expect.objectContaining({ chiave: 'chi.luogo' }));
  });

  it('is what fits, in the order in which it is asked', () => {
    const lungo = { ordine: ['a', 'b', 'c'], properties: { a: {}, b: {}, c: {} } };
    const valori = { a: 'à'.repeat(1500), b: 'b'.repeat(1200), c: 'c' };
    expect(metadatiDi(lungo, valori).map(({ chiave }) => chiave)).toEqual(['a', 'c']);
  });
});

describe('what is an answer', () => {
  const campo = (nome: string, altro: Partial<CampoRisposto> = {}): CampoRisposto => ({
    ...{ nome, genere: 'testo', visibile: true, abilitato: true, calcolato: false, campi: [], righe: [] },
    ...altro,
  });

  it('is to a question that was asked', () => {
    const campi = [
      campo('a'),
      campo('b', { visibile: false }),
      campo('c', { calcolato: true }),
      campo('d', { abilitato: false }),
      campo('g', { genere: 'gruppo', campi: [campo('g.x')] }),
      campo('h', { genere: 'gruppo', visibile: false, campi: [campo('h.x')] }),
      campo('r', { genere: 'ripetibile', righe: [[campo('r.0.n')], [campo('r.1.n')]] }),
      campo('s', { genere: 'scelte' }),
      campo('t'),
    ];
    const inviati = {
      ...{ a: '', b: 'b', c: '999', d: 'd', 'g.x': '1', 'h.x': '2', 'r.righe': '7', 'r.0.n': 'uno', 'r.5.n': 'sei' },
      ...{ s: ['x', 'y'], importo: '1', 'r.togli': '0' },
    };
    // What was emptied says so: left out, it would be what the form proposes.
    expect(risposteDi(campi, inviati)).toEqual({ a: '', 'g.x': '1', 'r.righe': '2', 'r.0.n': 'uno', s: ['x', 'y'] });
  });
});

it('a request has one IUD, and a file that was none', () => {
  expect(iudSpontaneo('019ac1d2-0000-7000-8000-00000000abcd')).toBe('S-019ac1d20000700080000000' + '0000abcd');
  expect(iudSpontaneo('019ac1d2-0000-7000-8000-00000000abcd')).toHaveLength(34);
  expect(iufSpontaneo('c_a001')).toBe('_c_a001_SPONTANEO');
});
