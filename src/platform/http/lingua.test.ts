import { expect, test } from 'vitest';
import { LINGUE } from '#kernel/lingua';
import { preferita } from './lingua.ts';

test.each([
  ['', null],
  ['it-IT,it;q=0.9,en;q=0.8', 'it'],
  ['de-AT', 'de'],
  ['DE', 'de'],
  ['fr-FR,fr;q=0.9,en;q=0.5,de;q=0.7', 'de'],
  ['en;q=0,de;q=0.1', 'de'],
  ['fr,es;q=0.5', null],
  ['*', null],
  ['en;q=molto, de;q=0.2', 'de'],
  [';;,,;q=', null],
  ['x,'.repeat(30) + 'de', null],
])('%j asks for %j', (accettate, lingua) => {
  expect(preferita(accettate, LINGUE)).toBe(lingua);
});
