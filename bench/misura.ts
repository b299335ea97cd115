import type { Corsa } from './figlio.ts';

/** A figure, its floor in the same run, and what it cost. */
export type Misura = {
  name: string;
  unit: string;
  ours: number;
  floor: number;
  ratio: number;
  goal: number;
  p50Ms?: number;
  p99Ms?: number;
  /** At a constant 300 requests a second for a minute. */
  p99A300Ms?: number;
  rssMbAboveIdle: number;
  /** Of a page: how many requests a first visit makes, and when its largest part is in sight on a slow line (told, not judged). */
  requests?: number;
  lcpMs?: number;
};

export const RIPETIZIONI = 3;

/** The value in the middle: one slow run of a shared machine does not make the figure. */
export function mediana(valori: readonly number[]): number {
  return valori.toSorted((a, b) => a - b)[Math.floor(valori.length / 2)] ?? NaN;
}

/** Ours to the floor, round by round: the two of a round met the same machine, and a slow moment weighs on both. */
export function rapporto(nostri: readonly number[], pavimenti: readonly number[]): number {
  return mediana(nostri.map((nostro, giro) => nostro / (pavimenti[giro] ?? NaN)));
}

type Prova = { name: string; goal: number; righe: number };

/** Ours and the floor in turns, each on a database of its own as it was before the other. */
export async function giri(
  { name, goal, righe }: Prova,
  { noi, pavimento }: { noi: () => Promise<Corsa>; pavimento: () => Promise<number> },
): Promise<Misura> {
  const nostri: number[] = [];
  const pavimenti: number[] = [];
  const rss: number[] = [];
  for (let giro = 1; giro <= RIPETIZIONI; giro += 1) {
    const nostro = await noi();
    nostri.push(righe / nostro.secondi);
    rss.push(nostro.rssMb);
    pavimenti.push(righe / (await pavimento()));
    racconta(
      `${name}, giro ${giro}: noi ${nostri.at(-1)?.toFixed(0)} righe/s, pavimento ${pavimenti.at(-1)?.toFixed(0)} righe/s`,
    );
  }
  return {
    ...{ name, unit: 'righe/s', goal },
    ours: mediana(nostri),
    floor: mediana(pavimenti),
    ratio: rapporto(nostri, pavimenti),
    rssMbAboveIdle: mediana(rss),
  };
}

/** The value below which lies that part of all. */
export function percentile(valori: readonly number[], parte: number): number {
  const ordinati = valori.toSorted((a, b) => a - b);
  return ordinati[Math.min(ordinati.length - 1, Math.floor(ordinati.length * parte))] ?? NaN;
}

const cifra = (n: number | undefined): string => (n === undefined ? '' : n >= 100 ? n.toFixed(0) : n.toFixed(2));

export function tabella(misure: readonly Misura[]): string {
  const pagine = misure.some((m) => m.requests !== undefined);
  const righe = misure.map((m) => [
    m.name,
    m.unit,
    cifra(m.ours),
    cifra(m.floor),
    cifra(m.ratio),
    `≥ ${m.goal}`,
    cifra(m.p50Ms),
    cifra(m.p99Ms),
    cifra(m.p99A300Ms),
    cifra(m.rssMbAboveIdle),
    ...(pagine ? [cifra(m.requests), cifra(m.lcpMs)] : []),
  ]);
  const testa = [
    'misura',
    'unità',
    'noi',
    'pavimento',
    'rapporto',
    'traguardo',
    'p50 ms',
    'p99 ms',
    'p99 a 300/s',
    'RSS MB',
    ...(pagine ? ['richieste', 'LCP ms (4G lento)'] : []),
  ];
  const larghezze = testa.map((t, i) => Math.max(t.length, ...righe.map((r) => r[i]?.length ?? 0)));
  return [testa, ...righe].map((r) => r.map((cella, i) => cella.padEnd(larghezze[i] ?? 0)).join('  ')).join('\n');
}

/** What is going on, on the standard error: the table goes alone on the standard output. */
export function racconta(testo: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${testo}\n`);
}
