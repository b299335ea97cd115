import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriUfficio, unOperatore, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { unEnte } from '#support/un-ente';
import type { Mondo } from '#platform/contesto';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let sito: string;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  // Passkeys are of a name, never of a number.
  sito = ufficio.url.replace('127.0.0.1', 'localhost');
  mondo.config.urlPubblico = sito;
});
afterAll(() => ufficio.chiudi());

/** A passkey of the browser's own, which answers at once, as long as somebody is recognised. */
async function conAutenticatore(page: Page): Promise<(riconosciuto: boolean) => Promise<void>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return async (isUserVerified) =>
    void (await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }));
}

async function conPassword(page: Page, { utente, password }: OperatoreDiProva): Promise<void> {
  await page.goto(`${sito}/ufficio/accedi?dopo=/ufficio/dovuti`);
  await page.getByLabel('Nome utente').fill(utente);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Entra', exact: true }).click();
}

test('a passkey is made, and opens after the password; who is not recognised tries again, or writes a recovery code', async () => {
  const chi = await unOperatore(mondo, [await unEnte(mondo)]);
  const page = await nuovaPagina({ width: 320 });
  const riconosci = await conAutenticatore(page);
  await conPassword(page, chi);
  await page.waitForURL('**/ufficio/dovuti');
  await page.goto(`${sito}/ufficio/io/passkey/nuova`);
  await page.locator('#campo-nome').fill('Telefono');
  await page.getByLabel('Password').fill(chi.password);
  await page.getByRole('button', { name: 'Continua' }).click();
  const crea = page.getByRole('button', { name: 'Crea la passkey' });
  await crea.waitFor();
  await crea.click();
  const recupero = await page.locator('main code').first().innerText();
  await page.getByRole('link', { name: 'Li ho messi al sicuro' }).click();
  await page.getByRole('link', { name: 'Cambia la passkey Telefono' }).waitFor();
  await verificaAccessibilita(page);

  await page.context().clearCookies();
  await riconosci(false);
  await conPassword(page, chi);
  const usa = page.getByRole('button', { name: 'Usa la passkey' });
  await usa.click();
  await page.getByText('La passkey non ha risposto').waitFor();
  await verificaAccessibilita(page);
  await riconosci(true);
  await usa.click();
  await page.waitForURL('**/ufficio/dovuti');

  const senza = await nuovaPagina({ width: 320, javaScript: false });
  await conPassword(senza, chi);
  await senza.getByText('JavaScript è spento').waitFor();
  expect(await senza.getByRole('button', { name: 'Usa la passkey' }).isVisible()).toBe(false);
  await senza.getByLabel('Codice di recupero').fill(recupero);
  await senza.getByRole('button', { name: 'Conferma' }).click();
  await senza.waitForURL('**/ufficio/dovuti');
});
