import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { pubblicaModulo, salvaBozza } from '#modules/enti';
import type { Mondo } from '#platform/contesto';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { LUCE_VOTIVA, luceVotivaA, OGNI_GENERE } from '#support/moduli';
import { apriUfficio, cookieDi, unOperatore, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

// Kinds of due and the editor of their forms, in a real browser: accessible, inside the window, with scripts and without.

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let capo: OperatoreDiProva;
const TIPI = '/ufficio/configurazione/tipi';

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  capo = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  const { tipoDovutoId } = ente;
  const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  for (const definizione of [LUCE_VOTIVA, luceVotivaA(20), OGNI_GENERE]) {
    const versione = valoreDi(await salvaBozza(ctx, { tipoDovutoId, definizione }));
    valoreDi(await pubblicaModulo(ctx, { tipoDovutoId, versione }));
  }
}, 60_000);
afterAll(() => ufficio.chiudi());

async function entra(page: Page): Promise<string> {
  const { ufficio: value } = await cookieDi(mondo, capo);
  await page.context().addCookies([{ name: 'ufficio', value, url: ufficio.url }]);
  return `${ufficio.url}${TIPI}/${ente.tipoDovutoId}/modulo`;
}

describe.each([320, 1280])('%i px', (width) => {
  test('every page of kinds of due and forms is accessible and stays in the window', { timeout: 90_000 }, async () => {
    const page = await nuovaPagina({ width });
    const editor = await entra(page);
    const guarda = async (): Promise<void> => {
      expect(await page.locator('h1').count(), page.url()).toBe(1);
      await verificaAccessibilita(page);
      const cartella = process.env['SCATTI'];
      const nome = new URL(page.url()).pathname.replaceAll('/', '-');
      if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}-${width}.png`, fullPage: true });
    };
    const uno = editor.replace('/modulo', '');
    for (const dove of [
      `${ufficio.url}${TIPI}`,
      `${ufficio.url}${TIPI}/adotta`,
      uno,
      `${editor}/versioni?prima=1&dopo=2`,
    ]) {
      await page.goto(dove);
      await guarda();
    }
    await page.goto(editor);
    await guarda();
    await page.getByLabel('Definizione (JSON)').fill(JSON.stringify({ ...LUCE_VOTIVA, causale: '{{boh}}' }));
    await page.getByRole('button', { name: 'Salva la bozza' }).click();
    await page.locator('.alert-danger').first().waitFor();
    await guarda();
  });
});

test(
  'with a script the preview follows what is typed, and the person stays where they were',
  { timeout: 60_000 },
  async () => {
    const page = await nuovaPagina();
    await page.goto(await entra(page));
    await page.getByLabel('Definizione (JSON)').fill(JSON.stringify(LUCE_VOTIVA));
    const lampade = page.getByLabel('Quante lampade');
    await lampade.waitFor();
    await page.getByLabel('Nome del defunto').fill('Ada Neri');
    await lampade.pressSequentially('3');
    await page.getByText('Il cittadino potrebbe pagare.').waitFor();
    expect(await page.locator('.importo-grande').textContent()).toContain('45,00');
    expect(await page.locator(':focus').getAttribute('name')).toBe('prova.lampade');
    expect(await lampade.inputValue()).toBe('3');
  },
);

test.each([true, false])(
  'nothing is held against a form still empty, until one asks; JavaScript: %s',
  { timeout: 60_000 },
  async (javaScript) => {
    const page = await nuovaPagina({ javaScript });
    await page.goto(await entra(page));
    const anteprima = page.locator('#anteprima');
    await anteprima.getByRole('heading', { name: 'Anteprima con valori di prova' }).waitFor();
    expect(await anteprima.locator('.campo-errato, .alert').count()).toBe(0);
    await page.getByRole('button', { name: 'Controlla e aggiorna l’anteprima' }).click();
    await anteprima.getByText('Compila questo campo.').first().waitFor();
    await anteprima.getByText('guarda che cosa manca').waitFor();
  },
);

test('without a script a button does, and rows come and go', { timeout: 60_000 }, async () => {
  const page = await nuovaPagina({ javaScript: false });
  await page.goto(await entra(page));
  await page.getByLabel('Quanti').fill('3');
  await page.getByRole('button', { name: 'Aggiungi una riga a «Figli»' }).click();
  const figli = page.getByLabel('Nome del figlio');
  await figli.nth(1).fill('Ugo');
  await page.getByRole('button', { name: 'Controlla e aggiorna l’anteprima' }).click();
  expect(await page.locator('.importo-grande').textContent()).toContain('30,00');
  expect(await figli.nth(1).inputValue()).toBe('Ugo');
  await page.getByRole('button', { name: 'Togli la riga 1 di «Figli»' }).click();
  expect([await figli.count(), await figli.first().inputValue()]).toEqual([1, 'Ugo']);
});
