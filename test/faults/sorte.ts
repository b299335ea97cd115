import { creaCaso } from '../../src/app/demo/caso.ts';

/** What chance decides in these tests comes from a seed, so that what was seen once can be seen again. */
export type Sorte = { intero(massimo: number): number; moneta(): boolean };

/** Seeds of a run: 10, or 100 with `npm test -- --lungo`. */
export const SEMI: readonly number[] = Array.from(
  { length: process.env['LUNGO'] === '1' ? 100 : 10 },
  (_, i) => 2026 + i,
);

/** The demo's own chance. `intero(n)` is from 1 to n. */
export function sorteDi(seme: number): Sorte {
  const caso = creaCaso(seme);
  return { intero: (massimo) => caso.intero(1, massimo), moneta: () => caso.intero(0, 1) === 1 };
}
