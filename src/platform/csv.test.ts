import { expect, it } from 'vitest';
import { rigaCsv } from './csv.ts';

it('a CSV for people has semicolons, quotes where they are needed, and no formulas', () => {
  expect(rigaCsv(['1', 'TARI-1', 'È stato pagato.'])).toBe('1;TARI-1;È stato pagato.\r\n');
  expect(rigaCsv(['a;b', 'detto "qui"', 'due\nrighe'])).toBe('"a;b";"detto ""qui""";"due\nrighe"\r\n');
  expect(rigaCsv(['=1+1', '+39', '-0', '@x', '\tx'])).toBe("'=1+1;'+39;'-0;'@x;'\tx\r\n");
});
