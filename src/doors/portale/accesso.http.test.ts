import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { creaIdentita } from '#wires/identita';
import { databaseNuovo } from '#support/db';
import { apriIngresso, doveFornitore, type Ingresso } from '#support/identita';
import { Navigatore, testoDi } from '#support/navigatore';
import { apriPortale, unaPersona } from '#support/portale';

const IO = unaPersona({ nome: 'Aurora', cognome: 'Sorbo', email: 'aurora@example.org' });
const ALTRO = unaPersona({ nome: 'Bruno', cognome: 'Cipresso' });
/** The one more that the simulatore has: from abroad. */
const STRANIERA = 2;

let ingresso: Ingresso;
beforeAll(async () => {
  ingresso = await apriIngresso(await databaseNuovo(), [IO, ALTRO]);
});
afterAll(() => ingresso.chiudi());

const browser = (): Navigatore => new Navigatore(ingresso.portale.url);
const RIENTRO = '/accedi/ritorno';

/** Up to the address with which the provider sends the browser back, not followed. */
async function finoAlRientro(chi: Navigatore, quale: number | string = 0): Promise<string> {
  const scelta = await chi.apri('/accedi/vai?dopo=/enti');
  return chi.finoA(scelta, { chi: String(quale) }, `${ingresso.portale.url}${RIENTRO}`);
}

/** A page of a sign-in that came to nothing: says so, offers to begin again, and nobody is signed in. */
async function nonEntrato(chi: Navigatore, url: string, stato: number, frase: RegExp): Promise<void> {
  const pagina = await chi.apri(url);
  expect(pagina.stato).toBe(stato);
  expect(testoDi(pagina.html)).toMatch(frase);
  expect(pagina.html).toContain('Inizia di nuovo');
  expect((await chi.apri('/')).html).toContain('href="/accedi"');
}

describe('signing in', () => {
  test('from a page, through the provider, back to that page; the name is on every page', async () => {
    const chi = browser();
    const prima = await chi.apri('/enti');
    expect(prima.html).toContain('href="/accedi?dopo=%2Fenti"');
    expect(testoDi((await chi.apri('/accedi?dopo=%2Fenti')).html)).toContain('Non serve entrare per pagare');
    const dopo = await ingresso.entra(chi, 0, '/enti');
    expect([new URL(dopo.url).pathname, dopo.stato]).toEqual(['/enti', 200]);
    for (const percorso of ['/enti', '/', '/avviso', '/assistenza'])
      expect(testoDi((await chi.apri(percorso)).html)).toContain('Sei entrato come Aurora Sorbo');
    // Signed in already: the page has nothing to ask.
    expect(new URL((await chi.apri('/accedi?dopo=%2Favviso')).url).pathname).toBe('/avviso');
  });

  test('comes back to no other site, and not round in circles', async () => {
    for (const dopo of [
      'https://altro.example.org/',
      '//altro.example.org/',
      '/\\altro.example.org',
      '/accedi/vai',
      '/accedi',
    ]) {
      const arrivo = await ingresso.entra(browser(), 0, dopo);
      expect([dopo, arrivo.url]).toEqual([dopo, `${ingresso.portale.url}/`]);
    }
  });

  test('gives the session another token: one planted before is worth nothing', async () => {
    const chi = browser();
    await ingresso.entra(chi, 0);
    const primo = chi.cookie('portale');
    await ingresso.entra(chi, 0);
    const secondo = chi.cookie('portale');
    expect(primo !== secondo && primo !== undefined).toBe(true);
    const ladro = browser().conCookie('portale', primo ?? '');
    expect((await ladro.apri('/')).html).toContain('href="/accedi"');
  });

  test('no page of who signed in is kept by the browser', async () => {
    const chi = browser();
    await ingresso.entra(chi, 0);
    for (const percorso of ['/', '/enti', '/privacy']) {
      const risposta = await fetch(ingresso.portale.url + percorso, {
        headers: { cookie: `portale=${chi.cookie('portale') ?? ''}` },
      });
      expect([percorso, risposta.headers.get('cache-control')]).toEqual([percorso, 'no-store']);
    }
  });

  test('another person in the same browser is another', async () => {
    const chi = browser();
    await ingresso.entra(chi, 0);
    expect(testoDi((await ingresso.entra(chi, 1)).html)).toContain('Bruno Cipresso');
  });

  test('ends by hand, at the provider too', async () => {
    const chi = browser();
    const dentro = await ingresso.entra(chi, 0);
    const token = chi.cookie('portale');
    const dalFornitore = await chi.invia(dentro, { esci: 'si' });
    expect(dalFornitore.url).toContain('/identita/session/end');
    expect(testoDi(dalFornitore.html)).toContain('Da MyPay sei già uscito');
    expect((await chi.apri('/')).html).toContain('href="/accedi"');
    expect(
      (
        await browser()
          .conCookie('portale', token ?? '')
          .apri('/')
      ).html,
    ).toContain('href="/accedi"');
    const fuori = await chi.invia(dalFornitore, { logout: 'yes' }, 'xsrf');
    expect(fuori.url).toBe(`${ingresso.portale.url}/`);
  });
});

describe('signing in that comes to nothing', () => {
  test('who goes back to it, or reloads it, is told that they are in', async () => {
    const chi = browser();
    const url = await finoAlRientro(chi);
    expect(new URL((await chi.apri(url)).url).pathname).toBe('/enti');
    const ancora = await chi.apri(url);
    expect([ancora.stato, testoDi(ancora.html)]).toEqual([200, expect.stringMatching(/Sei già entrato.*Aurora Sorbo/)]);
  });

  test('its address used again elsewhere lets nobody in', async () => {
    const chi = browser();
    const url = await finoAlRientro(chi);
    await chi.apri(url);
    await nonEntrato(browser(), url, 409, /già stato usato/);
  });

  test('one that somebody else began does not end here (login CSRF)', async () => {
    const url = await finoAlRientro(browser());
    await nonEntrato(browser(), url, 409, /iniziato in un altro browser/);
  });

  test('another state, or none', async () => {
    const chi = browser();
    const url = new URL(await finoAlRientro(chi));
    url.searchParams.set('state', 'x'.repeat(43));
    await nonEntrato(chi, url.href, 409, /non vale più/);
    await nonEntrato(chi, RIENTRO, 409, /non vale più/);
  });

  test('another nonce', async () => {
    const chi = browser();
    const vai = await fetch(`${ingresso.portale.url}/accedi/vai`, { redirect: 'manual' });
    const pagina = new URL(vai.headers.get('location') ?? '');
    for (const riga of vai.headers.getSetCookie()) {
      const [, nome = '', valore = ''] = /^([^=]+)=([^;]*)/.exec(riga) ?? [];
      chi.conCookie(nome, valore);
    }
    pagina.searchParams.set('nonce', 'x'.repeat(43));
    const url = await chi.finoA(await chi.apri(pagina.href), { chi: '0' }, ingresso.portale.url);
    await nonEntrato(chi, url, 403, /non si è potuta verificare/);
  });

  test('another issuer', async () => {
    const chi = browser();
    const url = new URL(await finoAlRientro(chi));
    url.searchParams.set('iss', 'https://altro.example.org');
    await nonEntrato(chi, url.href, 403, /non si è potuta verificare/);
  });

  test('after more than ten minutes', async () => {
    const chi = browser();
    const url = await finoAlRientro(chi);
    ingresso.mondo.avanti(11 * 60_000);
    await nonEntrato(chi, url, 409, /più di dieci minuti/);
  });

  test.each([
    ['annulla', /Hai annullato l’accesso/],
    ['consenso', /Non hai dato il consenso/],
  ])('%s', async (scelta, frase) => {
    const chi = browser();
    await nonEntrato(chi, await finoAlRientro(chi, scelta), 403, frase);
  });

  test('without an Italian tax code', async () => {
    const chi = browser();
    await nonEntrato(chi, await finoAlRientro(chi, STRANIERA), 403, /un codice fiscale italiano valido/);
  });

  test('the provider is down, before and after', async () => {
    const { mondo } = ingresso;
    const dove = { ...doveFornitore({ url: 'http://127.0.0.1:9' }) };
    const rotto = await apriPortale({ ...mondo, wires: { ...mondo.wires, identita: creaIdentita(dove) } });
    try {
      const pagina = await new Navigatore(rotto.url).apri('/accedi/vai');
      expect([pagina.stato, testoDi(pagina.html)]).toEqual([503, expect.stringContaining('SPID e CIE non rispondono')]);
      const chi = browser();
      const url = new URL(await finoAlRientro(chi));
      const altrove = new Navigatore(rotto.url).conCookie('portale_modulo', chi.cookie('portale_modulo') ?? '');
      expect((await altrove.apri(url.pathname + url.search)).stato).toBe(503);
    } finally {
      await rotto.chiudi();
    }
  });

  test('where there is no provider nobody is asked to sign in', async () => {
    const { mondo } = ingresso;
    const senza = await apriPortale({ ...mondo, wires: { ...mondo.wires, identita: null } });
    try {
      const chi = new Navigatore(senza.url);
      expect((await chi.apri('/')).html).not.toContain('/accedi');
      expect(testoDi((await chi.apri('/accedi')).html)).toContain('Qui non si può entrare');
      expect((await chi.apri('/accedi/vai')).stato).toBe(503);
    } finally {
      await senza.chiudi();
    }
  });

  test('too many from one place', async () => {
    const chi = browser();
    const tentativi = await Promise.all(
      Array.from({ length: 301 }, () =>
        fetch(`${ingresso.portale.url}/accedi/vai`, {
          redirect: 'manual',
          headers: { 'x-forwarded-for': '198.51.100.7' },
        }),
      ),
    );
    expect(tentativi.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect((await ingresso.entra(chi, 0)).stato).toBe(200);
  });
});
