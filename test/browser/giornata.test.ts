/**
 * A clerk's day, as one journey in a real browser: in by two steps, a file put right in its preview, a dovuto annulled, one looked for, one
 * written by hand, a receipt that never came and is recovered, the file of what was paid, a link to pay. Then every other page of the door
 * is looked at. The rest of the world is the simulatore; what the worker does is done here, when the page says that it waits for it.
 */
import { generateSecret, generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rileggiMessaggio } from '#doors/nodo';
import { valoreDi } from '#kernel/esito';
import { registraCredenziale, registraTipoDovuto } from '#modules/enti';
import { riceviDovuti } from '#modules/flussi';
import { chiediRendicontazioni, recuperaUna } from '#modules/rendicontazione';
import { CIMITERO_CON_FILE, unPdf } from '#support/allegati';
import { nuovaPagina, verificaAccessibilita } from '#support/browser';
import { apriPagamenti, type Pagamenti } from '#support/checkout';
import { databaseNuovo } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { fotografa, Giornata } from '#support/giornata';
import { MODI } from '#support/modi';
import { mondoFermo } from '#support/portale';
import { ricercaPronta } from '#support/ricerca';
import { conModulo } from '#support/spontaneo';
import { apriUfficio, conFlusso, cookieDi, esegui, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { creaBizEvents } from '#wires/biz-events';
import { creaFdr } from '#wires/fdr';

let p: Pagamenti;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  const mondo = mondoFermo(await databaseNuovo());
  ente = await unEnte(mondo);
  const luci = { ...TIPO, codice: 'LUCI', denominazione: 'Luci votive', contoId: ente.contoId, contoPostaleId: null };
  const tipoDovutoId = valoreDi(await registraTipoDovuto(ctxDi(mondo, 'worker', ente.enteId), luci));
  await conModulo(mondo, { ...ente, tipoDovutoId }, { definizione: CIMITERO_CON_FILE });
  p = await apriPagamenti(mondo, [ente]);
  const fdr = { url: `${p.simulatore.url}/fdr-org/service/v1`, chiave: 'prova' };
  Object.assign(p.mondo.config, { fdr });
  Object.assign(p.mondo.wires, { fdr: creaFdr(fdr), bizEvents: creaBizEvents() });
  const chiave = { scopo: 'biz_events', enteId: ente.enteId, tipoDovutoId: null, utente: null, segreto: 'prova' };
  const url = `${p.simulatore.url}/bizevents/service/v1`;
  valoreDi(await registraCredenziale(ctxDi(mondo, 'worker'), { ...chiave, url }));
  ufficio = await apriUfficio(p.mondo);
}, 120_000);
afterAll(async () => {
  await ufficio.chiudi();
  await p.chiudi();
});

const worker = () => ctxDi(p.mondo, 'worker', ente.enteId);

const idDi = (page: Page, da = -1): string => new URL(page.url()).pathname.split('/').at(da) ?? '';

/** In by password and then by the six digits of the telephone; what is wrong is said. */
async function entra(g: Giornata): Promise<void> {
  const secret = generateSecret();
  const { utente, password } = await unOperatore(p.mondo, [ente], { ruolo: 'amministratore', totpSegreto: secret });
  await g.vai('/flussi');
  await g.vedi('accedi');
  await g.premi('Entra');
  await g.page.getByRole('heading', { name: 'Ci sono 2 cose da correggere' }).waitFor();
  await g.vedi('accedi-errori');
  await g.page.getByLabel('Nome utente').fill(utente);
  await g.page.getByLabel('Password').fill(password);
  await g.premi('Entra');
  const codice = g.page.locator('#campo-codice');
  await codice.fill('000000');
  await codice.press('Enter');
  await g.legge('Il codice non corrisponde');
  await g.vedi('secondo-fattore');
  await codice.fill(generateSync({ secret }));
  await codice.press('Enter');
  await g.page.waitForURL('**/ufficio/flussi');
}

/** A file of four rows, two of them wrong: one is put right in the preview, one is left out and comes back in a file. */
async function carica(g: Giornata): Promise<void> {
  const { page, sigla } = g;
  await g.vedi('flussi');
  await page.getByRole('link', { name: 'Carica un flusso' }).click();
  await g.vedi('carica');
  const righe = [
    { IUD: `VALE-${sigla}`, anagraficaPagatore: `Vale ${sigla}` },
    { IUD: `PERSA-${sigla}` },
    { IUD: `CURATA-${sigla}`, importoDovuto: '0' },
    { IUD: `FUORI-${sigla}`, importoDovuto: '0' },
  ];
  const { nomeFile, zip } = await fileDovuti(ente, { iuf: `GIORNATA${sigla}`, righe });
  await page.getByLabel('File dei dovuti').setInputFiles({ name: nomeFile, mimeType: 'application/zip', buffer: zip });
  await page.getByRole('button', { name: 'Carica' }).click();
  await g.legge('Lettura e controllo delle righe');
  const calcola = async (): Promise<void> => {
    await esegui(p.mondo, ente, 'flussi.calcola_anteprima', idDi(page, -2));
    await g.fatto();
  };
  await calcola();
  await page.getByRole('button', { name: 'Conferma e carica 2 righe' }).waitFor();
  await g.vedi('anteprima');
  await g.segui('Riga 3');
  await page.locator('#campo-importoDovuto:focus').waitFor();
  await page.getByLabel('Importo', { exact: true }).fill('45,00');
  await g.premi('Salva e ricontrolla la riga');
  await g.legge('la riga è ancora sbagliata');
  await g.vedi('riga');
  await page.getByLabel('Importo', { exact: true }).fill('45.00');
  await g.premi('Salva e ricontrolla la riga');
  await g.legge('Aggiorniamo i totali con le tue correzioni');
  await calcola();
  await g.premi('Conferma e carica 3 righe');
  await g.legge('Ultimo controllo prima di caricare');
  await calcola();
  await g.legge('In coda');
  await page.reload();
  await g.legge('In coda');
  await esegui(p.mondo, ente, 'flussi.carica_dovuti', idDi(page));
  await g.fatto();
  await g.legge('Righe caricate: 3. Righe scartate: 1');
  await g.vedi('flusso');
  expect(await g.scarica('Righe scartate (SCARTI)')).toBe(nomeFile.replace('.zip', '_SCARTI.zip'));
}

async function annulla(g: Giornata): Promise<void> {
  await g.cerca(`CURATA-${g.sigla}`);
  await g.legge('45,00');
  await g.segui('Annulla il dovuto');
  await g.vedi('annulla');
  await g.premi('Annulla: il cittadino non potrà più pagarlo');
  await g.legge('C’è una cosa da correggere');
  await g.page.locator('#campo-motivo').fill('Doppio');
  await g.premi('Annulla: il cittadino non potrà più pagarlo');
  await g.legge('Motivo: Doppio');
  await g.vedi('annullato');
}

const ATTO = { name: 'Atto.pdf', mimeType: 'application/pdf' };

/** One more, by its form and in two instalments, mailed, with a note; then the citizen finds it. */
async function inserisci(g: Giornata): Promise<void> {
  const { page } = g;
  await g.vai('/dovuti');
  await g.segui('Inserisci un dovuto');
  await g.vedi('tipi');
  await g.segui('Luci votive');
  await g.premi('Continua');
  await page.getByRole('heading', { name: 'correggere' }).waitFor();
  await g.vedi('nuovo-errori');
  await page.getByLabel('Nord').check();
  await page.getByLabel('Nome del defunto').fill('Ada Neri');
  await page.getByLabel('Quante lampade').fill('2');
  await page.locator('input[name="m.atto"]').setInputFiles({ ...ATTO, buffer: unPdf() });
  await page.getByLabel('Codice fiscale o partita IVA').fill('RSSMRA80A01H501U');
  await page.getByLabel('Nome e cognome').fill('Mario Rossi');
  await page.getByLabel('Email').fill('mario@esempio.it');
  await page.getByLabel('a rate', { exact: true }).check();
  await g.premiSenzaScript('Aggiorna');
  await g.legge('Le rate danno 30,00 €: è quanto si deve.');
  await page.getByLabel('Numero di rate').fill('2');
  await page.getByLabel('Numero di rate').press('Tab');
  await g.premiSenzaScript('Proponi rate uguali');
  await page.locator('#rate').getByText('Rata 3').waitFor({ state: 'detached' });
  await g.premi('Aggiungi un beneficiario');
  await page.getByText('Altro beneficiario 1', { exact: true }).waitFor();
  await g.vedi('nuovo-rate');
  await g.premi('Togli l’altro beneficiario 1');
  await page.getByText('Altro beneficiario 1', { exact: true }).waitFor({ state: 'detached' });
  await g.premi('Continua');
  await g.legge('Nascono 2 dovuti');
  await g.legge('Atto.pdf');
  await g.vedi('nuovo-anteprima');
  await page.getByRole('button', { name: 'Inserisci' }).click();
  await page.getByRole('link', { name: 'Scarica l’avviso (PDF)' }).waitFor();
  await g.legge('Il dovuto è inserito');
  await page.goto(`${dovutoDi(page)}/file`);
  await g.vedi('file');
  await page.goBack();
  await curaLInserito(g);
}

/** Its page, without what was just done to it. */
const dovutoDi = (page: Page): string => page.url().split('?')[0] ?? '';

async function curaLInserito(g: Giornata): Promise<void> {
  const { page } = g;
  const dovuto = dovutoDi(page);
  await page.goto(`${dovuto}/modifica`);
  await page.getByLabel('Comune').fill('Roma');
  await page.locator('#campo-motivo').fill('Lo ha detto allo sportello');
  await g.premi('Continua');
  await g.legge('Che cosa cambia');
  await g.vedi('modifica');
  await g.premi('Conferma le modifiche');
  await page.goto(`${dovuto}/nota`);
  await page.getByLabel('Nota').fill('Ha telefonato.');
  await g.premi('Scrivi la nota');
  await page.goto(`${dovuto}/invia-avviso`);
  await g.vedi('invia');
  await g.premi('Invia l’avviso');
  await g.legge('Avviso mandato per posta');
  await page.getByText('Note, posta, file e link').click();
  await g.vedi('dovuto');
}

async function simula(percorso: string, corpo: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const risposta = await fetch(p.simulatore.url + percorso, { method: 'POST', headers, body: JSON.stringify(corpo) });
  expect([percorso, risposta.status]).toEqual([percorso, 200]);
}

/** Somebody has paid, and the receipt was lost on its way: the statement of the PSP tells of it, and it is asked for. */
async function rendiconta(g: Giornata): Promise<void> {
  const { page } = g;
  await g.cerca(`PERSA-${g.sigla}`);
  const dovuto = page.url();
  const numeroAvviso = await g.numeroAvviso();
  const codiceFiscaleEnte = ente.codiceFiscale;
  await simula('/api/paga', { numeroAvviso, codiceFiscaleEnte, varianti: { consegna: 'persa' } });
  await simula('/api/fdr', { codiceFiscaleEnte });
  await g.vai('/rendicontazione');
  await g.premi('Chiedi adesso a pagoPA');
  await g.legge('Chieste a pagoPA');
  await chiediRendicontazioni(worker());
  await g.vai('/rendicontazione');
  await g.vedi('rendicontazioni');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await g.legge('Di un pagamento non è arrivata la ricevuta');
  await g.vedi('rendicontazione');
  await g.segui('Guarda le ricevute mancanti');
  await g.vedi('mancanti');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await g.legge('La ricevuta viene chiesta a pagoPA');
  await recuperaUna(worker(), rileggiMessaggio);
  await page.reload();
  await g.legge('La ricevuta è stata recuperata chiedendola a pagoPA');
  await g.vedi('mancante');
  await page.goto(dovuto);
  await page.getByText('Pagato', { exact: true }).first().waitFor();
  await g.vedi('pagato');
}

async function esporta(g: Giornata): Promise<void> {
  await g.vai('/incassi');
  await g.page.getByLabel('Dal giorno').fill('2020-01-01');
  await g.vedi('incassi');
  await g.premi('Prenota il file');
  await g.legge('Preparazione del file');
  await esegui(p.mondo, ente, 'flussi.esporta_pagati', idDi(g.page));
  await g.fatto();
  await g.legge('Il file è pronto');
  await g.vedi('incasso');
  expect(await g.scarica('Scarica lo ZIP')).toMatch(/_ESTRAZIONE_DOVUTI_\d{14}-1_3\.zip$/);
}

/** A link from the page of a dovuto that was found by a name: whoever has it opens the notice, and pays. */
async function collega(g: Giornata): Promise<void> {
  const { page } = g;
  await ricercaPronta(p.mondo, ente);
  await g.cerca(`${g.sigla} vale`);
  await page.getByText('Note, posta, file e link').click();
  await g.segui('Nuovo link di pagamento');
  await g.vedi('link-nuovo');
  await g.premi('Crea il link');
  await g.legge('Il link è pronto.');
  await g.vedi('link');
  const indirizzo = (await page.locator('code.da-copiare').textContent()) ?? '';
  await g.premi('Esci');
  await page.goto(indirizzo);
  await page.locator('main form button').first().click();
  await g.legge(`Vale ${g.sigla}`);
  await page.getByRole('button', { name: 'Paga ora' }).waitFor();
}

describe.each(MODI)('$width px, JavaScript: $javaScript', (modo) => {
  test('a clerk lives a day', { timeout: 240_000 }, async () => {
    const g = await Giornata.comincia(ufficio.url, modo);
    await entra(g);
    await carica(g);
    await annulla(g);
    await inserisci(g);
    await rendiconta(g);
    await esporta(g);
    await collega(g);
  });
});

/** What the day does not meet, or meets in one window only. */
const ALTRE = [
  '',
  '/fermi',
  '/dovuti?elenco=archivio',
  '/dovuti?tipo=NON_ESISTE',
  '/registro',
  '/ente',
  '/dovuti/assente',
];
const GIA_VISTE = ['/dovuti', '/flussi', '/flussi/carica', '/flussi/:flusso', '/flussi/:anteprima/anteprima'];

test.each([
  [320, ALTRE],
  [1280, [...ALTRE, ...GIA_VISTE, '/flussi/:anteprima/anteprima/righe/2', '/incassi', '/link', '/deleghe']],
] as const)(
  'at %i px the other pages are accessible and stay in the window',
  { timeout: 120_000 },
  async (width, percorsi) => {
    const righe = Array.from({ length: 60 }, (_, n) => ({
      IUD: `${width}-${n}`,
      importoDovuto: n % 3 === 0 ? '10.00' : '0',
    }));
    const flusso = await conFlusso(p.mondo, ente, { iuf: `ALTRE${width}`, righe });
    const file = await fileDovuti(ente, {
      iuf: `ANTEPRIMA${width}`,
      righe: [...righe, { IUD: 'CAP', capPagatore: '351' }],
    });
    const { flussoId } = valoreDi(await riceviDovuti(worker(), { ...file, anteprima: true }));
    await esegui(p.mondo, ente, 'flussi.calcola_anteprima', flussoId);
    const page = await nuovaPagina({ width });
    const { ufficio: value } = await cookieDi(p.mondo, await unOperatore(p.mondo, [ente], { ruolo: 'amministratore' }));
    await page.context().addCookies([{ name: 'ufficio', value, url: ufficio.url }]);
    for (const percorso of percorsi) {
      await page.goto(`${ufficio.url}/ufficio${percorso.replace(':flusso', flusso).replace(':anteprima', flussoId)}`);
      expect(await page.locator('h1').count(), percorso).toBe(1);
      await verificaAccessibilita(page);
      await fotografa(page, `pagina${percorso.replaceAll(/\W+/g, '-')}-${width}`);
    }
  },
);
