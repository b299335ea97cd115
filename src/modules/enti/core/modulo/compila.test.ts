import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { valoreDi } from '#kernel/esito';
import { compila, controllaDefinizione, type CampoCompilato, type Compilazione, type Inviati } from './index.ts';

type Json = Record<string, unknown>;
const OGGI = '2026-11-27' as Giorno;
const e = (etichetta: string): Json => ({ etichetta: { it: etichetta } });
const testo = (altro: Json = {}): Json => ({ genere: 'testo', type: 'string', ...e('Testo'), ...altro });
const numero = (altro: Json = {}): Json => ({ genere: 'numero', type: 'integer', ...e('Numero'), ...altro });
const importo = (altro: Json = {}): Json => ({ genere: 'importo', type: 'integer', ...e('Importo'), ...altro });
const data = (altro: Json = {}): Json => ({ genere: 'data', type: 'string', format: 'date', ...e('Data'), ...altro });
const siNo = (altro: Json = {}): Json => ({ genere: 'si_no', type: 'boolean', ...e('Sì'), ...altro });
const scelta = (altro: Json = {}): Json => ({
  genere: 'scelta',
  type: 'string',
  ...e('Scelta'),
  enum: ['a', 'b'],
  ...altro,
});
const scelte = (altro: Json = {}): Json => ({
  ...{
    genere: 'scelte',
    type: 'array',
    ...e('Scelte'),
    uniqueItems: true,
    items: { type: 'string', enum: ['a', 'b', 'c'] },
  },
  ...altro,
});
const oggetto = (properties: Json, required: string[] = []): Json => ({
  ...{ type: 'object', ordine: Object.keys(properties), properties, required },
});
const gruppo = (properties: Json, altro: Json = {}): Json => ({
  genere: 'gruppo',
  ...e('Gruppo'),
  ...oggetto(properties),
  ...altro,
});
const righe = (properties: Json, altro: Json = {}): Json => ({
  ...{ genere: 'ripetibile', type: 'array', ...e('Righe'), items: oggetto(properties), ...altro },
});

function prova(schema: Json, inviati: Inviati = {}, altro: Json = {}, lingua = 'it'): Compilazione {
  const definizione = {
    ...{ formato: 1, schema, importo: { modo: 'fisso', importoCents: 1000 } },
    ...{ causale: 'Pagamento', causalePubblica: 'Pagamento', ...altro },
  };
  return compila(valoreDi(controllaDefinizione(definizione)), inviati, { oggi: OGGI, lingua });
}

function campo({ campi }: Compilazione, nome: string): CampoCompilato {
  const tutti = (dentro: readonly CampoCompilato[]): CampoCompilato[] =>
    dentro.flatMap((uno) => [uno, ...tutti(uno.campi), ...tutti(uno.righe.flat())]);
  const trovato = tutti(campi).find((uno) => uno.nome === nome);
  if (trovato === undefined) throw new Error(`no field ${nome}`);
  return trovato;
}

const LETTE: [Json, string, unknown][] = [
  [testo(), '  Città  ', 'Città'],
  [testo({ righe: 3 }), 'uno\r\ndue', 'uno\ndue'],
  [testo({ format: 'codice-fiscale' }), 'rssmra80a01h501u', 'RSSMRA80A01H501U'],
  [testo({ format: 'partita-iva' }), '01114601006', '01114601006'],
  [testo({ format: 'email' }), 'anna@esempio.it', 'anna@esempio.it'],
  [testo({ format: 'targa' }), 'ab-123 cd', 'AB123CD'],
  [numero(), '1.234', 1234],
  [numero({ decimali: 2 }), '12,5', 1250],
  [numero({ decimali: 2 }), '12,50', 1250],
  [numero({ minimum: -5 }), '-5', -5],
  [importo(), '1.234,5', 123_450],
  [data(), '2026-02-28', '2026-02-28'],
  [data(), '1/3/2026', '2026-03-01'],
  [siNo(), 'on', true],
  [siNo(), '', false],
  [scelta(), 'a', 'a'],
  [{ genere: 'file', type: 'string', ...e('File'), accetta: ['application/pdf'] }, 'a-1_b.pdf', 'a-1_b.pdf'],
];

const RIFIUTATE: [Json, string, string][] = [
  [testo({ maxLength: 3 }), 'quattro', 'TESTO_TROPPO_LUNGO'],
  [testo({ minLength: 3 }), 'ab', 'TESTO_TROPPO_CORTO'],
  [testo(), 'a\u0007b', 'CARATTERI_NON_AMMESSI'],
  [testo(), 'a\nb', 'CARATTERI_NON_AMMESSI'],
  [testo(), 'a\ud800b', 'CARATTERI_NON_AMMESSI'],
  [testo({ format: 'codice-fiscale' }), 'RSSMRA80A01H501X', 'CODICE_FISCALE_NON_VALIDO'],
  [testo({ format: 'partita-iva' }), '01114601007', 'PARTITA_IVA_NON_VALIDA'],
  [testo({ format: 'email' }), 'anna@esempio', 'EMAIL_NON_VALIDA'],
  [testo({ format: 'targa' }), 'A/1', 'TARGA_NON_VALIDA'],
  [numero(), '12.5', 'NUMERO_NON_VALIDO'],
  [numero(), '9'.repeat(15), 'NUMERO_NON_VALIDO'],
  [numero(), '1,5', 'NUMERO_TROPPI_DECIMALI'],
  [numero(), '-1', 'NUMERO_TROPPO_PICCOLO'],
  [numero({ maximum: 4 }), '5', 'NUMERO_TROPPO_GRANDE'],
  [importo(), '12.50', 'IMPORTO_NON_VALIDO'],
  [importo({ minimum: 100 }), '0,99', 'IMPORTO_TROPPO_PICCOLO'],
  [importo({ maximum: 100 }), '1,01', 'IMPORTO_TROPPO_GRANDE'],
  [data(), '30/02/2026', 'DATA_NON_VALIDA'],
  [siNo(), 'forse', 'SCELTA_NON_VALIDA'],
  [scelta(), 'z', 'SCELTA_NON_VALIDA'],
  [{ genere: 'file', type: 'string', ...e('File'), accetta: ['application/pdf'] }, '../a', 'CARATTERI_NON_AMMESSI'],
];

describe('Una risposta', () => {
  it.each(LETTE)('%j: «%s» si legge', (definito, scritto, valore) => {
    const c = prova(oggetto({ x: definito }), { x: scritto });
    expect(c.valori['x']).toEqual(valore);
    expect(c.valido).toBe(true);
  });

  it.each(RIFIUTATE)('%j: «%s» è rifiutata: %s', (definito, scritto, codice) => {
    const c = prova(oggetto({ x: definito }), { x: scritto });
    expect(campo(c, 'x').errore?.codice).toBe(codice);
    expect(c.valori['x']).toBeUndefined();
    expect(c.valido).toBe(false);
  });

  it('resta come è stata scritta', () => {
    expect(campo(prova(oggetto({ x: numero() }), { x: ' dodici ' }), 'x').valore).toBe(' dodici ');
  });

  it.each([testo(), numero(), importo(), data(), scelta(), scelte(), siNo()])(
    '%j: se è obbligatoria non può mancare',
    (x) => {
      expect(campo(prova(oggetto({ x }, ['x'])), 'x')).toMatchObject({
        obbligatorio: true,
        errore: { codice: 'OBBLIGATORIO' },
      });
      expect(campo(prova(oggetto({ x })), 'x').errore).toBeNull();
    },
  );

  it('di scelte multiple si legge ogni voce', () => {
    const schema = oggetto({ x: scelte({ minItems: 2, maxItems: 2 }) });
    expect(prova(schema, { x: ['a', 'c', 'a'] }).valori).toEqual({ x: ['a', 'c'] });
    expect(campo(prova(schema, { x: 'a' }), 'x').errore?.codice).toBe('SCELTE_TROPPO_POCHE');
    expect(campo(prova(schema, { x: ['a', 'b', 'c'] }), 'x').errore?.codice).toBe('SCELTE_TROPPE');
  });

  it('proposta si trova già scritta, finché nessuno scrive', () => {
    const schema = oggetto({ x: importo({ default: 1250 }) });
    expect(campo(prova(schema), 'x').valore).toBe('12,50');
    expect(prova(schema).valori).toEqual({ x: 1250 });
    expect(prova(schema, { x: '' }).valori).toEqual({});
  });
});

describe('Le condizioni', () => {
  it('ciò che non si vede o è spento non conta, qualunque cosa sia arrivata', () => {
    const schema = oggetto({
      ...{ a: siNo(), b: testo({ visibileSe: 'a', obbligatorioSe: 'true' }), c: testo({ abilitatoSe: 'a' }) },
      ...{ g: gruppo({ d: numero({ obbligatorioSe: 'true' }) }, { visibileSe: 'a' }) },
      ...{ r: righe({ d: numero() }, { visibileSe: 'a' }), quante: numero({ valore: 'size(r)' }) },
    });
    const inviati = { b: 'furbo', c: 'furbo', 'g.d': 'storto', 'r.0.d': '1' };
    const spento = prova(schema, inviati);
    expect(spento.valori).toEqual({ a: false, quante: 0 });
    expect(spento.valido).toBe(true);
    expect(campo(spento, 'b')).toMatchObject({ visibile: false, errore: null, obbligatorio: false });
    expect(campo(spento, 'g.d').visibile).toBe(false);
    const acceso = prova(schema, { ...inviati, a: 'si' });
    expect(acceso.valori).toEqual({ a: true, b: 'furbo', c: 'furbo', g: {}, r: [{ d: 1 }], quante: 1 });
    expect(campo(acceso, 'g.d').errore?.codice).toBe('NUMERO_NON_VALIDO');
  });

  it('ciò che legge un campo vuoto non si sa ancora: non vale, e non è un errore', () => {
    const schema = oggetto({
      ...{ n: numero(), b: testo({ visibileSe: 'n > 3' }), c: numero({ valore: 'n * 2' }) },
      ...{
        d: numero({ validoSe: [{ se: 'd > n', messaggio: { it: 'Di più.' } }] }),
        f: numero({ valore: 'oppure(n, 7)' }),
      },
    });
    const vuoto = prova(schema, { d: '1' });
    expect(vuoto.valori).toEqual({ d: 1, f: 7 });
    expect(vuoto.valido).toBe(true);
    const pieno = prova(schema, { n: '4', d: '1' });
    expect(campo(pieno, 'b').visibile).toBe(true);
    expect(campo(pieno, 'd').errore).toEqual({ codice: 'REGOLA', parametri: {}, messaggio: 'Di più.' });
  });

  it('nemmeno dentro un giro su un elenco', () => {
    const schema = oggetto({
      ...{ r: righe({ n: numero(), t: testo() }), tutte: testo({ visibileSe: 'r.all(x, x.n > 1)' }) },
      ...{ una: testo({ visibileSe: 'r.exists(x, x.n > 1)' }), doppi: numero({ valore: 'somma(r.map(x, x.n * 2))' }) },
    });
    const c = prova(schema, { 'r.0.n': '2', 'r.1.t': 'senza numero' });
    expect([campo(c, 'tutte').visibile, campo(c, 'una').visibile, campo(c, 'doppi').valore]).toEqual([false, true, '']);
    expect(c.valido).toBe(true);
  });

  it('le scelte dipendono da altre, anche dalle righe di una tariffa', () => {
    const tariffe = {
      t: {
        colonne: ['zona', 'uso'].map((nome) => ({ nome, genere: 'testo' })),
        righe: [
          { zona: 'a', uso: 'x' },
          { zona: 'b', uso: 'x' },
          { zona: 'b', uso: 'y' },
        ],
      },
    };
    const schema = oggetto({
      ...{
        zona: scelta(),
        uso: scelta({ enum: undefined, daTariffa: { tariffa: 't', colonna: 'uso', se: 'voce.zona == zona' } }),
      },
      ...{
        altro: scelta({
          enum: undefined,
          oneOf: [
            { const: 'p', title: 'P', se: 'zona == "b"' },
            { const: 'q', title: 'Q' },
          ],
        }),
      },
    });
    const opzioni = (zona: string, nome: string): string[] =>
      campo(prova(schema, { zona }, { tariffe }), nome).opzioni.map(({ valore }) => valore);
    expect([opzioni('', 'uso'), opzioni('a', 'uso'), opzioni('b', 'uso')]).toEqual([[], ['x'], ['x', 'y']]);
    expect([opzioni('a', 'altro'), opzioni('b', 'altro')]).toEqual([['q'], ['p', 'q']]);
  });

  it('un conto senza risposta rifiuta il campo, o il modulo', () => {
    const schema = oggetto({ n: numero(), b: numero({ valore: '10 / n' }), c: testo({ visibileSe: '10 % n == 0' }) });
    const c = prova(schema, { n: '0' });
    expect(campo(c, 'b').errore?.codice).toBe('CALCOLO_IMPOSSIBILE');
    expect(c.errori.map(({ codice }) => codice)).toEqual(['CALCOLO_IMPOSSIBILE']);
    expect(c.valido).toBe(false);
    const troppo = oggetto({ n: numero({ valore: '9223372036854775807 + 1' }) });
    expect(campo(prova(troppo), 'n').errore?.codice).toBe('CALCOLO_IMPOSSIBILE');
    expect(prova(oggetto({ n: numero({ valore: '1 / 0', nascosto: true }) })).errori).toHaveLength(1);
  });

  it('i conti si fanno nell’ordine in cui servono, non in quello in cui si leggono', () => {
    const schema = oggetto({ c: numero({ valore: 'b + 1' }), b: numero({ valore: 'a + 1' }), a: numero() });
    expect(prova(schema, { a: '1' }).valori).toEqual({ c: 3, b: 2, a: 1 });
  });

  it('di un gruppo ripetibile contano le righe scritte', () => {
    const schema = oggetto({
      r: righe(
        { n: numero({ obbligatorioSe: 'true' }), doppio: numero({ valore: 'riga.n * 2' }), nota: testo() },
        { minItems: 1, maxItems: 3 },
      ),
      totale: numero({ valore: 'somma(r.map(x, x.doppio))' }),
    });
    const c = prova(schema, { 'r.0.n': '1', 'r.1.n': '', 'r.2.n': '3', 'r.righe': '3' });
    expect(c.valori).toEqual({
      r: [
        { n: 1, doppio: 2 },
        { n: 3, doppio: 6 },
      ],
      totale: 8,
    });
    expect(campo(c, 'r')).toMatchObject({ errore: null, righeMax: 3 });
    expect(campo(c, 'r').righe).toHaveLength(3);
    expect(campo(c, 'r.1.n').errore).toBeNull();
    expect(campo(prova(schema), 'r').errore?.codice).toBe('RIGHE_TROPPO_POCHE');
    expect(campo(prova(schema), 'r.0.n').errore?.codice).toBe('OBBLIGATORIO');
    const troppe = Object.fromEntries([0, 1, 2, 3].map((i) => [`r.${i}.n`, '1']));
    expect(campo(prova(schema, troppe), 'r').errore?.codice).toBe('RIGHE_TROPPE');
    const tolta = prova(schema, { 'r.0.n': '1', 'r.1.n': '2', 'r.2.n': '3', 'r.righe': '3', 'r.togli': '1' });
    expect(tolta.valori['r']).toEqual([
      { n: 1, doppio: 2 },
      { n: 3, doppio: 6 },
    ]);
    expect(campo(tolta, 'r').righe).toHaveLength(2);
  });

  it('parla la lingua chiesta, o l’italiano', () => {
    const schema = oggetto({
      x: scelta({
        enum: undefined,
        etichetta: { it: 'Colore', de: 'Farbe' },
        oneOf: [{ const: 'r', title: 'Rosso', titoli: { it: 'Rosso', de: 'Rot' } }],
      }),
    });
    const altro = { titolo: { it: 'Titolo', de: 'Titel' }, causalePubblica: 'Colore {{x}}' };
    const c = prova(schema, { x: 'r' }, altro, 'de');
    expect([c.titolo, campo(c, 'x').etichetta, campo(c, 'x').opzioni[0]?.etichetta]).toEqual(['Titel', 'Farbe', 'Rot']);
    expect(c.causalePubblica).toBe('Colore Rosso');
    expect(campo(prova(schema, {}, altro, 'sl'), 'x').etichetta).toBe('Colore');
  });
});

describe('L’importo', () => {
  const calcolato = (voci: Json[], altro: Json = {}): Json => ({
    importo: { modo: 'calcolato', voci: voci.map((voce) => ({ ...e('Voce'), ...voce })), ...altro },
  });
  const solo = (c: Compilazione): unknown[] => [c.importoCents, c.errori.map(({ codice }) => codice)];

  it('libero è quello scritto, entro i limiti del campo', () => {
    const schema = oggetto({ x: importo({ minimum: 100 }) });
    const libero = { importo: { modo: 'libero', campo: 'x' } };
    expect(solo(prova(schema, { x: '5' }, libero))).toEqual([500, []]);
    expect(solo(prova(schema, { x: '0,50' }, libero))).toEqual([null, ['IMPORTO_DA_CALCOLARE']]);
  });

  it('calcolato è la somma delle voci, arrotondate al centesimo', () => {
    const c = prova(
      oggetto({}),
      {},
      calcolato([
        ...[
          { quantita: '1234', decimali: 2, prezzo: 'cents(25)' },
          { importo: '-parte(euro(1), 1, 3)' },
          { se: 'false', importo: 'euro(9)' },
        ],
      ]),
    );
    // 12.34 × 0.25 = 3.085, up; a third of one euro, 0.33
    expect(c.dettaglio.map(({ quantita, importoCents }) => [quantita, importoCents])).toEqual([
      ['12,34', 309],
      [null, -33],
    ]);
    expect(c.importoCents).toBe(276);
  });

  it('il minimo alza ciò che si chiede, e prima della prima voce non si chiede nulla', () => {
    const minimo = { importoCents: 500, etichetta: { it: 'Minimo' } };
    const di = (x: string): Compilazione =>
      prova(oggetto({ x: scelta() }), { x }, calcolato([{ se: 'x != ""', importo: 'euro(1)' }], { minimo }));
    expect(solo(di(''))).toEqual([null, ['IMPORTO_DA_CALCOLARE']]);
    expect(di('a').dettaglio.map(({ importoCents }) => importoCents)).toEqual([100, 400]);
  });

  it('calcolato per ogni riga ha una voce per riga', () => {
    const c = prova(
      oggetto({ r: righe({ n: numero() }) }),
      { 'r.0.n': '2', 'r.1.n': '3' },
      calcolato([{ perOgni: 'r', quantita: 'riga.n', prezzo: 'euro(1)' }]),
    );
    expect(c.dettaglio.map(({ importoCents }) => importoCents)).toEqual([200, 300]);
  });

  it.each([
    ['euro(0)', 'IMPORTO_NON_POSITIVO'],
    ['-euro(1)', 'IMPORTO_NON_POSITIVO'],
    ['euro(n)', 'IMPORTO_DA_CALCOLARE'],
    ['euro(1 / 0)', 'CALCOLO_IMPOSSIBILE'],
    ['euro(9000000000000000000)', 'CALCOLO_IMPOSSIBILE'],
    ['euro(2000000000)', 'CALCOLO_IMPOSSIBILE'],
    ['euro(600)', 'IMPORTO_TROPPO_GRANDE'],
  ])('%s: %s', (espressione, codice) => {
    const c = prova(oggetto({ n: numero() }), {}, calcolato([{ importo: espressione }], { massimoCents: 50_000 }));
    expect(solo(c)).toEqual([null, [codice]]);
    expect(c.valido).toBe(false);
  });

  it('un capitolo che non è un capitolo rifiuta il modulo', () => {
    const conCapitolo = (codice: string): Compilazione => prova(oggetto({ x: scelta() }), {}, { capitolo: { codice } });
    expect(conCapitolo('"3010" + "/1"')).toMatchObject({
      valido: true,
      capitolo: { capitolo: '3010/1', ufficio: null },
    });
    expect(conCapitolo('x')).toMatchObject({ valido: false, capitolo: null });
    expect(conCapitolo('"1234567890123"')).toMatchObject({ valido: false, capitolo: null });
  });
});

describe('Le causali', () => {
  it('dicono i valori come si leggono, e tacciono ciò che manca', () => {
    const schema = oggetto({ i: importo(), d: data(), n: numero({ decimali: 1 }), b: siNo(), s: scelte(), t: testo() });
    const causale = '{{i}}; {{d}}; {{n}}; {{b}}; {{s}}[[ ({{t}})]] fine';
    const inviati = { i: '1234,5', d: '2026-03-01', n: '2,5', b: 'si', s: ['a', 'c'] };
    expect(prova(schema, inviati, { causale }).causale).toBe('1.234,50 €; 01/03/2026; 2,5; sì; a, c fine');
    expect(prova(schema, { ...inviati, t: 'x' }, { causale }).causale).toBe(
      '1.234,50 €; 01/03/2026; 2,5; sì; a, c (x) fine',
    );
  });

  it('stanno su una riga e nella loro misura', () => {
    const c = prova(
      oggetto({ t: testo({ righe: 5, maxLength: 1024 }) }),
      { t: `uno\ndue ${'è'.repeat(900)}` },
      {
        ...{ causale: 'Nota: {{t}} {{t}}', causalePubblica: 'Nota: {{t}}' },
      },
    );
    expect(c.causale).toHaveLength(1024);
    expect(c.causalePubblica).toHaveLength(140);
    expect(c.causale.startsWith('Nota: uno due è')).toBe(true);
  });
});
