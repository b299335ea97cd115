/** What chance decides in these tests comes from a seed, so that what was seen once can be seen again. */
export type Sorte = { intero(massimo: number): number; moneta(): boolean };

/** Seeds of a run: 10, or 100 when LUNGO=1 is in the environment. */
export const SEMI: readonly number[] = Array.from(
  { length: process.env['LUNGO'] === '1' ? 100 : 10 },
  (_, i) => 2026 + i,
);

/** mulberry32: small, and good enough to choose where to cut. `intero(n)` is from 1 to n. */
export function sorteDi(seme: number): Sorte {
  let stato = seme >>> 0;
  const prossimo = (): number => {
    stato = (stato + 0x6d2b79f5) >>> 0;
    let t = Math.imul(stato ^ (stato >>> 15), 1 | stato);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { intero: (massimo) => 1 + Math.floor(prossimo() * massimo), moneta: () => prossimo() < 0.5 };
}
