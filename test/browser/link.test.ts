import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { chiediDelega } from '#modules/posizioni';
import { creaCtx } from '#platform/contesto';
import { unPdf } from '#support/allegati';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { cartellaDiProva } from '#support/cartella';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { readCodes } from '#support/pdf';
import { mailDi, mondoFermo, unaPersona } from '#support/portale';
import { conModulo, lavoraRichiesta } from '#support/spontaneo';
import { apriUfficio, unOperatore, type UfficioDiProva } from '#support/ufficio';
import type { EnteDiProva } from '#support/un-ente';

let p: Pagamenti;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  const [uno, altro] = await dueEnti(mondo);
  ente = uno;
  await conModulo(mondo, ente);
  p = await apriPagamenti(mondo, [uno, altro]);
  ufficio = await apriUfficio(p.mondo);
}, 120_000);
afterAll(async () => {
  await ufficio.chiudi();
  await p.chiudi();
});

async function entra(page: Page, dove: string): Promise<void> {
  const { utente, password } = await unOperatore(p.mondo, [ente], { ruolo: 'amministratore' });
  await page.goto(ufficio.url + dove);
  await page.getByLabel('Nome utente').fill(utente);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.waitForURL(`**${dove}`);
}

/** What is on the screen is accessible, and stays in it. `SCATTI=folder` keeps a picture of it. */
async function guarda(page: Page, nome: string): Promise<void> {
  expect(await page.locator('h1').count(), page.url()).toBe(1);
  await verificaAccessibilita(page);
  const cartella = process.env['SCATTI'];
  const { width } = page.viewportSize() ?? { width: 0 };
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/link-${nome}-${width}.png`, fullPage: true });
}

test('a link to a form, printed, read by a telephone, opened and brought to the carrello', async () => {
  const page = await nuovaPagina();
  await entra(page, '/ufficio/link');
  await guarda(page, 'vuoto');
  await page.getByRole('link', { name: 'Nuovo link' }).click();
  await guarda(page, 'nuovo');
  await page.getByRole('link', { name: /^Un link/ }).click();
  await page.getByLabel('Nord').check();
  await page.locator('[name="m.righe.0.quante"]').fill('2');
  await page.getByLabel('Cimitero', { exact: true }).check();
  await page.getByRole('button', { name: 'Aggiorna il modulo' }).click();
  await page.getByText('30,00 €').waitFor();
  await page.locator('[name=titolo]').fill('Luci votive, cimitero nord');
  await guarda(page, 'compila');
  await page.getByRole('button', { name: 'Crea il link' }).click();
  await page.getByText('Il link è pronto.').waitFor();
  await guarda(page, 'uno');
  const indirizzo = (await page.locator('code.da-copiare').textContent()) ?? '';
  const stampa = await page.getByRole('link', { name: 'Scarica il foglio da stampare' }).getAttribute('href');
  const foglio = await nuovaPagina({ javaScript: false });
  await foglio.setContent(await (await fetch(stampa ?? '')).text());
  for (const disegno of [foglio.locator('svg'), page.locator('svg.qr')]) {
    const letti = await readCodes(await disegno.screenshot());
    expect(letti.map(({ text }) => text)).toEqual([indirizzo]);
  }
  await page.goto(indirizzo);
  await page.getByRole('link', { name: 'Continua' }).click();
  await page.getByLabel('Nome del defunto').fill('Ada Neri');
  await page.getByLabel('Codice fiscale').first().fill('RSSMRA80A01H501U');
  await page.locator('[name=debitoreNome]').fill('Mario Rossi');
  await page.locator('[name=email]').fill('ada@example.org');
  await page.getByRole('button', { name: 'Continua' }).click();
  await page.getByRole('heading', { name: 'Controlla e conferma' }).waitFor();
  await page.getByRole('button', { name: /Conferma|Mandami/ }).click();
  await page.waitForURL('**/codice/*');
  const { codice } = await mailDi(p.mondo, page.url().split('/').at(-1) ?? '');
  await page.locator('[name=codice]').fill(codice);
  await page.locator('main button[type=submit]').first().click();
  await page.waitForURL('**/richieste/*');
  await lavoraRichiesta(p.mondo, ente, page.url().split('/').at(-1) ?? '');
  await page.waitForURL('**/avvisi/*', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Paga ora' }).click();
  await page.waitForURL('**/carrello*');
  expect(await page.locator('main').textContent()).toContain('30,00');
}, 90_000);

test('on a telephone: a sheet of links that is looked at, and a delega that is decided', async () => {
  const page = await nuovaPagina({ width: 320 });
  await entra(page, `/ufficio/link/nuovo/${ente.tipoDovutoId}/foglio`);
  await guarda(page, 'foglio');
  const file = join(cartellaDiProva('link'), 'famiglie.csv');
  await writeFile(file, 'Nota: famiglia;Cimitero;Lampade 1: Quante lampade\nRossi;Nord;2\nVerdi;Ovest;1\n');
  await page.getByLabel('Foglio (CSV o Excel)').setInputFiles(file);
  await page.getByRole('button', { name: 'Carica e controlla' }).click();
  await guarda(page, 'anteprima');
  await page.getByRole('button', { name: 'Crea 1 link e lascia fuori 1 riga' }).click();
  await page.getByText('C’è 1 link.').waitFor();
  await guarda(page, 'fatto');
  await page.goto(`${ufficio.url}/ufficio/link`);
  await guarda(page, 'elenco');
  const io = unaPersona();
  const attore = { tipo: 'cittadino', codiceFiscale: io.codiceFiscale } as const;
  const richiesta = { enteId: ente.enteId, delegato: io, codice: unaPersona().codiceFiscale, nome: 'Nonna Ada' };
  const documento = { nome: 'procura.pdf', byte: unPdf() };
  const ctx = creaCtx(p.mondo, { ruolo: 'portale', attore });
  valoreDi(await chiediDelega(ctx, { ...richiesta, genere: 'delega', file: documento }));
  await page.goto(`${ufficio.url}/ufficio/deleghe`);
  await guarda(page, 'deleghe');
  await page.getByRole('link', { name: 'Prova Di' }).click();
  await guarda(page, 'delega');
  await page.getByRole('link', { name: 'Approva', exact: true }).click();
  await guarda(page, 'approva');
  await page.getByRole('button', { name: 'Approva: vedrà e pagherà per questa persona' }).click();
  await page.getByText('La delega è approvata.').waitFor();
}, 90_000);
