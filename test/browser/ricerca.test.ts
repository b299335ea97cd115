import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { registraTipoDovuto } from '#modules/enti';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { moltiEnti } from '#support/molti-enti';
import {
  apriPortale,
  mailDi,
  mondoFermo,
  unAvviso,
  type AvvisoDiProva,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { conModulo } from '#support/spontaneo';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';

const CODICE_FISCALE = 'RSSMRA80A01H501U';
let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
let avviso: AvvisoDiProva;

beforeAll(async () => {
  const database = await databaseNuovo();
  mondo = mondoFermo(database);
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
  avviso = await unAvviso(mondo, ente, { IUD: 'RIC1', causaleVersamento: 'TARI 2026' });
  await conModulo(mondo, ente);
  for (let n = 0; n < 13; n += 1) {
    const suo = { ...TIPO, codice: `T${n}`, denominazione: `Diritto ${n} di segreteria` };
    const conti = { contoId: ente.contoId, contoPostaleId: null };
    valoreDi(await registraTipoDovuto(ctxDi(mondo, 'worker', ente.enteId), { ...suo, ...conti }));
  }
  await moltiEnti(database.adminUrl, { quanti: 600, intermediarioId: ente.intermediarioId });
});
afterAll(() => portale.chiudi());
beforeEach(() => mondo.avanti(3_600_000));

describe.each([320, 1280])('as one types, at %i px', (width) => {
  test('an ente is found, the number is told, the field keeps the focus, and the page comes back as it was', async () => {
    const page = await nuovaPagina({ width });
    await page.goto(`${portale.url}/enti`);
    await page.getByText('Sono più di 500').waitFor();
    await verificaAccessibilita(page);
    await page.getByLabel('Nome dell’ente, comune o provincia').pressSequentially(ente.codiceFiscale, { delay: 20 });
    await page.getByRole('status').getByText('1 ente', { exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('nome');
    expect(new URL(page.url()).searchParams.get('nome')).toBe(ente.codiceFiscale);
    await page.reload();
    await page.getByRole('status').getByText('1 ente', { exact: true }).waitFor();
    await page.getByLabel('Nome dell’ente, comune o provincia').fill('nessuno così');
    await page.getByRole('heading', { name: 'Nessun ente ha questo nome' }).waitFor();
    await verificaAccessibilita(page);
  });

  test('and among what it collects', async () => {
    const page = await nuovaPagina({ width });
    await page.goto(`${portale.url}/enti/${ente.codIpa}`);
    await page.getByLabel('Che cosa vuoi pagare').pressSequentially('rifiuti');
    await page.getByRole('status').getByText('1 voce').waitFor();
    await page.getByText('Diritto 3 di segreteria').waitFor({ state: 'detached' });
    await verificaAccessibilita(page);
  });

  test('the ente of a code is asked, and chosen among those that the name may mean', async () => {
    const page = await nuovaPagina({ width });
    await page.goto(`${portale.url}/avviso`);
    await page.getByLabel('Numero dell’avviso').fill(avviso.iud);
    await page.getByLabel('Codice fiscale scritto sull’avviso').fill(CODICE_FISCALE);
    await page.getByRole('button', { name: 'Trova l’avviso' }).click();
    await page.getByText('Di quale ente?').waitFor();
    await verificaAccessibilita(page);
    await page.getByLabel('Ente che ti ha dato il codice').pressSequentially('borgo1');
    await page.getByText('Ne vedi 8').waitFor();
    await verificaAccessibilita(page);
    await page.getByLabel('Ente che ti ha dato il codice').fill(ente.codiceFiscale);
    await page.getByLabel(ente.denominazione).check();
    await page.getByRole('button', { name: 'Trova l’avviso' }).click();
    await page.getByRole('heading', { level: 1, name: 'TARI 2026' }).waitFor();
  });
});

test.each([320, 1280])('a barrier is reported, at %i px', async (width) => {
  const page = await nuovaPagina({ width });
  await page.goto(`${portale.url}/accessibilita`);
  await verificaAccessibilita(page);
  await page.getByRole('link', { name: 'Segnala un problema di accessibilità' }).click();
  await page.getByRole('button', { name: 'Invia la segnalazione' }).click();
  await page.locator('.riepilogo-errori:focus').waitFor();
  await verificaAccessibilita(page);
  await page.getByLabel('Che cosa succede').fill('Il pulsante non si raggiunge');
  await page.getByRole('button', { name: 'Invia la segnalazione' }).click();
  await page.getByText('Grazie, la segnalazione è partita').waitFor();
  await verificaAccessibilita(page);
});

test('with the keyboard alone: from the first page to the whole notice', async () => {
  const page = await nuovaPagina({ width: 1280 });
  await page.goto(portale.url);
  await raggiungi(page, 'Vai al contenuto');
  await page.keyboard.press('Enter');
  await raggiungi(page, 'Ho un avviso');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/avviso');
  await raggiungi(page, 'numero');
  await page.keyboard.type(avviso.numeroAvviso);
  await raggiungi(page, 'codiceFiscale');
  await page.keyboard.type(CODICE_FISCALE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'TARI 2026' }).waitFor();
  await raggiungi(page, 'email');
  await page.keyboard.type('tastiera@example.org');
  await raggiungi(page, 'Mandami la mail');
  await page.keyboard.press('Space');
  await page.waitForURL('**/codice/*');
  const { codice } = await mailDi(mondo, page.url().split('/').at(-1) ?? '');
  await raggiungi(page, 'codice');
  await page.keyboard.type(codice);
  await page.keyboard.press('Enter');
  await page.getByText('Mario Rossi').waitFor();
});

test('with the keyboard alone: an ente, what it collects, its form', async () => {
  const page = await nuovaPagina({ width: 320 });
  await page.goto(`${portale.url}/enti`);
  await raggiungi(page, 'nome');
  await page.keyboard.type(ente.codiceFiscale);
  await page.getByRole('status').getByText('1 ente', { exact: true }).waitFor();
  await raggiungi(page, ente.denominazione);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/enti/${ente.codIpa}`);
  await raggiungi(page, 'cerca');
  await page.keyboard.type('rifiuti');
  await page.getByRole('status').getByText('1 voce').waitFor();
  await raggiungi(page, 'Tassa sui rifiuti');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Luci votive' }).waitFor();
  await raggiungi(page, 'Continua');
  await page.keyboard.press('Enter');
  await page.locator('.riepilogo-errori:focus').waitFor();
});

/** A page has fewer places for the focus than this. */
const TAB_MAX = 60;

/** Presses Tab until the focus is there (a field by its name, anything else by its words); each stop on the way is seen. */
async function raggiungi(page: Page, dove: string): Promise<void> {
  for (let volte = 0; volte < TAB_MAX; volte += 1) {
    await page.keyboard.press('Tab');
    const { nome, testo, visto } = await page.evaluate<{ nome: string; testo: string; visto: boolean }>(`(() => {
      const e = document.activeElement;
      const segno = e.matches('.visually-hidden') ? e.closest('label') : e;
      const { top, bottom } = segno.getBoundingClientRect();
      const stile = getComputedStyle(segno);
      return {
        nome: e.name ?? '',
        testo: e.textContent.trim(),
        visto: e === document.body || (bottom > 0 && top < innerHeight && (stile.boxShadow !== 'none' || stile.outlineStyle !== 'none')),
      };
    })()`);
    expect([testo || nome, visto]).toEqual([testo || nome, true]);
    if (nome === dove || testo.startsWith(dove)) return;
  }
  throw new Error(`the keyboard does not come to «${dove}»`);
}

test('magnified to 200%: nothing is cut, and nothing scrolls sideways', async () => {
  // 1280 px at 200% are 640 px for the page.
  const page = await nuovaPagina({ width: 640, height: 400 });
  const pagine = ['', 'avviso', 'enti', `enti/${ente.codIpa}`, `enti/${ente.codIpa}/${ente.tipo}`, 'carrello'];
  for (const dove of [...pagine, 'accessibilita', 'segnala', 'assistenza', 'privacy']) {
    await page.goto(`${portale.url}/${dove}`);
    await verificaAccessibilita(page);
  }
});
