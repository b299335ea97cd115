import { expect, test } from 'vitest';
import { comeEra, fondi } from './fondi.ts';

const PRIMA = { nome: 'Mario', email: 'a@x.it', importo: '10,00' };

test('with nobody in between it is what was typed', () => {
  const v = { ...PRIMA, ...comeEra(PRIMA), nome: 'Maria' };
  expect(fondi(v, PRIMA)).toEqual({ valori: v, altrui: [] });
});

test('what another changed stays changed, unless one changed it too, and then one’s own is kept and told', () => {
  const v = { ...PRIMA, ...comeEra(PRIMA), nome: 'Maria', importo: '20,00' };
  const { valori, altrui } = fondi(v, { nome: 'Mario', email: 'b@x.it', importo: '15,00' });
  expect(valori).toMatchObject({ nome: 'Maria', email: 'b@x.it', importo: '20,00' });
  expect(altrui).toEqual([
    { campo: 'email', era: 'a@x.it', adesso: 'b@x.it', mio: 'a@x.it' },
    { campo: 'importo', era: '10,00', adesso: '15,00', mio: '20,00' },
  ]);
});

test('the same change by two is no difference', () => {
  const v = { ...PRIMA, ...comeEra(PRIMA), nome: 'Maria' };
  expect(fondi(v, { ...PRIMA, nome: 'Maria' }).altrui).toEqual([]);
});
