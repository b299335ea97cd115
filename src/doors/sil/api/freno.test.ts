import { expect, test } from 'vitest';
import { creaFreno } from './freno.ts';

test('each key has so many calls in a minute, and says how many are left', () => {
  let ora = new Date('2026-11-20T10:00:30Z');
  const freno = creaFreno({ limite: 2, orologio: () => ora });
  expect(freno('a')).toEqual({ limite: 2, rimaste: 1, fraSecondi: 30, troppe: false });
  expect(freno('a').troppe).toBe(false);
  expect(freno('a')).toEqual({ limite: 2, rimaste: 0, fraSecondi: 30, troppe: true });
  expect(freno('b').troppe).toBe(false);
  ora = new Date('2026-11-20T10:01:00Z');
  expect(freno('a').troppe).toBe(false);
});
