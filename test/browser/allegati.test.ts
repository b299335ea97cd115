import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CIMITERO_CON_FILE, unaImmagine, unPdf } from '#support/allegati';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { MODI } from '#support/modi';
import { apriPortale, mailDi, mondoFermo, type MondoFermo, type PortaleDiProva } from '#support/portale';
import { conModulo, lavoraRichiesta } from '#support/spontaneo';
import { apriUfficio, cookieDi, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { unEnte, type EnteDiProva } from '#support/un-ente';

// A form that cannot be paid without a file, from its choice to the desk of the clerk, with scripts and without.

const ORA_MS = 3_600_000;

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
  ufficio = await apriUfficio(mondo);
}, 60_000);
afterAll(async () => {
  await portale.chiudi();
  await ufficio.chiudi();
});
beforeEach(async () => {
  mondo.avanti(ORA_MS);
  ente = await unEnte(mondo);
  await conModulo(mondo, ente, { definizione: CIMITERO_CON_FILE });
});

/** Looks at what is on the screen: it is accessible. `SCATTI=folder` keeps a picture of it. */
async function guarda(page: Page, nome: string): Promise<void> {
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
  expect(await page.locator('h1').count()).toBe(1);
  if (!nome.endsWith('senza')) await verificaAccessibilita(page);
}

const pdf = (name: string, buffer = unPdf()) => ({ name, mimeType: 'application/pdf', buffer });

async function dovutoDi(): Promise<string> {
  const { rows } = await mondo.pools.worker.query<{ id: string }>(
    'select id from posizioni.dovuto where ente_id = $1',
    [ente.enteId],
  );
  return rows[0]?.id ?? '';
}

describe.each(MODI)('$width px, JavaScript: $javaScript', ({ width, javaScript }) => {
  const nome = (cosa: string): string => `${cosa}-${width}-${javaScript ? 'con' : 'senza'}`;

  test('a file is chosen, refused, chosen again, sent; the clerk finds it', { timeout: 90_000 }, async () => {
    const page = await nuovaPagina({ width, javaScript });
    await page.goto(`${portale.url}/enti/${ente.codIpa}/${ente.tipo}`);
    await page.getByLabel('Nord').check();
    await page.getByLabel('Nome del defunto').fill('Ada Neri');
    await page.getByLabel('Quante lampade').fill('2');
    const aggiorna = async (): Promise<void> => {
      // Where there is a script, a file leaves as soon as it is chosen.
      if (!javaScript) await page.getByRole('button', { name: 'Aggiorna l’importo' }).click();
    };
    await page.getByLabel('Atto di concessione').setInputFiles(pdf('falso.pdf', Buffer.from('MZ non un PDF')));
    await aggiorna();
    await page.locator('.campo-errore', { hasText: 'Qui si può allegare PDF, PNG, JPEG' }).waitFor();
    await guarda(page, nome('g1-rifiutato'));
    if (javaScript) {
      // The file that was refused is chosen no more: what is typed next does not send it again.
      await page.getByLabel('Quante lampade').fill('3');
      await page.getByLabel('Quante lampade').blur();
      await page.locator('.quanto').getByText('45,00 €').first().waitFor();
      expect(await page.locator('.campo-errato').count()).toBe(0);
    } else {
      await page.getByLabel('Quante lampade').fill('3');
    }

    await page
      .getByLabel('Atto di concessione')
      .setInputFiles(pdf('Atto di concessione del 12 maggio 1987, con le sue piante.pdf'));
    await page
      .getByLabel('Foto')
      .setInputFiles({ name: 'lapide.jpg', mimeType: 'image/jpeg', buffer: await unaImmagine('jpeg') });
    await aggiorna();
    const togli = page.getByRole('button', { name: 'Togli lapide.jpg' });
    await togli.waitFor();
    await page.getByRole('button', { name: 'Togli Atto di concessione' }).waitFor();
    await guarda(page, nome('g2-arrivati'));
    await togli.click();
    await page.getByLabel('Foto').waitFor();
    expect(await page.getByLabel('Nome del defunto').inputValue()).toBe('Ada Neri');
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.locator('.riepilogo-errori:focus').waitFor();
    await page.getByLabel('Una persona', { exact: true }).check();
    await page.getByLabel('Codice fiscale o partita IVA').fill('RSSMRA80A01H501U');
    await page.getByLabel('Nome e cognome').fill('Mario Rossi');
    await page.getByLabel('Il tuo indirizzo email').fill(`dora.${width}.${javaScript}@example.org`);
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('heading', { level: 1, name: 'Controlla e conferma' }).waitFor();
    await page.getByText('con le sue piante.pdf (1 kB)').waitFor();
    await guarda(page, nome('g3-riepilogo'));
    await page.getByRole('button', { name: 'Conferma e mandami la mail' }).click();
    await page.waitForURL('**/codice/*');
    const { codice } = await mailDi(mondo, page.url().split('/').at(-1) ?? '');
    await page.getByLabel('Codice di sei cifre').fill(codice);
    await page.getByRole('button', { name: 'Conferma', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Stiamo preparando l’avviso' }).waitFor();
    await lavoraRichiesta(mondo, ente, page.url().split('/').at(-1) ?? '');
    await page.waitForURL('**/avvisi/*');

    const operatore = await unOperatore(mondo, [ente]);
    const { ufficio: value } = await cookieDi(mondo, operatore);
    await page.context().addCookies([{ name: 'ufficio', value, url: ufficio.url }]);
    await page.goto(`${ufficio.url}/ufficio/dovuti/${await dovutoDi()}`);
    await page.getByRole('heading', { name: 'File allegati', exact: true }).waitFor();
    await guarda(page, nome('g4-ufficio'));
    const scaricato = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Atto di concessione del 12 maggio' }).click();
    expect((await scaricato).suggestedFilename()).toBe('Atto di concessione del 12 maggio 1987, con le sue piante.pdf');
  });
});
