import { expect, test } from 'vitest';
import { capValido } from './cap.ts';

test.each<[string, string, boolean]>([
  ['30121', 'IT', true],
  ['00100', 'IT', true],
  ['3012', 'IT', false],
  ['301211', 'IT', false],
  ['30A21', 'IT', false],
  [' 30121', 'IT', false],
  ['30121\n', 'IT', false],
  ['', 'IT', false],
  ['٣٠١٢١', 'IT', false],
  ['SW1A1AA', 'GB', true],
  ['SW1A 1AA', 'GB', false],
  ['1234567890123456', 'FR', true],
  ['12345678901234567', 'FR', false],
  ['3012', '', true],
])('«%s» of %s', (cap, nazione, atteso) => expect(capValido(cap, nazione)).toBe(atteso));
