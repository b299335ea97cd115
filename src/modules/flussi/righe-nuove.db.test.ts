import { expect, test } from 'vitest';
import { iuvDelFlusso, primeRigheDelFlusso } from '#modules/posizioni';
import { databaseDiProva } from '#support/db';
import { moltiDovuti } from '#support/molti-dovuti';
import { mondoDiProva } from '#support/mondo';
import { conFlusso } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';
import { leggiFlusso, leggiScarti } from './index.ts';

const RIGHE = 3000;

test('the rows of an ente that the figures of the tables do not know yet are read by their keys', async () => {
  const mondo = mondoDiProva(await databaseDiProva());
  const [noto, nuovo] = [await unEnte(mondo), await unEnte(mondo)];
  // Figures are taken when only the first one has something.
  await moltiDovuti(ctxDi(mondo, 'worker', noto.enteId).db, noto, { quanti: 840, tipi: [noto.tipoDovutoId] });
  const iud = Array.from({ length: RIGHE }, (_, n) => `NUOVO-${n + 1}`);
  // Each twice: what is wrong with the second is that the first has brought it in.
  const righe = [...iud.map((IUD) => ({ IUD })), ...iud.map((IUD) => ({ IUD, importoDovuto: '0.00' }))];
  const flussoId = await conFlusso(mondo, nuovo, { iuf: 'NUOVO', righe });
  const ctx = ctxDi(mondo, 'ufficio', nuovo.enteId);
  expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({ righeAccettate: RIGHE, righeScartate: RIGHE });
  const scarti = await ctx.tx((t) => leggiScarti(t, flussoId, { dopo: 0, a: 2 * RIGHE, quanti: 2 * RIGHE }));
  expect(new Set(scarti.map(({ codice }) => codice))).toEqual(new Set(['PAA_IMPORT_IUD_DUPLICATO']));
  // Joined in another order, what one row needs grows with all of them: a file of thirty thousand took minutes.
  const iuv = await ctx.tx((t) => iuvDelFlusso(t, { flussoId, dopo: 0, a: RIGHE }));
  expect(iuv.size).toBe(RIGHE);
  const prime = await ctx.tx((t) => primeRigheDelFlusso(t, { flussoId, iud }));
  expect([...prime].toSorted(([, a], [, b]) => a - b)).toEqual(iud.map((uno, n) => [uno, n + 1]));
}, 120_000);
