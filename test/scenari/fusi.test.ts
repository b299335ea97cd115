import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const RADICE = join(import.meta.dirname, '../..');
/** What knows of days and instants: the alphabet, what PostgreSQL gives back, files, payments. */
const CON_DATE = [
  'src/kernel',
  'src/platform/db',
  'src/modules/flussi',
  'src/modules/pagamenti',
  'src/doors/nodo/nodo.http',
];
const ATTESA_MS = 180_000;

// This run has the zone of its machine, UTC more often than not; civil days are Rome's whatever that is (model 10).
it('days are Rome’s on a machine of New York too', { timeout: ATTESA_MS }, async () => {
  const env = { ...process.env, TZ: 'America/New_York', NO_COLOR: '1' };
  const vitest = join(RADICE, 'node_modules/vitest/vitest.mjs');
  const figlio = spawn(process.execPath, [vitest, 'run', ...CON_DATE], { cwd: RADICE, env });
  let detto = '';
  for (const uscita of [figlio.stdout, figlio.stderr])
    uscita.on('data', (pezzo: Buffer) => (detto += pezzo.toString()));
  const [codice] = (await once(figlio, 'close')) as [number];
  expect(codice === 0 ? '' : detto.slice(-4000)).toBe('');
  expect(detto).toMatch(/[1-9]\d{2,} passed, 0 failed/);
});
