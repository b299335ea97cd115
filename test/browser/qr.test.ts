import bwip from 'bwip-js/node';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { formatNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import {
  apriPortale,
  mondoFermo,
  unAvviso,
  type AvvisoDiProva,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { unEnte } from '#support/un-ente';

const CODICE_FISCALE = 'RSSMRA80A01H501U';
let mondo: MondoFermo;
let portale: PortaleDiProva;
let avviso: AvvisoDiProva;
let testo: string;

beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
  const ente = await unEnte(mondo);
  avviso = await unAvviso(mondo, ente, { IUD: 'Q1' });
  testo = `PAGOPA|002|${avviso.numeroAvviso}|${ente.codiceFiscale}|12050`;
});
afterAll(() => portale.chiudi());
beforeEach(() => mondo.avanti(3_600_000));

/** A code as it is printed, photographed a little askew on a sheet. */
async function foto(dentro: string, gradi = 6): Promise<Buffer> {
  const codice = await bwip.toBuffer({
    bcid: 'qrcode',
    text: dentro,
    scale: 6,
    padding: 12,
    backgroundcolor: 'FFFFFF',
  });
  return sharp(codice).flatten({ background: '#fff' }).rotate(gradi, { background: '#ddd' }).jpeg().toBuffer();
}

async function carica(page: Page, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer });
}

describe('the QR code of a notice, from a picture', () => {
  test('its number is written, the tax code is asked, and the notice is found', async () => {
    const page = await nuovaPagina({ width: 320 });
    await page.goto(`${portale.url}/avviso`);
    await carica(page, await foto(testo));
    await page.getByText('Abbiamo letto il numero dell’avviso.').waitFor();
    const scritto = await page.getByLabel('Numero dell’avviso').inputValue();
    expect(scritto).toBe(formatNumeroAvviso(avviso.numeroAvviso as NumeroAvviso));
    expect(await page.evaluate('document.activeElement.name')).toBe('codiceFiscale');
    await verificaAccessibilita(page);
    await page.keyboard.type(CODICE_FISCALE);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Tassa rifiuti' }).waitFor();
  });

  test('another code, and a picture without any, are told; nothing is written', async () => {
    const page = await nuovaPagina({});
    await page.goto(`${portale.url}/avviso`);
    await carica(page, await foto('https://www.example.org/'));
    await page.getByText('Questo codice QR non è di un avviso pagoPA.').waitFor();
    await carica(
      page,
      await sharp({ create: { width: 300, height: 300, channels: 3, background: '#999' } })
        .jpeg()
        .toBuffer(),
    );
    await page.getByText('Nella foto non troviamo un codice QR.').waitFor();
    await carica(page, Buffer.from('non è una foto'));
    await page.getByText('Nella foto non troviamo un codice QR.').waitFor();
    expect(await page.getByLabel('Numero dell’avviso').inputValue()).toBe('');
  });
});

describe('the QR code of a notice, by the camera', () => {
  test('it is read while it is in sight, and the camera goes off', async () => {
    const page = await nuovaPagina({ width: 320 });
    await conFotocamera(page, await foto(testo, 0));
    await page.goto(`${portale.url}/avviso`);
    await page.getByRole('button', { name: 'Inquadra il codice QR' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Abbiamo letto il numero dell’avviso.').waitFor();
    expect(await page.getByLabel('Numero dell’avviso').inputValue()).toBe(
      formatNumeroAvviso(avviso.numeroAvviso as NumeroAvviso),
    );
    expect(await page.evaluate('globalThis.tracce.map((una) => una.readyState)')).toEqual(['ended']);
  });

  test('while nothing is in sight one closes it with Esc, and is where one was', async () => {
    const page = await nuovaPagina({ width: 320 });
    await conFotocamera(
      page,
      await sharp({ create: { width: 320, height: 240, channels: 3, background: '#888' } })
        .png()
        .toBuffer(),
    );
    await page.goto(`${portale.url}/avviso`);
    await page.getByRole('button', { name: 'Inquadra il codice QR' }).click();
    await page.getByText('lo leggiamo da soli').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Chiudi la fotocamera');
    await verificaAccessibilita(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Chiudi la fotocamera' }).waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.dataset.qr')).toBe('inquadra');
    expect(await page.evaluate('globalThis.tracce.map((una) => una.readyState)')).toEqual(['ended']);
  });

  test('who says no to the camera is told what else there is', async () => {
    const page = await nuovaPagina({});
    await page.addInitScript('navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error("denied"));');
    await page.goto(`${portale.url}/avviso`);
    await page.getByRole('button', { name: 'Inquadra il codice QR' }).click();
    await page
      .getByText('La fotocamera non si può usare. Puoi caricare una foto, oppure scrivere il numero.')
      .waitFor();
  });

  test('only this page may ask for it; without a camera, or a script, the button is not there', async () => {
    const di = async (url: string): Promise<unknown> =>
      (await portale.app.inject({ url })).headers['permissions-policy'];
    expect(await di('/avviso')).toContain('camera=(self)');
    expect(await di('/enti')).toContain('camera=()');
    const senza = await nuovaPagina({});
    await senza.addInitScript('delete Object.getPrototypeOf(navigator).mediaDevices;');
    await senza.goto(`${portale.url}/avviso`);
    await senza.getByText('Carica una foto del codice QR').waitFor();
    expect(await senza.getByRole('button', { name: 'Inquadra il codice QR' }).count()).toBe(0);
    const spento = await nuovaPagina({ javaScript: false });
    await spento.goto(`${portale.url}/avviso`);
    expect(await spento.getByText('Carica una foto del codice QR').isVisible()).toBe(false);
  });
});

/** A camera that sees that picture: a stream of its own, as a real one gives, for the browser of the tests has no device. */
async function conFotocamera(page: Page, vista: Buffer): Promise<void> {
  await page.addInitScript(`
    globalThis.tracce = [];
    navigator.mediaDevices.getUserMedia = async () => {
      const byte = Uint8Array.from(atob('${vista.toString('base64')}'), (uno) => uno.charCodeAt(0));
      const immagine = await createImageBitmap(new Blob([byte]));
      const tela = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
      const penna = tela.getContext('2d');
      const disegna = () => penna.drawImage(immagine, 160, 80, 320, 320);
      disegna();
      setInterval(disegna, 50);
      const flusso = tela.captureStream(20);
      globalThis.tracce.push(...flusso.getTracks());
      return flusso;
    };`);
}
