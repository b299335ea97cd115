import { expect, test } from 'vitest';
import { creaFreno } from './freno.ts';

test('each key has so many calls in a minute, and says how many are left', () => {
  let ora = new Date('2026-11-20T10:00:30Z');
  const freno = creaFreno({ limite: 2, orologio: () => ora });
  expect(freno('a')).toEqual({ limite: 2, rimaste: 1, fraSecondi: 30, troppe: false, insiste: false });
  expect(freno('a').troppe).toBe(false);
  expect(freno('a')).toEqual({ limite: 2, rimaste: 0, fraSecondi: 30, troppe: true, insiste: false });
  ora = new Date('2026-11-20T10:00:35Z');
  expect(freno('a').insiste).toBe(false);
  ora = new Date('2026-11-20T10:00:36Z');
  expect(freno('a')).toMatchObject({ troppe: true, insiste: true });
  expect(freno('b')).toMatchObject({ troppe: false, insiste: false });
  ora = new Date('2026-11-20T10:01:00Z');
  expect(freno('a')).toMatchObject({ troppe: false, insiste: false });
});
