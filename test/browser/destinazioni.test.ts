import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lavori } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { serverSftp, type ServerDiProva } from '#support/server-sftp';
import { apriUfficio, unOperatore, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { creaSftp } from '../../src/wires/sftp.ts';

// Where scheduled files are delivered, in a real browser: a server is added, shows its key, is confirmed and chosen.

let mondo: Mondo;
let server: ServerDiProva;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let capo: OperatoreDiProva;

beforeAll(async () => {
  server = await serverSftp();
  mkdirSync(join(server.cartella, 'incassi'));
  const base = mondoDiProva(await databaseNuovo(), {
    wires: { ...FILI_MUTI, sftp: creaSftp({ guardia: creaGuardiaRete(['127.0.0.0/8']) }) },
  });
  mondo = { ...base, config: { ...base.config, cartellaConsegne: server.cartella } };
  ente = await unEnte(mondo);
  capo = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  ufficio = await apriUfficio(mondo);
}, 120_000);
afterAll(async () => {
  await ufficio?.chiudi();
  await server?.chiudi();
});

async function guarda(page: Page, nome: string): Promise<void> {
  await verificaAccessibilita(page);
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
}

async function provala(page: Page): Promise<void> {
  const destinazioneId = (await page.locator('button[name=prova]').getAttribute('value')) ?? '';
  const prova = lavori.find(({ nome }) => nome === 'flussi.prova_destinazione');
  await prova?.esegui(ctxDi(mondo, 'worker', ente.enteId), { destinazioneId });
}

test.each([1280, 320])('a server is added, confirmed and chosen, at %i pixels', { timeout: 90_000 }, async (width) => {
  const page = await nuovaPagina({ width });
  await page.goto(`${ufficio.url}/ufficio/incassi/programmati`);
  await page.getByLabel('Nome utente').fill(capo.utente);
  await page.getByLabel('Password').fill(capo.password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.getByRole('link', { name: 'Scegli dove consegnare i file da soli' }).click();
  if (width === 1280) await page.getByText('Non c’è ancora nessuna destinazione').waitFor();
  await page.getByRole('link', { name: 'Aggiungi una destinazione' }).click();
  await page.getByLabel('Server SFTP').check();
  await page.getByLabel('Nome', { exact: true }).fill(`Tesoreria ${width}`);
  await page.getByLabel('Cartella', { exact: true }).last().fill('/incassi');
  await page.getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await page.getByLabel('Porta').fill('ventidue');
  await page.getByLabel('Nome utente').fill(server.utente);
  await page.locator('#campo-password').fill(server.password);
  await page.getByRole('button', { name: 'Aggiungi e prova' }).click();
  await page.getByText('La porta è un numero').first().waitFor();
  await guarda(page, `destinazione-nuova-${width}`);
  await page.getByLabel('Porta').fill(String(server.porta));
  // What lets us in never comes back.
  expect(await page.locator('#campo-password').inputValue()).toBe('');
  await page.locator('#campo-password').fill(server.password);
  await page.getByRole('button', { name: 'Aggiungi e prova' }).click();
  await page.getByText('In prova').waitFor();
  await guarda(page, `destinazione-in-prova-${width}`);
  await provala(page);
  // The page asks for itself.
  await page.getByText(`Impronta mostrata dal server: ${server.impronta}`).waitFor();
  await guarda(page, `destinazione-chiave-${width}`);
  await page.getByRole('button', { name: 'È la sua: conferma' }).click();
  await page.getByText('In prova').waitFor();
  await provala(page);
  await page.getByText('Funziona').waitFor();
  await page.getByRole('link', { name: 'File di incassi programmati' }).click();
  await page.getByLabel('Consegna').selectOption(`Tesoreria ${width}`);
  await guarda(page, `programmati-${width}`);
  await page.getByRole('button', { name: 'Programma il file' }).click();
  await page.getByRole('cell', { name: `Tesoreria ${width}` }).waitFor();
  await page.getByRole('button', { name: 'Sospendi' }).click();
  await page.goto(`${ufficio.url}/ufficio/incassi/destinazioni`);
  await page.getByRole('button', { name: 'Togli' }).click();
  await page.getByText('Non c’è ancora nessuna destinazione').waitFor();
});
