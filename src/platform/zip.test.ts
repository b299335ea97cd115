import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cartellaDiProva } from '#support/cartella';
import { scriviZip } from './zip.ts';

it('fails with the cause of the text that could not be read, and takes nothing else with it', async () => {
  async function* testo(): AsyncGenerator<string> {
    yield 'a\n';
    await Promise.reject(new Error('the database has gone away'));
  }
  const percorso = join(cartellaDiProva('zip'), 'a.zip');
  await expect(scriviZip(percorso, 'a.csv', testo(), new Date(0))).rejects.toThrow('the database has gone away');
});
