import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cartellaDiProva } from './cartella.ts';

/** Runs vitest with our reporter over the given files: the last line it prints, and its exit code. */
function esegui(prove: Record<string, string>): { ultima: string | undefined; status: number | null } {
  const cartella = cartellaDiProva('riepilogo');
  for (const [nome, testo] of Object.entries(prove)) writeFileSync(join(cartella, nome), testo);
  const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const reporter = `--reporter=${join(import.meta.dirname, 'riepilogo.ts')}`;
  const argomenti = [vitest, 'run', '--root', cartella, '--globals', '--reporter=default', reporter];
  const { stdout, status } = spawnSync(process.execPath, argomenti, { encoding: 'utf8' });
  return { ultima: stdout.trimEnd().split('\n').at(-1), status };
}

test('the last line counts what passed, failed and was skipped, with a file that does not load among the failed', () => {
  const esito = esegui({
    'uno.test.js': `test('a', () => {}); test('b', () => { throw new Error('b'); }); test.skip('c', () => {});`,
    'due.test.js': `import './manca.js'; test('d', () => {});`,
  });
  expect(esito).toEqual({ ultima: '1 passed, 2 failed, 1 skipped', status: 1 });
});

test('an error that no test caught is a failure', () => {
  expect(esegui({ 'uno.test.js': `test('a', () => { setTimeout(() => { throw new Error('late'); }); });` })).toEqual({
    ultima: '1 passed, 1 failed',
    status: 1,
  });
});

test('without skipped tests the line does not name them', () => {
  expect(esegui({ 'uno.test.js': `test('a', () => {}); test('b', () => {});` })).toEqual({
    ultima: '2 passed, 0 failed',
    status: 0,
  });
});
