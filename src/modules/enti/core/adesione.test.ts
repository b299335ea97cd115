import { describe, expect, test } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { decidiPasso, isDocumento, type PassoDetto } from './adesione.ts';

const OGGI = '2026-11-23' as Giorno;
const DETTO: PassoDetto = { passo: 'atto', stato: 'fatto', giorno: OGGI, nota: null, visto: null };
const NUOVO = { id: null, stato: 'da_fare' } as const;

describe('what is said of a step', () => {
  test('goes forward with a day, and back with a reason too', () => {
    expect(decidiPasso(NUOVO, DETTO, OGGI)).toEqual({
      ok: true,
      value: { passo: 'atto', stato: 'fatto', giorno: OGGI, nota: null },
    });
    const indietro = { ...DETTO, stato: 'in_corso', visto: 'x', nota: ' Delibera da rifare ' };
    expect(decidiPasso({ id: 'x', stato: 'fatto' }, indietro, OGGI)).toMatchObject({
      ok: true,
      value: { nota: 'Delibera da rifare' },
    });
  });

  test.each<[string, Partial<PassoDetto>, { id: string | null; stato: 'da_fare' | 'fatto' }]>([
    ['PASSO_SCONOSCIUTO', { passo: 'altro' }, NUOVO],
    ['PASSO_SCONOSCIUTO', { stato: 'quasi' }, NUOVO],
    ['PASSO_SENZA_GIORNO', { giorno: null }, NUOVO],
    ['PASSO_GIORNO_FUTURO', { giorno: '2026-11-24' as Giorno }, NUOVO],
    ['PASSO_CAMBIATO', { visto: null }, { id: 'y', stato: 'da_fare' }],
    ['MOTIVO_NON_SCRITTO', { stato: 'da_fare', visto: 'x' }, { id: 'x', stato: 'fatto' }],
    ['MOTIVO_NON_SCRITTO', { nota: 'x'.repeat(501) }, NUOVO],
  ])('%s', (codice, cambia, adesso) => {
    expect(decidiPasso(adesso, { ...DETTO, ...cambia }, OGGI)).toMatchObject({ ok: false, refusal: { codice } });
  });
});

test('a document is told by its first bytes', () => {
  expect(isDocumento(Buffer.from('%PDF-1.7'))).toBe(true);
  expect(isDocumento(Buffer.from('3082', 'hex'))).toBe(true);
  for (const altro of ['', 'PK\u0003\u0004', '<html>', '0']) expect(isDocumento(Buffer.from(altro))).toBe(false);
});
