import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portale as porta } from '#doors/portale';
import { valoreDi } from '#kernel/esito';
import { impostaLogo } from '#modules/enti';
import { nuovaPagina } from '#support/browser';
import { databaseNuovo } from '#support/db';
import { moltiEnti } from '#support/molti-enti';
import { Navigatore } from '#support/navigatore';
import { pesa } from '#support/peso';
import {
  apriPortale,
  entra,
  mondoFermo,
  unAvviso,
  type AvvisoDiProva,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { conModulo } from '#support/spontaneo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

/** Who comes for the first time, on an old telephone, waits for all of it. */
const BYTE_MAX = 120_000;
const CODICE_FISCALE = 'RSSMRA80A01H501U';

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
let avviso: AvvisoDiProva;

beforeAll(async () => {
  const database = await databaseNuovo();
  mondo = mondoFermo(database);
  portale = await apriPortale(mondo);
  // As many enti with arms as the first page shows: theirs are the first names.
  const armi = await unoStemma();
  for (let n = 0; n < 6; n += 1) {
    ente = await unEnte(mondo);
    valoreDi(await impostaLogo(ctxDi(mondo, 'worker', ente.enteId), armi));
  }
  await database.pools.worker.query(`update enti.ente set denominazione = 'A ' || denominazione`);
  await moltiEnti(database.adminUrl, { quanti: 200, intermediarioId: ente.intermediarioId });
  avviso = await unAvviso(mondo, ente, { IUD: 'P1' });
  await conModulo(mondo, ente);
});
afterAll(() => portale.chiudi());

function tondo(n: number): string {
  const [x, y] = [60 + (n % 8) * 40, 70 + Math.floor(n / 8) * 50];
  return `<circle cx="${x}" cy="${y}" r="14" fill="hsl(${n * 37},60%,50%)"/>`;
}

/** With shades and edges, as coats of arms have. */
async function unoStemma(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><defs><linearGradient id="g">
    <stop offset="0" stop-color="#b00"/><stop offset="1" stop-color="#fc0"/></linearGradient></defs>
    <path d="M40 30h320v170q0 130-160 180Q40 330 40 200z" fill="url(#g)" stroke="#123" stroke-width="12"/>
    ${Array.from({ length: 40 }, (_, n) => tondo(n)).join('')}
  </svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** Pages at an address without parts: those that come later are weighed as well. */
const FISSE = porta.pagine
  .filter(
    ({ percorso, get, chi }) =>
      get !== undefined && !percorso.includes(':') && (chi === 'tutti' || chi === 'cittadino'),
  )
  .map(({ percorso, chi }) => [percorso, chi] as const);

async function leggera(url: string, token?: string): Promise<void> {
  const page = await nuovaPagina({ width: 1280 });
  if (token !== undefined) await page.context().addCookies([{ name: 'portale', value: token, url: portale.url }]);
  const { bytes, richieste, voci } = await pesa(page, portale.url + url);
  const cosa = voci.map((v) => `${v.bytes} ${new URL(v.url).pathname}`).join('\n');
  expect(richieste, cosa).toBeGreaterThan(3);
  expect(bytes, `${url}\n${cosa}`).toBeLessThanOrEqual(BYTE_MAX);
}

describe('a first visit weighs at most 120 kB, all that comes with it included', () => {
  test.each(FISSE)('%s (%s)', async (percorso, chi) => {
    const token = chi === 'cittadino' ? (await entra(mondo, portale)).token : undefined;
    await leggera(percorso, token);
  });

  test('the enti found, an ente, a form, a notice found', async () => {
    await leggera('/enti?nome=a');
    await leggera(`/enti?nome=${ente.codiceFiscale}`);
    await leggera(`/enti/${ente.codIpa}`);
    await leggera(`/enti/${ente.codIpa}/${ente.tipo}`);
    const chi = new Navigatore(portale.url);
    const trovato = await chi.invia(await chi.apri('/avviso'), {
      numero: avviso.numeroAvviso,
      codiceFiscale: CODICE_FISCALE,
    });
    await leggera(new URL(trovato.url).pathname);
  });
});
