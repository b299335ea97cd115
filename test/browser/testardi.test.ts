import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { mailDi, mondoFermo, unAvviso } from '#support/portale';
import type { EnteDiProva } from '#support/un-ente';

// People who press twice, go back, and open again what they had closed: with scripts and without, each step leaves one payment.

const ORA_MS = 3_600_000;

let p: Pagamenti;
let ente: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  const enti = await dueEnti(mondo);
  [ente] = enti;
  p = await apriPagamenti(mondo, enti);
});
afterAll(() => p.chiudi());
beforeEach(() => p.mondo.avanti(ORA_MS));

/** Twice, as fast as a hand can. The first may take the button away, and then there is nothing more to press. */
async function dueVolte(page: Page, name: string): Promise<void> {
  const bottone = page.getByRole('button', { name });
  await bottone.dblclick({ noWaitAfter: true });
}

/** Something of ours is on the screen: one heading, and words. */
async function inParole(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  expect(await page.locator('h1').count()).toBe(1);
}

describe.each([true, false])('JavaScript: %s', (javaScript) => {
  test('pressed twice at each step, gone back from each: one payment', async () => {
    const { numeroAvviso, iuvId } = await unAvviso(p.mondo, ente, {
      IUD: `BT${javaScript}`,
      importoDovuto: '10.00',
      causaleVersamento: `Retta ${javaScript}`,
    });
    const page = await nuovaPagina({ width: 320, javaScript });
    await page.goto(`${p.portale.url}/avviso`);
    await page.getByLabel('Numero dell’avviso').fill(numeroAvviso);
    await page.getByLabel('Codice fiscale scritto sull’avviso').fill('RSSMRA80A01H501U');
    await dueVolte(page, 'Trova l’avviso');
    await page.getByLabel('Il tuo indirizzo email').fill(`due${javaScript}@example.org`);
    await dueVolte(page, 'Mandami la mail');
    await page.waitForURL('**/codice/*');
    const { codice } = await mailDi(p.mondo, page.url().split('/').at(-1) ?? '');
    await page.getByLabel('Codice di sei cifre').fill(codice);
    await dueVolte(page, 'Apri l’avviso');
    await page.waitForURL('**/avvisi/*');
    await dueVolte(page, 'Paga ora');
    await page.waitForURL('**/carrello');
    // Back, and once more from the page that was there before.
    await page.goBack();
    await inParole(page);
    await page.goForward();
    await page.waitForURL('**/carrello');
    await dueVolte(page, 'Paga 10,00 €');
    await page.getByText('Da pagare: 10,00 €').waitFor();
    // Back from Checkout: the carrello has been sent, and the page says how to go on.
    await page.goto(`${p.portale.url}/carrello`);
    await page.getByRole('heading', { name: 'Pagamento non concluso' }).waitFor();
    if (javaScript) await verificaAccessibilita(page);
    await dueVolte(page, 'Riprendi il pagamento');
    await page.getByText('Da pagare: 10,00 €').waitFor();
    await page.getByLabel('Paga con la carta').check();
    await dueVolte(page, 'Vai');
    await page.getByRole('heading', { name: 'Pagamento ricevuto' }).waitFor({ timeout: 30_000 });
    await page.goBack();
    await page.goto(`${p.portale.url}/carrello`);
    await page.getByText('Il carrello è vuoto').waitFor();
    await page.goto(`${p.portale.url}/avvisi/${iuvId}`);
    await page.getByRole('link', { name: 'Scarica la ricevuta' }).waitFor();
    const { rows } = await p.mondo.pools.worker.query(
      'select 1 from pagamenti.ricevuta where iuv_id = $1 and not copia',
      [iuvId],
    );
    expect(rows).toHaveLength(1);
  }, 90_000);
});
