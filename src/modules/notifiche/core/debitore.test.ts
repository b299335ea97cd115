import { expect, test } from 'vitest';
import { postaDebitore, type DebitoreNoto } from './debitore.ts';

const persona = (email: string | null, vuole = true): DebitoreNoto['persona'] => ({ email, vuole });

test.each<[string, DebitoreNoto, (string | null)[], ReturnType<typeof postaDebitore>]>([
  ['nobody knows an address', { email: null, persona: null }, [], null],
  ['the ente wrote blanks', { email: '  ', persona: null }, [], null],
  ['the ente gave one', { email: 'a@x.it', persona: null }, [null], { email: 'a@x.it', perche: 'ente' }],
  [
    'their own counts more',
    { email: 'a@x.it', persona: persona('b@x.it') },
    [],
    { email: 'b@x.it', perche: 'persona' },
  ],
  ['they have none', { email: 'a@x.it', persona: persona(null) }, [], { email: 'a@x.it', perche: 'ente' }],
  ['they want none, whoever gave it', { email: 'a@x.it', persona: persona('b@x.it', false) }, [], null],
  ['they paid themselves', { email: ' A@x.it', persona: null }, [null, 'a@X.it'], null],
  ['somebody else paid', { email: 'a@x.it', persona: null }, ['b@x.it'], { email: 'a@x.it', perche: 'ente' }],
])('%s', (_, noto, pagatori, atteso) => {
  expect(postaDebitore(noto, { pagatori })).toEqual(atteso);
});
