import { expect, test } from 'vitest';
import { copriIndirizzo } from './indirizzo.ts';

test.each([
  ['mario.rossi@esempio.it', 'm•••@esempio.it'],
  ['m@esempio.it', 'm•••@esempio.it'],
  ['"a@b"@esempio.it', '"•••@esempio.it'],
  ['@esempio.it', '•••'],
  ['mario', '•••'],
  ['', '•••'],
])('%s', (email, atteso) => {
  expect(copriIndirizzo(email)).toBe(atteso);
});
