import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { DovutoId, EnteId, FlussoId } from '#kernel/ids';
import { enteDaCodIpa } from '#modules/enti';
import { riceviDovuti } from '#modules/flussi';
import { cercaDovuti } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { apriUfficio, conFlusso, esegui, type UfficioDiProva } from '#support/ufficio';
import { ctxDi } from '#support/un-ente';
import { caricaDemo } from '../../src/app/demo/carica.ts';

// The door on the data of the demo, in a real browser: every page accessible and inside its window, every journey with scripts and without.

type Operatore = { utente: string; password: string };
let mondo: Mondo;
let ufficio: UfficioDiProva;
let capo: Operatore;
let ente: { enteId: EnteId; codIpa: string; tipo: string };
let flusso: FlussoId;
let inAnteprima: FlussoId;
let pagato: DovutoId;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
  const demo = await caricaDemo(mondo, { portale: '', ufficio: '', simulatore: 'http://localhost:9', nodo: '' });
  const [{ codIpa, operatori }] = demo.enti as [(typeof demo.enti)[number]];
  const trovato = operatori.find((uno) => uno.ruolo === 'amministratore' && uno.totpSecret === undefined);
  const letto = await enteDaCodIpa(ctxDi(mondo, 'worker'), { codIpa, ambiente: 'prova' });
  if (trovato === undefined || letto === null) throw new Error('the demo has changed');
  capo = trovato;
  ente = { enteId: letto.enteId, codIpa, tipo: 'TARI' };
  const righe = Array.from({ length: 60 }, (_, n) => ({ IUD: `B${n}`, importoDovuto: n % 3 === 0 ? '10.00' : '0' }));
  flusso = await conFlusso(mondo, ente, { iuf: 'BROWSER', righe });
  const file = await fileDovuti(ente, { iuf: 'ANTEPRIMA', righe: [...righe, { IUD: 'CAP', capPagatore: '351' }] });
  const ricevuto = await riceviDovuti(ctxDi(mondo, 'worker', ente.enteId), { ...file, anteprima: true });
  inAnteprima = valoreDi(ricevuto).flussoId;
  await esegui(mondo, ente, 'flussi.calcola_anteprima', inAnteprima);
  const filtro = { testo: '', tipoDovuto: '', daVerificare: false, tipiConsentiti: null, dopo: null, prima: null };
  const [primo] = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
    cercaDovuti(t, { ...filtro, elenco: 'archivio', quanti: 1 }),
  );
  if (primo === undefined) throw new Error('the demo has no paid dovuto');
  pagato = primo.id;
  ufficio = await apriUfficio(mondo);
}, 120_000);
afterAll(() => ufficio.chiudi());

async function entra(page: Page, dove = '/ufficio'): Promise<void> {
  await page.goto(ufficio.url + dove);
  await page.getByLabel('Nome utente').fill(capo.utente);
  await page.getByLabel('Password').fill(capo.password);
  await page.getByRole('button', { name: 'Entra' }).click();
  await page.waitForURL(`**${dove}`);
}

const idDi = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

describe.each([320, 1280])('%i px', (width) => {
  test('every page is accessible and stays in the window', { timeout: 120_000 }, async () => {
    const page = await nuovaPagina({ width });
    const guarda = async (nome: string): Promise<void> => {
      expect(await page.locator('h1').count(), page.url()).toBe(1);
      await verificaAccessibilita(page);
      await fotografa(page, `${nome}-${width}`);
    };
    await page.goto(`${ufficio.url}/ufficio/accedi`);
    await guarda('accedi');
    await page.getByRole('button', { name: 'Entra' }).click();
    await page.getByRole('heading', { name: 'Ci sono 2 cose da correggere' }).waitFor();
    await guarda('accedi-errori');
    await entra(page);
    const percorsi: [string, string][] = [
      ['oggi', ''],
      ['fermi', '/fermi'],
      ['dovuti', '/dovuti'],
      ['archivio', '/dovuti?elenco=archivio'],
      ['nessuno', '/dovuti?tipo=NON_ESISTE'],
      ['dovuto', `/dovuti/${pagato}`],
      ['flussi', '/flussi'],
      ['carica', '/flussi/carica'],
      ['flusso', `/flussi/${flusso}`],
      ['anteprima', `/flussi/${inAnteprima}/anteprima`],
      ['anteprima-riga', `/flussi/${inAnteprima}/anteprima/righe/2`],
      ['incassi', '/incassi'],
      ['registro', '/registro'],
      ['ente', '/ente'],
      ['assente', '/dovuti/assente'],
    ];
    for (const [nome, percorso] of percorsi) {
      await page.goto(`${ufficio.url}/ufficio${percorso}`);
      await guarda(nome);
    }
    await page.goto(`${ufficio.url}/ufficio/flussi/carica`);
    await page.getByRole('button', { name: 'Carica' }).click();
    await page.getByRole('heading', { name: 'C’è una cosa da correggere' }).waitFor();
    await guarda('carica-errori');
  });
});

describe.each([true, false])('with JavaScript: %s', (javaScript) => {
  test('a file is sent and followed to its end', { timeout: 60_000 }, async () => {
    const page = await nuovaPagina({ javaScript });
    await entra(page, '/ufficio/flussi');
    await page.getByRole('link', { name: 'Carica un flusso' }).click();
    const righe = [{ IUD: `GIUSTA-${javaScript}` }, { IUD: `SBAGLIATA-${javaScript}`, importoDovuto: '0' }];
    const { nomeFile, zip } = await fileDovuti(ente, { iuf: `PAGINA${javaScript}`, righe });
    await page
      .getByLabel('File dei dovuti')
      .setInputFiles({ name: nomeFile, mimeType: 'application/zip', buffer: zip });
    await page.getByRole('button', { name: 'Carica' }).click();
    await page.getByText('Lettura e controllo delle righe').waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-2) ?? '';
    const calcola = async (): Promise<void> => {
      await esegui(mondo, ente, 'flussi.calcola_anteprima', id);
      if (!javaScript) await page.getByRole('link', { name: 'Aggiorna la pagina' }).click();
    };
    await calcola();
    await page.getByRole('button', { name: 'Conferma e carica 1 riga' }).waitFor();
    await verificaSePossibile(page, javaScript);
    await page.getByRole('link', { name: 'Riga 2' }).click();
    await page.locator('#campo-importoDovuto:focus').waitFor();
    await verificaSePossibile(page, javaScript);
    await page.getByLabel('Importo', { exact: true }).fill('-1');
    await page.getByRole('button', { name: 'Salva e ricontrolla la riga' }).click();
    await page.getByText('la riga è ancora sbagliata').waitFor();
    await verificaSePossibile(page, javaScript);
    await page.getByRole('link', { name: 'Torna all’anteprima' }).click();
    await page.getByText('Aggiorniamo i totali con le tue correzioni').waitFor();
    await verificaSePossibile(page, javaScript);
    await calcola();
    await page.getByRole('button', { name: 'Conferma e carica 1 riga' }).click();
    await page.getByText('Ultimo controllo prima di caricare').waitFor();
    await calcola();
    await page.getByText('In coda').waitFor();
    await fotografa(page, `in-coda-${javaScript}`);
    await page.reload();
    await page.getByText('In coda').waitFor();
    await esegui(mondo, ente, 'flussi.carica_dovuti', idDi(page));
    if (!javaScript) await page.getByRole('link', { name: 'Aggiorna la pagina' }).click();
    await page.getByText('Righe caricate: 1. Righe scartate: 1').waitFor();
    await page.getByRole('rowheader', { name: '2', exact: true }).waitFor();
    await verificaSePossibile(page, javaScript);
    const scaricato = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Righe scartate (SCARTI)' }).click();
    expect((await scaricato).suggestedFilename()).toBe(nomeFile.replace('.zip', '_SCARTI.zip'));
  });

  test('a file of incassi is booked and downloaded', { timeout: 60_000 }, async () => {
    const page = await nuovaPagina({ javaScript });
    await entra(page, '/ufficio/incassi');
    await page.getByLabel('Dal giorno').fill('2020-01-01');
    await page.getByRole('button', { name: 'Prenota il file' }).click();
    await page.getByText('Preparazione del file').waitFor();
    await esegui(mondo, ente, 'flussi.esporta_pagati', idDi(page));
    if (!javaScript) await page.getByRole('link', { name: 'Aggiorna la pagina' }).click();
    await page.getByText('Il file è pronto').waitFor();
    await verificaSePossibile(page, javaScript);
    const scaricato = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Scarica lo ZIP' }).click();
    expect((await scaricato).suggestedFilename()).toMatch(/_ESTRAZIONE_DOVUTI_\d{14}-1_3\.zip$/);
  });

  test('a dovuto is looked for from any page, and opened from the keyboard', { timeout: 60_000 }, async () => {
    const page = await nuovaPagina({ javaScript, width: 320 });
    await entra(page, '/ufficio/registro');
    await page.getByRole('searchbox').fill('B3');
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: '1 dovuto' }).waitFor();
    await page.getByRole('rowheader').getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Dovuto B3' }).waitFor();
    await page.goBack();
    await page.getByRole('table', { name: '1 dovuto' }).waitFor();
  });
});

/** `SCATTI=folder` keeps pictures of what was walked, to look at them. */
async function fotografa(page: Page, nome: string): Promise<void> {
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
}

/** axe needs scripts. */
async function verificaSePossibile(page: Page, javaScript: boolean): Promise<void> {
  if (javaScript) await verificaAccessibilita(page);
}
