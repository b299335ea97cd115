import { expect, test } from 'vitest';
import { ok, rifiuto, valoreDi, type Esito } from './esito.ts';

type RifiutoProva =
  | { codice: 'gia_pagato'; genere: 'conflitto' }
  | { codice: 'troppe_righe'; genere: 'troppo_grande'; parametri: { righe: number } };

function prova(righe: number): Esito<string, RifiutoProva> {
  if (righe === 0) return rifiuto('gia_pagato', 'conflitto');
  if (righe > 10) return rifiuto('troppe_righe', 'troppo_grande', { righe });
  return ok('fatto');
}

test('an outcome is a value or a refusal, and the compiler knows which refusals', () => {
  expect(prova(1)).toEqual({ ok: true, value: 'fatto' });
  expect(prova(0)).toEqual({ ok: false, refusal: { codice: 'gia_pagato', genere: 'conflitto' } });
  expect(prova(11)).toEqual({
    ok: false,
    refusal: { codice: 'troppe_righe', genere: 'troppo_grande', parametri: { righe: 11 } },
  });
  expect(ok()).toEqual({ ok: true, value: undefined });
  // @ts-expect-error a refusal that the union does not declare
  const mai: Esito<string, RifiutoProva> = rifiuto('mai_visto', 'conflitto');
  expect(mai.ok).toBe(false);
});

test('valoreDi gives the value, and throws a fault that names the refusal', () => {
  expect(valoreDi(prova(1))).toBe('fatto');
  expect(() => valoreDi(prova(11))).toThrow(
    expect.objectContaining({
      message: 'Unexpected refusal troppe_righe (troppo_grande)',
      cause: { codice: 'troppe_righe', genere: 'troppo_grande', parametri: { righe: 11 } },
    }),
  );
});
