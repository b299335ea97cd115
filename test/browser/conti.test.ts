import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giornoA, piuGiorni } from '#kernel/giorno';
import type { Mondo } from '#platform/contesto';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { unDovuto } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriUfficio, unOperatore, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { codiceFiscaleEnte, ctxDi, ibanDiProva, unEnte, type EnteDiProva } from '#support/un-ente';

// The pages of the ente's own data, of accounts, stations and taxonomy in a real browser.

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let capo: OperatoreDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  capo = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  await unDovuto(ctxDi(mondo, 'worker', ente.enteId), { iud: 'D1', importo: 1000 });
}, 120_000);
afterAll(() => ufficio.chiudi());

async function entra(page: Page): Promise<void> {
  await page.goto(`${ufficio.url}/ufficio`);
  await page.getByLabel('Nome utente').fill(capo.utente);
  await page.getByLabel('Password').fill(capo.password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.waitForURL('**/ufficio');
}

/** A page that is all there, fonts included: their sizes are judged too. */
async function guarda(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await verificaAccessibilita(page);
}

const DOVE = '/ufficio/configurazione';

describe.each([320, 1280])('%i px', (width) => {
  test('every page is accessible and stays in the window', { timeout: 120_000 }, async () => {
    const page = await nuovaPagina({ width });
    await entra(page);
    const uno = `/conti/${ente.contoId}`;
    for (const percorso of [
      '',
      '/ente',
      '/logo',
      '/funzioni',
      '/conti',
      '/conti/nuovo',
      uno,
      `${uno}/cambia`,
      `${uno}/chiudi`,
      '/stazioni',
      '/tassonomia',
    ]) {
      await page.goto(`${ufficio.url}${DOVE}${percorso}`);
      expect(await page.locator('h1').count(), page.url()).toBe(1);
      await guarda(page);
    }
    await page.goto(`${ufficio.url}${DOVE}/tassonomia?parole=nessuna`);
    await page.getByRole('heading', { name: 'Nessun codice con queste parole' }).waitFor();
    await guarda(page);
  });
});

describe.each([true, false])('with JavaScript: %s', (javaScript) => {
  test('a change of IBAN is read, confirmed and taken back', { timeout: 60_000 }, async () => {
    const page = await nuovaPagina({ javaScript });
    await entra(page);
    await page.goto(`${ufficio.url}${DOVE}/conti`);
    await page.getByRole('link', { name: 'Tesoreria' }).click();
    await page.getByRole('link', { name: 'Cambia IBAN' }).click();
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('heading', { name: 'C’è una cosa da correggere' }).waitFor();
    if (javaScript) await guarda(page);
    await page.getByLabel('IBAN', { exact: true }).fill(ibanDiProva(codiceFiscaleEnte()));
    await page.getByLabel('Vale dal').fill(piuGiorni(giornoA(new Date()), 30));
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByText('1 dovuto da pagare usa questo conto').waitFor();
    if (javaScript) await guarda(page);
    await page.getByRole('button', { name: 'Conferma il cambio' }).click();
    await page.getByText('Cambio registrato').waitFor();
    if (javaScript) await guarda(page);
    await page.getByRole('button', { name: 'Ritira il cambio' }).click();
    await page.getByText('Cambio ritirato').waitFor();
  });
});
