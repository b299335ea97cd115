import { describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { CIMITERO } from '#support/spontaneo';
import { controllaDefinizione } from './controlla.ts';
import { diciRisposta } from './dici.ts';

const campo = (genere: string, type: string, it: string, altro: object = {}) => ({
  ...{ genere, type, etichetta: { it } },
  ...altro,
});
const modulo = valoreDi(
  controllaDefinizione({
    ...CIMITERO,
    tariffe: {
      zone: {
        colonne: [
          { nome: 'zona', genere: 'testo' },
          { nome: 'nome', genere: 'etichetta' },
        ],
        righe: [{ zona: 'C', nome: { it: 'Centro storico', de: 'Altstadt' } }],
      },
    },
    schema: {
      ...CIMITERO.schema,
      ordine: [...CIMITERO.schema.ordine, 'dove', 'giorni'],
      properties: {
        ...CIMITERO.schema.properties,
        dove: campo('gruppo', 'object', 'Dove', {
          ordine: ['zona', 'area'],
          properties: {
            zona: campo('scelta', 'string', 'Zona', {
              daTariffa: { tariffa: 'zone', colonna: 'zona', etichetta: 'nome' },
            }),
            area: campo('numero', 'integer', 'Area', { unita: { it: 'm²' } }),
          },
        }),
        giorni: campo('scelte', 'array', 'Giorni', {
          uniqueItems: true,
          items: {
            type: 'string',
            oneOf: [
              { const: 'lu', title: 'Lunedì' },
              { const: 've', title: 'Venerdì' },
            ],
          },
        }),
      },
    },
  }),
);

describe('an answer kept under its name', () => {
  const in1 = (etichetta: string) => [{ etichetta, riga: null }];
  test.each([
    ['luogo', 'nord', { posto: in1('Cimitero'), genere: 'scelta', valore: 'Nord', unita: null }],
    // A choice that this version does not have.
    ['luogo', 'est', { posto: in1('Cimitero'), genere: 'scelta', valore: 'est', unita: null }],
    ['giorni', 'lu, ve', { posto: in1('Giorni'), genere: 'scelte', valore: 'Lunedì, Venerdì', unita: null }],
    [
      'dove.zona',
      'C',
      { posto: [...in1('Dove'), ...in1('Zona')], genere: 'scelta', valore: 'Centro storico', unita: null },
    ],
    ['dove.area', '12', { posto: [...in1('Dove'), ...in1('Area')], genere: 'numero', valore: '12', unita: 'm²' }],
    [
      'righe.2.quante',
      '3',
      {
        posto: [{ etichetta: 'Lampade', riga: 2 }, ...in1('Quante lampade')],
        ...{ genere: 'numero', valore: '3', unita: null },
      },
    ],
  ])('%s = %s is said in words', (chiave, valore, detta) => {
    expect(diciRisposta(modulo, { chiave, valore })).toEqual(detta);
  });

  test.each(['pratica', 'righe', 'righe.2', 'righe.0.quante', 'righe.x.quante', 'dove', 'luogo.nord', '', '.'])(
    '%s is not an answer of this form',
    (chiave) => {
      expect(diciRisposta(modulo, { chiave, valore: 'x' })).toBeNull();
    },
  );

  test('another language has its own words, where there are', () => {
    expect(diciRisposta(modulo, { chiave: 'dove.zona', valore: 'C' }, 'de')).toMatchObject({
      posto: [...in1('Dove'), ...in1('Zona')],
      valore: 'Altstadt',
    });
  });
});
