import { expect, test } from 'vitest';
import { avvisiDelFlusso } from '#modules/posizioni';
import { databaseDiProva } from '#support/db';
import { moltiDovuti } from '#support/molti-dovuti';
import { mondoDiProva } from '#support/mondo';
import { conFlusso } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';

test('the notices of an ente that the figures of the tables do not know yet are read by their keys', async () => {
  const mondo = mondoDiProva(await databaseDiProva());
  const [noto, nuovo] = [await unEnte(mondo), await unEnte(mondo)];
  // Figures are taken when only the first one has something.
  await moltiDovuti(ctxDi(mondo, 'worker', noto.enteId).db, noto, { quanti: 840, tipi: [noto.tipoDovutoId] });
  const righe = Array.from({ length: 300 }, (_, n) => ({ IUD: `NUOVO-${n + 1}` }));
  const flussoId = await conFlusso(mondo, nuovo, { iuf: 'NUOVO', righe });
  // Joined in another order, fifty of them took more than the half minute that a statement has.
  const letti = await ctxDi(mondo, 'ufficio', nuovo.enteId).tx((t) => avvisiDelFlusso(t, { flussoId, dopo: 0, a: 50 }));
  expect(letti.map(({ iud, avviso }) => [iud, avviso?.dovuti.length])).toEqual(
    Array.from({ length: 50 }, (_, n) => [`NUOVO-${n + 1}`, 1]),
  );
});
