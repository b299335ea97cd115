import { expect, test } from 'vitest';
import { cella, PERMESSI, puo, RIGHE, RUOLI, TUTTI_I_PERMESSI } from './permessi.ts';

test('the matrix, as it was decided: a change of it is a change of this table', () => {
  const righe = TUTTI_I_PERMESSI.map(
    (permesso) => `${permesso}: ${[...RUOLI, 'intermediario' as const].map((chi) => cella(chi, permesso)).join(' ')}`,
  );
  expect(righe).toEqual([
    'consulta: suoi suoi tutti tutti no',
    'carica: no suoi no tutti no',
    'lavora: no suoi no tutti no',
    'esporta: no suoi tutti tutti no',
    'rimborsa: no suoi tutti tutti no',
    'rendiconta: no no tutti tutti no',
    'vedeDeleghe: no no tutti tutti no',
    'decideDeleghe: no no no tutti no',
    'configura: no no no tutti no',
    'operatori: no no no tutti no',
    'chiavi: no no no tutti no',
    'eventi: no no no tutti no',
    'installazione: no no no no tutti',
  ]);
});

test('who may do anything may look at it first', () => {
  for (const ruolo of RUOLI)
    for (const permesso of TUTTI_I_PERMESSI) if (puo(ruolo, permesso)) expect(puo(ruolo, 'consulta')).toBe(true);
});

test('only who sees all the rows does what is of no tipo', () => {
  const senzaTipo = ['rendiconta', 'vedeDeleghe', 'decideDeleghe', 'configura', 'operatori'] as const;
  for (const permesso of senzaTipo) for (const chi of PERMESSI[permesso]) expect(RIGHE[chi]).toBe('tutti');
});
