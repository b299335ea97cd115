import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const leggi = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
type Pacchetto = Record<'dependencies' | 'devDependencies', Record<string, string>>;

const pacchetto = JSON.parse(leggi('package.json')) as Pacchetto;
const [esercizio = '', lavoro = ''] = leggi('docs/dipendenze.md').split(/^## /m).slice(1);
const righe = (sezione: string): string[][] =>
  [...sezione.matchAll(/^\| `.*$/gm)].map(([riga]) =>
    riga
      .split('|')
      .slice(1, -1)
      .map((cella) => cella.trim()),
  );

it.each([
  { specie: 'dependencies', sezione: esercizio },
  { specie: 'devDependencies', sezione: lavoro },
] as const)('docs/dipendenze.md e le $specie di package.json dicono lo stesso', ({ specie, sezione }) => {
  const spiegate = righe(sezione).map(([nome = '']) => nome.replaceAll('`', ''));
  expect(spiegate.toSorted()).toEqual(Object.keys(pacchetto[specie]).toSorted());
});

it('ogni riga dice a che serve, perché, se è viva e che altro si è pesato', () => {
  for (const celle of righe(esercizio + lavoro)) {
    expect(celle, celle[0]).toHaveLength(6);
    for (const cella of celle.slice(0, 5)) expect(cella, celle[0]).not.toBe('');
    expect(celle[3], celle[0]).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(celle[5], celle[0]).toMatch(/^(puro)?$/);
  }
});

it('le versioni sono esatte', () => {
  const versioni = Object.entries({ ...pacchetto.dependencies, ...pacchetto.devDependencies });
  expect(versioni.filter(([, versione]) => !/^(npm:[a-z]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(versione))).toEqual([]);
});
