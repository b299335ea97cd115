import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { unDovuto } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte } from '#support/un-ente';
import { comandoRicerca } from './ricerca.ts';

it('says what is not right in what searches answer from, and makes it anew', async () => {
  const mondo = mondoDiProva(await databaseNuovo());
  const ente = await unEnte(mondo);
  const worker = ctxDi(mondo, 'worker', ente.enteId);
  await unDovuto(worker, { iud: 'A' });
  expect(await comandoRicerca(mondo, ['verifica'])).toMatchObject({ codice: 1 });
  const rifatta = await comandoRicerca(mondo, ['ricostruisci']);
  expect(rifatta).toMatchObject({ codice: 0, righe: [expect.stringContaining('1')] });
  expect(await comandoRicerca(mondo, ['verifica'])).toMatchObject({ codice: 0 });
  await sql`update posizioni.ricerca set parole = ''`.execute(worker.db);
  const { righe, codice } = await comandoRicerca(mondo, ['verifica']);
  expect([codice, righe[0]]).toEqual([1, expect.stringContaining('diversi: 1')]);
  expect((await comandoRicerca(mondo, [])).codice).toBe(2);
});
