import { expect, it } from 'vitest';
import { Freno } from './freno.ts';

const a = (secondo: number): Date => new Date(1_800_000_000_000 + secondo * 1000);

it('stops listening to an address after sixty wrong proofs, and only to that one, until the minute is over', () => {
  const freno = new Freno();
  for (let n = 0; n < 60; n += 1) {
    expect(freno.libero('192.0.2.1', a(0))).toBe(true);
    freno.sbagliato('192.0.2.1', a(0));
  }
  expect(freno.libero('192.0.2.1', a(1))).toBe(false);
  expect(freno.libero('192.0.2.2', a(1))).toBe(true);
  expect(freno.libero('192.0.2.1', a(61))).toBe(true);
});
