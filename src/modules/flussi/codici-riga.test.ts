import { expect, it } from 'vitest';
import { RIFIUTI_CARICO } from '#modules/posizioni';
import { CODICI_CON_FACCIA } from './core/dovuti/codici-riga.ts';

it('every refusal of the intake has its code and text in the file of rejects, and no other', () => {
  expect(CODICI_CON_FACCIA.toSorted()).toEqual(Object.keys(RIFIUTI_CARICO).toSorted());
});
