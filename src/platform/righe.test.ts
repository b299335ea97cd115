import { expect, it } from 'vitest';
import { righeDi, RigheIllegibili, type DifettoRighe } from './righe.ts';

/** The lines of these bytes, given in chunks of `passo`; or why they cannot be read. */
async function lette(contenuto: string | Buffer, passo = 7, bytesMax = 100): Promise<string[] | DifettoRighe> {
  const byte = Buffer.from(contenuto);
  async function* pezzi(): AsyncGenerator<Uint8Array> {
    for (let da = 0; da < byte.length; da += passo) yield byte.subarray(da, da + passo);
  }
  const righe: string[] = [];
  try {
    for await (const gruppo of righeDi(pezzi(), bytesMax)) righe.push(...gruppo);
  } catch (causa) {
    if (causa instanceof RigheIllegibili) return causa.difetto;
    throw causa;
  }
  return righe;
}

const TESTO = '\uFEFFa;è;€\r\n\nNiccolò;😀\nultima';

it.each([1, 2, 3, 7, 1000])('gives the same lines in chunks of %i bytes', async (passo) => {
  expect(await lette(TESTO, passo)).toEqual(['a;è;€', '', 'Niccolò;😀', 'ultima']);
  expect(await lette(`${TESTO}\n`, passo)).toEqual(['a;è;€', '', 'Niccolò;😀', 'ultima']);
  expect(await lette('', passo)).toEqual([]);
});

it.each([5, 1000, 64 * 1024])('names the very line whose bytes are not UTF-8, in chunks of %i', async (passo) => {
  const prima = 'riga buona è\n'.repeat(1500);
  const cattiva = Buffer.concat([Buffer.from(prima), Buffer.from('Niccol\xf2;x\n', 'latin1'), Buffer.from(prima)]);
  expect(await lette(cattiva, passo)).toEqual({ codice: 'codifica', riga: 1501 });
  // Also the last one, cut in the middle of a character.
  const tronca = Buffer.concat([Buffer.from(prima), Buffer.from('€').subarray(0, 2)]);
  expect(await lette(tronca, passo)).toEqual({ codice: 'codifica', riga: 1501 });
});

it('counts the bytes of a line, not its letters', async () => {
  expect(await lette(`x\n${'a'.repeat(100)}\n`)).toHaveLength(2);
  expect(await lette(`x\n${'a'.repeat(101)}\n`, 1000)).toEqual({ codice: 'riga_lunga', riga: 2 });
  expect(await lette(`x\n${'è'.repeat(50)}\n`)).toHaveLength(2);
  expect(await lette(`x\n${'è'.repeat(51)}\n`, 1000)).toEqual({ codice: 'riga_lunga', riga: 2 });
  expect(await lette(`x\n${'è'.repeat(51)}`, 3)).toEqual({ codice: 'riga_lunga', riga: 2 });
});

it('tells a text whose lines end with a return alone', async () => {
  expect(await lette('a;b\r1;2\r3;4\r', 1000)).toEqual({ codice: 'solo_cr', riga: 1 });
  expect(await lette('a;b\r1;2\r3;4', 2)).toEqual({ codice: 'solo_cr', riga: 1 });
  expect(await lette('a;b;c\r1;2;3\r'.repeat(100), 64)).toEqual({ codice: 'solo_cr', riga: 1 });
  // A stray one in a field is for whoever reads the fields.
  expect(await lette('a;b\n1;2\r3\n')).toEqual(['a;b', '1;2\r3']);
});

it('refuses a NUL, at its line', async () => {
  expect(await lette('a\nb\0\n')).toEqual({ codice: 'nul', riga: 2 });
});
