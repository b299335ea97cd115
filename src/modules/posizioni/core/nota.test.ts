import { expect, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { leggiNota } from './nota.ts';

test.each<[string, string | null]>([
  ['  Ha telefonato.\r\nRichiama lunedì. ', 'Ha telefonato.\nRichiama lunedì.'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['x'.repeat(LIMITI.notaCaratteriMax), 'x'.repeat(LIMITI.notaCaratteriMax)],
  ['x'.repeat(LIMITI.notaCaratteriMax + 1), null],
  [' \n ', null],
  ['a\0b', null],
  ['\ud800', null],
])('%j', (testo, atteso) => {
  expect(leggiNota(testo)).toBe(atteso);
});
