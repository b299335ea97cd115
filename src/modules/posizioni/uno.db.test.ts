import { beforeAll, expect, it } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { carica, DA_NESSUN_FILE, richiestaDi, type RichiestaProva } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { caricaUno, type EsitoUno } from './index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
});

const uno = (r: RichiestaProva): Promise<EsitoUno> => {
  const { riga: _, ...richiesta } = richiestaDi(r, 0);
  return caricaUno(ctxDi(mondo, 'sil', ente.enteId), richiesta, DA_NESSUN_FILE);
};

it('one change after the other, with files between them, and many more than a connection keeps', async () => {
  const ctx = ctxDi(mondo, 'sil', ente.enteId);
  const visti = new Set<string | null>();
  for (let n = 0; n < 5; n += 1) visti.add((await uno({ iud: `UNO-${n}` })).iuv);
  expect(visti.size).toBe(5);
  const righe = [{ iud: 'FILE-1' }, { iud: 'FILE-2' }, { iud: 'UNO-1' }];
  expect((await carica(ctx, righe)).map(({ codice }) => codice)).toEqual([null, null, 'IUD_DUPLICATO']);
  for (let n = 0; n < 205; n += 1) expect(await uno({ iud: 'UNO-1' })).toMatchObject({ codice: 'IUD_DUPLICATO' });
  expect(await uno({ iud: 'UNO-1', azione: 'A' })).toMatchObject({ codice: null });
  const ripreso = await uno({ iud: 'UNO-1', importo: 100 });
  expect(ripreso).toMatchObject({ codice: null, dovutoId: expect.any(String) as string });
  expect((await carica(ctx, [{ iud: 'FILE-3' }])).map(({ codice }) => codice)).toEqual([null]);
});

it('who fails leaves nothing behind for the next', async () => {
  await expect(uno({ iud: 'ROTTO', debitore: { ...richiestaDi({}, 0).debitore, tipo: 'X' as 'F' } })).rejects.toThrow();
  expect(await uno({ iud: 'ROTTO' })).toMatchObject({ codice: null });
});
