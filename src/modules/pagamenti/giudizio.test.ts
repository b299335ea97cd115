import { expect, test } from 'vitest';
import { permette, PERMESSI, type StatoMostrato } from '#modules/posizioni';
import { giudicaVoce } from './core/carrello.ts';

test.each(Object.keys(PERMESSI) as StatoMostrato[])(
  'in the carrello, «%s» may be paid where its table says so',
  (stato) => {
    const { problema } = giudicaVoce(stato, { ripetuto: false, lasciato: false });
    expect(problema === null).toBe(permette({ stato }, 'paga'));
  },
);
