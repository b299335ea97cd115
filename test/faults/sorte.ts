import type { ProxyPostgres, Taglio } from '#support/proxy-postgres';
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

/** Where a life was cut: at which statement, on which side of it, and whether it got so far. */
export type Morte = { n: number; come: Taglio; avvenuto: boolean };

/**
 * Lives as many times as chance says, each cut at a statement of chance's choice. What is resumed has less to do, and may end before
 * the cut.
 */
export async function viviEMuori(
  { proxy, sorte, statement }: { proxy: ProxyPostgres; sorte: Sorte; statement: number },
  vivi: () => Promise<unknown>,
): Promise<Morte[]> {
  const morti: Morte[] = [];
  for (let vite = sorte.intero(3); vite > 0; vite -= 1) {
    const taglio = { n: sorte.intero(statement), come: sorte.moneta() ? ('prima' as const) : ('dopo' as const) };
    proxy.tagliaAl(taglio.n, taglio.come);
    await vivi().catch((causa: unknown) => {
      if (!proxy.tagliato) throw causa;
    });
    morti.push({ ...taglio, avvenuto: proxy.tagliato });
  }
  return morti;
}
