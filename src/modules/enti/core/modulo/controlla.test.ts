import { describe, expect, it } from 'vitest';
import { controllaDefinizione, DIFETTI_MODULO, LIMITI_MODULO, type Difetto } from './index.ts';

type Json = Record<string, unknown>;
const NOME = { genere: 'testo', type: 'string', etichetta: { it: 'Nome' } };
const QUANTI = { genere: 'numero', type: 'integer', etichetta: { it: 'Quanti' } };
const GIORNO = { genere: 'data', type: 'string', format: 'date', etichetta: { it: 'Giorno' } };
const SCELTA = { genere: 'scelta', type: 'string', etichetta: { it: 'Scelta' }, enum: ['a', 'b'] };
const TARIFFA = {
  colonne: [
    { nome: 'codice', genere: 'testo' },
    { nome: 'costo', genere: 'importo' },
  ],
  chiave: ['codice'],
  righe: [
    { codice: 'a', costo: 100 },
    { codice: 'b', costo: 200 },
  ],
};

const schema = (properties: Json, altro: Json = {}): Json => ({
  ...{ type: 'object', ordine: Object.keys(properties), properties },
  ...altro,
});

const definizione = (properties: Json, altro: Json = {}): Json => ({
  formato: 1,
  schema: schema(properties),
  importo: { modo: 'fisso', importoCents: 1000 },
  causale: 'Pagamento',
  causalePubblica: 'Pagamento',
  ...altro,
});

const calcolato = (...voci: Json[]): Json => ({
  importo: { modo: 'calcolato', voci: voci.map((voce) => ({ etichetta: { it: 'Voce' }, ...voce })) },
});
const gruppo = (properties: Json, altro: Json = {}): Json => ({
  ...{ genere: 'gruppo', etichetta: { it: 'Gruppo' }, ...schema(properties) },
  ...altro,
});
const righe = (properties: Json): Json => ({
  ...{ genere: 'ripetibile', type: 'array', etichetta: { it: 'Righe' }, items: schema(properties) },
});

function difetti(json: unknown): readonly Difetto[] {
  const esito = controllaDefinizione(json);
  return esito.ok ? [] : esito.refusal.difetti;
}

const circolare: Json = {};
circolare['se'] = circolare;
const annidati = (n: number): Json => (n === 0 ? NOME : gruppo({ a: annidati(n - 1) }));
const fasce = (...righeFasce: Json[]): Json => ({
  tariffe: { t: { colonne: [{ nome: 'finoA', genere: 'numero' }], fascia: 'finoA', righe: righeFasce } },
});

/** What is wrong, where, and a definition in which nothing else is. */
const CASI: [string, string, unknown][] = [
  ['MODULO_NON_JSON', '', circolare],
  ['MODULO_NON_JSON', '', undefined],
  ['MODULO_TROPPO_GRANDE', '', { a: 'x'.repeat(LIMITI_MODULO.documentoBytesMax) }],
  ['MODULO_STRUTTURA', '/causale', definizione({}, { causale: '' })],
  ['MODULO_STRUTTURA', '', null],
  ['MODULO_STRUTTURA', '/schema/properties/a/etichetta', definizione({ a: { ...NOME, etichetta: { de: 'Name' } } })],
  ['MODULO_STRUTTURA', '/schema/properties/a', definizione({ a: { genere: 'testo', type: 'string' } })],
  ['MODULO_CHIAVE_SCONOSCIUTA', '/schema/properties/a/pattern', definizione({ a: { ...NOME, pattern: '(a+)+$' } })],
  ['MODULO_CHIAVE_SCONOSCIUTA', '/titulo', definizione({}, { titulo: 'x' })],
  ['MODULO_GENERE_SCONOSCIUTO', '/schema/properties/a/genere', definizione({ a: { ...NOME, genere: 'colore' } })],
  ['MODULO_GENERE_SCONOSCIUTO', '/importo/modo', definizione({}, { importo: { modo: 'gratis' } })],
  [
    'MODULO_CAMPI_TROPPI',
    '/schema',
    definizione({
      ...{ a: gruppo(Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`a${i}`, NOME]))) },
      ...{ b: gruppo(Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`b${i}`, NOME]))) },
    }),
  ],
  ['MODULO_TROPPO_PROFONDO', '/schema/properties/a' + '/properties/a'.repeat(5), definizione({ a: annidati(6) })],
  [
    'MODULO_ANNIDAMENTO',
    '/schema/properties/a/items/properties/b',
    definizione({ a: righe({ b: gruppo({ c: NOME }) }) }),
  ],
  [
    'MODULO_ANNIDAMENTO',
    '/schema/properties/a/properties/b',
    definizione({ a: gruppo({ b: NOME }, { genere: 'schede' }) }),
  ],
  ['MODULO_NOME_RISERVATO', '/schema/properties/oggi', definizione({ oggi: NOME })],
  [
    'MODULO_NOME_RISERVATO',
    '/schema/properties/a/properties/constructor',
    definizione({ a: gruppo({ constructor: NOME }) }),
  ],
  ['MODULO_NOME_RISERVATO', '/tariffe/a', definizione({ a: NOME }, { tariffe: { a: TARIFFA } })],
  ['MODULO_ORDINE', '/schema/ordine', definizione({}, { schema: schema({ a: NOME }, { ordine: [] }) })],
  ['MODULO_ORDINE', '/schema/ordine', definizione({}, { schema: schema({ a: NOME }, { ordine: ['a', 'a'] }) })],
  ['MODULO_OBBLIGATORIO_IGNOTO', '/schema/required/0', definizione({}, { schema: schema({}, { required: ['a'] }) })],
  [
    'MODULO_OBBLIGATORIO_CONDIZIONATO',
    '/schema/properties/a',
    definizione({}, { schema: schema({ a: { ...NOME, visibileSe: 'true' } }, { required: ['a'] }) }),
  ],
  [
    'MODULO_CALCOLATO_E_OBBLIGATORIO',
    '/schema/properties/a',
    definizione({ a: { ...QUANTI, valore: '1', default: 2 } }),
  ],
  ['MODULO_NASCOSTO_SENZA_VALORE', '/schema/properties/a', definizione({ a: { ...NOME, nascosto: true } })],
  ['MODULO_LIMITI_ROVESCIATI', '/schema/properties/a', definizione({ a: { ...QUANTI, minimum: 3, maximum: 2 } })],
  ['MODULO_PREDEFINITO', '/schema/properties/a/default', definizione({ a: { ...QUANTI, maximum: 2, default: 3 } })],
  ['MODULO_PREDEFINITO', '/schema/properties/a/default', definizione({ a: { ...SCELTA, default: 'c' } })],
  ['MODULO_PREDEFINITO', '/schema/properties/a/default', definizione({ a: { ...GIORNO, default: '2026-02-30' } })],
  ['MODULO_OPZIONI', '/schema/properties/a', definizione({ a: { ...SCELTA, oneOf: [{ const: 'x', title: 'X' }] } })],
  [
    'MODULO_OPZIONI',
    '/importo/tariffa',
    definizione(
      { a: { ...SCELTA, enum: ['a', 'z'] } },
      { tariffe: { t: TARIFFA }, importo: { modo: 'scelto', campo: 'a', tariffa: 't', colonna: 'costo' } },
    ),
  ],
  ['MODULO_OPZIONE_RIPETUTA', '/schema/properties/a', definizione({ a: { ...SCELTA, enum: ['x', 'y', 'x'] } })],
  [
    'MODULO_TARIFFA_SCONOSCIUTA',
    '/schema/properties/a/daTariffa/tariffa',
    definizione({ a: { ...SCELTA, enum: undefined, daTariffa: { tariffa: 't', colonna: 'codice' } } }),
  ],
  [
    'MODULO_COLONNA_SCONOSCIUTA',
    '/schema/properties/a/daTariffa/colonna',
    definizione(
      { a: { ...SCELTA, enum: undefined, daTariffa: { tariffa: 't', colonna: 'costo' } } },
      { tariffe: { t: TARIFFA } },
    ),
  ],
  [
    'MODULO_COLONNA_SCONOSCIUTA',
    '/tariffe/t/righe/0/altro',
    definizione({}, { tariffe: { t: { ...TARIFFA, righe: [{ codice: 'a', altro: 1 }] } } }),
  ],
  [
    'MODULO_COLONNA_RIPETUTA',
    '/tariffe/t/colonne',
    definizione({}, { tariffe: { t: { ...TARIFFA, colonne: [...TARIFFA.colonne, TARIFFA.colonne[0]] } } }),
  ],
  [
    'MODULO_TARIFFA_VALORE',
    '/tariffe/t/righe/0/costo',
    definizione({}, { tariffe: { t: { ...TARIFFA, righe: [{ codice: 'a', costo: '1,00' }] } } }),
  ],
  [
    'MODULO_TARIFFA_CHIAVE',
    '/tariffe/t/righe/0',
    definizione({}, { tariffe: { t: { ...TARIFFA, righe: [{ costo: 1 }] } } }),
  ],
  [
    'MODULO_TARIFFA_CHIAVE_RIPETUTA',
    '/tariffe/t/righe/1',
    definizione({}, { tariffe: { t: { ...TARIFFA, righe: [{ codice: 'a' }, { codice: 'a' }] } } }),
  ],
  ['MODULO_TARIFFA_FASCE', '/tariffe/t/righe/1', definizione({}, fasce({ finoA: 10 }, { finoA: 10 }))],
  ['MODULO_TARIFFA_FASCE', '/tariffe/t/righe/1', definizione({}, fasce({ finoA: null }, { finoA: 10 }))],
  ['MODULO_CAMPO_SCONOSCIUTO', '/importo/campo', definizione({}, { importo: { modo: 'libero', campo: 'a' } })],
  ['MODULO_CAMPO_INADATTO', '/importo/campo', definizione({ a: NOME }, { importo: { modo: 'libero', campo: 'a' } })],
  [
    'MODULO_CAMPO_INADATTO',
    '/importo/voci/0/perOgni',
    definizione({ a: NOME }, calcolato({ perOgni: 'a', importo: 'euro(1)' })),
  ],
  ['MODULO_VOCE', '/importo/voci/0', definizione({}, calcolato({ quantita: '1' }))],
  ['MODULO_VOCE', '/importo/voci/0', definizione({}, calcolato({}))],
  [
    'MODULO_CICLO',
    '/schema/properties/b/valore',
    definizione({ a: { ...QUANTI, valore: 'b + 1' }, b: { ...QUANTI, valore: 'a + 1' } }),
  ],
  ['MODULO_CICLO', '/schema/properties/a/visibileSe', definizione({ a: { ...NOME, visibileSe: 'a == "x"' } })],
  [
    'MODULO_CICLO',
    '/schema/properties/a/visibileSe',
    definizione({ a: gruppo({ b: NOME }, { visibileSe: 'a.b == "x"' }) }),
  ],
  [
    'MODULO_CICLO',
    '/schema/properties/a/items/properties/b/valore',
    definizione({ a: righe({ b: { ...QUANTI, valore: 'size(a)' } }) }),
  ],
  [
    'MODULO_ESPRESSIONE_TROPPO_GRANDE',
    '/schema/properties/a/valore',
    definizione({ a: { ...QUANTI, valore: '1' + ' + 1'.repeat(150) } }),
  ],
  [
    'MODULO_TROPPO_COSTOSO',
    '',
    definizione({
      a: righe({ b: NOME }),
      c: { ...NOME, visibileSe: 'a.all(u, a.all(v, a.all(w, a.all(x, x.b == w.b))))' },
    }),
  ],
  ['MODULO_CAUSALE_VUOTA', '/causale', definizione({ a: NOME }, { causale: '{{a}} [[tre {{a}}]]' })],
  [
    'MODULO_CAUSALE_PERSONALE',
    '/causalePubblica',
    definizione({ a: { ...NOME, personale: true } }, { causalePubblica: 'Di {{a}}' }),
  ],
  [
    'MODULO_CAUSALE_PERSONALE',
    '/causalePubblica',
    definizione({ a: gruppo({ b: NOME }, { personale: true }) }, { causalePubblica: 'Di {{a.b}}' }),
  ],
  [
    'MODULO_CAUSALE_PERSONALE',
    '/causalePubblica',
    definizione(
      {
        c: { ...NOME, valore: 'b + "!"' },
        b: { ...NOME, valore: 'a', nascosto: true },
        a: { ...NOME, personale: true },
      },
      { causalePubblica: 'Di [[{{c}}]]' },
    ),
  ],
];

/** An expression, what is wrong with it, and at which column. */
const ESPRESSIONI: [string, string, number][] = [
  ['n +', 'MODULO_ESPRESSIONE_ILLEGGIBILE', 4],
  ['n > 3 &&\n  ?', 'MODULO_ESPRESSIONE_ILLEGGIBILE', 3],
  ['n + s > 3', 'MODULO_TIPI', 1],
  ['true || n', 'MODULO_TIPI', 1],
  ['n * d > 3', 'MODULO_TIPI', 1],
  ['e + n > e', 'MODULO_TIPI', 1],
  ['x > 3', 'MODULO_NOME_SCONOSCIUTO', 1],
  ['n > 1 && t.riga("a").prezzo > e', 'MODULO_NOME_SCONOSCIUTO', 22],
  ['s.matches("(a+)+")', 'MODULO_FUNZIONE_VIETATA', 1],
  ['n > 0 && timestamp("2026-01-01T00:00:00Z").getHours() > 1', 'MODULO_FUNZIONE_VIETATA', 10],
  ['s.split(",").size() > 1', 'MODULO_FUNZIONE_VIETATA', 1],
  ['dyn(n) == 1', 'MODULO_FUNZIONE_VIETATA', 1],
  ['cel.bind(x, n, x > 1)', 'MODULO_FUNZIONE_VIETATA', 1],
  ['1.5 > 1.0', 'MODULO_COSTRUTTO_VIETATO', 1],
  ['n == 1 || s == null', 'MODULO_COSTRUTTO_VIETATO', 16],
  ['n', 'MODULO_TIPO_ATTESO', 1],
];

const FRASI: [string, string, number][] = [
  ['Paga {{boh}}', 'MODULO_CAMPO_SCONOSCIUTO', 6],
  ['Paga {{g}}', 'MODULO_CAMPO_INADATTO', 6],
  ['Paga [[{{n}}', 'MODULO_FRASE', 6],
  ['Paga ]] {{n}}', 'MODULO_FRASE', 6],
  ['Paga {{n', 'MODULO_FRASE', 6],
];

describe('Una definizione', () => {
  it('buona si accetta', () => {
    expect(difetti(definizione({ a: NOME }, { tariffe: { t: TARIFFA } }))).toEqual([]);
  });

  it.each(CASI)('%s in «%s»', (codice, percorso, json) => {
    expect(difetti(json)).toContainEqual(expect.objectContaining({ codice, percorso }));
  });

  it.each(ESPRESSIONI)('l’espressione «%s» è rifiutata: %s, colonna %i', (se, codice, colonna) => {
    const campi = {
      ...{ n: QUANTI, s: NOME, d: GIORNO, e: { ...QUANTI, genere: 'importo' }, v: { ...NOME, visibileSe: se } },
    };
    const [primo] = difetti(definizione(campi, { tariffe: { t: TARIFFA } }));
    expect(primo).toMatchObject({ codice, percorso: '/schema/properties/v/visibileSe' });
    expect(primo?.posizione).toEqual({ riga: se.split('\n').length, colonna });
  });

  it.each(FRASI)('la causale «%s» è rifiutata: %s, colonna %i', (causale, codice, colonna) => {
    const [primo] = difetti(definizione({ n: QUANTI, g: gruppo({ a: NOME }) }, { causale }));
    expect(primo).toMatchObject({ codice, percorso: '/causale', posizione: { riga: 1, colonna } });
  });

  it('ha un caso per ogni difetto', () => {
    const provati = new Set([
      ...CASI.map(([codice]) => codice),
      ...[...ESPRESSIONI, ...FRASI].map(([, codice]) => codice),
    ]);
    expect(DIFETTI_MODULO.filter((codice) => !provati.has(codice))).toEqual([]);
  });

  it('dice tutto ciò che non va, in una volta', () => {
    const campi = { a: { ...NOME, visibileSe: 'x' }, b: { ...NOME, obbligatorioSe: 'y' } };
    expect(difetti(definizione(campi, { causale: '{{z}} e' })).map(({ codice }) => codice)).toEqual([
      ...['MODULO_NOME_SCONOSCIUTO', 'MODULO_NOME_SCONOSCIUTO', 'MODULO_CAMPO_SCONOSCIUTO'],
    ]);
  });
});
