import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { cartellaDiProva } from '#support/cartella';

const pacchetti = (versione: string): string =>
  JSON.stringify({
    packages: {
      '': { name: 'prova' },
      'node_modules/uno': { version: versione, integrity: `sha512-${versione}` },
      'node_modules/altra-piattaforma': { version: '1.0.0', optional: true },
    },
  });
const installati = (versione: string): string =>
  JSON.stringify({ packages: { 'node_modules/uno': { version: versione, integrity: `sha512-${versione}` } } });

/** Stands for npm: notes how it was called, installs what the lockfile says, and ends as it is told. */
const NPM_FINTO = `
  import { mkdirSync, writeFileSync } from 'node:fs';
  writeFileSync('chiamata', process.argv.slice(2).join(' '));
  mkdirSync('node_modules/.bin', { recursive: true });
  if (!process.env.SENZA_NODE) writeFileSync('node_modules/.bin/node', '');
  process.exit(Number(process.env.USCITA ?? 0));`;

let cartella: string;

beforeEach(() => {
  cartella = cartellaDiProva('installa');
  mkdirSync(join(cartella, 'scripts'));
  copyFileSync(join(import.meta.dirname, 'installa.mjs'), join(cartella, 'scripts', 'installa.mjs'));
  writeFileSync(join(cartella, 'npm.mjs'), NPM_FINTO);
  writeFileSync(join(cartella, 'package-lock.json'), pacchetti('1.0.0'));
});

function installaTutto(versione: string): void {
  mkdirSync(join(cartella, 'node_modules', '.bin'), { recursive: true });
  writeFileSync(join(cartella, 'node_modules', '.package-lock.json'), installati(versione));
  writeFileSync(join(cartella, 'node_modules', '.bin', 'node'), '');
}

function esegui(ambiente: Record<string, string> = {}): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: process.env['PATH'] ?? '', npm_execpath: join(cartella, 'npm.mjs'), ...ambiente };
  return spawnSync(process.execPath, ['scripts/installa.mjs'], { cwd: cartella, env, encoding: 'utf8' });
}

test('says nothing and runs nothing when the packages are those of the lockfile', () => {
  installaTutto('1.0.0');
  expect(esegui({ USCITA: '9' })).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

test.each([
  ['there are no packages', () => undefined, 'non ci sono ancora'],
  ['they are of another version', () => installaTutto('0.9.0'), 'non sono quelli'],
  ['a former installation was killed', () => mkdirSync(join(cartella, 'node_modules')), 'non è arrivata in fondo'],
  [
    'Node 24 is missing',
    () => (installaTutto('1.0.0'), rmSync(join(cartella, 'node_modules/.bin/node'))),
    'manca Node 24',
  ],
])('installs when %s', (_caso, prima, parole) => {
  prima();
  const esito = esegui();
  expect(esito.status).toBe(0);
  expect(esito.stdout).toContain(parole);
  expect(esito.stdout).toContain('Pacchetti installati');
});

test("carries npm's exit code over, in words", () => {
  expect(esegui({ USCITA: '7' })).toMatchObject({ status: 7, stderr: expect.stringContaining('non è riuscita') });
});

test('an installation without Node 24 is not a success', () => {
  expect(esegui({ SENZA_NODE: '1' })).toMatchObject({ status: 1, stderr: expect.stringContaining('Node 24') });
});
