import { expect, test } from 'vitest';
import { permette, SI_PUO, type StatoMostrato } from '#modules/posizioni';
import { giudicaVoce } from './core/carrello.ts';

test.each(Object.keys(SI_PUO) as StatoMostrato[])(
  'in the carrello, «%s» may be paid where its table says so',
  (stato) => {
    const { problema } = giudicaVoce(stato, { ripetuto: false, lasciato: false });
    expect(problema === null).toBe(permette({ stato }, 'paga'));
  },
);
