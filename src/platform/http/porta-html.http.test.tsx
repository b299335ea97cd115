import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CampiLog } from '../log.ts';
import { errore, frammento, pagina, rifiutata, scarica, vai, type Pagina, type Sessione } from './pagina.ts';
import { portaHtml, type OpzioniPorta } from './porta-html.ts';

type Ctx = { ruolo: string };

const SESSIONI: Record<string, Sessione> = {
  operatore: { ruolo: 'operatore' },
  guarda: { ruolo: 'lettore' },
  capo: { ruolo: 'amministratore' },
  // A citizen who proved a mail address and has not signed in.
  anonima: { ruolo: null },
};
const righe: { evento: string; campi: CampiLog | undefined }[] = [];
let azioni = 0;

const PAGINE: Pagina<Ctx>[] = [
  { percorso: '/', chi: 'tutti', pubblica: true, get: () => pagina(<p>inizio</p>) },
  {
    percorso: '/modulo',
    chi: 'tutti',
    get: (_ctx, r) => pagina(<form>{r.csrf()}</form>),
    post: (_ctx, r) => {
      azioni += 1;
      return rifiutata(
        <p>
          {r.modulo['nome']} {r.scelte('riga').join('+')}
        </p>,
      );
    },
  },
  {
    percorso: '/eco/:testo',
    chi: 'tutti',
    get: (_ctx, r) =>
      pagina(
        <p>
          {r.parametri['testo']}
          {r.query['q']}
        </p>,
      ),
  },
  { percorso: '/dovuti', chi: 'operatore', get: (ctx) => pagina(<p>{ctx.ruolo}</p>), post: () => vai('/p/dovuti') },
  { percorso: '/conti', chi: 'amministratore', get: () => pagina(<p>conti</p>) },
  { percorso: '/entra', chi: 'tutti', post: () => vai('/p/dovuti', { sessione: 'operatore' }) },
  { percorso: '/esci', chi: 'tutti', post: () => vai('/p/', { sessione: null }) },
  { percorso: '/fuori', chi: 'tutti', get: () => vai('https://altrove.example/x') },
  { percorso: '/checkout', chi: 'tutti', get: () => vai('https://checkout.example/carrello/1') },
  { percorso: '/parte', chi: 'tutti', get: () => frammento(<b>parte</b>) },
  { percorso: '/manca', chi: 'tutti', get: () => errore('nonTrovata', 'Questo avviso non c’è.') },
  {
    percorso: '/scarica',
    chi: 'tutti',
    get: () => scarica({ nome: 'avviso n° 1.pdf', contentType: 'application/pdf', corpo: Readable.from(['%PDF']) }),
  },
  {
    percorso: '/guasto',
    chi: 'tutti',
    get: () => {
      throw new Error('boom');
    },
  },
];

const OPZIONI: OpzioniPorta<Ctx, Sessione> = {
  porta: 'prova',
  prefisso: '/p',
  pagine: PAGINE,
  creaCtx: (r) => ({ ruolo: r.sessione?.ruolo ?? 'nessuno' }),
  sessione: async (segreto) => SESSIONI[segreto] ?? null,
  aspetto: {
    avvolgi: (corpo) => corpo,
    errore: ({ motivo, testo, riferimento }, r) => (
      <p>
        {motivo} {testo} {riferimento} {r.sessione?.ruolo}
      </p>
    ),
  },
  // A door of its own mind: who may only look looks, and the administrator does all.
  ammette: ({ pagina: { chi }, metodo, sessione }) =>
    chi === 'tutti' ||
    sessione?.ruolo === 'amministratore' ||
    (chi === 'operatore' &&
      sessione !== null &&
      sessione.ruolo !== null &&
      (metodo === 'GET' || sessione.ruolo === 'operatore')),
  accesso: '/p/accesso',
  cookie: { nome: 'prova', sicuro: false },
  chiave: randomBytes(32),
  log: {
    info: (evento, campi) => void righe.push({ evento, campi }),
    warn: (evento, campi) => void righe.push({ evento, campi }),
    error: (evento, _causa, campi) => void righe.push({ evento, campi }),
  },
  destinazioniEsterne: ['https://checkout.example'],
};

async function apri(diverse: Partial<typeof OPZIONI> = {}): Promise<FastifyInstance> {
  const app = fastify({ forceCloseConnections: true });
  await portaHtml(app, { ...OPZIONI, ...diverse });
  return app;
}

let app: FastifyInstance;
beforeAll(async () => {
  app = await apri();
});
afterAll(async () => {
  await app.close();
});
beforeEach(() => {
  righe.length = 0;
  azioni = 0;
});

/** A person with the form open: token and cookie. */
async function conModulo(
  cookies: Record<string, string> = {},
): Promise<{ token: string; cookies: Record<string, string> }> {
  const risposta = await app.inject({ url: '/p/modulo', cookies });
  const dati = Object.fromEntries(risposta.cookies.map(({ name, value }) => [name, value]));
  return { token: /<form>(.*)<\/form>/.exec(risposta.body)?.[1] ?? '', cookies: { ...cookies, ...dati } };
}

const URLENCODED = { 'content-type': 'application/x-www-form-urlencoded' };

describe('answers', () => {
  test('a page is a whole document, with strict headers, and only a public one may be kept', async () => {
    const inizio = await app.inject({ url: '/p/' });
    expect(inizio.body).toBe('<!DOCTYPE html><p>inizio</p>');
    expect(inizio.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(inizio.headers['cache-control']).toBe('private, no-cache');
    expect((await app.inject({ url: '/p/eco/x' })).headers['cache-control']).toBe('no-store');
    expect((await app.inject({ url: '/p/', cookies: { prova: 'operatore' } })).headers['cache-control']).toBe(
      'no-store',
    );
    expect(inizio.headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';" +
        "form-action 'self' https://checkout.example;frame-ancestors 'none';base-uri 'none'",
    );
    expect(inizio.headers['x-content-type-options']).toBe('nosniff');
    expect(inizio.headers['strict-transport-security']).toBeUndefined();
    expect(inizio.headers['set-cookie']).toBeUndefined();
    expect(inizio.headers['x-robots-tag']).toBeUndefined();
    expect((await app.inject({ url: '/p/eco/x' })).headers['x-robots-tag']).toBe('noindex');
  });

  test('what the person gave is escaped', async () => {
    const risposta = await app.inject({ url: `/p/eco/${encodeURIComponent('<script>')}?q=%22%26` });
    expect(risposta.body).toBe('<!DOCTYPE html><p>&lt;script>&quot;&amp;</p>');
  });

  test('a NUL, which the database cannot keep, is refused wherever it comes from', async () => {
    expect((await app.inject({ url: '/p/eco/a%00b' })).statusCode).toBe(400);
    expect((await app.inject({ url: '/p/eco/a?q=%00' })).statusCode).toBe(400);
    const { token, cookies } = await conModulo();
    const payload = `_csrf=${token}&nome=a%00b`;
    const risposta = await app.inject({ method: 'POST', url: '/p/modulo', cookies, headers: URLENCODED, payload });
    expect(risposta.statusCode).toBe(400);
    expect(azioni).toBe(0);
  });

  test('a download has the name it was given, for every browser', async () => {
    const risposta = await app.inject({ url: '/p/scarica' });
    expect(risposta.body).toBe('%PDF');
    expect(risposta.headers['content-disposition']).toBe(
      `attachment; filename="avviso_n__1.pdf"; filename*=UTF-8''avviso%20n%C2%B0%201.pdf`,
    );
    expect(risposta.headers['cache-control']).toBe('no-store');
  });

  test('a redirect goes elsewhere only where the door said', async () => {
    const checkout = await app.inject({ url: '/p/checkout' });
    expect(checkout.statusCode).toBe(303);
    expect(checkout.headers.location).toBe('https://checkout.example/carrello/1');
    const fuori = await app.inject({ url: '/p/fuori' });
    expect(fuori.statusCode).toBe(500);
    expect(fuori.headers.location).toBeUndefined();
  });

  test('a partial update gets a part; a redirect or an error makes its page leave or reload', async () => {
    const headers = { 'hx-request': 'true' };
    const parte = await app.inject({ url: '/p/parte', headers });
    expect(parte.body).toBe('<b>parte</b>');
    expect(parte.headers['vary']).toBe('HX-Request');
    expect((await app.inject({ url: '/p/dovuti', headers })).headers['hx-redirect']).toBe(
      '/p/accesso?dopo=%2Fp%2Fdovuti',
    );
    const guasto = await app.inject({ url: '/p/guasto', headers });
    expect([guasto.statusCode, guasto.headers['hx-refresh'], guasto.body]).toEqual([500, 'true', '']);
  });

  test('errors are pages of the door, and know who is signed in', async () => {
    const cookies = { prova: 'operatore' };
    const nonTrovata = await app.inject({ url: '/p/niente', cookies });
    expect([nonTrovata.statusCode, nonTrovata.body]).toEqual([404, '<!DOCTYPE html><p>nonTrovata   operatore</p>']);
    const manca = await app.inject({ url: '/p/manca' });
    expect([manca.statusCode, manca.body]).toEqual([404, '<!DOCTYPE html><p>nonTrovata Questo avviso non c’è.  </p>']);
    expect(nonTrovata.headers['content-security-policy']).toContain("default-src 'none'");
    expect(nonTrovata.headers['cache-control']).toBe('no-store');
  });

  test('two doors side by side each have their own pages, errors and log', async () => {
    const due = fastify();
    await portaHtml(due, OPZIONI);
    await portaHtml(due, {
      ...OPZIONI,
      porta: 'altra',
      prefisso: '',
      aspetto: { ...OPZIONI.aspetto, errore: () => <p>altra</p> },
    });
    expect((await due.inject({ url: '/p/niente' })).body).toContain('nonTrovata');
    expect((await due.inject({ url: '/niente' })).body).toContain('altra');
    expect((await due.inject({ url: '/p/' })).statusCode).toBe(200);
    expect((await due.inject({ url: '/' })).statusCode).toBe(200);
    expect(righe.map(({ campi }) => campi?.['porta'])).toEqual(['prova', 'altra', 'prova', 'altra']);
    await due.close();
  });

  test('a fault shows a code, which is in the log with the pattern of the route', async () => {
    const risposta = await app.inject({ url: '/p/guasto?codiceFiscale=RSSMRA80A01H501U' });
    const riferimento = /guasto {2}([0-9a-f]{8}) /.exec(risposta.body)?.[1];
    expect(risposta.statusCode).toBe(500);
    expect(risposta.body).not.toContain('boom');
    expect(righe).toContainEqual({ evento: 'http.guasto', campi: { porta: 'prova', rotta: '/p/guasto', riferimento } });
    expect(JSON.stringify(righe)).not.toContain('RSSMRA');
  });

  test('when the sessions cannot be read the error page is still drawn', async () => {
    const rotta = await apri({
      sessione: async () => {
        throw new Error('the database is away');
      },
    });
    const risposta = await rotta.inject({ url: '/p/', cookies: { prova: 'operatore' } });
    expect([risposta.statusCode, risposta.body.startsWith('<!DOCTYPE html><p>guasto')]).toEqual([500, true]);
    await rotta.close();
  });

  test('the access log has the pattern and never the values', async () => {
    await app.inject({ url: '/p/eco/RSSMRA80A01H501U?q=1' });
    await app.inject({ url: '/p/RSSMRA80A01H501U' });
    expect(righe).toMatchObject([
      { evento: 'http', campi: { porta: 'prova', metodo: 'GET', rotta: '/p/eco/:testo', stato: 200 } },
      { evento: 'http', campi: { porta: 'prova', metodo: 'GET', rotta: 'nessuna', stato: 404 } },
    ]);
    expect(JSON.stringify(righe)).not.toContain('RSSMRA');
  });
});

describe('who may', () => {
  test.each([
    ['nobody', {}, 'GET', '/p/dovuti', 303],
    ['a proved mail address', { prova: 'anonima' }, 'GET', '/p/dovuti', 303],
    ['a session that ended', { prova: 'finita' }, 'GET', '/p/dovuti', 303],
    ['an operator', { prova: 'operatore' }, 'GET', '/p/dovuti', 200],
    ['who may only look', { prova: 'guarda' }, 'GET', '/p/dovuti', 200],
    ['the administrator', { prova: 'capo' }, 'GET', '/p/dovuti', 200],
    ['an operator', { prova: 'operatore' }, 'GET', '/p/conti', 403],
    ['the administrator', { prova: 'capo' }, 'GET', '/p/conti', 200],
    ['who may only look', { prova: 'guarda' }, 'POST', '/p/dovuti', 403],
    ['nobody', {}, 'POST', '/p/dovuti', 303],
  ] as const)('%s %o %s %s: %i', async (_chi, cookies, method, url, stato) => {
    const risposta = await app.inject({ method, url, cookies });
    expect(risposta.statusCode).toBe(stato);
    const dopo = method === 'GET' ? '?dopo=%2Fp%2Fdovuti' : '';
    if (stato === 303) expect(risposta.headers.location).toBe(`/p/accesso${dopo}`);
  });

  test('a session begins and ends in a cookie that scripts do not see', async () => {
    const { token, cookies } = await conModulo();
    const entra = await app.inject({
      method: 'POST',
      url: '/p/entra',
      cookies,
      headers: URLENCODED,
      payload: `_csrf=${token}`,
    });
    expect(entra.headers['set-cookie']).toBe('prova=operatore; Path=/; HttpOnly; SameSite=Lax');
    // The token of before does not serve after: it was made from another secret.
    const dentro = { ...cookies, prova: 'operatore' };
    const vecchio = {
      method: 'POST',
      url: '/p/esci',
      cookies: dentro,
      headers: URLENCODED,
      payload: `_csrf=${token}`,
    } as const;
    expect((await app.inject(vecchio)).statusCode).toBe(403);
    const nuovo = (await conModulo(dentro)).token;
    const esci = await app.inject({ ...vecchio, payload: `_csrf=${nuovo}` });
    expect(esci.headers['set-cookie']).toMatch(/^prova=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970/);
  });

  test('over TLS cookies are of this host only, and the browser is told to remember it', async () => {
    const sicura = await apri({ cookie: { nome: 'prova', sicuro: true } });
    const risposta = await sicura.inject({ url: '/p/modulo' });
    expect(risposta.headers['set-cookie']).toMatch(
      /^__Host-prova_modulo=\S+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(risposta.headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await sicura.inject({ url: '/p/dovuti', cookies: { prova: 'operatore' } })).statusCode).toBe(303);
    expect((await sicura.inject({ url: '/p/dovuti', cookies: { '__Host-prova': 'operatore' } })).statusCode).toBe(200);
    await sicura.close();
  });
});

describe('forms', () => {
  const invia = async (payload: string, cookies: Record<string, string>) =>
    await app.inject({ method: 'POST', url: '/p/modulo', cookies, headers: URLENCODED, payload });

  test('come with their token, and go back as typed', async () => {
    const { token, cookies } = await conModulo();
    const risposta = await invia(`_csrf=${token}&nome=Ros%C3%A0&riga=1&riga=2`, cookies);
    expect([risposta.statusCode, risposta.body]).toEqual([422, '<!DOCTYPE html><p>Rosà 1+2</p>']);
  });

  test('without it, with a wrong one or with another person’s: 403, and nothing happens', async () => {
    const mia = await conModulo();
    const altrui = await conModulo();
    for (const payload of ['nome=x', '_csrf=&nome=x', '_csrf=sbagliato', `_csrf=${altrui.token}`]) {
      const risposta = await invia(payload, mia.cookies);
      expect([risposta.statusCode, risposta.body]).toEqual([403, '<!DOCTYPE html><p>modulo   </p>']);
    }
    expect((await invia(`_csrf=${mia.token}`, {})).statusCode).toBe(403);
    expect(azioni).toBe(0);
  });

  test('too long, or of another kind: a page that says so', async () => {
    const { token, cookies } = await conModulo();
    const lungo = await invia(`_csrf=${token}&nome=${'x'.repeat(200_000)}`, cookies);
    expect([lungo.statusCode, lungo.body]).toEqual([413, '<!DOCTYPE html><p>troppoGrande   </p>']);
    for (const tipo of ['application/json', 'text/plain', 'text/xml']) {
      const risposta = await app.inject({
        method: 'POST',
        url: '/p/modulo',
        cookies,
        headers: { 'content-type': tipo },
        payload: '{}',
      });
      expect([risposta.statusCode, risposta.body]).toEqual([415, '<!DOCTYPE html><p>richiesta   </p>']);
    }
    expect(azioni).toBe(0);
  });
});
