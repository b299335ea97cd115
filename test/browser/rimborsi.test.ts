import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DovutoId, RicevutaId } from '#kernel/ids';
import type { Mondo } from '#platform/contesto';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { nuovoDovuto, type DovutoNuovo } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriUfficio, unOperatore, type OperatoreDiProva, type UfficioDiProva } from '#support/ufficio';
import { unEnte, type EnteDiProva } from '#support/un-ente';

const PAGATORE = {
  ...{ tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi', indirizzo: null, civico: null },
  ...{ cap: null, localita: null, provincia: null, nazione: null, email: null },
};

let mondo: Mondo;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let chi: OperatoreDiProva;
let aperto: DovutoId;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
  chi = await unOperatore(mondo, [ente], { ruolo: 'amministratore' });
  aperto = (await nuovoDovuto(mondo, ente, { iud: 'APERTO', importo: 12_050 })).dovutoId;
  const pagato = await nuovoDovuto(mondo, ente, { iud: 'PAGATO', importo: 123_456 });
  await arriva(pagato, 123_456);
  await arriva(pagato, 123_456);
  ufficio = await apriUfficio(mondo);
}, 120_000);
afterAll(() => ufficio.chiudi());

let numero = 0;
async function arriva(d: DovutoNuovo | null, importo: number): Promise<RicevutaId> {
  numero += 1;
  const iuv = d?.iuv ?? `01006${String(numero).padStart(12, '0')}`;
  const r = { iuv, numeroAvviso: `3${iuv}`, importo, receiptId: `b6f0c0a1e5d94b6c9a0e${numero}` };
  const { ricevutaId } = await consegna(mondo, ente, ricevutaLetta(ente, r, { pagatore: PAGATORE }));
  return ricevutaId ?? expect.fail();
}

async function entra(page: Page, dove: string): Promise<void> {
  await page.goto(ufficio.url + dove);
  await page.getByLabel('Nome utente').fill(chi.utente);
  await page.getByLabel('Password').fill(chi.password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.waitForURL(`**${dove}`);
}

describe.each([320, 1280])('%i px', (width) => {
  test('every page is accessible and stays in the window', { timeout: 120_000 }, async () => {
    const page = await nuovaPagina({ width });
    const guarda = async (nome: string): Promise<void> => {
      expect(await page.locator('h1').count(), page.url()).toBe(1);
      await verificaAccessibilita(page);
      await fotografa(page, `${nome}-${width}`);
    };
    const orfana = await arriva(null, 9_900);
    await entra(page, '/ufficio/incassi/da-rimborsare');
    await guarda('rimborsi');
    for (const [nome, percorso] of [
      ['rimborsi-oggi', ''],
      ['rimborsi-nessuno', '/incassi/da-rimborsare?genere=estinto'],
      ['rimborso', `/incassi/da-rimborsare/${orfana}`],
      ['rimborso-attribuisci', `/incassi/da-rimborsare/${orfana}/attribuisci`],
      ['rimborso-non-dovuto', `/incassi/da-rimborsare/${orfana}/non-dovuto`],
      ['rimborso-rimborsato', `/incassi/da-rimborsare/${orfana}/rimborsato`],
      ['incasso-fuori', `/dovuti/${aperto}/incasso`],
    ]) {
      await page.goto(`${ufficio.url}/ufficio${percorso}`);
      await guarda(nome ?? '');
    }
    await page.getByRole('button', { name: 'Registra l’incasso' }).click();
    await page.getByRole('heading', { name: 'Ci sono 2 cose da correggere' }).waitFor();
    await guarda('incasso-fuori-errori');
    await page.goto(`${ufficio.url}/ufficio/incassi/da-rimborsare/${orfana}/rimborsato`);
    await page.getByLabel('Mandato').fill('Mandato 12/2026');
    await page.getByRole('button', { name: 'Segna come rimborsato' }).click();
    await page.getByRole('heading', { name: 'Che cosa si è deciso' }).waitFor();
    await guarda('rimborso-trattato');
    await page.goto(`${ufficio.url}/ufficio/incassi/da-rimborsare?stato=trattate`);
    await guarda('rimborsi-trattati');
  });
});

describe.each([true, false])('with JavaScript: %s', (javaScript) => {
  test('money is given to a dovuto, and a dovuto is paid at the desk', { timeout: 60_000 }, async () => {
    const page = await nuovaPagina({ javaScript });
    const iud = `DATO-${javaScript}`;
    await nuovoDovuto(mondo, ente, { iud, importo: 7700 });
    const orfana = await arriva(null, 7700);
    await entra(page, `/ufficio/incassi/da-rimborsare/${orfana}`);
    await page.getByRole('link', { name: 'Attribuisci a un dovuto' }).click();
    // Whoever paid is looked for from the start.
    await page.getByRole('radio').first().waitFor();
    await page.getByLabel('Cerca il dovuto').fill(iud);
    await page.getByLabel('Cerca il dovuto').press('Enter');
    await page.getByRole('radio', { name: 'Mario Rossi' }).check();
    await page.getByLabel('Motivo').fill('Ha pagato con un avviso di prima');
    await page.getByRole('button', { name: 'Attribuisci: il dovuto risulterà pagato' }).click();
    await page.getByRole('link', { name: iud }).click();
    await page.getByText('Pagato con denaro di un altro pagamento').waitFor();
    const { dovutoId } = await nuovoDovuto(mondo, ente, { iud: `CASSA-${javaScript}`, importo: 3300 });
    await page.goto(`${ufficio.url}/ufficio/dovuti/${dovutoId}`);
    await page.getByRole('link', { name: 'Registra un incasso fuori da pagoPA' }).click();
    await page.getByLabel('Come è arrivato').selectOption({ label: 'Contanti, allo sportello' });
    await page.getByLabel('Riferimento').fill('Ricevuta di cassa 3');
    await page.getByRole('button', { name: 'Registra l’incasso' }).click();
    await page.getByText('Pagato fuori da pagoPA').waitFor();
  });
});

/** For whoever looks at the pages: `SCATTI` says in which folder. */
async function fotografa(page: Page, nome: string): Promise<void> {
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
}
