import { sql } from 'kysely';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { impostaLogo } from '#modules/enti';
import { rotte } from '#platform/http/pagina';
import { databaseNuovo } from '#support/db';
import { Navigatore } from '#support/navigatore';
import { logoPng } from '#support/pdf';
import {
  apriPortale,
  entra,
  mailDi,
  mondoFermo,
  unAvviso,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { portale as porta } from './index.ts';

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
const righe: string[] = [];
beforeAll(async () => {
  const base = mondoFermo(await databaseNuovo());
  const nota = (evento: string, ...resto: unknown[]): void => void righe.push(JSON.stringify([evento, ...resto]));
  mondo = { ...base, log: { info: nota, warn: nota, error: nota } };
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
});
afterAll(() => portale.chiudi());

const CODICE_FISCALE = 'RSSMRA80A01H501U';
const PERICOLO = '<script>alert(1)</script>"\'>&amp;';

test('the database role of the portale reads no table of what is owed or paid, not even for its own ente', async () => {
  await unAvviso(mondo, ente, { IUD: 'P0' });
  const tabelle = ['posizioni.posizione', 'posizioni.dovuto', 'posizioni.iuv', 'posizioni.quota', 'pagamenti.ricevuta'];
  const altre = ['posizioni.v_iuv_dovuto', 'pagamenti.messaggio', 'registro.atto', 'utenti.operatore'];
  for (const tabella of [...tabelle, ...altre]) {
    const legge = ctxDi(mondo, 'portale', ente.enteId).tx((t) => sql`select from ${sql.raw(tabella)}`.execute(t.db));
    await expect(legge, tabella).rejects.toThrow(/permission denied/);
  }
});

test('texts of an ente are text: nothing of them is obeyed, in no page', async () => {
  const avviso = await unAvviso(mondo, ente, {
    IUD: 'P1',
    causaleVersamento: `"${`Rata ${PERICOLO}`.replaceAll('"', '""')}"`,
    anagraficaPagatore: '<b>Mario</b> Rossi',
  });
  const chi = new Navigatore(portale.url);
  const riassunto = await chi.invia(await chi.apri('/avviso'), {
    numero: avviso.numeroAvviso,
    codiceFiscale: CODICE_FISCALE,
  });
  const codice = await chi.invia(riassunto, { email: 'anna@example.org' });
  const provaId = codice.url.split('/').at(-1) ?? '';
  const intero = await chi.invia(codice, { codice: (await mailDi(mondo, provaId)).codice });
  for (const { html } of [riassunto, intero]) {
    expect(html).toContain('Rata &lt;script>alert(1)');
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<b>Mario');
  }
  const eco = await chi.invia(await chi.apri('/avviso'), { numero: PERICOLO, codiceFiscale: PERICOLO });
  expect(eco.html).not.toContain('<script>alert');
  expect((await chi.apri(`/enti?nome=${encodeURIComponent(PERICOLO)}`)).html).not.toContain('<script>alert');
});

test('no address and no line of the log holds what a person typed or is called', async () => {
  const avviso = await unAvviso(mondo, ente, { IUD: 'P2' });
  righe.length = 0;
  const chi = new Navigatore(portale.url);
  const riassunto = await chi.invia(await chi.apri('/avviso'), {
    numero: avviso.numeroAvviso,
    codiceFiscale: CODICE_FISCALE,
  });
  const codice = await chi.invia(riassunto, { email: 'bruno@example.org' });
  const { link } = await mailDi(mondo, codice.url.split('/').at(-1) ?? '');
  const intero = await chi.invia(await chi.apri(new URL(link).pathname), {}, '_csrf');
  const tutto = [...righe, riassunto.url, codice.url, link, intero.url].join('\n');
  expect(righe.length).toBeGreaterThan(5);
  for (const cosa of [avviso.numeroAvviso, avviso.iuv, CODICE_FISCALE, 'Rossi', 'bruno', 'example.org'])
    expect(tutto).not.toContain(cosa);
  // The log keeps the pattern of the route, never the way taken.
  expect(righe.join('')).not.toContain(new URL(riassunto.url).pathname.split('/').at(-1));
});

test('every form wants its token; those of who signed in want somebody too', async () => {
  const moduli = rotte(porta.prefisso, porta.pagine).filter(({ metodo }) => metodo === 'POST');
  expect(moduli.length).toBeGreaterThan(20);
  const { token } = await entra(mondo, portale);
  for (const { url, chi } of moduli) {
    const manda = async (cookie: string): Promise<[string, number, string]> => {
      const { statusCode, headers } = await portale.app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
        payload: 'numero=1&_csrf=falso',
      });
      return [url, statusCode, String(headers['location'] ?? '')];
    };
    expect(await manda('')).toEqual(chi === 'cittadino' ? [url, 303, '/accedi'] : [url, 403, '']);
    expect(await manda(`portale=${token}`)).toEqual([url, 403, '']);
  }
});

test('pages of people are not kept by anybody; those of nobody may be', async () => {
  for (const [url, cache] of [
    ['/', 'private, no-cache'],
    ['/enti', 'private, no-cache'],
    ['/privacy', 'private, no-cache'],
    ['/avviso', 'no-store'],
  ])
    expect((await portale.app.inject({ url: url ?? '' })).headers['cache-control']).toBe(cache);
  const { headers } = await portale.app.inject({ url: '/avviso' });
  expect(headers['content-security-policy']).toContain("script-src 'self'");
  expect((await portale.app.inject({ url: '/non/esiste' })).statusCode).toBe(404);
  expect((await portale.app.inject({ url: '/enti/nessuno' })).statusCode).toBe(404);
});

describe('logos', () => {
  test('at an address that names the content, kept for good, without what is not the image', async () => {
    valoreDi(await impostaLogo(ctxDi(mondo, 'worker', ente.enteId), opacoConCommento()));
    const chi = new Navigatore(portale.url);
    const indirizzo = /src="(\/loghi\/[^"]+)"/.exec((await chi.apri(`/enti/${ente.codIpa}`)).html)?.[1] ?? '';
    expect(indirizzo).toMatch(new RegExp(`^/loghi/${ente.codIpa}\\?v=[0-9a-f]{16}$`));
    const logo = await portale.app.inject({ url: indirizzo });
    expect([logo.statusCode, logo.headers['content-type']]).toEqual([200, 'image/png']);
    expect(logo.headers['cache-control']).toContain('immutable');
    expect(logo.headers['x-content-type-options']).toBe('nosniff');
    expect(logo.rawPayload.toString('latin1')).not.toContain('script');
    const vecchio = await portale.app.inject({ url: `/loghi/${ente.codIpa}?v=0000000000000000` });
    expect([vecchio.statusCode, vecchio.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect((await portale.app.inject({ url: '/loghi/nessuno' })).statusCode).toBe(404);
  });

  test('a transparent one is laid on white; before there is any, none is shown', async () => {
    const altro = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'worker', altro.enteId);
    expect((await portale.app.inject({ url: `/loghi/${altro.codIpa}` })).statusCode).toBe(404);
    expect((await portale.app.inject({ url: `/enti/${altro.codIpa}` })).body).not.toContain('/loghi/');
    valoreDi(await impostaLogo(ctx, logoPng()));
    const { statusCode, rawPayload } = await portale.app.inject({ url: `/loghi/${altro.codIpa}` });
    expect([statusCode, (await sharp(rawPayload).metadata()).hasAlpha]).toEqual([200, false]);
  });
});

/** One grey pixel, without transparency, and a comment that no browser should see. */
function opacoConCommento(): Buffer {
  const pezzo = (nome: string, dati: Buffer): Buffer => {
    const corpo = Buffer.concat([Buffer.from(nome, 'latin1'), dati]);
    const testa = Buffer.alloc(4);
    testa.writeUInt32BE(dati.length);
    const coda = Buffer.alloc(4);
    coda.writeUInt32BE(crc32(corpo));
    return Buffer.concat([testa, corpo, coda]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pezzo('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    pezzo('tEXt', Buffer.from('Comment\0<script>alert(1)</script>', 'latin1')),
    pezzo('IDAT', deflateSync(Buffer.from([0, 128]))),
    pezzo('IEND', Buffer.alloc(0)),
  ]);
}
