import { expect, test } from 'vitest';
import { cercaFra } from './cerca-fra.ts';

test.each([
  ['', ['Nicolò Rossi', 'Anna Bianchi']],
  ['ROSSI nico', ['Nicolò Rossi']],
  ['bianchì', ['Anna Bianchi']],
  ['rossi anna', []],
])('the rows that hold every word of «%s»', (testo, trovate) => {
  expect(cercaFra(['Nicolò Rossi', 'Anna Bianchi'], testo, (nome) => [nome])).toEqual(trovate);
});
