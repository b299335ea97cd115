import { expect, it } from 'vitest';
import { prossimoTentativo } from './consegna.ts';

const ORA = new Date('2026-11-20T09:00:00Z');
const minuti = (perche: Parameters<typeof prossimoTentativo>[0]['perche']): (number | null)[] =>
  [1, 2, 3, 4, 5, 6].map((tentativi) => {
    const poi = prossimoTentativo({ perche, tentativi }, ORA);
    return poi && (poi.getTime() - ORA.getTime()) / 60_000;
  });

it('what passes by itself is tried again, later and later, and not for ever', () => {
  expect(minuti('irraggiungibile')).toEqual([1, 5, 15, 60, 120, null]);
});

it('what does not pass by itself is not tried again', () => {
  for (const perche of ['accesso_negato', 'chiave_cambiata', 'nome_occupato', 'destinazione_tolta'] as const)
    expect(minuti(perche)).toEqual([null, null, null, null, null, null]);
});
