import { expect, it } from 'vitest';
import { haParole, paroleCercate, paroleDi } from './ricerca.ts';

it.each([
  ['Forlì-Cesena', ['forli', 'cesena']],
  ["  L'Aquila  ", ['l', 'aquila']],
  ['', []],
  ['%_\\ & | : *', []],
  ['Àgliè (TO)', ['aglie', 'to']],
])('«%s» has the words %j', (testo, parole) => expect(paroleDi(testo)).toEqual(parole));

it.each([
  ['comune di Venezia', ['venezia']],
  ['Comune', ['comune']],
  ['comune di', ['comune', 'di']],
  ['San Donà di', ['san', 'dona']],
])('of «%s» what is looked for is %j', (testo, parole) => expect(paroleCercate(testo)).toEqual(parole));

it('looks at no more words than a name has', () => {
  expect(paroleDi('a '.repeat(5000))).toHaveLength(10);
});

it('a text has the words that begin so, in any order', () => {
  expect(haParole('Mensa scolastica e trasporto', ['scol', 'mensa'])).toBe(true);
  expect(haParole('Mensa scolastica', ['mense'])).toBe(false);
  expect(haParole('Mensa', [])).toBe(true);
});
