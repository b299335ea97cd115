import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { apriIngresso, type Ingresso } from '#support/identita';
import { MODI } from '#support/modi';
import { mailDi, unaPersona, unAvviso } from '#support/portale';
import { unEnte, type EnteDiProva } from '#support/un-ente';

const AURORA = unaPersona({ nome: 'Aurora', cognome: 'Sorbo', email: 'aurora@example.org' });
const BRUNO = unaPersona({ nome: 'Bruno Maria', cognome: 'Cipresso di Montelungo' });

let ingresso: Ingresso;
let ente: EnteDiProva;
beforeAll(async () => {
  ingresso = await apriIngresso(await databaseNuovo(), [AURORA, BRUNO]);
  ente = await unEnte(ingresso.mondo);
});
afterAll(() => ingresso.chiudi());

const qui = (percorso: string): string => ingresso.portale.url + percorso;

/** Looks at what is on the screen: it is accessible. `SCATTI=folder` keeps a picture of it. */
async function guarda(page: Page, nome: string, javaScript: boolean): Promise<void> {
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
  expect(await page.locator('h1').count()).toBe(1);
  if (javaScript) await verificaAccessibilita(page);
}

describe.each(MODI)('$width px, JavaScript: $javaScript', ({ width, javaScript }) => {
  const chi = width < 1000 === javaScript ? BRUNO : AURORA;
  const nome = (cosa: string): string => `accesso-${cosa}-${width}-${javaScript ? 'con' : 'senza'}`;
  const intero = `${chi.nome} ${chi.cognome}`;

  test('signs in, opens a notice of their own without any mail, saves an address, leaves', async () => {
    const iud = `A${width}${String(javaScript)}`;
    const avviso = await unAvviso(ingresso.mondo, ente, {
      ...{ IUD: iud, codiceIdentificativoUnivoco: chi.codiceFiscale, anagraficaPagatore: intero },
    });
    const page = await nuovaPagina({ width, javaScript });
    await page.goto(qui('/enti'));
    await page.getByRole('link', { name: 'Accedi' }).click();
    await page.getByRole('heading', { name: 'Entra con SPID o CIE' }).waitFor();
    await guarda(page, nome('perche'), javaScript);
    await page.getByRole('link', { name: 'Entra con SPID o CIE' }).click();
    await page.getByText('Chi sei?').waitFor();
    await guarda(page, nome('fornitore'), javaScript);
    await page.getByRole('button', { name: intero }).click();
    await page.waitForURL('**/enti');
    await page.getByRole('link', { name: `Sei entrato come ${intero}` }).waitFor();

    await page.goto(qui(`/avvisi/${avviso.iuvId}`));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(chi.codiceFiscale).first().waitFor();

    await page.getByRole('link', { name: `Sei entrato come ${intero}` }).click();
    await page.getByRole('heading', { name: 'Il mio profilo' }).waitFor();
    await guarda(page, nome('profilo'), javaScript);
    await page.locator('#campo-email').fill(`${iud}@example.org`);
    await page.getByRole('button', { name: 'Conferma la email' }).click();
    await page.waitForURL('**/profilo/email/*');
    await guarda(page, nome('codice'), javaScript);
    const { codice } = await mailDi(ingresso.mondo, page.url().split('/').at(-1) ?? '');
    await page.getByLabel('Codice di sei cifre').fill(codice);
    await page.getByRole('button', { name: 'Salva la email' }).click();
    await page.getByText('La tua email è salvata').waitFor();
    await guarda(page, nome('salvata'), javaScript);

    await page.getByRole('button', { name: 'Esci', exact: true }).click();
    await page.getByRole('heading', { name: 'Esci anche da SPID o CIE' }).waitFor();
    await guarda(page, nome('uscita'), javaScript);
    await page.getByRole('button', { name: 'Esci', exact: true }).click();
    await page.waitForURL(qui('/'));
    await page.getByRole('link', { name: 'Accedi' }).waitFor();
    // What was theirs is no more to be seen here.
    await page.goBack();
    await page.goto(qui('/profilo'));
    await page.getByRole('heading', { name: 'Entra con SPID o CIE' }).waitFor();
  }, 90_000);

  test('gives up at the provider, and begins again', async () => {
    const page = await nuovaPagina({ width, javaScript });
    await page.goto(qui('/profilo'));
    await page.getByRole('link', { name: 'Entra con SPID o CIE' }).click();
    await page.getByRole('button', { name: 'Annulla' }).click();
    await page.getByText('Hai annullato l’accesso').waitFor();
    await guarda(page, nome('annullato'), javaScript);
    await page.getByRole('link', { name: 'Inizia di nuovo' }).click();
    await page.getByRole('link', { name: 'Entra con SPID o CIE' }).click();
    await page.getByRole('button', { name: intero }).click();
    await page.getByRole('link', { name: `Sei entrato come ${intero}` }).waitFor();
  }, 60_000);
});
