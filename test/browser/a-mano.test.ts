import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { registraTipoDovuto } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriPortale, type PortaleDiProva } from '#support/portale';
import { conModulo } from '#support/spontaneo';
import { apriUfficio, unOperatore, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, TIPO, unEnte } from '#support/un-ente';

// A dovuto by hand in a real browser: by its form, in instalments, changed; then the citizen finds it.

let mondo: Mondo;
let ufficio: UfficioDiProva;
let portale: PortaleDiProva;
let anna: OperatoreDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ufficio = await apriUfficio(mondo);
  portale = await apriPortale(mondo);
  const ente = await unEnte(mondo);
  const luci = { ...TIPO, codice: 'LUCI', denominazione: 'Luci votive', contoId: ente.contoId, contoPostaleId: null };
  const tipoDovutoId = valoreDi(await registraTipoDovuto(ctxDi(mondo, 'worker', ente.enteId), luci));
  await conModulo(mondo, { ...ente, tipoDovutoId });
  anna = await unOperatore(mondo, [ente], { tipi: [ente.tipoDovutoId, tipoDovutoId] });
}, 120_000);
afterAll(async () => {
  await ufficio.chiudi();
  await portale.chiudi();
});

/** `SCATTI=folder` keeps pictures of what was walked, to look at them. */
async function guarda(page: Page, nome: string, conAxe: boolean): Promise<void> {
  expect(await page.locator('h1').count(), page.url()).toBe(1);
  await page.waitForLoadState('networkidle');
  if (conAxe) await verificaAccessibilita(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), nome).toBeLessThanOrEqual(
    0,
  );
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
}

async function entra(page: Page): Promise<void> {
  await page.goto(`${ufficio.url}/ufficio`);
  await page.getByLabel('Nome utente').fill(anna.utente);
  await page.getByLabel('Password').fill(anna.password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.waitForURL('**/ufficio');
}

async function riempi(page: Page): Promise<void> {
  await page.getByLabel('Nord').check();
  await page.getByLabel('Nome del defunto').fill('Ada Neri');
  await page.getByLabel('Quante lampade').fill('2');
  await page.getByLabel('Codice fiscale o partita IVA').fill('RSSMRA80A01H501U');
  await page.getByLabel('Nome e cognome').fill('Mario Rossi');
  await page.getByLabel('Email').fill('mario@esempio.it');
}

const CASI = [
  { width: 320, javaScript: false },
  { width: 1280, javaScript: true },
];
test.each(CASI)('$width px, script $javaScript', { timeout: 120_000 }, async ({ width, javaScript }) => {
  const page = await nuovaPagina({ width, javaScript });
  // With a script all is looked at; without, that it works and stays in the window.
  const vedi = (nome: string) => guarda(page, `${nome}-${width}`, javaScript);
  await entra(page);
  await page.goto(`${ufficio.url}/ufficio/dovuti`);
  await page.getByRole('link', { name: 'Inserisci un dovuto' }).click();
  await page.getByRole('link', { name: 'Luci votive' }).click();
  await page.getByRole('button', { name: 'Continua', exact: true }).click();
  await page.getByRole('heading', { name: 'correggere' }).waitFor();
  await vedi('nuovo-errori');
  await riempi(page);
  await page.getByLabel('a rate', { exact: true }).check();
  // Where there is no script, the button asks for what follows from the answers.
  if (!javaScript) await page.getByRole('button', { name: 'Aggiorna', exact: true }).click();
  await page.getByText('Le rate danno 30,00 €: è quanto si deve.').waitFor();
  await page.getByLabel('Numero di rate').fill('2');
  await page.getByLabel('Numero di rate').press('Tab');
  if (!javaScript) await page.getByRole('button', { name: 'Proponi rate uguali' }).click();
  await page.locator('#rate').getByText('Rata 3').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Aggiungi un beneficiario' }).click();
  await page.getByText('Altro beneficiario 1', { exact: true }).waitFor();
  await vedi('nuovo-rate');
  await page.getByRole('button', { name: 'Togli l’altro beneficiario 1' }).click();
  await page.getByText('Altro beneficiario 1', { exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Continua', exact: true }).click();
  await page.getByText('Nascono 2 dovuti').waitFor();
  await vedi('anteprima');
  await page.getByRole('button', { name: 'Inserisci' }).click();
  await page.getByRole('link', { name: 'Scarica l’avviso (PDF)' }).waitFor();
  const dovuto = page.url();
  await page.goto(`${dovuto}/modifica`);
  await page.getByLabel('Comune').fill('Roma');
  await page.locator('#campo-motivo').fill('Lo ha detto allo sportello');
  await page.getByRole('button', { name: 'Continua', exact: true }).click();
  await page.getByText('Che cosa cambia').waitFor();
  await vedi('modifica-conferma');
  await page.getByRole('button', { name: 'Conferma le modifiche' }).click();
  await page.goto(`${dovuto}/nota`);
  await page.getByLabel('Nota').fill('Ha telefonato.');
  await page.getByRole('button', { name: 'Scrivi la nota' }).click();
  await page.goto(`${dovuto}/invia-avviso`);
  await vedi('invia');
  await page.getByRole('button', { name: 'Invia l’avviso' }).click();
  await page.getByText('Avviso mandato per posta').waitFor();
  await page.getByText('Note, posta e link').click();
  await vedi('dovuto');
  const numero = /3\d{3}( ?\d{4}){3} ?\d{2}/.exec(await page.locator('main').innerText())?.[0] ?? '';
  await page.goto(`${portale.url}/avviso`);
  await page.getByLabel('Numero dell’avviso').fill(numero);
  await page.getByLabel('Codice fiscale scritto sull’avviso').fill('RSSMRA80A01H501U');
  await page.getByRole('button', { name: 'Trova l’avviso' }).click();
  await page.getByText('Luce votiva, cimitero Nord').first().waitFor();
});
