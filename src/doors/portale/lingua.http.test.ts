import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LINGUE } from '#kernel/lingua';
import { rotte } from '#platform/http/pagina';
import { databaseNuovo } from '#support/db';
import { soloItaliano } from '#support/lingue';
import { Navigatore, testoDi, type Pagina } from '#support/navigatore';
import {
  annullaAvviso,
  apriPortale,
  entra,
  mailDi,
  mondoFermo,
  pagaAvviso,
  unAvviso,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { testiDi } from '#testi/catalogo';
import { conModulo } from '#support/spontaneo';
import { unEnte, type EnteDiProva } from '#support/un-ente';
import { portale as porta } from './index.ts';

const ORA_MS = 3_600_000;
const CODICE_FISCALE = 'RSSMRA80A01H501U';

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
beforeAll(async () => {
  // A database of its own: the limits of the whole installation are counted here.
  mondo = mondoFermo(await databaseNuovo());
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
  await conModulo(mondo, ente);
});
afterAll(() => portale.chiudi());
// What was tried in the hour before does not count any more.
beforeEach(() => mondo.avanti(ORA_MS));

const percorso = ({ url }: Pagina): string => new URL(url).pathname;
const lingua = ({ html }: Pagina): string | undefined => /<html lang="(\w+)"/.exec(html)?.[1];
const inLingua = (quale: string): Navigatore => new Navigatore(portale.url).conCookie('portale_lingua', quale);

describe('the language of a page', () => {
  test.each([
    [undefined, 'it'],
    ['de-IT,de;q=0.9', 'de'],
    ['en-GB', 'en'],
    ['fr', 'it'],
  ])('a browser that asks for %j gets %s', async (accettate, attesa) => {
    const headers = accettate === undefined ? {} : { 'accept-language': accettate };
    const { body, headers: risposta } = await portale.app.inject({ url: '/', headers });
    expect(/<html lang="(\w+)"/.exec(body)?.[1]).toBe(attesa);
    expect(risposta['vary']).toBe('HX-Request, Accept-Language, Cookie');
  });

  test('is chosen on any page, which it comes back to, and stays', async () => {
    const chi = new Navigatore(portale.url);
    const tedesca = await chi.invia(await chi.apri('/enti'), { lingua: 'de' });
    expect([percorso(tedesca), lingua(tedesca)]).toEqual(['/enti', 'de']);
    expect(lingua(await chi.apri('/avviso'))).toBe('de');
    expect(lingua(await chi.invia(await chi.apri('/non-esiste'), { lingua: 'en' }))).toBe('en');
    expect(lingua(await chi.apri('/avviso'))).toBe('en');
  });

  test('is kept in a cookie that no script reads, for a year', async () => {
    const chi = new Navigatore(portale.url);
    const pagina = await chi.apri('/');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(pagina.html)?.[1] ?? '';
    const risposta = await portale.app.inject({
      method: 'POST',
      url: '/lingua',
      cookies: { portale_modulo: chi.cookie('portale_modulo') ?? '' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: csrf, lingua: 'de', torna: '/privacy' }).toString(),
    });
    expect([risposta.statusCode, risposta.headers.location]).toEqual([303, '/privacy']);
    const [cookie] = risposta.cookies;
    expect(cookie).toMatchObject({ name: 'portale_lingua', value: 'de', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.maxAge).toBe(31_536_000);
  });

  test.each(['https://altrove.example/', '//altrove.example', '/\\altrove.example', 'javascript:alert(1)', '/lingua'])(
    'coming back is to a page of ours: not to %j',
    async (torna) => {
      const chi = new Navigatore(portale.url);
      const dopo = await chi.invia(await chi.apri('/enti'), { lingua: 'en', torna });
      expect([percorso(dopo), lingua(dopo)]).toEqual(['/', 'en']);
    },
  );

  test('one that we do not speak changes nothing', async () => {
    const chi = inLingua('de');
    expect(lingua(await chi.invia(await chi.apri('/enti'), { lingua: 'fr', torna: '/enti' }))).toBe('de');
    expect(lingua(await inLingua('<b>').apri('/'))).toBe('it');
  });
});

describe.each(LINGUE)('in %s', (quale) => {
  const guarda = (pagina: Pagina): Pagina => {
    expect([percorso(pagina), lingua(pagina)]).toEqual([percorso(pagina), quale]);
    if (quale !== 'it') expect([percorso(pagina), soloItaliano(pagina.html, quale)]).toEqual([percorso(pagina), []]);
    return pagina;
  };

  test('every page that needs no address, for who has signed in and for who has not', async () => {
    const pagine = rotte(porta.prefisso, porta.pagine).filter(
      ({ metodo, url }) => metodo === 'GET' && !url.includes(':'),
    );
    expect(pagine.length).toBeGreaterThan(6);
    const { chi } = await entra(mondo, portale);
    chi.conCookie('portale_lingua', quale);
    for (const navigatore of [inLingua(quale), chi])
      for (const { url } of pagine) {
        const pagina = await navigatore.apri(url).catch(() => null);
        // What leads to another site, or is a file, is no page.
        if (pagina?.html.includes('<html')) guarda(pagina);
      }
    guarda(await inLingua(quale).apri('/non-esiste'));
  });

  test('a notice: refused, summed up, proved, whole, paid', async () => {
    const avviso = await unAvviso(mondo, ente, { IUD: `LI${quale}`, causaleVersamento: 'Mensa' });
    const chi = inLingua(quale);
    const pagina = guarda(await chi.apri('/avviso'));
    guarda(await chi.invia(pagina, { numero: '', codiceFiscale: '' }));
    guarda(await chi.invia(pagina, { numero: '1'.repeat(40), codiceFiscale: 'X' }));
    guarda(await chi.invia(pagina, { numero: '301000000000000000', codiceFiscale: CODICE_FISCALE }));
    guarda(await chi.apri('/avviso?perche=tempo'));
    guarda(await chi.apri('/avviso?perche=chiuso'));
    const trovato = guarda(await chi.invia(pagina, { numero: avviso.numeroAvviso, codiceFiscale: CODICE_FISCALE }));
    guarda(await chi.invia(trovato, { email: '' }));
    guarda(await chi.invia(trovato, { email: 'senza-chiocciola' }));
    const codice = guarda(await chi.invia(trovato, { email: `li-${quale}@example.org` }));
    guarda(await chi.invia(codice, { codice: '' }));
    guarda(await chi.invia(codice, { codice: '000000' }));
    const { link, lettera } = await mailDi(mondo, percorso(codice).split('/').at(-1) ?? '');
    expect(lettera.oggetto).toBe(testiDi(quale).postaProva.avviso.oggetto(`Ente ${ente.codiceFiscale}`));
    const prova = guarda(await chi.apri(new URL(link).pathname));
    const intero = guarda(await chi.invia(prova, {}, '_csrf'));
    guarda(await chi.apri(`${new URL(link).pathname}x`));
    guarda(await chi.apri('/'));
    await pagaAvviso(mondo, ente, avviso);
    guarda(await chi.apri(percorso(intero)));
    guarda(
      await inLingua(quale)
        .invia(pagina, { numero: avviso.numeroAvviso, codiceFiscale: CODICE_FISCALE })
        .catch(() => pagina),
    );
  });

  test('a notice that the ente has annulled', async () => {
    const riga = { IUD: `LA${quale}` };
    const avviso = await unAvviso(mondo, ente, riga);
    await annullaAvviso(mondo, ente, riga);
    const chi = inLingua(quale);
    guarda(await chi.invia(await chi.apri('/avviso'), { numero: avviso.numeroAvviso, codiceFiscale: CODICE_FISCALE }));
  });

  test('a payment without a notice: the ente, its form, what is wrong with it, the review, the mail', async () => {
    const chi = inLingua(quale);
    guarda(await chi.apri(`/enti/${ente.codIpa}`));
    const modulo = guarda(await chi.apri(`/enti/${ente.codIpa}/${ente.tipo}`));
    guarda(await chi.invia(modulo, { azione: 'continua', 'm.luogo': '', debitoreTipo: 'F', email: '' }));
    const chiave = { 'm.luogo': 'nord', 'm.defunto': 'Ada Neri', 'm.righe.righe': '1', 'm.righe.0.quante': '2' };
    const persona = { debitoreTipo: 'F', debitoreCodice: CODICE_FISCALE, debitoreNome: 'Mario Rossi' };
    const tutto = { azione: 'continua', ...chiave, ...persona, email: `ls-${quale}@example.org` };
    const riepilogo = guarda(await chi.invia(modulo, tutto));
    const codice = guarda(await chi.invia(riepilogo, {}, 'visto'));
    const { link } = await mailDi(mondo, percorso(codice).split('/').at(-1) ?? '');
    guarda(await chi.invia(guarda(await chi.apri(new URL(link).pathname)), {}, '_csrf'));
    guarda(await chi.apri(`/enti/${ente.codIpa}?nome=zzz`));
  });
});

test('the sentences of one language are told from those of another', async () => {
  const { html } = await inLingua('it').apri('/avviso');
  for (const quale of ['en', 'de'] as const) expect(soloItaliano(html, quale).length).toBeGreaterThan(10);
});

test('days and amounts are written as in the language', async () => {
  const avviso = await unAvviso(mondo, ente, {
    IUD: 'LD',
    importoDovuto: '1234.50',
  });
  const letto = async (quale: string): Promise<string> => {
    const chi = inLingua(quale);
    return testoDi(
      (await chi.invia(await chi.apri('/avviso'), { numero: avviso.numeroAvviso, codiceFiscale: CODICE_FISCALE })).html,
    );
  };
  expect(await letto('it')).toMatch(/1\.234,50\s€.*entro il 31 dicembre 2099/);
  expect(await letto('en')).toMatch(/€1,234\.50.*by 31 December 2099/);
  expect(await letto('de')).toMatch(/1\.234,50\s€.*bis zum 31\. Dezember 2099/);
});
