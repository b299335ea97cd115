import { expect, test } from 'vitest';
import { decidiCambio, type CambioMembro } from './membro.ts';

const CAPO = { ruolo: 'amministratore', sospesoIl: null } as const;
const LASCIA: CambioMembro[] = [
  { cosa: 'ruolo', ruolo: 'ragioneria' },
  { cosa: 'ruolo', ruolo: 'lettore' },
  { cosa: 'sospendi' },
  { cosa: 'togli' },
];

test.each(LASCIA)('the last who administers cannot go (%o)', (cambio) => {
  expect(decidiCambio(CAPO, cambio, 0)).toMatchObject({ ok: false, refusal: { codice: 'ULTIMO_AMMINISTRATORE' } });
  expect(decidiCambio(CAPO, cambio, 1).ok).toBe(true);
  expect(decidiCambio({ ...CAPO, sospesoIl: new Date(0) }, cambio, 0).ok).toBe(true);
  expect(decidiCambio({ ruolo: 'operatore', sospesoIl: null }, cambio, 0).ok).toBe(true);
});

test('who stays an administrator, or comes back, may always', () => {
  expect(decidiCambio(CAPO, { cosa: 'ruolo', ruolo: 'amministratore' }, 0).ok).toBe(true);
  expect(decidiCambio(CAPO, { cosa: 'riattiva' }, 0).ok).toBe(true);
});
