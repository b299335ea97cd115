import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fineGiorno, giornoA, inizioGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import { cents, somma } from '#kernel/importo';
import {
  eraScaduto,
  GENERI_GRADINO,
  importiValidi,
  inVigore,
  quantoCosta,
  scalaDi,
  unisciRighe,
  type Costo,
  type FattiCosto,
  type Gradino,
  type QuotaCosto,
  type Quotazione,
  type Termini,
} from './quanto.ts';

const NOTIFICA = '2026-10-20' as Giorno;
const MINUTO_MS = 60_000;
const SEMPRE: Termini = {
  notificataIl: NOTIFICA,
  validaDal: null,
  validaAl: null,
  giorniDallaNotifica: null,
  gradini: [],
};
const RIDOTTA: Termini = { ...SEMPRE, giorniDallaNotifica: 5 };
const gradino = (altro: Partial<Gradino>): Gradino => ({
  ...{ genere: 'sanzione', dal: null, dopoGiorni: null, importoCents: cents(10_000), quota: 1 },
  ...altro,
});
const ORDINARIA: Termini = { ...SEMPRE, gradini: [gradino({ dopoGiorni: 61 })] };

function fatti(altro: Partial<FattiCosto> = {}): FattiCosto {
  return {
    ...{ importoCents: cents(10_000), dataScadenza: null, pagaDopoScadenza: false, termini: null, quotazioni: null },
    ...altro,
  };
}
const quote = (...importi: number[]): QuotaCosto[] => importi.map((n) => ({ importoCents: cents(n), bollo: null }));
const alle = (now: Date): { now: Date; oggi: Giorno } => ({ now, oggi: giornoA(now) });
const nelGiorno = (f: FattiCosto, giorno: Giorno, q: QuotaCosto[] = []): Costo =>
  quantoCosta(f, q, alle(inizioGiorno(giorno)));
const detto = ({ importoCents, perche, scadenza }: Costo): string => `${importoCents} ${perche ?? 'si'} ${scadenza}`;

describe('a fine with two notices', () => {
  it.each<[number, string, string]>([
    // day after the notification, reduced, ordinary
    [0, '7000 si 2026-10-25', '10000 si 2026-12-19'],
    [1, '7000 si 2026-10-25', '10000 si 2026-12-19'],
    [5, '7000 si 2026-10-25', '10000 si 2026-12-19'],
    [6, '7000 scaduto 2026-10-25', '10000 si 2026-12-19'],
    [60, '7000 scaduto 2026-10-25', '10000 si 2026-12-19'],
    [61, '7000 scaduto 2026-10-25', '20000 si null'],
    [400, '7000 scaduto 2026-10-25', '20000 si null'],
  ])('on day %i', (n, ridotta, ordinaria) => {
    const giorno = piuGiorni(NOTIFICA, n);
    expect(detto(nelGiorno(fatti({ importoCents: cents(7000), termini: RIDOTTA }), giorno))).toBe(ridotta);
    expect(detto(nelGiorno(fatti({ termini: ORDINARIA }), giorno))).toBe(ordinaria);
  });

  it('nothing begins before the notification is known', () => {
    for (const termini of [RIDOTTA, ORDINARIA]) {
      const senza = fatti({ termini: { ...termini, notificataIl: null } });
      expect(detto(nelGiorno(senza, '2030-01-01' as Giorno))).toBe('10000 si null');
    }
  });

  it('a term ends at 24:00 in Rome, summer and winter, whatever the zone of the machine', () => {
    const mezzanotte = fineGiorno(piuGiorni(NOTIFICA, 5));
    // On 25 October the hour of Rome changes: 24:00 is 23:00 UTC.
    expect(mezzanotte.toISOString()).toBe('2026-10-25T23:00:00.000Z');
    const f = fatti({ termini: RIDOTTA });
    expect(quantoCosta(f, [], alle(new Date(mezzanotte.getTime() - 1))).perche).toBeNull();
    expect(quantoCosta(f, [], alle(mezzanotte)).perche).toBe('scaduto');
    const estate = fatti({ termini: { ...RIDOTTA, notificataIl: '2026-07-01' as Giorno } });
    expect(quantoCosta(estate, [], alle(new Date('2026-07-06T21:59:59.999Z'))).perche).toBeNull();
    expect(quantoCosta(estate, [], alle(new Date('2026-07-06T22:00:00Z'))).perche).toBe('scaduto');
  });
});

describe('days and amounts', () => {
  it.each<[string, Partial<FattiCosto>, string, string]>([
    ['a plain one', {}, '2026-11-01', '10000 si null'],
    ['on its date', { dataScadenza: '2026-11-01' as Giorno }, '2026-11-01', '10000 si 2026-11-01'],
    ['after it', { dataScadenza: '2026-11-01' as Giorno }, '2026-11-02', '10000 scaduto 2026-11-01'],
    [
      'after it, paid late',
      { dataScadenza: '2026-11-01' as Giorno, pagaDopoScadenza: true },
      '2026-11-02',
      '10000 si 2026-11-01',
    ],
    [
      'before its first day',
      { termini: { ...SEMPRE, validaDal: '2026-11-02' as Giorno } },
      '2026-11-01',
      '10000 non_ancora null',
    ],
    ['on its first day', { termini: { ...SEMPRE, validaDal: '2026-11-02' as Giorno } }, '2026-11-02', '10000 si null'],
    [
      'on its last day',
      { termini: { ...SEMPRE, validaAl: '2026-11-02' as Giorno } },
      '2026-11-02',
      '10000 si 2026-11-02',
    ],
    [
      'after its last day',
      { termini: { ...SEMPRE, validaAl: '2026-11-02' as Giorno } },
      '2026-11-03',
      '10000 scaduto 2026-11-02',
    ],
    [
      'the term that comes first',
      { termini: { ...RIDOTTA, validaAl: '2026-12-31' as Giorno } },
      '2026-10-21',
      '10000 si 2026-10-25',
    ],
  ])('%s', (_, altro, giorno, atteso) => {
    expect(detto(nelGiorno(fatti(altro), giorno as Giorno))).toBe(atteso);
  });

  it('steps add up, each to its share; the lines say how', () => {
    const termini: Termini = {
      ...SEMPRE,
      gradini: [
        gradino({ genere: 'interessi', dal: '2026-12-01' as Giorno, importoCents: cents(150) }),
        gradino({ genere: 'spese_notifica', dopoGiorni: 0, importoCents: cents(895), quota: 2 }),
      ],
    };
    const costo = nelGiorno(fatti({ termini }), '2026-12-01' as Giorno, quote(6000, 4000));
    expect(costo).toMatchObject({ importoCents: 11_045, quote: [6150, 4895] });
    expect(costo.righe.map((r) => `${r.genere} ${r.importoCents} ${r.dal}`)).toEqual([
      'importo 10000 null',
      `spese_notifica 895 ${NOTIFICA}`,
      'interessi 150 2026-12-01',
    ]);
    const prima = nelGiorno(fatti({ termini }), '2026-11-30' as Giorno, quote(6000, 4000));
    expect(prima).toMatchObject({ importoCents: 10_895, quote: [6000, 4895], scadenza: '2026-11-30' });
  });

  it('the lines of several dovuti are told as of one', () => {
    const termini = { ...SEMPRE, gradini: [gradino({ dal: NOTIFICA, importoCents: cents(100) })] };
    const costi = [fatti({ termini }), fatti(), fatti({ termini })].map((f) => nelGiorno(f, NOTIFICA));
    expect(unisciRighe(costi).map((r) => `${r.genere} ${r.importoCents}`)).toEqual(['importo 30000', 'sanzione 200']);
  });

  it('a share that is not there, or a stamp, gives its place to the first that moves', () => {
    const termini = { ...SEMPRE, gradini: [gradino({ dal: NOTIFICA, importoCents: cents(100), quota: 5 })] };
    const bollo: QuotaCosto = { importoCents: cents(1600), bollo: {} };
    expect(nelGiorno(fatti({ termini }), NOTIFICA, [bollo, ...quote(8400)]).quote).toEqual([1600, 8500]);
    const sulBollo = { ...termini, gradini: [gradino({ dal: NOTIFICA, importoCents: cents(100), quota: 1 })] };
    expect(nelGiorno(fatti({ termini: sulBollo }), NOTIFICA, [bollo, ...quote(8400)]).quote).toEqual([1600, 8500]);
  });
});

describe('what it will cost, day by day', () => {
  const DAL = '2027-01-01' as Giorno;
  const gradini = [
    gradino({ dopoGiorni: null, dal: DAL, importoCents: cents(100) }),
    gradino({ dopoGiorni: 0, importoCents: cents(20) }),
    gradino({ dopoGiorni: null, dal: DAL, importoCents: cents(3) }),
  ];

  it('adds up, in the order of the days; what has no day yet is not there', () => {
    expect(scalaDi(cents(1000), { ...SEMPRE, gradini })).toEqual([
      { dal: NOTIFICA, importoCents: 1020 },
      { dal: DAL, importoCents: 1123 },
    ]);
    expect(scalaDi(cents(1000), { ...SEMPRE, notificataIl: null, gradini })).toEqual([
      { dal: DAL, importoCents: 1103 },
    ]);
    expect(scalaDi(cents(1000), SEMPRE)).toEqual([]);
  });

  it('is what it costs on each of those days', () => {
    const termini = { ...SEMPRE, gradini };
    for (const { dal, importoCents } of scalaDi(cents(1000), termini))
      expect(nelGiorno(fatti({ importoCents: cents(1000), termini }), dal).importoCents).toBe(importoCents);
  });
});

const CHIESTA = new Date('2026-11-20T10:00:00Z').getTime();
const quotazione = (importo: number, chiestaMs = CHIESTA): Quotazione => ({
  ...{ importoCents: cents(importo), chiestaMs, validaFinoMs: chiestaMs + 30 * MINUTO_MS },
});
const dopoMs = (ms: number): { now: Date; oggi: Giorno } => alle(new Date(CHIESTA + ms));

describe('a quotation', () => {
  const f = fatti({ termini: ORDINARIA, quotazioni: [quotazione(10_500)] });

  it.each([
    [-1, 10_000],
    [0, 10_500],
    [30 * MINUTO_MS - 1, 10_500],
    [30 * MINUTO_MS, 10_000],
  ])('%i ms after it was asked for: %i', (ms, atteso) => {
    expect(quantoCosta(f, [], dopoMs(ms)).importoCents).toBe(atteso);
  });

  it('may be less; the first share takes the difference, and a quotation that leaves it nothing is not taken', () => {
    const meno = fatti({ quotazioni: [quotazione(9000)] });
    expect(quantoCosta(meno, quote(6000, 4000), dopoMs(0)).quote).toEqual([5000, 4000]);
    const niente = fatti({ quotazioni: [quotazione(4000)] });
    expect(quantoCosta(niente, quote(6000, 4000), dopoMs(0))).toMatchObject({
      importoCents: 10_000,
      quote: [6000, 4000],
    });
  });

  it('the newest is the one in force', () => {
    const due = [quotazione(10_700, CHIESTA + MINUTO_MS), quotazione(10_500)];
    expect(inVigore(due, CHIESTA + 2 * MINUTO_MS)?.importoCents).toBe(10_700);
    expect(inVigore(due, CHIESTA)?.importoCents).toBe(10_500);
  });
});

describe('what a payment may rightly be of', () => {
  const mezzanotte = fineGiorno(piuGiorni(NOTIFICA, 60));
  it.each([
    ['just before the amount changes', -1, [10_000]],
    ['just after: the payer may have been told the one before', 0, [20_000, 10_000]],
    ['when whoever was told it is too late', 30 * MINUTO_MS, [20_000]],
  ])('%s', (_, ms, attesi) => {
    expect(importiValidi(fatti({ termini: ORDINARIA }), new Date(mezzanotte.getTime() + ms))).toEqual(attesi);
  });

  it('every quotation that held in the half hour before, and what is written where none did', () => {
    const f = fatti({ quotazioni: [quotazione(10_700, CHIESTA + 5 * MINUTO_MS), quotazione(10_500)] });
    const pagato = (minuti: number): number[] => importiValidi(f, new Date(CHIESTA + minuti * MINUTO_MS));
    expect(pagato(10)).toEqual([10_700, 10_000, 10_500]);
    expect(pagato(50)).toEqual([10_000, 10_700, 10_500]);
    expect(pagato(70)).toEqual([10_000]);
    expect(importiValidi(fatti(), new Date(CHIESTA))).toEqual([10_000]);
  });

  it('it was past its term only if it was so when the payer was told', () => {
    const fine = fineGiorno(piuGiorni(NOTIFICA, 5)).getTime();
    const f = fatti({ termini: RIDOTTA });
    expect(eraScaduto(f, new Date(fine + 30 * MINUTO_MS - 1))).toBe(false);
    expect(eraScaduto(f, new Date(fine + 30 * MINUTO_MS))).toBe(true);
  });
});

describe('at every instant', () => {
  const giorni = fc.integer({ min: -100, max: 100 }).map((n) => piuGiorni(NOTIFICA, n));
  const gradini = fc.record({
    genere: fc.constantFrom(...GENERI_GRADINO),
    quando: fc.oneof(
      giorni.map((dal) => ({ dal, dopoGiorni: null })),
      fc.nat(200).map((n) => ({ dal: null, dopoGiorni: n })),
    ),
    importo: fc.integer({ min: 1, max: 1_000_000 }),
    quota: fc.integer({ min: 1, max: 5 }),
  });
  const termini = fc.record({
    notificataIl: fc.option(giorni),
    validaDal: fc.option(giorni),
    validaAl: fc.option(giorni),
    giorniDallaNotifica: fc.option(fc.integer({ min: 1, max: 90 })),
    gradini: fc.array(
      gradini.map(({ quando, importo, ...g }) => ({ ...g, ...quando, importoCents: cents(importo) })),
      { maxLength: 6 },
    ),
  });
  const quoteQualunque = fc.array(
    fc.record({
      importoCents: fc.integer({ min: 1, max: 1_000_000 }).map(cents),
      bollo: fc.constantFrom<unknown>(null, null, null, {}),
    }),
    { minLength: 1, maxLength: 5 },
  );
  const quotazioni = fc.array(
    fc.record({ importoCents: fc.integer({ min: 1, max: 5_000_000 }).map(cents), da: fc.nat(60) }),
    { maxLength: 3 },
  );
  const istanti = fc.integer({ min: -100 * 1440, max: 100 * 1440 }).map((m) => new Date(CHIESTA + m * MINUTO_MS));
  const vicini = fc.integer({ min: -60, max: 120 }).map((m) => new Date(CHIESTA + m * MINUTO_MS));

  it('the shares sum to the amount, and so do the lines; what is asked is among what may be paid', () => {
    fc.assert(
      fc.property(
        fc.option(termini),
        quoteQualunque,
        fc.option(quotazioni),
        fc.oneof(istanti, vicini),
        (t, q, dette, now) => {
          const f = fatti({
            importoCents: somma(q.map((x) => x.importoCents)),
            termini: t,
            quotazioni:
              dette?.map(({ importoCents, da }) => quotazione(importoCents, CHIESTA + da * MINUTO_MS)) ?? null,
          });
          const costo = quantoCosta(f, q, alle(now));
          expect(somma(costo.quote)).toBe(costo.importoCents);
          expect(somma(costo.righe.map((r) => r.importoCents))).toBe(costo.importoCents);
          for (const parte of costo.quote) expect(parte).toBeGreaterThan(0);
          expect(importiValidi(f, now)).toContain(quantoCosta(f, [], alle(now)).importoCents);
          q.forEach((x, n) => {
            if (x.bollo !== null && q.some((y) => y.bollo === null)) expect(costo.quote[n]).toBe(x.importoCents);
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('it does not become payable again once its term is past', () => {
    fc.assert(
      fc.property(termini, istanti, fc.nat(100), (t, now, giorniDopo) => {
        const f = fatti({ termini: t });
        const dopo = new Date(now.getTime() + giorniDopo * 1440 * MINUTO_MS);
        if (quantoCosta(f, [], alle(now)).perche === 'scaduto')
          expect(quantoCosta(f, [], alle(dopo)).perche).not.toBeNull();
      }),
    );
  });
});
