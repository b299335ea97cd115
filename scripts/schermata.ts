// The picture of the README, made again from a demo that is running (`npm start`): the ufficio, and before it the portale on a telephone.
//
//   node --import ./scripts/tsx-hook.mjs scripts/schermata.ts [var/demo.json]
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { avviaChromium } from '../test/support/chromium.ts';
import type { FattiDemo } from '../src/app/demo/fatti.ts';

const DESTINAZIONE = fileURLToPath(new URL('../docs/schermata.png', import.meta.url));
const UFFICIO = { width: 1240, height: 780 };
const PORTALE = { width: 360, height: 640 };
const FOGLIO = { width: 1700, height: 860 };

const STILE = `
  body { margin: 0; background: #dfe8f2; }
  img { position: absolute; box-shadow: 0 8px 32px #17324d55; }
  .ufficio { left: 40px; top: 40px; border-radius: 8px; }
  .portale { right: 40px; bottom: 40px; border: 10px solid #17324d; border-radius: 28px; }
`;

async function pagina(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const contesto = await browser.newContext({ viewport, locale: 'it-IT', timezoneId: 'Europe/Rome' });
  return contesto.newPage();
}

async function fotoUfficio(page: Page, { ufficio, enti: [ente] }: FattiDemo): Promise<Buffer> {
  const operatore = ente?.operatori.find(({ totpSecret }) => totpSecret === undefined);
  await page.goto(`${ufficio}/dovuti`);
  await page.getByLabel('Nome utente').fill(operatore?.utente ?? '');
  await page.getByLabel('Password').fill(operatore?.password ?? '');
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.getByRole('heading', { level: 1, name: 'Dovuti' }).waitFor();
  return page.screenshot();
}

async function fotoPortale(page: Page, { portale, enti: [ente] }: FattiDemo): Promise<Buffer> {
  // The last of them: the first are those that people and scripts pay.
  const avviso = ente?.avvisi.findLast(({ stato }) => stato === 'da_pagare');
  await page.goto(`${portale}/avviso`);
  await page.getByLabel('Numero dell’avviso').fill(avviso?.numeroAvviso ?? '');
  await page.getByLabel('Codice fiscale scritto sull’avviso').fill(avviso?.codiceFiscaleDebitore ?? '');
  await page.getByRole('button', { name: 'Trova l’avviso' }).click();
  await page.getByRole('button', { name: 'Mandami la mail' }).waitFor();
  await page.evaluate('scrollTo(0, 0)');
  return page.screenshot();
}

const immagine = (classe: string, foto: Buffer): string =>
  `<img class="${classe}" alt="" src="data:image/png;base64,${foto.toString('base64')}">`;

const demo = JSON.parse(readFileSync(process.argv[2] ?? 'var/demo.json', 'utf8')) as FattiDemo;
const browser = await avviaChromium();
try {
  const foto = [
    immagine('ufficio', await fotoUfficio(await pagina(browser, UFFICIO), demo)),
    immagine('portale', await fotoPortale(await pagina(browser, PORTALE), demo)),
  ];
  const foglio = await pagina(browser, FOGLIO);
  await foglio.setContent(`<style>${STILE}</style>${foto.join('')}`);
  await foglio.screenshot({ path: DESTINAZIONE });
  process.stdout.write(`${DESTINAZIONE}\n`);
} finally {
  await browser.close();
}
