import { readFileSync } from 'node:fs';
import { Compile } from 'typebox/schema';
import { describe, expect, it } from 'vitest';
import { CATALOGO } from '../../catalogo/catalogo.ts';
import { controllaDefinizione } from './controlla.ts';
import { schemaModulo } from './schema-json.ts';

/** What a program of others reads: the file, and no more. */
const FILE = 'docs/integrazione/modulo.schema.json';
const pubblicato = JSON.parse(readFileSync(FILE, 'utf8')) as object;
const validatore = Compile(pubblicato);
const documento = readFileSync('docs/integrazione/moduli.md', 'utf8');
const esempi = [...documento.matchAll(/^```json definizione\n(.*?)^```/gms)].map(
  ([, testo = '']) => JSON.parse(testo) as Record<string, unknown>,
);
const [esempio = {}] = esempi;

it('the published schema is that of the code: else run npm run schema', () => {
  expect(pubblicato).toEqual(schemaModulo());
});

describe('the published schema', () => {
  it.each(esempi.map((uno, n) => [n + 1, uno] as const))('knows example %i of the document', (_, uno) => {
    expect(validatore.Check(uno)).toBe(true);
  });

  it.each(CATALOGO.map(({ categoria, definizione }) => [categoria, definizione] as const))('knows %s', (_, uno) => {
    expect(validatore.Check(JSON.parse(JSON.stringify(uno)))).toBe(true);
  });

  const campo = (altro: object): object => ({
    ...esempio,
    schema: {
      type: 'object',
      ordine: ['pratica'],
      properties: { pratica: { genere: 'testo', type: 'string', etichetta: { it: 'Pratica' }, ...altro } },
    },
  });
  it.each([
    ['without a format', { ...esempio, formato: undefined }],
    ['of another format', { ...esempio, formato: 2 }],
    ['with a key that is not there', { ...esempio, titoli: { it: 'x' } }],
    ['with words not in Italian', { ...esempio, titolo: { de: 'x' } }],
    ['with an amount of no kind', { ...esempio, importo: { modo: 'a caso' } }],
    ['with an amount of nothing', { ...esempio, importo: { modo: 'fisso', importoCents: 0 } }],
    ['with a field of no kind', campo({ genere: 'parola' })],
    ['with a type that is not that of its kind', campo({ type: 'integer' })],
    ['with a key of another kind', campo({ decimali: 2 })],
    ['with a name that is none', { ...esempio, schema: { type: 'object', ordine: ['X'], properties: { X: {} } } }],
    [
      'with a group with something wrong in it',
      campo({
        genere: 'gruppo',
        type: 'object',
        ordine: ['dentro'],
        properties: { dentro: { genere: 'boh', type: 'string', etichetta: { it: 'x' } } },
      }),
    ],
  ])('refuses a definition %s, as the code does', (_, definizione) => {
    const json = JSON.parse(JSON.stringify(definizione)) as unknown;
    expect(validatore.Check(json)).toBe(false);
    expect(controllaDefinizione(json).ok).toBe(false);
  });

  it('is small: what stands in many places is said once', () => {
    expect(readFileSync(FILE).byteLength).toBeLessThan(64 * 1024);
  });
});
