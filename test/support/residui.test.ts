import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spazzaCartelleProva } from './residui.ts';

test('what a killed run left goes, processes included; what a living one has stays', async () => {
  // A process that has just ended: nobody has its number now.
  const morto = spawnSync(process.execPath, ['-e', '']).pid;
  const lasciata = join(tmpdir(), `mypay-prova-${morto}-lasciata`);
  const viva = join(tmpdir(), `mypay-prova-${process.pid}-viva`);
  for (const cartella of [lasciata, viva]) mkdirSync(join(cartella, 'var', 'postgres'), { recursive: true });
  const superstite = spawn('sleep', ['60'], { cwd: join(lasciata, 'var', 'postgres') });
  await once(superstite, 'spawn');
  const uscito = once(superstite, 'exit');

  spazzaCartelleProva();
  expect(await uscito).toEqual([null, 'SIGKILL']);
  expect(existsSync(lasciata)).toBe(false);
  expect(existsSync(viva)).toBe(true);
  rmSync(viva, { recursive: true });
});
