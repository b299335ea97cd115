import { describe, expect, it } from 'vitest';
import { alberoDi, leggiAlbero } from './albero.ts';
import type { Regola, Violazione } from './regola.ts';
import { database } from './regole/database.ts';
import { denaro } from './regole/denaro.ts';
import { documenti } from './regole/documenti.ts';
import { lingue } from './regole/lingue.ts';
import { misure } from './regole/misure.ts';
import { mondo } from './regole/mondo.ts';
import { nomi } from './regole/nomi.ts';
import { rifiuti } from './regole/rifiuti.ts';
import { testo } from './regole/testo.ts';

const REGOLE: Regola[] = [
  ...misure,
  ...mondo,
  ...denaro,
  ...nomi,
  ...testo,
  ...database,
  ...lingue,
  ...rifiuti,
  ...documenti,
];

const casa = leggiAlbero(new URL('../..', import.meta.url).pathname);

const scritte = (violazioni: Iterable<Violazione>): string[] =>
  [...violazioni].map(({ percorso, riga, che }) => `${percorso}:${riga} ${che}`);

it('l’albero è stato letto', () => {
  expect(casa.has('package.json')).toBe(true);
  expect(casa.has('docs/glossario.md')).toBe(true);
  expect([...casa.keys()].filter((percorso) => percorso.startsWith('node_modules/'))).toEqual([]);
});

describe.each(REGOLE)('$nome', (regola) => {
  it('vale in tutta la casa', () => {
    const trovate = scritte(regola.trova(casa));
    if (trovate.length > 0) expect.fail(`\n${trovate.join('\n')}\n`);
  });

  it.each(regola.piantate.map((pianta, n) => ({ pianta, n })))('scatta sulla violazione piantata $n', ({ pianta }) => {
    expect(scritte(regola.trova(alberoDi(pianta)))).not.toEqual([]);
  });

  it.each(regola.ammesse.map((pianta, n) => ({ pianta, n })))('lascia passare il caso ammesso $n', ({ pianta }) => {
    expect(scritte(regola.trova(alberoDi(pianta)))).toEqual([]);
  });
});
