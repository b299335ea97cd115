import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leggiElenco } from './tassonomia-elenco.ts';

const VOCE = {
  'CODICE TIPO ENTE CREDITORE': '01',
  'TIPO ENTE CREDITORE': 'COMUNE',
  'NOME MACRO AREA': 'TRIBUTI\n',
  'TIPO SERVIZIO': ' Rifiuti ',
  'DESCRIZIONE TIPO SERVIZIO': 'TARI;\n"TIA", TARSU',
  'VERSIONE TASSONOMIA': '33',
  'DATI SPECIFICI DI INCASSO': '9/0101101IM/\n',
  'DATA INIZIO VALIDITA': '02/15/2021',
  'DATA FINE VALIDITA': '01/01/2080',
};
const LETTA = {
  codice: '9/0101101IM/',
  tipoEnte: 'COMUNE',
  macroArea: 'TRIBUTI',
  tipoServizio: 'Rifiuti',
  descrizione: 'TARI; "TIA", TARSU',
  validaDal: '2021-02-15',
  validaAl: '2080-01-01',
};
const json = (...voci: object[]): string => JSON.stringify(voci);
const csv = (separatore: string, fineRiga: string, ...voci: Record<string, string>[]): string =>
  [Object.keys(VOCE), ...voci.map((voce) => Object.values(voce))]
    .map((celle) => celle.map((cella) => `"${cella.replaceAll('"', '""')}"`).join(separatore))
    .join(fineRiga);

describe('leggiElenco', () => {
  it.each<[string, string]>([
    ['JSON', json(VOCE)],
    ['JSON within an object, with its mark', `\uFEFF${JSON.stringify({ versione: '33', voci: [VOCE] })}`],
    [
      'keys spelt as the service does',
      json({
        ...VOCE,
        'Dati Specifici Incasso': VOCE['DATI SPECIFICI DI INCASSO'],
        'DATI SPECIFICI DI INCASSO': undefined,
      }),
    ],
    ['keys with an accent', json({ ...VOCE, 'DATA INIZIO VALIDITÀ': '02/15/2021', 'DATA INIZIO VALIDITA': undefined })],
    ['CSV with semicolons', csv(';', '\r\n', VOCE)],
    ['CSV with commas, ended by a line', `${csv(',', '\n', VOCE)}\n\n`],
  ])('reads %s', (_, testo) => expect(leggiElenco(testo)).toEqual({ ok: true, value: [LETTA] }));

  it('keeps of a code that is there twice the row that lasts longer', () => {
    const breve = { ...VOCE, 'DATA FINE VALIDITA': '12/31/2022' };
    expect(leggiElenco(json(breve, VOCE, breve))).toEqual({ ok: true, value: [LETTA] });
    expect(leggiElenco(json(VOCE, { ...VOCE, 'DATA FINE VALIDITA': '' }))).toMatchObject({
      value: [{ validaAl: null }],
    });
  });

  it.each<[string, object, string]>([
    ['a code that is none', { 'DATI SPECIFICI DI INCASSO': '9/0101101XX/' }, 'codice'],
    ['no code', { 'DATI SPECIFICI DI INCASSO': undefined }, 'codice'],
    ['a day that is not a month', { 'DATA INIZIO VALIDITA': '15/02/2021' }, 'data'],
    ['no first day', { 'DATA INIZIO VALIDITA': '' }, 'data'],
    ['an end that is no day', { 'DATA FINE VALIDITA': 'mai' }, 'data'],
    ['an end before the beginning', { 'DATA FINE VALIDITA': '02/15/2021' }, 'data'],
    ['no kind of ente', { 'TIPO ENTE CREDITORE': ' ' }, 'descrizione'],
  ])('refuses the whole list for %s', (_, cambio, campo) => {
    const esito = leggiElenco(json(VOCE, { ...VOCE, ...cambio }));
    expect(esito).toMatchObject({
      ok: false,
      refusal: { codice: 'TASSONOMIA_RIGA_NON_VALIDA', parametri: { riga: 2, campo } },
    });
  });

  it.each([
    '',
    '[]',
    '{}',
    'null',
    '[',
    '<html></html>',
    'a;b\n1;2',
    '{"a":[1],"b":[2]}',
    '"x',
    csv(';', '\n', VOCE).slice(0, -3),
  ])('refuses what is no list: %j', (testo) =>
    expect(leggiElenco(testo)).toMatchObject({ ok: false, refusal: { codice: 'TASSONOMIA_ILLEGGIBILE' } }),
  );

  it('refuses rows that are no rows', () => {
    expect(leggiElenco('[1, null, "x"]')).toMatchObject({ refusal: { codice: 'TASSONOMIA_RIGA_NON_VALIDA' } });
  });

  it('says yes or no to any text, and reads back what a CSV quotes', () => {
    fc.assert(fc.property(fc.string(), (testo) => typeof leggiElenco(testo).ok === 'boolean'));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom(';', ','), (descrizione, separatore) => {
        const esito = leggiElenco(csv(separatore, '\n', { ...VOCE, 'DESCRIZIONE TIPO SERVIZIO': descrizione }));
        const atteso = descrizione.replace(/[\s\0]+/g, ' ').trim() || LETTA.tipoServizio;
        return esito.ok && esito.value[0]?.descrizione === atteso;
      }),
    );
  });
});

const PUBBLICATO = join(import.meta.dirname, '../../../../../shared/data/pagopa/taxonomy/tassonomia.json');

describe('the list as pagoPA published it', () => {
  it.skipIf(!existsSync(PUBBLICATO) && process.env['CI'] !== 'true')('is read whole', () => {
    const esito = leggiElenco(readFileSync(PUBBLICATO, 'utf8'));
    const voci = esito.ok ? esito.value : expect.fail(JSON.stringify(esito.refusal));
    expect(voci).toHaveLength(623);
    expect(voci.filter((v) => v.codice.startsWith('9/01'))).toHaveLength(128);
    expect(voci.every((v) => v.descrizione !== '' && !/\s{2}|\n/.test(v.tipoServizio))).toBe(true);
    expect(voci.find((v) => v.codice === '9/0101107TS/')).toMatchObject({ validaAl: '2080-01-01' });
  });
});
