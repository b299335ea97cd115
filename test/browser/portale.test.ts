import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { formatNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import { impostaLogo } from '#modules/enti';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { MODI } from '#support/modi';
import { Navigatore } from '#support/navigatore';
import { logoPng } from '#support/pdf';
import {
  apriPortale,
  mailDi,
  mondoFermo,
  pagaAvviso,
  unAvviso,
  type AvvisoDiProva,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { conModulo, lavoraRichiesta } from '#support/spontaneo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

const CODICE_FISCALE = 'RSSMRA80A01H501U';
/** Of somebody else, and right. */
const ALTRUI = 'VRDLGI75B02L736L';
const ORA_MS = 3_600_000;

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
let daPagare: AvvisoDiProva;
let pagato: AvvisoDiProva;
beforeAll(async () => {
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
  valoreDi(await impostaLogo(ctxDi(mondo, 'worker', ente.enteId), logoPng()));
  const causaleVersamento = 'TARI 2026, utenza domestica, prima rata';
  daPagare = await unAvviso(mondo, ente, { IUD: 'B1', causaleVersamento });
  pagato = await unAvviso(mondo, ente, { IUD: 'B2', causaleVersamento: 'Mensa scolastica, ottobre 2026' });
  await pagaAvviso(mondo, ente, pagato);
  await conModulo(mondo, ente);
});
afterAll(() => portale.chiudi());
beforeEach(() => mondo.avanti(ORA_MS));

/** Looks at what is on the screen: it is accessible. `SCATTI=folder` keeps a picture of it. */
async function guarda(page: Page, nome: string): Promise<void> {
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
  expect(await page.locator('h1').count()).toBe(1);
  if (!nome.endsWith('senza')) await verificaAccessibilita(page);
}

async function cerca(page: Page, numero: string, codiceFiscale = CODICE_FISCALE): Promise<void> {
  await page.goto(`${portale.url}/avviso`);
  await page.getByLabel('Numero dell’avviso').fill(numero);
  await page.getByLabel('Codice fiscale scritto sull’avviso').fill(codiceFiscale);
  await page.getByRole('button', { name: 'Trova l’avviso' }).click();
}

/** Somebody else, without scripts, tries a notice number as often as it may be tried in an hour. */
async function tentaDaAltrove(numero: string): Promise<void> {
  const altri = new Navigatore(portale.url);
  for (let volte = 0; volte < LIMITI.coppieAvvisoMax; volte++) {
    const { stato } = await altri.invia(await altri.apri('/avviso'), { numero, codiceFiscale: ALTRUI });
    expect(stato).toBe(422);
  }
}

async function mailChiesta(page: Page): Promise<{ link: string; codice: string }> {
  await page.waitForURL('**/codice/*');
  return mailDi(mondo, page.url().split('/').at(-1) ?? '');
}

describe.each(MODI)('$width px, JavaScript: $javaScript', ({ width, javaScript }) => {
  const nome = (cosa: string): string => `${cosa}-${width}-${javaScript ? 'con' : 'senza'}`;

  test('the pages that anybody may open', async () => {
    const page = await nuovaPagina({ width, javaScript });
    for (const cosa of ['', 'avviso', 'enti', 'enti?nome=inesistente', `enti/${ente.codIpa}`]) {
      await page.goto(`${portale.url}/${cosa}`);
      await guarda(page, nome(`a-${cosa.replaceAll(/\W/g, '_')}`));
    }
    for (const cosa of ['assistenza', 'accessibilita', 'privacy', 'avviso?perche=chiuso', 'non-esiste']) {
      await page.goto(`${portale.url}/${cosa}`);
      await guarda(page, nome(`b-${cosa.replaceAll(/\W/g, '_')}`));
    }
  });

  test('a notice found, proved by code, read whole, closed', async () => {
    const page = await nuovaPagina({ width, javaScript });
    await cerca(page, '3019 9999 9999 9999 77');
    await page.locator('.riepilogo-errori:focus').waitFor();
    await guarda(page, nome('c1-sbagliato'));
    await cerca(page, formatNumeroAvviso(daPagare.numeroAvviso as NumeroAvviso));
    await page.getByRole('heading', { level: 1, name: 'TARI 2026' }).waitFor();
    await guarda(page, nome('c2-riassunto'));
    await page.getByRole('button', { name: 'Mandami la mail' }).click();
    await page.getByRole('link', { name: 'Scrivi il tuo indirizzo email.' }).waitFor();
    await guarda(page, nome('c3-senza-email'));
    await page.getByLabel('Il tuo indirizzo email').fill(`anna.${width}.${javaScript}@example.org`);
    await page.getByRole('button', { name: 'Mandami la mail' }).click();
    const { codice } = await mailChiesta(page);
    await guarda(page, nome('c4-codice'));
    await page.getByLabel('Codice di sei cifre').fill(codice);
    await page.getByRole('button', { name: 'Apri l’avviso' }).click();
    await page.getByText('Mario Rossi').waitFor();
    await guarda(page, nome('c5-intero'));
    const scaricato = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Scarica l’avviso' }).click();
    expect((await scaricato).suggestedFilename()).toBe(`avviso_${daPagare.numeroAvviso}.pdf`);
    await page.goto(`${portale.url}/`);
    await guarda(page, nome('c6-inizio-aperto'));
    await page.getByRole('link', { name: 'Torna all’avviso' }).click();
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.waitForURL(`${portale.url}/`);
    await page.goBack();
    await page.getByText('L’avviso non è più aperto').waitFor();
  });

  test('a paid one, opened by the link', async () => {
    const page = await nuovaPagina({ width, javaScript });
    await cerca(page, pagato.numeroAvviso);
    await page.getByLabel('Il tuo indirizzo email').waitFor();
    await guarda(page, nome('d1-riassunto-pagato'));
    await page.getByLabel('Il tuo indirizzo email').fill(`bruno.${width}.${javaScript}@example.org`);
    await page.getByRole('button', { name: 'Mandami la mail' }).click();
    const { link } = await mailChiesta(page);
    await page.goto(portale.url + new URL(link).pathname);
    await guarda(page, nome('d2-prova'));
    await page.getByRole('button', { name: 'Apri l’avviso' }).click();
    await page.getByRole('heading', { level: 1, name: 'Pagamento ricevuto' }).waitFor();
    await guarda(page, nome('d3-ricevuta'));
    mondo.avanti(2 * 60_000);
    await page.goto(portale.url + new URL(link).pathname);
    await guarda(page, nome('d4-usato'));
  });

  test('without a notice: a form, its amount, the review, the mail, the notice', async () => {
    const page = await nuovaPagina({ width, javaScript });
    await page.goto(`${portale.url}/enti/${ente.codIpa}`);
    await page.getByRole('link', { name: 'Tassa sui rifiuti' }).click();
    await page.getByRole('heading', { level: 1, name: 'Luci votive' }).waitFor();
    await guarda(page, nome('f1-modulo'));
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.locator('.riepilogo-errori:focus').waitFor();
    await guarda(page, nome('f2-vuoto'));
    await page.getByLabel('Nord').check();
    await page.getByLabel('Nome del defunto').fill('Ada Neri');
    await page.getByLabel('Quante lampade').fill('2');
    await page.getByLabel('Voglio la ricevuta a casa').check();
    if (!javaScript) await page.getByRole('button', { name: 'Aggiorna l’importo' }).click();
    // Where there is a script, what was answered above has opened the question by now.
    await page.getByLabel('Indirizzo', { exact: true }).fill('Via Po 1');
    await page.locator('.quanto').getByText('30,00 €').first().waitFor();
    await guarda(page, nome('f3-importo'));
    await page.getByRole('button', { name: 'Aggiungi una riga' }).click();
    await page.getByLabel('Quante lampade').nth(1).fill('1');
    await page.getByLabel('Una persona', { exact: true }).check();
    await page.getByLabel('Codice fiscale o partita IVA').fill(CODICE_FISCALE);
    await page.getByLabel('Nome e cognome').fill('Mario Rossi');
    await page.getByLabel('Il tuo indirizzo email').fill(`carla.${width}.${javaScript}@example.org`);
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('heading', { level: 1, name: 'Controlla e conferma' }).waitFor();
    await page.getByText('45,00 €').first().waitFor();
    await guarda(page, nome('f4-riepilogo'));
    await page.getByRole('button', { name: 'Torna indietro e correggi' }).click();
    expect(await page.getByLabel('Nome del defunto').inputValue()).toBe('Ada Neri');
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('button', { name: 'Conferma e mandami la mail' }).click();
    const { codice } = await mailChiesta(page);
    await guarda(page, nome('f5-codice'));
    await page.getByLabel('Codice di sei cifre').fill(codice);
    await page.getByRole('button', { name: 'Conferma', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Stiamo preparando l’avviso' }).waitFor();
    await guarda(page, nome('f6-attesa'));
    const attesa = page.url();
    await lavoraRichiesta(mondo, ente, attesa.split('/').at(-1) ?? '');
    // By itself, with a script or without.
    await page.waitForURL('**/avvisi/*');
    await page.getByText('Mario Rossi').waitFor();
    await guarda(page, nome('f7-avviso'));
    await page.goto(attesa);
    await page.waitForURL('**/avvisi/*');
  });

  test('too many attempts: without JavaScript one waits, with it one may go on', async () => {
    const page = await nuovaPagina({ width, javaScript, provoca: javaScript ? '/sfida' : undefined });
    await tentaDaAltrove(daPagare.numeroAvviso);
    // The first proof of work does not come: the form goes without it, and the ordinary limits hold.
    if (javaScript) await page.route('**/sfida', (richiesta) => richiesta.abort('failed'), { times: 1 });
    await cerca(page, daPagare.numeroAvviso);
    await page.getByRole('heading', { name: 'Troppi tentativi in poco tempo' }).waitFor();
    if (javaScript) {
      await page.getByText('Ora puoi riprovare subito').waitFor();
      await guarda(page, nome('e-troppi'));
      await page.getByRole('button', { name: 'Trova l’avviso' }).click();
      await page.getByRole('heading', { level: 1, name: 'TARI 2026' }).waitFor();
    } else {
      await page.getByText('Riprova fra un’ora.').waitFor();
      await guarda(page, nome('e-troppi'));
    }
  });
});

test('back from what was found, the search still goes beyond the limits', async () => {
  const page = await nuovaPagina({});
  for (let volte = 0; volte < 12; volte++) {
    await cerca(page, daPagare.numeroAvviso);
    await page.getByRole('heading', { level: 1, name: 'TARI 2026' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Trova l’avviso' }).waitFor();
  }
});
