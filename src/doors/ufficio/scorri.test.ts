import { expect, test } from 'vitest';
import { trattoFra, type Punto } from './scorri.ts';

const RIGHE = Array.from({ length: 120 }, (_, n) => `riga ${n}`);
const INIZIO: Punto = { dopo: null, prima: null };

/** The page at a point, and the points before and after it. */
function pagina(punto: Punto, tutte = RIGHE): { righe: string[]; prima: Punto | null; dopo: Punto | null } {
  const { righe, precedente, successiva } = trattoFra(tutte, punto, {
    cursore: (riga) => riga,
    indirizzo: (da) => JSON.stringify({ ...INIZIO, ...da }),
  });
  const puntoDi = (indirizzo: string | undefined) =>
    indirizzo === undefined ? null : (JSON.parse(indirizzo) as Punto);
  return { righe, prima: puntoDi(precedente), dopo: puntoDi(successiva) };
}

test('a list that is read whole is gone through a page at a time, there and back, and no row is missed or seen twice', () => {
  const viste: string[] = [];
  const quante: number[] = [];
  let ultima = pagina(INIZIO);
  expect(ultima.prima).toBeNull();
  for (;;) {
    viste.push(...ultima.righe);
    quante.push(ultima.righe.length);
    if (ultima.dopo === null) break;
    ultima = pagina(ultima.dopo);
  }
  expect([viste, quante]).toEqual([RIGHE, [50, 50, 20]]);
  const indietro: string[] = [...ultima.righe];
  while (ultima.prima !== null) {
    ultima = pagina(ultima.prima);
    indietro.unshift(...ultima.righe);
  }
  expect(indietro).toEqual(RIGHE);
});

test('a row that is not there any more, or is of nothing, is the beginning', () => {
  for (const punto of [
    { dopo: 'x', prima: null },
    { dopo: null, prima: 'x' },
  ])
    expect(pagina(punto)).toEqual(pagina(INIZIO));
  expect(pagina({ dopo: null, prima: 'riga 0' }).righe).toEqual([]);
  expect(pagina(INIZIO, [])).toEqual({ righe: [], prima: null, dopo: null });
  expect(pagina(INIZIO, ['una'])).toEqual({ righe: ['una'], prima: null, dopo: null });
});
