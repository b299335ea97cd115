import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fineGiorno,
  formatGiorno,
  formatGiornoLungo,
  giorniFra,
  giornoA,
  inizioGiorno,
  isoRoma,
  istanteRoma,
  parseGiorno,
  piuGiorni,
  piuMesi,
  type Giorno,
} from './giorno.ts';

// Nothing here may depend on the zone of the machine: the suite runs under TZ=UTC and TZ=America/New_York.

const giorno = (testo: string): Giorno => {
  const letto = parseGiorno(testo);
  if (letto === null) throw new Error(`${testo} is not a day`);
  return letto;
};
const iso = (instant: Date | null): string | undefined => instant?.toISOString();

const ORA_MS = 3_600_000;
const unIstante = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2200-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const unGiorno = fc.integer({ min: 0, max: 400 * 365 }).map((n) => piuGiorni(giorno('1800-01-01'), n));

describe('parseGiorno', () => {
  test.each(['2026-11-23', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('takes %s', (testo) =>
    expect(parseGiorno(testo)).toBe(testo),
  );
  test.each([
    '2024-02-31',
    '2023-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-01-00',
    '0000-01-01',
  ])('refuses %s', (testo) => expect(parseGiorno(testo)).toBeNull());
  test.each([
    '',
    '2026-1-1',
    '20261123',
    '23/11/2026',
    ' 2026-11-23',
    '2026-11-23\n',
    '2026-11-23T00:00',
    '12026-01-01',
  ])('refuses «%s»', (testo) => expect(parseGiorno(testo)).toBeNull());

  test('takes exactly the days that the calendar has', () => {
    const bisestile = (anno: number) => (anno % 4 === 0 && anno % 100 !== 0) || anno % 400 === 0;
    const nat = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), nat(13), nat(32), (anno, mese, nel) => {
        const lunghi = [31, bisestile(anno) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        const testo = `${String(anno).padStart(4, '0')}-${String(mese).padStart(2, '0')}-${String(nel).padStart(2, '0')}`;
        const esiste = nel >= 1 && nel <= (lunghi[mese - 1] ?? 0);
        expect(parseGiorno(testo)).toBe(esiste ? testo : null);
      }),
    );
  });
});

describe('counting days', () => {
  test('counts months by the calendar, and stops at the end of a short one', () => {
    expect(piuMesi(giorno('2026-01-31'), 1)).toBe('2026-02-28');
    expect(piuMesi(giorno('2026-01-31'), 2)).toBe('2026-03-31');
    expect(piuMesi(giorno('2027-11-30'), 3)).toBe('2028-02-29');
    expect(piuMesi(giorno('2026-12-15'), 1)).toBe('2027-01-15');
    expect(piuMesi(giorno('2026-03-31'), -1)).toBe('2026-02-28');
    expect(() => piuMesi(giorno('9999-12-31'), 1)).toThrow(RangeError);
  });

  test('months, years, leap days and changes of hour are crossed', () => {
    expect(piuGiorni(giorno('2026-12-31'), 1)).toBe('2027-01-01');
    expect(piuGiorni(giorno('2024-02-28'), 1)).toBe('2024-02-29');
    expect(piuGiorni(giorno('2026-03-28'), 2)).toBe('2026-03-30');
    expect(piuGiorni(giorno('2026-10-26'), -2)).toBe('2026-10-24');
    expect(giorniFra(giorno('2026-03-01'), giorno('2026-04-01'))).toBe(31);
    expect(giorniFra(giorno('2026-04-01'), giorno('2026-03-01'))).toBe(-31);
  });

  test('adding and counting undo each other', () => {
    fc.assert(
      fc.property(unGiorno, fc.integer({ min: -40_000, max: 40_000 }), (da, n) => {
        const a = piuGiorni(da, n);
        expect(parseGiorno(a)).toBe(a);
        expect(giorniFra(da, a)).toBe(n);
        expect(piuGiorni(a, -n)).toBe(da);
      }),
    );
  });

  test('there is no day before year 1 nor after year 9999', () => {
    expect(() => piuGiorni(giorno('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => piuGiorni(giorno('0001-01-01'), -1)).toThrow(RangeError);
    expect(() => piuGiorni(giorno('2026-01-01'), 1e15)).toThrow(RangeError);
    expect(() => giornoA(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe('the day in Rome', () => {
  test('begins one or two hours before the day in UTC', () => {
    expect(giornoA(new Date('2026-11-23T22:59:59Z'))).toBe('2026-11-23');
    expect(giornoA(new Date('2026-11-23T23:00:00Z'))).toBe('2026-11-24');
    expect(giornoA(new Date('2026-07-01T21:59:59Z'))).toBe('2026-07-01');
    expect(giornoA(new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02');
  });

  test('lasts 23 hours in spring and 25 in autumn', () => {
    const durata = (g: Giorno) => (fineGiorno(g).getTime() - inizioGiorno(g).getTime()) / ORA_MS;
    expect(durata(giorno('2026-03-29'))).toBe(23);
    expect(durata(giorno('2026-10-25'))).toBe(25);
    expect(durata(giorno('2026-11-23'))).toBe(24);
    expect(iso(inizioGiorno(giorno('2026-03-29')))).toBe('2026-03-28T23:00:00.000Z');
    expect(iso(fineGiorno(giorno('2026-03-29')))).toBe('2026-03-29T22:00:00.000Z');
  });

  test('begins with an instant of its own, and ends where the next begins', () => {
    fc.assert(
      fc.property(unGiorno, (g) => {
        const inizio = inizioGiorno(g);
        const fine = fineGiorno(g);
        expect(giornoA(inizio)).toBe(g);
        expect(giornoA(new Date(inizio.getTime() - 1))).toBe(piuGiorni(g, -1));
        expect(giornoA(new Date(fine.getTime() - 1))).toBe(g);
        expect(fine).toEqual(inizioGiorno(piuGiorni(g, 1)));
      }),
    );
  });

  test('when summer time began at midnight, begins at one', () => {
    expect(isoRoma(inizioGiorno(giorno('1970-05-31')))).toBe('1970-05-31T01:00:00');
  });
});

describe('istanteRoma', () => {
  test.each([
    ['2026-11-23T10:00:00', '2026-11-23T09:00:00.000Z'],
    ['2026-07-23T10:00:00', '2026-07-23T08:00:00.000Z'],
    ['2026-11-23T10:00:00.123456', '2026-11-23T09:00:00.123Z'],
    ['2026-11-23T10:00:00.5', '2026-11-23T09:00:00.500Z'],
    ['2026-11-23T24:00:00', '2026-11-23T23:00:00.000Z'],
    ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-23T10:00:00+01:00', '2026-11-23T09:00:00.000Z'],
    ['2026-07-23T10:00:00-04:30', '2026-07-23T14:30:00.000Z'],
  ])('%s is %s', (testo, atteso) => expect(iso(istanteRoma(testo))).toBe(atteso));

  test.each([
    ['the last instant before the skipped hour', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['the skipped hour moves on', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
    ['the first instant after it', '2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
    ['before the repeated hour', '2026-10-25T01:59:59', '2026-10-24T23:59:59.000Z'],
    ['the repeated hour is the first of the two', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['after the repeated hour', '2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
  ])('%s', (_caso, testo, atteso) => expect(iso(istanteRoma(testo))).toBe(atteso));

  test.each([
    '',
    '2026-11-23',
    '2026-11-23T10:00',
    '2026-11-23 10:00:00',
    '2026-02-30T10:00:00',
    '2026-11-23T25:00:00',
    // A day that Rome cannot write: it is the tenth thousandth year there.
    '9999-12-31T23:59:59Z',
  ])('refuses «%s»', (testo) => expect(istanteRoma(testo)).toBeNull());
  test.each([
    '2026-11-23T24:00:01',
    '2026-11-23T24:00:00.001',
    '2026-11-23T10:60:00',
    '2026-11-23T10:00:60',
    '2026-11-23T10:00:00.',
    '2026-11-23T10:00:00+14:01',
    '2026-11-23T10:00:00+01:60',
    '2026-11-23T10:00:00z',
    '2026-11-23T10:00:00\n',
  ])('refuses «%s»', (testo) => expect(istanteRoma(testo)).toBeNull());

  test('undoes isoRoma, but for the second run of the repeated hour', () => {
    fc.assert(
      fc.property(unIstante, (instant) => {
        const intero = new Date(Math.floor(instant.getTime() / 1000) * 1000);
        const murale = isoRoma(intero);
        const tornato = istanteRoma(murale);
        const scarto = tornato === null ? Number.NaN : intero.getTime() - tornato.getTime();
        expect([0, ORA_MS]).toContain(scarto);
        // An hour apart only where both instants show the same hour.
        if (tornato !== null) expect(isoRoma(tornato)).toBe(murale);
        expect(murale.slice(0, 10)).toBe(giornoA(intero));
      }),
      { numRuns: 500 },
    );
  });

  test('the hour of Rome is the one the law sets: one ahead of UTC, two between the last Sundays of March and October', () => {
    const ultimaDomenica = (anno: number, mese: number) => {
      const fine = new Date(Date.UTC(anno, mese, 0, 1));
      return fine.getTime() - fine.getUTCDay() * 24 * ORA_MS;
    };
    const recente = fc.date({
      min: new Date('1997-01-01T00:00:00Z'),
      max: new Date('2037-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(recente, (instant) => {
        const [anno, ms] = [instant.getUTCFullYear(), instant.getTime()];
        const ore = ms >= ultimaDomenica(anno, 3) && ms < ultimaDomenica(anno, 10) ? 2 : 1;
        expect(isoRoma(instant)).toBe(new Date(ms + ore * ORA_MS).toISOString().slice(0, 19));
      }),
    );
  });
});

test('days are shown as Italians write them', () => {
  expect(formatGiorno(giorno('2026-11-23'))).toBe('23/11/2026');
  expect(formatGiorno(giorno('2026-01-02'))).toBe('02/01/2026');
  expect(formatGiornoLungo(giorno('2026-11-23'))).toBe('23 novembre 2026');
  expect(formatGiornoLungo(giorno('2026-01-02'))).toBe('2 gennaio 2026');
  expect(formatGiornoLungo(giorno('2026-01-02'), 'en')).toBe('2 January 2026');
  // As in Alto Adige.
  expect(formatGiornoLungo(giorno('2026-01-02'), 'de')).toBe('2. Jänner 2026');
  expect(formatGiorno(giorno('2026-01-02'), 'en')).toBe('02/01/2026');
  expect(formatGiorno(giorno('2026-01-02'), 'de')).toBe('02.01.2026');
});
