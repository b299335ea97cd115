import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scriviEventi } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { unIntermediario } from '#support/intermediario';
import { mondoDiProva } from '#support/mondo';
import { apriUfficio, cookieDi, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

// The pages of who runs the installation in a real browser, but for those that giornata-amministratore meets.

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let rita: OperatoreDiProva;
beforeAll(async () => {
  const base = await databaseNuovo();
  mondo = mondoDiProva(base);
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  rita = await unIntermediario(mondo);
  const guasto = `update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'la posta non risponde'`;
  await base.owner.query(
    `select graphile_worker.add_job('notifiche.invia', '{}'), graphile_worker.add_job('flussi.consegna', '{}')`,
  );
  await base.owner.query(guasto);
  const evento = {
    enteId: ente.enteId,
    categoria: 'INTERFACE',
    tipo: 'paVerifyPaymentNotice',
    sottotipo: 'RESP',
    esito: 'OK',
  } as const;
  const messaggio = {
    ...evento,
    istante: new Date(),
    numeroAvviso: '301000000000000099',
    contenuto: Buffer.from('<ok/>'),
  };
  await ctxDi(mondo, 'worker').tx((t) => scriviEventi(t, [messaggio]));
}, 120_000);
afterAll(() => ufficio.chiudi());

async function entrata(width: number): Promise<Page> {
  const page = await nuovaPagina({ width });
  const { ufficio: value } = await cookieDi(mondo, rita);
  await page.context().addCookies([{ name: 'ufficio', value, url: ufficio.url }]);
  return page;
}

async function guarda(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await verificaAccessibilita(page);
}

describe.each([
  [320, ['', '/enti', 'ente/dati', 'ente/stato', 'ente/funzioni', 'ente/stazioni', 'ente/amministratore']],
  [
    320,
    [
      '/stazioni',
      '/stazioni/nuova',
      'stazione/accesso',
      '/catalogo',
      '/catalogo/usi?codice=9/0101101IM/',
      '/tassonomia',
    ],
  ],
  [320, ['/registro', '/giornale', '/lavori', '/lavori/1/abbandona', '/salute', '/interruttori']],
  [1280, ['/enti', 'ente', '/registro']],
] as const)('%i px', (width, pagine) => {
  test(`${pagine.join(' ')} are accessible and stay in the window`, { timeout: 120_000 }, async () => {
    const page = await entrata(width);
    for (const una of pagine) {
      const dove = una.replace(/^ente/, `/enti/${ente.enteId}`).replace(/^stazione/, `/stazioni/${ente.stazioneId}`);
      await page.goto(`${ufficio.url}/ufficio/regione${dove}`);
      expect(await page.locator('h1').count(), page.url()).toBe(1);
      await guarda(page);
    }
  });
});

test('the messages of a day are found, and may be opened', { timeout: 60_000 }, async () => {
  const page = await entrata(1280);
  await page.goto(`${ufficio.url}/ufficio/regione/giornale`);
  await page.getByRole('button', { name: 'Cerca' }).click();
  await page.getByRole('button', { name: /^Apri/ }).first().waitFor();
  await guarda(page);
});
