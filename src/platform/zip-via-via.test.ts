import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { cartellaDiProva } from '#support/cartella';
import { zipViaVia, type VoceNuova } from './zip-via-via.ts';
import { conZip, type VoceZip } from './zip.ts';

const DATA = new Date('2026-11-28T00:00:00Z');

/** Files of 100 kB; says how many were asked for, and whether it was told to stop. */
function tanti(quanti: number): {
  chiesti: () => number;
  finita: () => boolean;
  voci: () => AsyncGenerator<VoceNuova>;
} {
  let chiesti = 0;
  let finita = false;
  return {
    chiesti: () => chiesti,
    finita: () => finita,
    voci: async function* () {
      try {
        for (let n = 0; n < quanti; n += 1) {
          await Promise.resolve();
          chiesti += 1;
          yield { nome: `${n}.txt`, byte: Buffer.alloc(100_000, n) };
        }
      } finally {
        finita = true;
      }
    },
  };
}

test('what is put in comes out, in its order', async () => {
  const percorso = join(cartellaDiProva('via-via'), 'file.zip');
  await writeFile(percorso, await buffer(zipViaVia(tanti(5).voci(), DATA)));
  await conZip(percorso, LIMITI, async (voci) => {
    expect(voci.map(({ nome }) => nome)).toEqual(['0.txt', '1.txt', '2.txt', '3.txt', '4.txt']);
    expect(await buffer(await (voci[3] as VoceZip).apri())).toEqual(Buffer.alloc(100_000, 3));
  });
});

test('nothing is made ahead of the reader, and nothing more when it goes away', async () => {
  const molti = tanti(1000);
  const zip = zipViaVia(molti.voci(), DATA);
  await new Promise((fatto) => setTimeout(fatto, 50));
  expect(molti.chiesti()).toBeLessThan(4);
  zip.destroy();
  await expect.poll(molti.finita).toBe(true);
  expect(molti.chiesti()).toBeLessThan(5);
});

test('a fault while a file is made ends the stream with it', async () => {
  async function* guasta(): AsyncGenerator<VoceNuova> {
    yield* tanti(1).voci();
    throw new Error('broken');
  }
  const zip = zipViaVia(guasta(), DATA);
  const [causa] = (await Promise.race([once(zip, 'error'), buffer(zip).catch((e: unknown) => [e])])) as [Error];
  expect(causa.message).toBe('broken');
});
