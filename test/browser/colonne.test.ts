import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriUfficio, esegui, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Awaited<ReturnType<typeof unOperatore>>;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await unOperatore(mondo, [ente]);
}, 120_000);
afterAll(() => ufficio.chiudi());

const ELENCO = 'Codice fiscale;Nominativo;Importo;Scadenza\nRSSMRA80A01H501U;Mario Rossi;1.234,50;31/12/2099\n';

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 320 },
])('with JavaScript: $javaScript, $width px', ({ javaScript, width }) => {
  test(
    'an operator says which column is which of a file of their own, and sees its preview',
    { timeout: 60_000 },
    async () => {
      const page = await nuovaPagina({ javaScript, width });
      await page.goto(`${ufficio.url}/ufficio/accedi`);
      await page.getByLabel('Nome utente').fill(anna.utente);
      await page.getByLabel('Password').fill(anna.password);
      await page.getByRole('button', { name: 'Entra' }).click();
      await page.waitForURL('**/ufficio');
      await page.goto(`${ufficio.url}/ufficio/flussi/carica`);
      const file = { name: `Elenco ${width}.csv`, mimeType: 'text/csv', buffer: Buffer.from(ELENCO) };
      await page.getByLabel('File dei dovuti').setInputFiles(file);
      await page.getByRole('button', { name: 'Carica' }).click();
      await page.getByRole('heading', { name: 'Che cosa c’è nelle colonne' }).waitFor();
      if (javaScript) await verificaAccessibilita(page);
      await page.getByRole('button', { name: 'Guarda l’anteprima' }).click();
      await page.getByRole('heading', { name: 'Ci sono 2 cose da correggere' }).waitFor();
      if (javaScript) await verificaAccessibilita(page);
      await page.getByLabel('Tipo dovuto: da dove').selectOption('costante');
      await page.getByLabel('Tipo dovuto: sempre questo').fill(ente.tipo);
      await page.locator('[name=da_causaleVersamento]').selectOption('costante');
      await page.locator('[name=v_causaleVersamento]').fill('Mensa 2099');
      await page.getByRole('button', { name: 'Guarda l’anteprima' }).click();
      await page.getByText('Lettura e controllo delle righe').waitFor();
      const id = new URL(page.url()).pathname.split('/').at(-2) ?? '';
      await esegui(mondo, ente, 'flussi.calcola_anteprima', id);
      if (!javaScript) await page.getByRole('link', { name: 'Aggiorna la pagina' }).click();
      await page.getByRole('button', { name: 'Conferma e carica 1 riga' }).waitFor();
    },
  );
});
