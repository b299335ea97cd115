import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { LIMITI } from '#kernel/limiti';
import { cartellaDiProva } from '#support/cartella';
import { conZip, scriviZip, ZipIllegibile } from './zip.ts';

it('fails with the cause of the text that could not be read, and takes nothing else with it', async () => {
  async function* testo(): AsyncGenerator<string> {
    yield 'a\n';
    await Promise.reject(new Error('the database has gone away'));
  }
  const percorso = join(cartellaDiProva('zip'), 'a.zip');
  await expect(scriviZip(percorso, 'a.csv', testo(), new Date(0))).rejects.toThrow('the database has gone away');
});

it('tells a ZIP that is broken from one that our disk does not give', async () => {
  const cartella = cartellaDiProva('zip');
  await writeFile(join(cartella, 'rotto.zip'), 'not a ZIP');
  const apri = (nome: string) => conZip(join(cartella, nome), LIMITI, () => Promise.resolve());
  await expect(apri('rotto.zip')).rejects.toThrow(ZipIllegibile);
  await expect(apri('sparito.zip')).rejects.toMatchObject({ code: 'ENOENT' });
});
