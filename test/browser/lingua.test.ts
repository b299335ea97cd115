import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { soloItaliano } from '#support/lingue';
import {
  apriPortale,
  mondoFermo,
  unAvviso,
  type AvvisoDiProva,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { conModulo } from '#support/spontaneo';
import { testiDi } from '#testi/catalogo';
import { unEnte, type EnteDiProva } from '#support/un-ente';

const CODICE_FISCALE = 'RSSMRA80A01H501U';

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
let avviso: AvvisoDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
  avviso = await unAvviso(mondo, ente, { IUD: 'BL1', causaleVersamento: 'TARI 2026, utenza domestica, prima rata' });
  await conModulo(mondo, ente);
});
afterAll(() => portale.chiudi());
beforeEach(() => mondo.avanti(3_600_000));

const ALTRE = [
  ['en', 320, false],
  ['en', 1280, true],
  ['de', 320, true],
  ['de', 1280, false],
] as const;

test.each(ALTRE)(
  '%s at %i px, JavaScript: %s: chosen by keyboard, accessible, whole',
  async (lingua, width, javaScript) => {
    const t = testiDi(lingua);
    const page = await nuovaPagina({ width, javaScript });
    const guarda = async (): Promise<void> => {
      expect(await page.locator('html').getAttribute('lang')).toBe(lingua);
      expect(soloItaliano(await page.content(), lingua)).toEqual([]);
      if (javaScript) await verificaAccessibilita(page);
    };
    await page.goto(`${portale.url}/avviso`);
    await scegli(page, lingua);
    await guarda();
    await page.getByRole('button', { name: t.portale.avviso.cerca }).click();
    await page.getByRole('link', { name: t.portale.avviso.errori.mancaNumero }).waitFor();
    await guarda();
    await page.getByLabel(t.portale.avviso.numero).fill(avviso.numeroAvviso);
    await page.getByLabel(t.portale.avviso.codiceFiscale).fill(CODICE_FISCALE);
    await page.getByRole('button', { name: t.portale.avviso.cerca }).click();
    await page.getByRole('heading', { name: t.portale.trovato.tutto }).waitFor();
    expect(await page.locator('h1').getAttribute('lang')).toBe('it');
    await guarda();
    for (const percorso of [
      '',
      'enti',
      `enti/${ente.codIpa}`,
      `enti/${ente.codIpa}/${ente.tipo}`,
      'accessibilita',
      'privacy',
    ]) {
      await page.goto(`${portale.url}/${percorso}`);
      await guarda();
    }
  },
);

/** The languages are reached with Tab, after the links that skip them. */
async function scegli(page: Page, lingua: string): Promise<void> {
  const bottone = page.locator(`.lingue button[value=${lingua}]`);
  for (let volte = 0; volte < 10; volte += 1) {
    await page.keyboard.press('Tab');
    if (await bottone.evaluate((uno) => uno === uno.ownerDocument.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await page.locator(`html[lang=${lingua}]`).waitFor();
}
