import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { unDovuto } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi } from '#support/navigatore';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriUfficio, collegamento, entra, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
});
afterAll(() => ufficio.chiudi());

test('the receipts in which something was wrong are shown to their ente only, with what became of them', async () => {
  const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
  const anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'ragioneria' }));
  expect(testoDi((await anna.apri('/ufficio')).html)).not.toContain('con difetti');
  expect(testoDi((await anna.apri('/ufficio/incassi/messaggi')).html)).toContain('Nessuna ricevuta con difetti');
  const d = await unDovuto(ctxDi(mondo, 'worker', ente.enteId), { iud: 'D1', importo: 1000 });
  const letta = ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 'difettosa1' });
  // The test's own support names no intermediario: that is the defect.
  expect(await consegna(mondo, ente, letta)).toMatchObject({ risposta: 'OK' });
  const seconda = ricevutaLetta(ente, { ...d, importo: 1000, receiptId: 'seconda1' });
  expect(await consegna(mondo, ente, seconda)).toMatchObject({ risposta: 'RICEVUTA_DUPLICATA' });
  expect(await consegna(mondo, ente, null)).toMatchObject({ risposta: 'RICEVUTA_INCOMPLETA', enteId: ente.enteId });
  await consegna(mondo, altro, null);
  const oggi = await anna.apri('/ufficio');
  const via = collegamento(oggi, 'Ricevute arrivate con difetti');
  const testo = testoDi((await anna.apri(via ?? '')).html);
  for (const parole of [
    'difettosa1',
    'idStation nomina un altro intermediario',
    'seconda1',
    'Tenuta da parte: il pagamento era già registrato',
    'senza numero',
    'manca un dato senza il quale non si sa che cosa è stato pagato',
  ])
    expect(testo).toContain(parole);
  expect(testo.match(/senza numero/g)?.length).toBe(1);
  // What is looked for: a number, or what is wrong; both, in one receipt, or in none.
  const cerca = async (parole: string): Promise<boolean[]> => {
    const trovate = testoDi((await anna.invia(await anna.apri('/ufficio/incassi/messaggi'), { cerca: parole })).html);
    return ['difettosa1', 'seconda1', 'senza numero', 'Nessuna riga'].map((una) => trovate.includes(una));
  };
  expect(await cerca('SECONDA')).toEqual([false, true, false, false]);
  expect(await cerca('idStation')).toEqual([true, true, true, false]);
  expect(await cerca('idstation difettosa')).toEqual([true, false, false, false]);
  for (const niente of ['seconda INCOMPLETA', '%', '\\'])
    expect(await cerca(niente)).toEqual([false, false, false, true]);
  // Who may not open the page is not sent there.
  const bruno = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'operatore' }));
  expect(testoDi((await bruno.apri('/ufficio')).html)).not.toContain('con difetti');
});
