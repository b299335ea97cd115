import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { piuMesi } from '#kernel/giorno';
import { approvaDelega, elencoDeleghe } from '#modules/posizioni';
import type { Identita } from '#modules/utenti';
import { DEBITORE } from '#support/carico';
import { unPdf } from '#support/allegati';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { apriPagamenti, dueEnti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { MODI } from '#support/modi';
import { mondoFermo, unaPersona } from '#support/portale';
import { DUE_MODI, dovutoDi, unaPosizione } from '#support/posizioni';
import { ctxDi, type EnteDiProva } from '#support/un-ente';

const PERSONE = [
  unaPersona({ nome: 'Aurora', cognome: 'Sorbo' }),
  unaPersona({ nome: 'Bruno', cognome: 'Cipresso' }),
  unaPersona({ nome: 'Camilla', cognome: 'Acero' }),
  unaPersona({ nome: 'Dario', cognome: 'Frassino' }),
];

let p: Pagamenti;
let uno: EnteDiProva;
let altro: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  [uno, altro] = await dueEnti(mondo);
  p = await apriPagamenti(mondo, [uno, altro], { persone: PERSONE });
});
afterAll(() => p.chiudi());

/** Looks at what is on the screen: it is accessible. `SCATTI=folder` keeps a picture of it. */
async function guarda(page: Page, nome: string, javaScript: boolean): Promise<void> {
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
  expect(await page.locator('h1').count()).toBe(1);
  if (javaScript) await verificaAccessibilita(page);
}

async function deve(chi: Identita, ente: EnteDiProva, importo: number, causale: string): Promise<void> {
  const dovuti = [dovutoDi(importo, '2098-01-31', { causale, causalePubblica: causale, conAvviso: true })];
  const debitore = { ...DEBITORE, codice: chi.codiceFiscale, anagrafica: `${chi.nome} ${chi.cognome}` };
  await unaPosizione(ctxDi(p.mondo, 'worker', ente.enteId), [{ forma: 'unica', dovuti }], { debitore });
}

async function entra(page: Page, { nome, cognome }: Identita): Promise<void> {
  await page.goto(`${p.portale.url}/posizioni`);
  await page.getByRole('link', { name: 'Entra con SPID o CIE' }).click();
  await page.getByRole('button', { name: `${nome} ${cognome}` }).click();
  await page.waitForURL('**/posizioni');
}

describe.each(MODI.map((modo, n) => ({ ...modo, io: PERSONE[n] ?? expect.fail() })))(
  '$width px, JavaScript: $javaScript',
  ({ width, javaScript, io }) => {
    const nome = (cosa: string): string => `posizioni-${cosa}-${width}-${javaScript ? 'con' : 'senza'}`;
    const vai = (page: Page, dove: string) => page.goto(p.portale.url + dove);

    test('signs in, chooses two posizioni of two enti, pays at Checkout, finds the receipts; nothing is left', async () => {
      const page = await nuovaPagina({ width, javaScript });
      await entra(page, io);
      await page.getByRole('heading', { name: 'Niente da pagare' }).waitFor();
      await guarda(page, nome('vuoto'), javaScript);
      await vai(page, '/pagamenti');
      await guarda(page, nome('pagamenti-vuoto'), javaScript);
      await deve(io, uno, 12_050, 'Retta di gennaio');
      await deve(io, altro, 550, 'Mensa');
      await vai(page, '/');
      await page.getByText('2 avvisi da pagare, 126,00 € in tutto.').waitFor();
      await guarda(page, nome('inizio'), javaScript);
      await page.getByRole('link', { name: 'Le mie posizioni' }).first().click();
      await page.waitForURL('**/posizioni');
      await guarda(page, nome('elenco'), javaScript);
      await page.getByRole('button', { name: 'Metti nel carrello' }).click();
      await page.getByText('Scegli almeno un avviso.').waitFor();
      for (const causale of ['Retta di gennaio', 'Mensa'])
        await page.getByRole('checkbox', { name: `Scegli ${causale}` }).check();
      await page.getByRole('button', { name: 'Metti nel carrello' }).click();
      await page.waitForURL('**/carrello');
      await page.getByRole('button', { name: 'Paga 126,00 €' }).click();
      await page.getByText('Da pagare: 126,00 €').waitFor();
      await page.getByRole('button', { name: 'Vai' }).click();
      await page.getByRole('heading', { name: 'Pagamento ricevuto' }).waitFor({ timeout: 30_000 });
      await vai(page, '/pagamenti');
      await page.getByRole('link', { name: 'Scarica la ricevuta: Mensa' }).waitFor();
      await guarda(page, nome('pagamenti'), javaScript);
      await page.getByRole('link', { name: 'Retta di gennaio', exact: true }).click();
      await page.getByRole('link', { name: 'Scarica la ricevuta' }).waitFor();
      await vai(page, '/posizioni');
      await page.getByRole('heading', { name: 'Niente da pagare' }).waitFor();
    }, 90_000);

    test('looks through them, and chooses among the ways to pay one', async () => {
      const page = await nuovaPagina({ width, javaScript });
      const debitore = { ...DEBITORE, codice: io.codiceFiscale };
      await unaPosizione(ctxDi(p.mondo, 'worker', uno.enteId), DUE_MODI, { debitore });
      await entra(page, io);
      await page.getByText('Modo 2: Rata 1 di 3').waitFor();
      await page.getByText('Restringi l’elenco').click();
      await page.getByLabel('Scadenza al').fill('2099-02-01');
      await guarda(page, nome('filtro'), javaScript);
      await page.getByRole('button', { name: 'Cerca', exact: true }).click();
      await page.getByText('Modo 2: Rata 1 di 3').waitFor({ state: 'detached' });
      await page.getByText('Rata 1 di 3').waitFor();
      await guarda(page, nome('trovato'), javaScript);
      await page.getByLabel('La causale contiene').fill('niente di simile');
      await page.getByRole('button', { name: 'Cerca', exact: true }).click();
      await page.getByRole('heading', { name: 'Nessuna posizione corrisponde' }).waitFor();
      await guarda(page, nome('nessuna'), javaScript);
      await page.getByRole('link', { name: 'Vedi tutte' }).click();
      for (const casella of (await page.getByRole('checkbox', { name: 'Scegli Tassa rifiuti' }).all()).slice(0, 4))
        await casella.check();
      await page.getByRole('button', { name: 'Metti nel carrello' }).click();
      await page.getByText('pagheresti due volte').waitFor();
      await guarda(page, nome('due-modi'), javaScript);
    }, 60_000);

    test('asks for a delega, sees what the ente decided, and takes away a copy of the data', async () => {
      const page = await nuovaPagina({ width, javaScript });
      await entra(page, io);
      await vai(page, '/deleghe');
      await guarda(page, nome('deleghe-vuoto'), javaScript);
      await page.getByRole('link', { name: 'Chiedi una delega' }).click();
      await guarda(page, nome('delega-modulo'), javaScript);
      await page.getByRole('button', { name: 'Manda la richiesta' }).click();
      await page.getByText('Allega il documento.').first().waitFor();
      await guarda(page, nome('delega-errori'), javaScript);
      await page.getByLabel('Me lo ha chiesto').check();
      await page.getByLabel('Codice fiscale dell’altra persona').fill(unaPersona().codiceFiscale);
      await page.getByLabel('Nome e cognome dell’altra persona').fill('Ada Neri');
      await page.getByLabel('Ente', { exact: true }).selectOption(uno.enteId);
      const documento = { name: 'procura.pdf', mimeType: 'application/pdf', buffer: unPdf() };
      await page.getByLabel('Documento').setInputFiles(documento);
      await page.getByRole('button', { name: 'Manda la richiesta' }).click();
      await page.getByText('La richiesta è partita').waitFor();
      const ufficio = ctxDi(p.mondo, 'ufficio', uno.enteId);
      for (const { id } of await elencoDeleghe(ufficio, { quali: 'da_decidere' }))
        valoreDi(await approvaDelega(ufficio, { delegaId: id, versione: 1, validaAl: piuMesi(ufficio.oggi, 6) }));
      await vai(page, '/deleghe');
      await page.getByText('Approvata').waitFor();
      await guarda(page, nome('deleghe'), javaScript);
      await page.getByRole('button', { name: 'Revoca la delega: Ada Neri' }).click();
      await page.getByText('La delega è revocata').waitFor();
      await vai(page, '/i-miei-dati');
      await guarda(page, nome('dati'), javaScript);
      const [scaricato] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Scarica i miei dati' }).click(),
      ]);
      expect(scaricato.suggestedFilename()).toMatch(/^mypay-dati_\d{4}-\d{2}-\d{2}\.zip$/);
    }, 60_000);
  },
);
