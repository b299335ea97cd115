/**
 * The four ways to pay, in a real browser, through the simulated Checkout to the receipt: each pair of (way, sign-in, JavaScript, width,
 * language) at least once, every combination with `--lungo`. Fields are found by name and words come from the catalogue of the language, so
 * that a page left in another language is seen.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { impostaRitorni, preparaCarrello } from '#modules/pagamenti';
import { creaCtx, type Ctx } from '#platform/contesto';
import { testiDi, type Testi } from '#testi/catalogo';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { DEBITORE } from '#support/carico';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { coppie, prodotto, type CasoDi } from '#support/coppie';
import { databaseNuovo } from '#support/db';
import { mailDi, mondoFermo, unaPersona } from '#support/portale';
import { dovutoDi, unaPosizione } from '#support/posizioni';
import { conModulo, lavoraRichiesta } from '#support/spontaneo';
import { ctxDi, type EnteDiProva } from '#support/un-ente';

const FATTORI = {
  via: ['spontaneo', 'avviso', 'ente', 'posizioni'],
  entrato: [true, false],
  javaScript: [true, false],
  width: [320, 1280],
  lingua: ['it', 'en', 'de'],
} as const;
type Caso = CasoDi<typeof FATTORI>;

/** Open positions are only of who has signed in. */
const ammesso = ({ via, entrato }: Caso): boolean => via !== 'posizioni' || entrato;
const CASI = (process.env['LUNGO'] === '1' ? prodotto : coppie)(FATTORI, ammesso);

const LOCALE = { it: 'it-IT', en: 'en-GB', de: 'de-DE' } as const;
const ORA_MS = 3_600_000;
const IO = unaPersona({ nome: 'Aurora', cognome: 'Sorbo' });

let p: Pagamenti;
let ente: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  const [uno, altro] = await dueEnti(mondo);
  ente = uno;
  p = await apriPagamenti(mondo, [uno, altro], { persone: [IO] });
  await conModulo(mondo, uno);
  const indirizzi = [`${p.simulatore.url}/ente/ritorno`];
  valoreDi(await impostaRitorni(ctxDi(mondo, 'worker', uno.enteId), { enteId: uno.enteId, indirizzi }));
});
afterAll(() => p.chiudi());

let n = 0;
const vai = (page: Page, dove: string) => page.goto(p.portale.url + dove);
/** The button of the form that holds the field. */
const manda = (page: Page, campo: string) =>
  page.locator(`main form:has([name="${campo}"]) button[type="submit"]`).first();

/** The page is in its language and accessible. */
async function guarda(page: Page, { lingua, javaScript }: Caso): Promise<void> {
  expect(await page.locator('html').getAttribute('lang')).toBe(lingua);
  if (javaScript) await verificaAccessibilita(page);
}

async function entra(page: Page, t: Testi): Promise<void> {
  await vai(page, '/');
  await page.getByRole('link', { name: t.interfaccia.accedi }).click();
  await page.locator('main a[href*="/accedi/vai"]').click();
  await page.getByRole('button', { name: `${IO.nome} ${IO.cognome}` }).click();
  await page.waitForURL(`${p.portale.url}/`);
}

/** A notice of the person's, to be paid. */
async function deve(causale: string): Promise<string> {
  const dovuti = [dovutoDi(12_050, '2098-01-31', { causale, causalePubblica: causale, conAvviso: true })];
  const debitore = { ...DEBITORE, codice: IO.codiceFiscale, anagrafica: `${IO.nome} ${IO.cognome}` };
  const ctx = ctxDi(p.mondo, 'worker', ente.enteId);
  await unaPosizione(ctx, [{ forma: 'unica', dovuti }], { debitore });
  const { rows } = await p.mondo.pools.worker.query<{ numero: string }>(
    `select i.numero_avviso as numero from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
      where d.ente_id = $1 and d.causale = $2`,
    [ente.enteId, causale],
  );
  return rows[0]?.numero ?? expect.fail();
}

async function conCodice(page: Page): Promise<void> {
  await page.waitForURL('**/codice/*');
  const { codice } = await mailDi(p.mondo, page.url().split('/').at(-1) ?? '');
  await page.locator('#campo-codice').fill(codice);
  await manda(page, 'codice').click();
}

/** From a notice open whole, by the carrello and Checkout, to its receipt. */
async function paga(page: Page, caso: Caso, t: Testi): Promise<void> {
  await guarda(page, caso);
  await page.locator('button[name="poi"][value="paga"]').click();
  await page.waitForURL('**/carrello');
  await alCheckout(page, caso);
  await page.getByRole('heading', { level: 1, name: t.carrello.esito.titoli.pagato }).waitFor({ timeout: 30_000 });
  await guarda(page, caso);
}

async function alCheckout(page: Page, caso: Caso): Promise<void> {
  await guarda(page, caso);
  await manda(page, 'visto').click();
  await page.getByText('Da pagare:').waitFor();
  await page.getByRole('button', { name: 'Vai' }).click();
}

const VIE: Record<Caso['via'], (page: Page, caso: Caso, t: Testi) => Promise<void>> = {
  avviso: async (page, caso, t) => {
    const numero = await deve(`Mensa ${n}`);
    await vai(page, '/avviso');
    await guarda(page, caso);
    await page.locator('#campo-numero').fill(numero);
    await page.locator('#campo-codiceFiscale').fill(IO.codiceFiscale);
    await manda(page, 'codiceFiscale').click();
    await page.getByRole('heading', { level: 1, name: `Mensa ${n}` }).waitFor();
    if (!caso.entrato) {
      await page.locator('#campo-email').fill(`vie${n}@example.org`);
      await manda(page, 'email').click();
      await conCodice(page);
    } else if (!page.url().includes('/avvisi/')) {
      await page.locator('main form button[type="submit"]').first().click();
    }
    await page.waitForURL('**/avvisi/*');
    await paga(page, caso, t);
  },
  spontaneo: async (page, caso, t) => {
    await vai(page, `/enti/${ente.codIpa}`);
    await page.locator('main').getByRole('link', { name: 'Tassa sui rifiuti' }).click();
    await page.getByRole('heading', { level: 1, name: 'Luci votive' }).waitFor();
    await guarda(page, caso);
    await page.getByLabel('Nord').check();
    await page.getByLabel('Nome del defunto').fill(`Ada Neri ${'I'.repeat(n)}`);
    await page.getByLabel('Quante lampade').fill('2');
    await page.locator('input[name="debitoreTipo"][value="F"]').check();
    await page.locator('#campo-debitoreCodice').fill(IO.codiceFiscale);
    await page.locator('#campo-debitoreNome').fill(`${IO.nome} ${IO.cognome}`);
    const email = page.locator('#campo-email');
    if ((await email.count()) > 0) await email.fill(`vie${n}@example.org`);
    await page.getByRole('button', { name: t.spontaneo.continua }).click();
    await page.getByRole('heading', { level: 1, name: t.spontaneo.riepilogo.titolo }).waitFor();
    await guarda(page, caso);
    await page.locator('main form:has([name="azione"][value="conferma"]) button[type="submit"]').click();
    await page.waitForURL(/\/(codice|richieste)\//);
    if (page.url().includes('/codice/')) await conCodice(page);
    await page.waitForURL('**/richieste/*');
    await lavoraRichiesta(p.mondo, ente, page.url().split('/').at(-1) ?? '');
    await page.waitForURL('**/avvisi/*', { timeout: 30_000 });
    await paga(page, caso, t);
  },
  ente: async (page, caso, t) => {
    const causale = `Retta ${n}`;
    const per = (enteId: EnteId): Ctx =>
      creaCtx(p.mondo, { ruolo: 'sil', attore: { tipo: 'sil', id: 'prova' }, enteId });
    const dovuti = [dovutoDi(1000, null, { iud: `VIE${n}`, causale, causalePubblica: causale })];
    const { token } = valoreDi(
      await preparaCarrello(per, {
        ...{ enteId: ente.enteId, voci: [{ enteId: ente.enteId, debitore: DEBITORE, dovuti }] },
        ...{ ritorno: `${p.simulatore.url}/ente/ritorno?pratica=${n}`, modo: 'breve', email: null },
      }),
    );
    await vai(page, `/arrivo/${token}`);
    await page.getByText(causale).first().waitFor();
    await alCheckout(page, caso);
    // The ente has them back, and hears how the journey ended.
    await page.waitForURL(`**/ente/ritorno?pratica=${n}&idSession=*&esito=OK&*`);
    await vai(page, `/arrivo/${token}`);
    await page.locator('main a[href*="/pagamento/"]').first().click();
    await page.getByRole('heading', { level: 1, name: t.carrello.esito.titoli.pagato }).waitFor({ timeout: 30_000 });
    await guarda(page, caso);
  },
  posizioni: async (page, caso, t) => {
    const causale = `Suolo pubblico ${n}`;
    await deve(causale);
    await vai(page, '/posizioni');
    await guarda(page, caso);
    await page.getByRole('checkbox', { name: causale }).check();
    await page.locator('main form:has([name="scegli"]) button[type="submit"]').first().click();
    await page.waitForURL('**/carrello');
    await alCheckout(page, caso);
    await page.getByRole('heading', { level: 1, name: t.carrello.esito.titoli.pagato }).waitFor({ timeout: 30_000 });
    await vai(page, '/pagamenti');
    await page.getByRole('link', { name: causale, exact: true }).waitFor();
    await guarda(page, caso);
  },
};

test.each(CASI)(
  '$via, signed in: $entrato, JavaScript: $javaScript, $width px, $lingua',
  async (caso) => {
    n += 1;
    // What was tried in the hour before does not count any more.
    p.mondo.avanti(ORA_MS);
    const { javaScript, width, lingua } = caso;
    const page = await nuovaPagina({ javaScript, width, locale: LOCALE[lingua] });
    page.setDefaultTimeout(20_000);
    const t = testiDi(lingua);
    if (caso.entrato) await entra(page, t);
    await VIE[caso.via](page, caso, t);
  },
  120_000,
);
