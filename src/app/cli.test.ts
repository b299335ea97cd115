import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the command line, asked nothing, names all its commands', () => {
  const argomenti = ['--import', './scripts/tsx-hook.mjs', 'src/app/cli.ts'];
  const { status, stdout } = spawnSync(process.execPath, argomenti, { encoding: 'utf8' });
  expect(status).toBe(2);
  for (const comando of ['prepara', 'configura', 'operatori', 'enti', 'registro'])
    expect(stdout).toContain(` ${comando} `);
});
