import { describe, expect, it } from 'vitest';
import { interruttore } from './interruttore.ts';

describe('a circuit', () => {
  const nuovo = (): { ora: { ms: number }; circuito: ReturnType<typeof interruttore> } => {
    const ora = { ms: 1000 };
    return { ora, circuito: interruttore({ guastiMax: 3, apertoMs: 100 }, () => ora.ms) };
  };
  const guasta = (circuito: ReturnType<typeof interruttore>, volte: number): void => {
    for (let n = 0; n < volte; n += 1) circuito.male();
  };

  it('opens after so many faults in a row, and not before', () => {
    const { circuito } = nuovo();
    guasta(circuito, 2);
    expect(circuito.passa()).toBe(true);
    circuito.bene();
    guasta(circuito, 2);
    expect(circuito.passa()).toBe(true);
    circuito.male();
    expect(circuito.passa()).toBe(false);
  });

  it('after its rest lets one by, and closes when that one is answered', () => {
    const { ora, circuito } = nuovo();
    guasta(circuito, 3);
    ora.ms += 99;
    expect(circuito.passa()).toBe(false);
    ora.ms += 1;
    expect(circuito.passa()).toBe(true);
    expect(circuito.passa()).toBe(false);
    circuito.bene();
    expect(circuito.passa()).toBe(true);
    expect(circuito.passa()).toBe(true);
  });

  it('rests again when that one is not', () => {
    const { ora, circuito } = nuovo();
    guasta(circuito, 3);
    ora.ms += 100;
    expect(circuito.passa()).toBe(true);
    circuito.male();
    ora.ms += 99;
    expect(circuito.passa()).toBe(false);
    ora.ms += 1;
    expect(circuito.passa()).toBe(true);
  });

  it('rests twice as long each time, up to a limit where it has one; after an answer it begins again', () => {
    const ora = { ms: 1000 };
    const circuito = interruttore({ guastiMax: 1, apertoMs: 100, apertoMaxMs: 350 }, () => ora.ms);
    const riposo = (): number => {
      circuito.male();
      const da = ora.ms;
      while (!circuito.passa()) ora.ms += 50;
      return ora.ms - da;
    };
    expect([riposo(), riposo(), riposo(), riposo()]).toEqual([100, 200, 350, 350]);
    circuito.bene();
    expect(riposo()).toBe(100);
  });
});
