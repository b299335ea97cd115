import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cartellaDiProva } from '#support/cartella';
import { raccontaStoria } from './story.ts';

it('runs the main job, from a file of dovuti to paid, exported receipts, and each way there is to pay', async () => {
  const cartella = cartellaDiProva('storia');
  const righe: string[] = [];
  const luogo = {
    varDir: join(cartella, 'var'),
    messaggi: join(cartella, 'messaggi'),
    dice: (r: string) => righe.push(r),
  };
  await raccontaStoria(luogo).catch((causa: unknown) => {
    throw new Error(`the story stopped after:\n${righe.join('\n')}`, { cause: causa });
  });
  expect(righe.filter((riga) => riga.startsWith('\n')).length).toBe(27);
}, 240_000);
