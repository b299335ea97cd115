import { expect, test } from 'vitest';
import { lavoro } from '#platform/jobs';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { avviaWorker } from './worker.ts';

test('jobs whose time cannot be read start nothing, and keep no connection behind', async () => {
  const mondo = mondoDiProva(await databaseNuovo());
  const storto = lavoro({
    nome: 'prova.storto',
    scopo: 'Never',
    quando: '2-59/10 * * * *',
    esegui: () => Promise.resolve(),
  });
  await expect(avviaWorker(mondo, [storto])).rejects.toThrow('2-59/10');
  const { totalCount, idleCount } = mondo.pools.worker;
  expect(totalCount - idleCount).toBe(0);
});
