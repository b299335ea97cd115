import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { apriProvini, PROVINI } from './provini.tsx';

let sito: Awaited<ReturnType<typeof apriProvini>>;
beforeAll(async () => {
  sito = await apriProvini();
});
afterAll(async () => {
  await sito.chiudi();
});

const entra = async (page: Awaited<ReturnType<typeof nuovaPagina>>): Promise<void> =>
  await page.context().addCookies([{ name: 'prova_ufficio', value: 'segreto-di-prova', url: sito.url }]);

describe.each([320, 1280])('%i px', (width) => {
  test.each(PROVINI)('$percorso is accessible and stays in the window', async ({ percorso, dentro }) => {
    const page = await nuovaPagina({ width });
    if (dentro) await entra(page);
    await page.goto(sito.url + percorso);
    expect(await page.locator('h1').count()).toBe(1);
    await verificaAccessibilita(page);
  });

  test('a refused form is accessible and stays in the window', async () => {
    const page = await nuovaPagina({ width });
    await page.goto(`${sito.url}/anagrafica`);
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('heading', { name: 'Ci sono 5 cose da correggere' }).waitFor();
    await verificaAccessibilita(page);
  });
});

describe.each([true, false])('with JavaScript: %s', (javaScript) => {
  test('a refused form comes back as typed, with the focus on what is wrong', async () => {
    const page = await nuovaPagina({ javaScript });
    await page.goto(`${sito.url}/avviso`);
    await page.getByLabel('Qual è il numero dell’avviso?').fill('3010 12');
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.locator('.riepilogo-errori:focus').waitFor();
    expect(await page.title()).toBe('Errore: Qual è il numero dell’avviso? – Paga – MyPay');
    expect(await page.getByLabel('Qual è il numero dell’avviso?').inputValue()).toBe('3010 12');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('9');
    expect(await page.locator('#campo-numero').inputValue()).toContain('9');
  });

  test('the menu of the ufficio opens on a phone, and closes with Esc', async () => {
    const page = await nuovaPagina({ javaScript, width: 320 });
    await entra(page);
    await page.goto(`${sito.url}/ufficio/dovuti`);
    const menu = page.getByRole('navigation', { name: 'Principale' });
    expect(await menu.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).click();
    expect(await menu.isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'Dovuti' }).getAttribute('aria-current')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await menu.isVisible()).toBe(false);
  });

  test('signing in, and a row opened from the keyboard', async () => {
    const page = await nuovaPagina({ javaScript });
    await page.goto(`${sito.url}/ufficio/dovuti`);
    expect(page.url()).toBe(`${sito.url}/ufficio/accesso?dopo=%2Fufficio%2Fdovuti`);
    await page.getByLabel('Nome utente').fill('verdi');
    await page.getByRole('button', { name: 'Entra' }).click();
    await page.getByRole('table', { name: '25 dovuti, dal più recente' }).waitFor();
    await page.getByRole('rowheader').first().getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/ufficio/dovuti/301000000000010000');
  });
});

test('the checks see what is wrong', async () => {
  const page = await nuovaPagina();
  await page.setContent('<html lang="it"><title>x</title><main><h1>x</h1><img src="data:,"></main></html>');
  await expect(verificaAccessibilita(page)).rejects.toThrow('image-alt');
  const larga = await nuovaPagina({ width: 320 });
  await larga.setContent('<html lang="it"><title>x</title><main><h1 style="width: 400px">x</h1></main></html>');
  await expect(verificaAccessibilita(larga)).rejects.toThrow('wider than the window');
  await larga.setContent(
    `<html lang="it"><title>x</title><style>td { display: block; position: relative; padding-left: 3rem }
     td::before { content: attr(data-titolo); position: absolute; left: 0; white-space: nowrap }</style>
     <main><h1>x</h1><table class="a-schede"><tr><td data-titolo="Un nome molto lungo">x</td></tr></table></main></html>`,
  );
  await expect(verificaAccessibilita(larga)).rejects.toThrow('its name lies over its value');
});

test('a long work: without a script a link tells how far it is, with one the page does', async () => {
  const senza = await nuovaPagina({ javaScript: false });
  await entra(senza);
  await senza.goto(`${sito.url}/ufficio/flussi`);
  await senza.getByRole('button', { name: 'Carica' }).click();
  await senza.getByText('1.000 di 3.000').waitFor();
  const con = await nuovaPagina();
  await entra(con);
  await senza.getByRole('link', { name: 'Aggiorna la pagina' }).click();
  await senza.getByText('2.000 di 3.000').waitFor();
  await con.goto(`${sito.url}/ufficio/flussi`);
  await con.getByRole('button', { name: 'Carica' }).click();
  await con.getByText('Terminato').waitFor();
  await con.getByText('3.000 di 3.000').waitFor();
  expect(await con.locator('.avanzamento').count()).toBe(1);
  expect(await con.locator('.avanzamento [hx-get], .avanzamento[hx-get]').count()).toBe(0);
});

test('a session that ended while the page was asking: the page leaves for the sign-in', async () => {
  const page = await nuovaPagina();
  await entra(page);
  await page.goto(`${sito.url}/ufficio/flussi`);
  await page.getByRole('button', { name: 'Carica' }).click();
  await page.context().clearCookies();
  await page.waitForURL('**/ufficio/accesso?dopo=%2Fufficio%2Fflussi');
});

test('the first Tab offers to skip to the content', async () => {
  const page = await nuovaPagina();
  await page.goto(sito.url);
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Vai al contenuto');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('contenuto');
});

test('a notice number is read in groups and copied whole', async () => {
  const page = await nuovaPagina();
  await page.goto(`${sito.url}/avviso/301000000000012377`);
  await page.locator('.numero-avviso').click();
  expect(await page.evaluate('getSelection().toString()')).toBe('301000000000012377');
});

test('a first page weighs less than 120 kB', async () => {
  const page = await nuovaPagina();
  let bytes = 0;
  page.on('response', async (risposta) => {
    bytes += Number((await risposta.allHeaders())['content-length'] ?? 0);
  });
  await page.goto(sito.url, { waitUntil: 'networkidle' });
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(120_000);
});
