import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriSil, chiamaSil, passwordSil, type SilDiProva } from '#support/sil';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import type { Mondo } from '#platform/contesto';
import { collauda } from './index.ts';

let mondo: Mondo;
let sil: SilDiProva;
let ente: EnteDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  sil = await apriSil(mondo);
  ente = await unEnte(mondo);
});
afterAll(() => sil.chiudi());

it('judges by what the software of that ente has called, and of no other', async () => {
  const password = await passwordSil(mondo, ente);
  const altro = await unEnte(mondo);
  const campi = { identificativoPsp: '', tipoFlusso: 'R', dateFrom: '2026-11-01', dateTo: '2026-11-02' };
  const nome = 'paaSILChiediElencoFlussiSPC';
  await chiamaSil(sil.app, { nome, codIpa: ente.codIpa, password, campi });
  await chiamaSil(sil.app, { nome: 'paaSILInviaDovuti', codIpa: ente.codIpa, password });
  // The giornale of reads is written a second later.
  const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  await expect
    .poll(async () => (await collauda(ctxDi(mondo, 'ufficio', ente.enteId), { giorni: 1 })).superati, {
      timeout: 15_000,
    })
    .toBeGreaterThanOrEqual(2);
  const { requisiti } = await collauda(ctxDi(mondo, 'worker', ente.enteId), { giorni: 1 });
  const stato = (id: string): unknown => requisiti.find((r) => r.id === id)?.stato;
  expect([stato('elenco_fdr'), stato('invia_rifiuto'), stato('invia'), stato('fdr')]).toEqual([
    'superato',
    'superato',
    'fallito',
    'non_provato',
  ]);
  expect((await collauda(ctxDi(mondo, 'ufficio', altro.enteId), { giorni: 30 })).superati).toBe(0);
  // What was called before the days that are looked at proves nothing.
  const domani = { ...ctx, now: new Date(ctx.now.getTime() + 2 * 86_400_000) };
  expect((await collauda(domani, { giorni: 1 })).superati).toBe(0);
});
