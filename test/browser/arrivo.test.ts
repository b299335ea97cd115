import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { creaLink, impostaRitorni, preparaCarrello, type ModoArrivo } from '#modules/pagamenti';
import type { Ctx } from '#platform/contesto';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { DEBITORE } from '#support/carico';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { MODI } from '#support/modi';
import { readCodes } from '#support/pdf';
import { mailDi, mondoFermo } from '#support/portale';
import { dovutoDi } from '#support/posizioni';
import { conModulo, lavoraRichiesta } from '#support/spontaneo';
import { ctxDi, type EnteDiProva } from '#support/un-ente';

const ORA_MS = 3_600_000;

let p: Pagamenti;
let ente: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  const [uno, altro] = await dueEnti(mondo);
  ente = uno;
  await conModulo(mondo, ente);
  p = await apriPagamenti(mondo, [uno, altro]);
  const { enteId } = ente;
  valoreDi(await impostaRitorni(ctxDi(mondo, 'worker', enteId), { enteId, indirizzi: [p.simulatore.url] }));
});
afterAll(() => p.chiudi());
beforeEach(() => p.mondo.avanti(ORA_MS));

let n = 0;
const per = (enteId: EnteId): Ctx => ctxDi(p.mondo, 'worker', enteId);

/** What the ente has prepared, as the address to which its site sends the browser. */
async function prepara(modo: ModoArrivo): Promise<string> {
  n += 1;
  const causale = `Pratica ${n}`;
  const voce = {
    enteId: ente.enteId,
    debitore: DEBITORE,
    dovuti: [dovutoDi(1600, null, { causale, causalePubblica: causale })],
  };
  // Of another origin than Checkout's: browsers look at where a form ends.
  const ritorno = `${p.simulatore.url.replace('127.0.0.1', 'localhost')}/ente/ritorno?pratica=${n}`;
  const richiesta = { enteId: ente.enteId, voci: [voce], ritorno, modo, email: null };
  return `${p.portale.url}/arrivo/${valoreDi(await preparaCarrello(per, richiesta)).token}`;
}

/** Looks at what is on the screen: it is accessible. `SCATTI=folder` keeps a picture of it. */
async function guarda(page: Page, nome: string, javaScript: boolean): Promise<void> {
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
  expect(await page.locator('h1').count()).toBe(1);
  if (javaScript) await verificaAccessibilita(page);
}

async function alCheckout(page: Page, andamento: string): Promise<void> {
  await page.getByLabel(andamento).check();
  await page.getByRole('button', { name: 'Vai' }).click();
}

describe.each(MODI)('$width px, JavaScript: $javaScript', ({ width, javaScript }) => {
  const nome = (cosa: string): string => `arrivo-${cosa}-${width}-${javaScript ? 'con' : 'senza'}`;

  test('from the site of an ente to Checkout, left there, tried again, paid, and back', async () => {
    const page = await nuovaPagina({ width, javaScript });
    const dove = await prepara('completo');
    await page.goto(dove);
    await guarda(page, nome('pronto'), javaScript);
    await page.getByRole('button', { name: 'Paga 16,00 €' }).click();
    await page.getByText('Scrivi la tua email.').first().waitFor();
    await guarda(page, nome('senza-email'), javaScript);
    await page.getByLabel('La tua email').fill('chi.paga@example.org');
    await page.getByRole('button', { name: 'Paga 16,00 €' }).click();
    await page.getByText('Da pagare: 16,00 €').waitFor();
    await page.goto(dove);
    await page.getByRole('heading', { name: 'Hai già cominciato questo pagamento' }).waitFor();
    await guarda(page, nome('cominciato'), javaScript);
    await page.getByRole('button', { name: 'Riprendi il pagamento' }).click();
    await alCheckout(page, 'Rinuncia e torna indietro');
    await page.getByText('esito ERROR').waitFor();
    await page.goto(dove);
    await guarda(page, nome('lasciato'), javaScript);
    await page.getByRole('button', { name: 'Riprova a pagare' }).click();
    await page.getByRole('button', { name: 'Paga 16,00 €' }).click();
    await alCheckout(page, 'Paga con la carta');
    await page.getByText('esito OK').waitFor();
    expect(new URL(page.url()).searchParams.get('idSession')).toMatch(/^[0-9a-f-]{36}$/);
    await page.goto(dove);
    await page.getByRole('heading', { name: 'È già pagato' }).waitFor();
    await guarda(page, nome('pagato'), javaScript);
    await page.getByRole('link', { name: `Torna al sito di ${ente.denominazione}` }).click();
    await page.getByText('esito OK').waitFor();
  }, 120_000);

  test('too late: it says so, and leads back; an address of nobody leads to the search', async () => {
    const page = await nuovaPagina({ width, javaScript });
    const dove = await prepara('breve');
    p.mondo.avanti(ORA_MS);
    await page.goto(dove);
    await page.getByRole('heading', { name: 'È passato troppo tempo' }).waitFor();
    await guarda(page, nome('tardi'), javaScript);
    await page.getByRole('link', { name: `Torna al sito di ${ente.denominazione}` }).click();
    await page.getByText('esito ERROR').waitFor();
    await page.goto(`${p.portale.url}/arrivo/inventato`);
    await guarda(page, nome('sconosciuto'), javaScript);
    await page.getByRole('link', { name: 'Cerca un avviso' }).click();
    await page.waitForURL('**/avviso');
  }, 60_000);

  test('a payment link to a form: what is fixed stays; the notice may be paid, or printed', async () => {
    const page = await nuovaPagina({ width, javaScript });
    const valori = { luogo: 'nord', 'righe.righe': '1', 'righe.0.quante': '2' };
    const meta = { tipoDovuto: ente.tipo, valori, fissi: ['luogo'] };
    const nuovo = { titolo: 'Luci votive, cimitero nord', scadeIl: null, usiMax: null, meta };
    const { opaco } = valoreDi(await creaLink(per(ente.enteId), nuovo));
    await page.goto(`${p.portale.url}/link/${opaco}`);
    await guarda(page, nome('link'), javaScript);
    await page.getByRole('link', { name: 'Continua' }).click();
    await guarda(page, nome('link-modulo'), javaScript);
    await page.getByLabel('Nome del defunto').fill('Ada Neri');
    await page.getByLabel('Codice fiscale').first().fill('RSSMRA80A01H501U');
    await page.locator('[name=debitoreNome]').fill('Mario Rossi');
    await page.locator('[name=email]').fill(`ada${(n += 1)}@example.org`);
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('heading', { name: 'Controlla e conferma' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('cimitero Nord');
    await page.getByRole('button', { name: /Conferma|Mandami/ }).click();
    await page.waitForURL('**/codice/*');
    const { codice } = await mailDi(p.mondo, page.url().split('/').at(-1) ?? '');
    await page.locator('[name=codice]').fill(codice);
    await page.locator('main button[type=submit]').first().click();
    await page.waitForURL('**/richieste/*');
    await lavoraRichiesta(p.mondo, ente, page.url().split('/').at(-1) ?? '');
    await page.waitForURL('**/avvisi/*', { timeout: 30_000 });
    await guarda(page, nome('link-avviso'), javaScript);
    await page.getByRole('button', { name: 'Paga ora' }).waitFor();
    await page.getByRole('link', { name: 'Scarica l’avviso' }).waitFor();
  }, 90_000);
});

test('the sheet of a payment link has a code that a telephone reads', async () => {
  const nuovo = { titolo: null, scadeIl: null, usiMax: null, meta: { tipoDovuto: ente.tipo, valori: {}, fissi: [] } };
  const { opaco } = valoreDi(await creaLink(per(ente.enteId), nuovo));
  const svg = await (await fetch(`${p.portale.url}/link/${opaco}/qr.svg`)).text();
  const page = await nuovaPagina({ width: 1280, javaScript: false });
  await page.setContent(svg);
  const letti = await readCodes(await page.locator('svg').screenshot());
  expect(letti.map(({ text }) => text)).toEqual([`${p.mondo.config.urlPubblico}/link/${opaco}`]);
}, 60_000);
