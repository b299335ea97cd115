import { expect, test } from 'vitest';
import { creaCtx } from '#platform/contesto';
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

test('a job that is running is not given to another process that starts meanwhile, nor run again beside itself', async () => {
  const mondo = mondoDiProva(await databaseNuovo());
  let corse = 0;
  let basta = (): void => undefined;
  const fine = new Promise<void>((fatto) => (basta = fatto));
  const lungo = lavoro({
    nome: 'prova.lungo',
    scopo: 'Until it is told to end',
    esegui: async () => {
      corse += 1;
      await fine;
    },
  });
  const breve = lavoro({ nome: 'prova.breve', scopo: 'At once', esegui: () => Promise.resolve() });
  const primo = await avviaWorker(mondo, [lungo, breve]);
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' } });
  await ctx.enqueue('prova.lungo', {});
  await expect.poll(() => corse, { timeout: 15_000 }).toBe(1);
  // Another process that starts gives back at once what the dead had; then it takes what there is.
  const secondo = await avviaWorker(mondo, [lungo, breve]);
  await ctx.enqueue('prova.breve', {});
  const restano = async (): Promise<number> => {
    const { rows } = await mondo.pools.worker.query('select from graphile_worker._private_jobs');
    return rows.length;
  };
  await expect.poll(restano, { timeout: 15_000 }).toBe(1);
  expect(corse).toBe(1);
  basta();
  await expect.poll(restano, { timeout: 15_000 }).toBe(0);
  await Promise.all([primo.ferma(), secondo.ferma()]);
  expect(corse).toBe(1);
});

test('jobs that wait for the software of others keep no other job waiting, however many hang', async () => {
  const mondo = mondoDiProva(await databaseNuovo());
  let basta = (): void => undefined;
  const fine = new Promise<void>((fatto) => (basta = fatto));
  let appesi = 0;
  const muto = lavoro({
    nome: 'prova.muto',
    scopo: 'Until it is told to end',
    fuori: true,
    esegui: async () => {
      appesi += 1;
      await fine;
    },
  });
  let fatti = 0;
  const nostro = lavoro({
    nome: 'prova.nostro',
    scopo: 'At once',
    esegui: async () => {
      fatti += 1;
    },
  });
  const worker = await avviaWorker(mondo, [muto, nostro]);
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' } });
  for (let n = 0; n < 20; n += 1) await ctx.enqueue('prova.muto', {});
  await expect.poll(() => appesi, { timeout: 15_000 }).toBe(8);
  await ctx.enqueue('prova.nostro', {});
  await expect.poll(() => fatti, { timeout: 15_000 }).toBe(1);
  expect(appesi).toBe(8);
  basta();
  await expect.poll(() => appesi, { timeout: 15_000 }).toBe(20);
  await worker.ferma();
});
