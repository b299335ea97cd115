import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUuid, type EnteId, type FlussoId } from './ids.ts';

test('a uuid as PostgreSQL writes it, of any version', () => {
  fc.assert(fc.property(fc.uuid(), (testo) => isUuid(testo)));
  expect(isUuid('01932a5b-7c1e-7d2f-8a3b-4c5d6e7f8091')).toBe(true);
});

test.each([
  '',
  '01932A5B-7C1E-7D2F-8A3B-4C5D6E7F8091',
  '01932a5b7c1e7d2f8a3b4c5d6e7f8091',
  '01932a5b-7c1e-7d2f-8a3b-4c5d6e7f809',
  '01932a5b-7c1e-7d2f8a3b-4c5d6e7f8091',
  '{01932a5b-7c1e-7d2f-8a3b-4c5d6e7f8091}',
  '01932a5b-7c1e-7d2f-8a3b-4c5d6e7f8091\n',
  '01932a5b-7c1e-7d2f-8a3b-4c5d6e7f809g',
])('«%s» is none', (testo) => expect(isUuid(testo)).toBe(false));

test('the compiler keeps one thing’s identifier from standing for another’s', () => {
  const testo = '01932a5b-7c1e-7d2f-8a3b-4c5d6e7f8091';
  if (!isUuid<FlussoId>(testo)) throw new Error('unreachable');
  const flusso: FlussoId = testo;
  // @ts-expect-error a flusso is not an ente
  const ente: EnteId = flusso;
  expect(ente).toBe(testo);
});
