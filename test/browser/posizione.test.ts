import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { aggiornaRecapiti, leggiEnte } from '#modules/enti';
import type { PosizioneInserita } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { dovutiDi, pianoDi, unaPosizione, unicaDi } from '#support/posizioni';
import { apriUfficio, unOperatore, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

// The acts on a posizione, a change of a kind of due and the languages of a notice in a real browser.

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let capo: OperatoreDiProva;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  capo = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  const letto = (await leggiEnte(ctx, ente.enteId)) ?? expect.fail();
  valoreDi(await aggiornaRecapiti(ctx, { ...letto, linguaAggiuntiva: 'de' }));
}, 120_000);
afterAll(() => ufficio.chiudi());

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const dove = (p: PosizioneInserita, coda = ''): string =>
  `${ufficio.url}/ufficio/dovuti/${p.dovuti[0]?.dovutoId}${coda}`;

async function entra(page: Page): Promise<void> {
  await page.goto(`${ufficio.url}/ufficio`);
  await page.getByLabel('Nome utente').fill(capo.utente);
  await page.getByLabel('Password').fill(capo.password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.waitForURL('**/ufficio');
}

/** `SCATTI=folder` keeps pictures of what was walked, to look at them. */
async function guarda(page: Page, nome: string): Promise<void> {
  expect(await page.locator('h1').count(), page.url()).toBe(1);
  await page.waitForLoadState('networkidle');
  await verificaAccessibilita(page);
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
}

describe.each([320, 1280])('%i px', (width) => {
  test('every form, refusal and confirmation is accessible and stays in the window', { timeout: 120_000 }, async () => {
    const page = await nuovaPagina({ width });
    await entra(page);
    const p = await unaPosizione(worker(), [unicaDi(30_000), pianoDi([10_000, 10_000, 10_000])]);
    const guardaQui = (nome: string) => guarda(page, `${nome}-${width}`);
    const continua = () => page.getByRole('button', { name: 'Continua', exact: true }).click();
    await page.goto(dove(p));
    await page.getByText('In un’altra lingua').click();
    await page.getByText('Rate, notifica e aumenti').click();
    await guardaQui('dovuto');
    const casi: [string, () => Promise<void>][] = [
      ['piano', async () => {}],
      ['notifica', () => page.getByLabel('Giorno della notifica').fill('2026-11-01')],
      ['termine', () => page.getByLabel('Giorni dalla notifica').fill('5')],
      [
        'aumenti',
        async () => {
          await page.getByLabel('Perché').selectOption('interessi');
          await page.locator('#campo-importo1').fill('12,50');
          await page.getByLabel('Dal giorno').fill('2099-01-01');
        },
      ],
    ];
    for (const [atto, riempi] of casi) {
      await page.goto(dove(p, `/${atto}`));
      await guardaQui(atto);
      await continua();
      await page.getByRole('heading', { name: 'correggere' }).waitFor();
      await guardaQui(`${atto}-errori`);
      await riempi();
      await page.locator('#campo-motivo').fill('Accordo del 3 novembre');
      await continua();
      await page.getByRole('heading', { name: 'Che cosa tocchi' }).waitFor();
      await guardaQui(`${atto}-conferma`);
    }
    await page.goto(`${ufficio.url}/ufficio/configurazione/tipi/${ente.tipoDovutoId}`);
    await page.getByRole('button', { name: 'Disattiva' }).click();
    await page.getByRole('heading', { name: 'Che cosa tocca' }).waitFor();
    await guardaQui('tipo-conferma');
  });
});

describe.each([true, false])('with JavaScript: %s', (javaScript) => {
  test('a plan is proposed, counted while one writes, and made', { timeout: 60_000 }, async () => {
    const page = await nuovaPagina({ javaScript });
    await entra(page);
    const p = await unaPosizione(worker(), [unicaDi(30_000)]);
    await page.goto(dove(p));
    await page.getByText('Rate, notifica e aumenti').click();
    await page.getByRole('link', { name: 'Fai un nuovo piano di rate' }).click();
    await page.getByLabel('Numero di rate').fill('4');
    await page.getByLabel('Scadenza della prima').fill('2099-01-31');
    if (javaScript) await page.getByLabel('Maggiorazione').focus();
    else await page.getByRole('button', { name: 'Proponi rate uguali' }).click();
    await page.locator('#campo-importo4').waitFor();
    expect(await page.locator('#campo-scadenza4').inputValue()).toBe('2099-04-30');
    await page.locator('#campo-importo4').fill('70,00');
    if (!javaScript) await page.getByRole('button', { name: 'Aggiorna il conto' }).click();
    await page.getByText('Le rate danno 295,00 €, ma si devono 300,00 €: mancano 5,00 €.').waitFor();
    await page.locator('#campo-importo4').fill('75,00');
    await page.locator('#campo-motivo').fill('Chiede più tempo');
    // Enter goes on: it does not press a button that stands in between.
    await page.locator('#campo-importo4').press('Enter');
    await page.getByText('Nascono 4 dovuti').waitFor();
    await page.getByRole('button', { name: 'Conferma: gli avvisi di prima' }).click();
    await page.getByText('Motivo: Chiede più tempo').waitFor();
    expect((await dovutiDi(worker(), p)).slice(1)).toHaveLength(4);
  });
});
