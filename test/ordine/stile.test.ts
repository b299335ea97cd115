import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const RADICE = fileURLToPath(new URL('../..', import.meta.url));

/** One violation a rule; those above the line need the types, and pass in silence where the linter does not read them. */
const PIANTATE: { regola: string; file: string; testo: string }[] = [
  { regola: 'no-floating-promises', file: 'src/a.ts', testo: 'export const a = (b: Promise<void>) => { b; };' },
  { regola: 'no-misused-promises', file: 'src/b.ts', testo: 'export const a = (b: Promise<void>) => (b ? 1 : 2);' },
  { regola: 'await-thenable', file: 'src/c.ts', testo: 'export const a = async (b: number) => { await b; };' },
  {
    regola: 'switch-exhaustiveness-check',
    file: 'src/d.ts',
    testo: "export function a(b: 'c' | 'd'): void { switch (b) { case 'c': break; } }",
  },

  { regola: 'no-console', file: 'src/e.ts', testo: 'console.log(1);' },
  { regola: 'no-default-export', file: 'src/f.ts', testo: 'export default 1;' },
  { regola: 'max-lines', file: 'src/g.ts', testo: 'export {};\n'.repeat(401) },
  { regola: 'max-lines-per-function', file: 'src/h.ts', testo: `export function a(): void {\n${';\n'.repeat(70)}}` },
];

const AMMESSE = [
  { file: 'src/app/a.ts', testo: 'console.log(1);' },
  { file: 'scripts/a.ts', testo: 'console.log(1);' },
  { file: 'vitest.config.ts', testo: 'export default 1;' },
];

/** The project's own asks for packages that the planted tree does not have. */
const TSCONFIG = { file: 'tsconfig.json', testo: '{ "compilerOptions": { "strict": true, "types": [] } }' };

describe('stile', () => {
  const radice = mkdtempSync(join(tmpdir(), 'mypay-stile-'));
  cpSync(join(RADICE, '.oxlintrc.json'), join(radice, '.oxlintrc.json'));
  for (const { file, testo } of [TSCONFIG, ...PIANTATE, ...AMMESSE]) {
    mkdirSync(dirname(join(radice, file)), { recursive: true });
    writeFileSync(join(radice, file), testo);
  }
  const { stdout, status } = spawnSync(join(RADICE, 'node_modules/.bin/oxlint'), ['--format=unix'], {
    cwd: radice,
    encoding: 'utf8',
    env: { ...process.env, OXLINT_TSGOLINT_PATH: join(RADICE, 'node_modules/.bin/tsgolint') },
    timeout: 60_000,
  });
  const righe = stdout.split('\n').filter((riga) => riga.includes('[Error/'));
  afterAll(() => rmSync(radice, { recursive: true }));

  it('rifiuta il tutto', () => expect(status).toBe(1));

  it.each(PIANTATE)('$regola scatta su $file', ({ regola, file }) => {
    expect(righe.filter((riga) => riga.startsWith(file)).join('\n')).toContain(`(${regola})`);
  });

  it.each(AMMESSE)('nulla da dire su $file', ({ file }) => {
    expect(righe.filter((riga) => riga.startsWith(file))).toEqual([]);
  });
});
