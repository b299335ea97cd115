import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { MODI } from '#support/modi';
import { mailDi, mondoFermo, unAvviso, type AvvisoDiProva } from '#support/portale';
import type { EnteDiProva } from '#support/un-ente';

const CODICE_FISCALE = 'RSSMRA80A01H501U';
const ORA_MS = 3_600_000;

let p: Pagamenti;
let enti: [EnteDiProva, EnteDiProva];
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  enti = await dueEnti(mondo);
  p = await apriPagamenti(mondo, enti);
});
afterAll(() => p.chiudi());
beforeEach(() => p.mondo.avanti(ORA_MS));

let n = 0;
const unAltro = (ente: EnteDiProva): Promise<AvvisoDiProva> =>
  unAvviso(p.mondo, ente, { IUD: `BC${(n += 1)}`, causaleVersamento: `Mensa scolastica, mese ${n}` });

/** Looks at what is on the screen: it is accessible. `SCATTI=folder` keeps a picture of it. */
async function guarda(page: Page, nome: string, javaScript: boolean): Promise<void> {
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
  expect(await page.locator('h1').count()).toBe(1);
  if (javaScript) await verificaAccessibilita(page);
}

/** A notice opened whole, by the code of its mail. */
async function apri(page: Page, { numeroAvviso }: AvvisoDiProva): Promise<void> {
  await page.goto(`${p.portale.url}/avviso`);
  await page.getByLabel('Numero dell’avviso').fill(numeroAvviso);
  await page.getByLabel('Codice fiscale scritto sull’avviso').fill(CODICE_FISCALE);
  await page.getByRole('button', { name: 'Trova l’avviso' }).click();
  await page.getByLabel('Il tuo indirizzo email').fill(`ada${(n += 1)}@example.org`);
  await page.getByRole('button', { name: 'Mandami la mail' }).click();
  await page.waitForURL('**/codice/*');
  const { codice } = await mailDi(p.mondo, page.url().split('/').at(-1) ?? '');
  await page.getByLabel('Codice di sei cifre').fill(codice);
  await page.getByRole('button', { name: 'Apri l’avviso' }).click();
}

describe.each(MODI)('$width px, JavaScript: $javaScript', ({ width, javaScript }) => {
  const nome = (cosa: string): string => `carrello-${cosa}-${width}-${javaScript ? 'con' : 'senza'}`;

  test('two notices of two enti in the carrello, Checkout, a late outcome that comes while the page waits', async () => {
    const page = await nuovaPagina({ width, javaScript });
    await apri(page, await unAltro(enti[0]));
    await guarda(page, nome('avviso'), javaScript);
    await page.getByRole('button', { name: 'Aggiungi al carrello' }).click();
    await page.getByText('Questo avviso è nel carrello').waitFor();
    await apri(page, await unAltro(enti[1]));
    await page.getByRole('button', { name: 'Paga ora' }).click();
    await page.waitForURL('**/carrello');
    await guarda(page, nome('pieno'), javaScript);
    await page.getByRole('button', { name: 'Paga 241,00 €' }).click();
    await page.getByText('Da pagare: 241,00 €').waitFor();
    await page.getByLabel('Paga, ma l’esito arriva più tardi').check();
    await page.getByRole('button', { name: 'Vai' }).click();
    await page.getByRole('heading', { name: 'Aspettiamo la ricevuta' }).waitFor();
    await guarda(page, nome('attesa'), javaScript);
    await page.getByRole('heading', { name: 'Pagamento ricevuto' }).waitFor({ timeout: 30_000 });
    await guarda(page, nome('pagato'), javaScript);
    await page.getByRole('link', { name: 'Apri la ricevuta' }).first().click();
    await page.getByRole('link', { name: 'Scarica la ricevuta' }).waitFor();
  }, 90_000);

  test('left at Checkout: it says so, and can be tried again', async () => {
    const page = await nuovaPagina({ width, javaScript });
    await apri(page, await unAltro(enti[0]));
    await page.getByRole('button', { name: 'Paga ora' }).click();
    await page.getByRole('button', { name: 'Paga 120,50 €' }).click();
    await page.getByLabel('Rinuncia e torna indietro').check();
    await page.getByRole('button', { name: 'Vai' }).click();
    await page.getByRole('heading', { name: 'Hai interrotto il pagamento' }).waitFor();
    await guarda(page, nome('interrotto'), javaScript);
    await page.getByRole('button', { name: 'Riprova a pagare' }).click();
    await page.getByRole('button', { name: 'Togli «Mensa' }).click();
    await page.getByText('Il carrello è vuoto').waitFor();
    await guarda(page, nome('vuoto'), javaScript);
  }, 60_000);
});
