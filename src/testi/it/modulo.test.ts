import { describe, expect, it } from 'vitest';
import { DIFETTI_MODULO } from '#modules/enti';
import { modulo } from './modulo.ts';
import { moduloErrori } from './modulo-errori.ts';

describe('Le frasi dei moduli', () => {
  it('ogni difetto di una definizione ne ha una', () => {
    expect(Object.keys(modulo.difetti).toSorted()).toEqual([...DIFETTI_MODULO].toSorted());
  });

  it.each(Object.entries({ ...modulo.difetti, ...moduloErrori }))('%s si legge anche senza parametri', (_, frase) => {
    const detta = typeof frase === 'string' ? frase : frase({});
    expect(detta).toMatch(/^\S.*\.$/s);
    expect(detta).not.toContain('undefined');
  });
});
