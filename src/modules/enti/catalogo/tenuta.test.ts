import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { valoreDi } from '#kernel/esito';
import { IMPORTO_MAX_CENTS } from '#kernel/importo';
import { compila, controllaDefinizione, type Inviati, type Modulo } from '../core/modulo/index.ts';
import { CATALOGO } from './catalogo.ts';

/** Forms stand whatever is written into them and whatever is sent to them: definitions of the catalogue, spoiled at random. */

const OGGI = '2026-11-27' as Giorno;
const MODULI = CATALOGO.map(({ definizione }) => valoreDi(controllaDefinizione(definizione)));

function moduloDi(n: number): Modulo {
  const modulo = MODULI[n];
  if (modulo === undefined) throw new Error(`no form ${n}`);
  return modulo;
}

/** The names under which a form is answered, and some that it does not have. */
function nomiDi({ ordine }: Modulo): string[] {
  return ordine.flatMap(({ percorso, nome, ripetibile }) =>
    ripetibile === null
      ? [percorso, `${percorso}.righe`, `${percorso}.togli`]
      : [0, 1, 7].map((n) => `${ripetibile.percorso}.${n}.${nome}`),
  );
}

const SCRITTI = [
  ...['', ' ', '0', '1', '2', '12', '2024', '2026', '-3', '12,5', '1.000,00', '99999999999999999999', '1e9', 'NaN'],
  ...['2026-11-27', '2026-12-05', '0001-01-01', '9999-12-31', '31/02/2026', 'si', 'RSSMRA80A01H501U', 'a'.repeat(5000)],
  ...[
    '\u0000',
    '\ud800',
    '‮',
    '__proto__',
    'constructor',
    'singola',
    'cappella',
    'capoluogo',
    'temporanea',
    'permanente',
  ],
  ...['centro', 'tavoli', 'rogito', 'pasti', 'ricarica', 'pieno', 'marzo', 'rossa', 'anno', 'associazione', 'teatro'],
];
const scritto = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...SCRITTI) }, fc.string({ unit: 'binary' }));

function inviatiA(modulo: Modulo): fc.Arbitrary<Inviati> {
  const nome = fc.oneof({ weight: 19, arbitrary: fc.constantFrom('x', ...nomiDi(modulo)) }, fc.string());
  return fc.dictionary(nome, fc.oneof(scritto, fc.array(scritto, { maxLength: 3 })), { maxKeys: 25 });
}

/** What holds of any outcome. */
function regge(modulo: Modulo, inviati: Inviati): void {
  const c = compila(modulo, inviati, { oggi: OGGI, lingua: 'it' });
  expect(c.causale.length).toBeGreaterThan(0);
  expect(c.causale.length).toBeLessThanOrEqual(1024);
  expect(c.causalePubblica.length).toBeGreaterThan(0);
  expect(c.causalePubblica.length).toBeLessThanOrEqual(140);
  expect(JSON.parse(JSON.stringify(c.valori))).toEqual(c.valori);
  if (c.importoCents !== null) {
    expect(c.importoCents).toBeGreaterThan(0);
    expect(c.importoCents).toBeLessThanOrEqual(IMPORTO_MAX_CENTS);
    const somma = c.dettaglio.reduce((totale, { importoCents }) => totale + importoCents, 0);
    if (c.dettaglio.length > 0) expect(somma).toBe(c.importoCents);
  }
  if (!c.valido) return;
  expect(c.importoCents).not.toBeNull();
  expect(c.errori).toEqual([]);
  // The document is JSON Schema, too: what comes out of a form satisfies it for any other reader.
  expect(Value.Errors(modulo.definizione.schema, c.valori)).toEqual([]);
}

const ESPRESSIONI = [
  ...[
    'true',
    'oggi',
    '1 / 0',
    '9223372036854775807 * 2',
    'lampade',
    'lampade + 1',
    'size("")',
    'riga',
    'riga.importo > euro(1)',
  ],
  ...[
    'voci.all(v, voci.all(w, v.importo == w.importo))',
    'figli.map(f, f.nome).join(", ") == ""',
    'figli[9].nome == ""',
  ],
  ...[
    '"a" + "b"',
    'euro(1) * 999999999999',
    'data("boh") == oggi',
    'data(2026, 13, 1) < oggi',
    'piuGiorni(oggi, 99999999) > oggi',
  ],
  ...[
    'giorni(data("0001-01-01"), data("9999-12-31")) > 1',
    'tariffe.riga(zona, uso).giornaliera',
    'pasto.fascia(isee).prezzo',
  ],
  ...[
    'parte(euro(1), 1, 0)',
    'arrotonda(-7, 2) == 1',
    'substring("a", 9)',
    '"a".substring(9) == ""',
    'int("boh") > 1',
    'x'.repeat(2000),
  ],
  ...[
    '(((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))',
    '[1, "a"]',
    '{}',
    'a.?b',
    '-',
    '"',
    'oppure(isee, euro(1))',
    'presente(zona)',
  ],
];

type Guasto = { dove: number; come: 'togli' | 'cambia' | 'sposta'; con: unknown };
const guasto: fc.Arbitrary<Guasto> = fc.record({
  dove: fc.nat(100_000),
  come: fc.constantFrom('togli', 'cambia', 'cambia', 'sposta'),
  con: fc.oneof({ weight: 5, arbitrary: fc.constantFrom<unknown>(...ESPRESSIONI) }, fc.jsonValue({ maxDepth: 3 })),
});

type Posto = { contenitore: Record<string, unknown>; chiave: string };

function postiDi(nodo: unknown): Posto[] {
  if (typeof nodo !== 'object' || nodo === null) return [];
  const contenitore = nodo as Record<string, unknown>;
  return Object.keys(contenitore).flatMap((chiave) => [{ contenitore, chiave }, ...postiDi(contenitore[chiave])]);
}

/** The definition with some of its parts taken away, changed, or put in the place of others. */
function guasta(definizione: unknown, guasti: readonly Guasto[]): unknown {
  const copia = structuredClone(definizione);
  for (const { dove, come, con } of guasti) {
    const posti = postiDi(copia);
    const posto = posti[dove % posti.length];
    const altro = posti[(dove * 7 + 3) % posti.length];
    if (posto === undefined || altro === undefined) continue;
    if (come === 'togli') delete posto.contenitore[posto.chiave];
    else posto.contenitore[posto.chiave] = come === 'cambia' ? con : structuredClone(altro.contenitore[altro.chiave]);
  }
  return copia;
}

describe('I moduli reggono', () => {
  it('qualunque risposta', () => {
    const caso = fc.nat(MODULI.length - 1).chain((n) => fc.tuple(fc.constant(n), inviatiA(moduloDi(n))));
    fc.assert(
      fc.property(caso, ([n, inviati]) => {
        regge(moduloDi(n), inviati);
      }),
      { numRuns: 1000 },
    );
  });

  it('qualunque definizione, guastata a caso', () => {
    let accettate = 0;
    const caso = fc.tuple(
      fc.nat(MODULI.length - 1),
      fc.array(guasto, { minLength: 1, maxLength: 3 }),
      fc.dictionary(fc.constantFrom('lampade', 'zona', 'voci.0.importo'), scritto),
    );
    fc.assert(
      fc.property(caso, ([n, guasti, inviati]) => {
        const esito = controllaDefinizione(guasta(CATALOGO[n]?.definizione, guasti));
        if (esito.ok) {
          accettate++;
          regge(esito.value, inviati);
        } else expect(esito.refusal.difetti.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
    // A test of what is accepted must accept something.
    expect(accettate).toBeGreaterThan(50);
  });

  it('qualunque cosa, anche se non è una definizione', () => {
    fc.assert(
      fc.property(fc.anything(), (cosa) => {
        expect(controllaDefinizione(cosa).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('le stesse risposte danno sempre lo stesso esito', () => {
    for (const modulo of MODULI) {
      const [inviati = {}] = fc.sample(inviatiA(modulo), { numRuns: 1, seed: 7 });
      const volta = (): unknown => compila(modulo, inviati, { oggi: OGGI, lingua: 'it' });
      expect(volta()).toEqual(volta());
    }
  });
});

const testo = { genere: 'testo', type: 'string', etichetta: { it: 'Testo' }, maxLength: 1024 };

/** A form as slow as can be within the bounds: rows, and on each an expression that goes through all of them. */
function lenta(espressione: string, volte: number): unknown {
  const campi = Object.fromEntries(
    Array.from({ length: volte }, (_, n) => [`c${n}`, { ...testo, visibileSe: espressione }]),
  );
  const righe = { type: 'object', ordine: ['a', 'b'], properties: { a: testo, b: testo } };
  const r = { genere: 'ripetibile', type: 'array', etichetta: { it: 'Righe' }, maxItems: 50, items: righe };
  return {
    ...{ formato: 1, importo: { modo: 'fisso', importoCents: 1 }, causale: 'Lento', causalePubblica: 'Lento' },
    schema: { type: 'object', ordine: ['r', ...Object.keys(campi)], properties: { r, ...campi } },
  };
}

describe('Il tempo ha un limite', () => {
  const inviati = Object.fromEntries(
    Array.from({ length: 50 }, (_, n) => [
      [`r.${n}.a`, 'a'.repeat(1024)],
      [`r.${n}.b`, `b${n}`],
    ]).flat(),
  );

  it.each([
    ['r.all(x, r.all(y, x.a == y.a))', 25],
    ['r.all(x, r.exists(y, x.a.contains(y.b) || true))', 4],
    ['r.all(x, (x.a + x.a + x.a + x.a + x.a + x.a).contains("b") || r.map(y, y.a + x.b).size() > 0)', 6],
    ['r.map(x, r.map(y, x.a + y.a + x.b + y.b)).size() > 0', 8],
    ['size(r[0].a + r[1].a + r[2].a + r[3].a + r[4].a + r[5].a + r[6].a + r[7].a) > 0', 190],
  ])('%s, %i volte', (espressione, volte) => {
    const modulo = valoreDi(controllaDefinizione(lenta(espressione, volte)));
    const prima = performance.now();
    compila(modulo, inviati, { oggi: OGGI, lingua: 'it' });
    // Generous: the machine may be busy with other tests. Without a bound it would be minutes.
    expect(performance.now() - prima).toBeLessThan(2000);
  });

  it('oltre il limite una definizione è rifiutata, prima che qualcuno la compili', () => {
    const esito = controllaDefinizione(lenta('r.all(x, r.all(y, r.all(z, x.a == z.a)))', 1));
    expect(esito).toMatchObject({ ok: false, refusal: { difetti: [{ codice: 'MODULO_TROPPO_COSTOSO' }] } });
  });
});
