import { expect, it } from 'vitest';
import { sostituisciTratto } from './tratto.ts';

const documento = 'Prima\n\n<!-- generato: a -->\n\nvecchio\n\n<!-- fine: a -->\n\nDopo\n';

it('sostituisce il solo tratto, e rifarlo non cambia nulla', () => {
  const nuovo = sostituisciTratto(documento, 'a', '| nuovo |\n');
  expect(nuovo).toMatch(/^Prima\n\n<!-- generato: a -->[^]*\n\n\| nuovo \|\n\n[^]*<!-- fine: a -->\n\nDopo\n$/);
  expect(nuovo).not.toContain('vecchio');
  expect(sostituisciTratto(nuovo, 'a', '| nuovo |\n')).toBe(nuovo);
});

it.each(['', documento + documento, documento.replace('fine: a', 'fine: b')])(
  'rifiuta un documento senza i suoi segni',
  (testo) => {
    expect(() => sostituisciTratto(testo, 'a', 'nuovo')).toThrow('<!-- generato: a -->');
  },
);
