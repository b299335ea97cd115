import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import { nuovaPagina } from '#support/browser';
import { databaseNuovo } from '#support/db';
import {
  apriPortale,
  entra,
  mondoFermo,
  unAvviso,
  unaPersona,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { conModulo } from '#support/spontaneo';
import { unEnte, type EnteDiProva } from '#support/un-ente';

const DOCS = join(import.meta.dirname, '../../docs');
const CARTELLA = join(DOCS, 'schermate');
/** All of them: who clones the repository carries them. */
const BYTE_MAX = 1_500_000;
const LARGHEZZE = [320, 1280];

test('the pictures in docs are those that its page shows, and weigh little', () => {
  const presenti = readdirSync(CARTELLA);
  const mostrate = [...readFileSync(join(DOCS, 'schermate.md'), 'utf8').matchAll(/\(schermate\/([\w-]+\.png)\)/g)];
  expect(new Set(mostrate.map(([, nome]) => nome))).toEqual(new Set(presenti));
  const byte = presenti.reduce((somma, nome) => somma + statSync(join(CARTELLA, nome)).size, 0);
  expect(byte).toBeLessThanOrEqual(BYTE_MAX);
});

// An ordinary run leaves the repository as it is: `SCHERMATE=si npm test -- test/browser/schermate.test.ts` takes them anew.
describe.runIf(process.env['SCHERMATE'] === 'si')('the pictures of docs/schermate', () => {
  let mondo: MondoFermo;
  let portale: PortaleDiProva;
  let ente: EnteDiProva;

  beforeAll(async () => {
    mkdirSync(CARTELLA, { recursive: true });
    mondo = mondoFermo(await databaseNuovo());
    portale = await apriPortale(mondo);
    const nomi = [
      'Comune di Fonteviva',
      'Comune di Roccaserena',
      'Unione dei comuni di Valdisopra',
      'Comune di Belpoggio',
    ];
    for (const nome of nomi.toReversed()) {
      ente = await unEnte(mondo);
      const indirizzo = 'Piazza della Fontana 1, 31100 Treviso TV';
      await mondo.pools.worker.query('update enti.ente set denominazione = $2, indirizzo = $3 where id = $1', [
        ente.enteId,
        nome,
        indirizzo,
      ]);
    }
    await mondo.pools.worker.query(`update enti.intermediario set denominazione = 'Regione di Valdisopra'`);
    await conModulo(mondo, ente);
  }, 120_000);
  afterAll(() => portale.chiudi());

  test.each(LARGHEZZE)(
    'at %i px',
    async (width) => {
      const persona = unaPersona({ nome: 'Anna', cognome: 'Verdi' });
      const { codiceFiscale } = persona;
      const riga = { codiceIdentificativoUnivoco: codiceFiscale, anagraficaPagatore: 'Anna Verdi' };
      const causali = ['TARI 2026, utenza domestica, prima rata', 'Mensa scolastica, ottobre 2026'];
      const avvisi = [];
      for (const [n, causaleVersamento] of causali.entries())
        avvisi.push(await unAvviso(mondo, ente, { IUD: `S${width}${n}`, causaleVersamento, ...riga }));
      const numero = formatNumeroAvviso((avvisi[0]?.numeroAvviso ?? '') as NumeroAvviso);
      const page = await nuovaPagina({ width, height: width === 320 ? 640 : 800 });
      const scatta = (nome: string): Promise<void> => fotografa(page, `${nome}-${width}`);
      const apri = async (dove: string, nome: string): Promise<void> => {
        await page.goto(portale.url + dove);
        await scatta(nome);
      };
      await apri('/', '01-inizio');
      await apri('/avviso', '02-avviso');
      await page.getByLabel('Numero dell’avviso').fill(numero);
      await page.getByLabel('Codice fiscale scritto sull’avviso').fill(codiceFiscale);
      await page.getByRole('button', { name: 'Trova l’avviso' }).click();
      await page.waitForURL('**/avviso/*');
      await scatta('03-avviso-trovato');
      await apri('/enti?nome=treviso', '04-enti');
      await apri(`/enti/${ente.codIpa}`, '05-ente');
      await apri(`/enti/${ente.codIpa}/${ente.tipo}`, '06-modulo');
      const { token } = await entra(mondo, portale, persona);
      await page.context().addCookies([{ name: 'portale', value: token, url: portale.url }]);
      await apri('/posizioni', '07-posizioni');
      await page.goto(`${portale.url}/avvisi/${avvisi[0]?.iuvId}`);
      await scatta('08-avviso-intero');
      await page.locator('form:has(input[name=aggiungi]) button').first().click();
      await page.goto(`${portale.url}/carrello`);
      await scatta('09-carrello');
    },
    120_000,
  );
});

/** In few colours: the pages have no more. */
async function fotografa(page: Page, nome: string): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => true)');
  const intera = await page.screenshot({ fullPage: true });
  writeFileSync(
    join(CARTELLA, `${nome}.png`),
    await sharp(intera).png({ palette: true, colours: 64, effort: 10 }).toBuffer(),
  );
}
