import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type pg from 'pg';
import { databaseNuovo } from '#support/db';
import { testoDi } from '#support/navigatore';
import {
  apriPortale,
  mondoFermo,
  unAvviso,
  type AvvisoDiProva,
  type MondoFermo,
  type PortaleDiProva,
} from '#support/portale';
import { unEnte, type EnteDiProva } from '#support/un-ente';

const CODICE_FISCALE = 'RSSMRA80A01H501U';
/** Of somebody else, and right. */
const ALTRUI = 'VRDLGI75B02L736L';
const IGNOTO = '301999999999999977';
const ORA_MS = 3_600_000;

let mondo: MondoFermo;
let portale: PortaleDiProva;
let ente: EnteDiProva;
let vicino: EnteDiProva;
let avviso: AvvisoDiProva;
const statement: string[] = [];

beforeAll(async () => {
  const base = mondoFermo(await databaseNuovo());
  mondo = { ...base, pools: { ...base.pools, portale: spiata(base.pools.portale) } };
  portale = await apriPortale(mondo);
  ente = await unEnte(mondo);
  vicino = await unEnte(mondo);
  avviso = await unAvviso(mondo, ente, { IUD: 'R1' });
});
afterAll(() => portale.chiudi());
beforeEach(() => {
  mondo.avanti(ORA_MS);
  statement.length = 0;
});

/** The pool, writing down each statement that is sent. */
function spiata(pool: pg.Pool): pg.Pool {
  const conNota = (client: pg.PoolClient): pg.PoolClient =>
    new Proxy(client, {
      get: (oggetto, nome) => {
        const valore: unknown = Reflect.get(oggetto, nome);
        if (typeof valore !== 'function') return valore;
        return (...argomenti: unknown[]) => {
          if (nome === 'query') statement.push(String((argomenti[0] as { text?: string }).text ?? argomenti[0]));
          return valore.apply(oggetto, argomenti);
        };
      },
    });
  return Object.assign(Object.create(pool) as pg.Pool, { connect: async () => conNota(await pool.connect()) });
}

let blocco = 0;
/** An address that nobody has come from. */
const nuovoIndirizzo = (): string => `10.${Math.floor((blocco += 1) / 250)}.${blocco % 250}.7`;

type Campi = Record<string, string>;

async function cerca(campi: Campi, da = nuovoIndirizzo()) {
  const headers = { 'x-forwarded-for': da };
  const modulo = await portale.app.inject({ url: '/avviso', headers });
  const token = /name="_csrf" value="([^"]+)"/.exec(modulo.body)?.[1] ?? '';
  const cookies = Object.fromEntries(modulo.cookies.map(({ name, value }) => [name, value]));
  statement.length = 0;
  const dati = { numero: IGNOTO, codiceFiscale: CODICE_FISCALE, ...campi };
  return portale.app.inject({
    method: 'POST',
    url: '/avviso',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    cookies,
    payload: new URLSearchParams({ _csrf: token, ...dati }).toString(),
  });
}

describe('a wrong pair', () => {
  /** One page for all, but for what was typed or chosen and the token of the form; and the same statements. */
  async function unaSolaPagina(coppie: readonly Campi[]): Promise<string> {
    const risposte: { stato: number; corpo: string; statement: string[] }[] = [];
    for (const coppia of coppie) {
      const { statusCode, body } = await cerca(coppia);
      risposte.push({ stato: statusCode, corpo: body, statement: [...statement] });
    }
    const [prima, ...altre] = risposte;
    expect(prima?.stato).toBe(422);
    expect(prima?.statement.length).toBeGreaterThan(3);
    for (const altra of altre) {
      expect(altra.stato).toBe(prima?.stato);
      expect(altra.corpo.length).toBe(prima?.corpo.length);
      expect(altra.statement).toEqual(prima?.statement);
    }
    const senza = (corpo = ''): string => corpo.replaceAll(/value="[^"]*"|Ente \d{11}/g, '');
    expect(new Set(risposte.map(({ corpo }) => senza(corpo))).size).toBe(1);
    return testoDi(prima?.corpo ?? '');
  }

  test('looks the same whichever half is wrong: sentence, status, length, and statements sent', async () => {
    const pagina = await unaSolaPagina([
      { numero: IGNOTO, codiceFiscale: CODICE_FISCALE },
      { numero: avviso.numeroAvviso, codiceFiscale: ALTRUI },
      { numero: IGNOTO, codiceFiscale: ALTRUI },
      // A tax code that cannot be: its check character is wrong. And a QR code of somebody else.
      { numero: avviso.numeroAvviso, codiceFiscale: 'RSSMRA80A01H501X' },
      { numero: avviso.numeroAvviso, codiceFiscale: ALTRUI, enteQr: ente.codiceFiscale },
    ]);
    expect(pagina).toContain('Non troviamo un avviso con questo numero e questo codice fiscale.');
  });

  test('the same by IUV', async () => {
    await unaSolaPagina([
      { numero: avviso.iuv, codiceFiscale: ALTRUI },
      { numero: '01999999999999977', codiceFiscale: CODICE_FISCALE },
      { numero: '01999999999999977', codiceFiscale: ALTRUI },
    ]);
  });

  test('the same by IUD, whose ente is asked: also where that is the wrong one', async () => {
    const suo = { nomeEnte: ente.denominazione, ente: ente.codIpa };
    // Of the same length, as what is typed comes back.
    const iud = avviso.iud.padEnd(2, 'X');
    await unaSolaPagina([
      { numero: iud, codiceFiscale: ALTRUI, ...suo },
      { numero: 'X1', codiceFiscale: CODICE_FISCALE, ...suo },
      { numero: 'X1', codiceFiscale: ALTRUI, ...suo },
      { numero: iud, codiceFiscale: CODICE_FISCALE, nomeEnte: vicino.denominazione, ente: vicino.codIpa },
    ]);
  });
});

describe('a right pair', () => {
  const trovato = [303, expect.stringMatching(/^\/avviso\/[\w-]{70}$/)];

  test('by number with blanks or dots, by IUV; tax code in small letters: the ente is not asked', async () => {
    const { numeroAvviso, iuv } = avviso;
    const conSpazi = numeroAvviso.replaceAll(/(.{4})/g, '$1 ');
    for (const numero of [` ${conSpazi}`, conSpazi.trim().replaceAll(' ', '.'), iuv]) {
      const risposta = await cerca({ numero, codiceFiscale: ' rssmra80a01 h501u ' });
      expect([risposta.statusCode, risposta.headers.location]).toEqual(trovato);
    }
  });

  test('by IUD, after its ente was asked, which costs no attempt', async () => {
    const coppia = { numero: avviso.iud, codiceFiscale: CODICE_FISCALE };
    const da = nuovoIndirizzo();
    const passi: [Campi, number, string][] = [
      [{}, 200, 'Di quale ente?'],
      [{ nomeEnte: ' ' }, 422, 'Scegli l’ente che ti ha dato il codice.'],
      [{ nomeEnte: 'nessuno che si chiami così' }, 422, 'Nessun ente ha questo nome'],
      [{ nomeEnte: 'ente' }, 200, vicino.denominazione],
      [{ nomeEnte: 'ente', chiesto: 'ente' }, 422, 'Scegli l’ente che ti ha dato il codice.'],
      [{ nomeEnte: 'ente', chiesto: 'ente', ente: 'c_altro' }, 422, 'Scegli l’ente che ti ha dato il codice.'],
    ];
    for (let volte = 0; volte < 3; volte++) {
      for (const [campi, stato, frase] of passi) {
        const { statusCode, body } = await cerca({ ...coppia, ...campi }, da);
        expect([campi, statusCode, testoDi(body)]).toEqual([campi, stato, expect.stringContaining(frase)]);
      }
    }
    for (const campi of [{ nomeEnte: 'ente', chiesto: 'ente', ente: ente.codIpa }, { nomeEnte: ente.denominazione }]) {
      const risposta = await cerca({ ...coppia, ...campi }, da);
      expect([risposta.statusCode, risposta.headers.location]).toEqual(trovato);
    }
  });

  test('the enti that the name may mean, as it is typed', async () => {
    const modulo = await portale.app.inject({ url: '/avviso' });
    const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(modulo.body) ?? [];
    const parte = await portale.app.inject({
      method: 'POST',
      url: '/avviso',
      headers: { 'hx-request': 'true', 'content-type': 'application/x-www-form-urlencoded' },
      cookies: Object.fromEntries(modulo.cookies.map(({ name, value }) => [name, value])),
      payload: new URLSearchParams({ _csrf: token, numero: 'X9', nomeEnte: 'ENTE' }).toString(),
    });
    expect(parte.body).toMatch(/^<div id="scelta-ente">/);
    expect(parte.body).toContain(ente.denominazione);
  });

  test('the same number at two enti: which one is asked, and the QR code answers', async () => {
    const codiceFiscale = ALTRUI;
    const riga = { codiceIdentificativoUnivoco: codiceFiscale, causaleVersamento: 'Mensa' };
    const enti = [await unEnte(mondo), await unEnte(mondo)] as const;
    // Each of them numbers its own from the same beginning.
    const [primo, secondo] = [
      await unAvviso(mondo, enti[0], { IUD: 'D1', ...riga }),
      await unAvviso(mondo, enti[1], { IUD: 'D1', ...riga }),
    ];
    expect(primo.iuv).toBe(secondo.iuv);
    const coppia = { numero: primo.iuv, codiceFiscale };
    const scelta = await cerca(coppia);
    expect(scelta.statusCode).toBe(200);
    for (const { denominazione } of enti) expect(testoDi(scelta.body)).toContain(`${denominazione}: Mensa`);
    // Another ente has this number too, for somebody else: it is not told.
    expect(testoDi(scelta.body)).not.toContain(ente.denominazione);
    const letta = await cerca({ ...coppia, enteQr: enti[1].codiceFiscale });
    expect([letta.statusCode, letta.headers.location]).toEqual(trovato);
    // Of somebody else's, not even the enti are told.
    expect((await cerca({ ...coppia, codiceFiscale: 'ZZZZZZZZZZZZZZZZ' })).statusCode).toBe(422);
    expect((await cerca({ ...coppia, enteQr: '00000000000' })).statusCode).toBe(200);
  });
});

describe('what is typed', () => {
  test('what cannot be a pair is told by each field, and costs no attempt', async () => {
    const da = nuovoIndirizzo();
    const casi: [Campi, string][] = [
      [{ numero: ' ', codiceFiscale: '' }, 'Ci sono 2 cose da correggere'],
      [{ numero: '3'.repeat(36) }, 'Il numero dell’avviso è troppo lungo'],
      [{ codiceFiscale: 'RSSMRA80A01H501' }, 'Il codice fiscale ha 16 lettere e cifre'],
    ];
    for (let volte = 0; volte < 5; volte++) {
      for (const [campi, frase] of casi) {
        const { statusCode, body } = await cerca(campi, da);
        expect([statusCode, testoDi(body)]).toEqual([422, expect.stringContaining(frase)]);
        expect(body).toContain(`value="${campi['numero'] ?? IGNOTO}"`);
      }
    }
  });
});

describe('limits', () => {
  test('ten pairs an hour from one block of addresses; then when to try again, and the form as it was', async () => {
    const numero = (i: number): string => String(301_000_000_000_100_000 + i * 1000);
    for (let i = 0; i < 10; i++) expect((await cerca({ numero: numero(i) }, `192.0.2.${i}`)).statusCode).toBe(422);
    const troppi = await cerca({ numero: avviso.numeroAvviso }, '192.0.2.99');
    expect(troppi.statusCode).toBe(429);
    expect(testoDi(troppi.body)).toMatch(
      /Troppi tentativi in poco tempo Hai fatto troppi tentativi\. Riprova fra un’ora\./,
    );
    expect(troppi.body).toContain(`value="${avviso.numeroAvviso}"`);
    expect(troppi.body).toContain('<title>Errore: Trova il tuo avviso');
    expect((await cerca({ numero: avviso.numeroAvviso }, '192.0.3.1')).statusCode).toBe(303);
  });

  test('five an hour on one number, however it is written', async () => {
    const scritte = ['3019 0000 0000 0000 11', '301900000000000011', ' 301900000000000011'];
    for (let i = 0; i < 5; i++) expect((await cerca({ numero: scritte[i % 3] ?? '' })).statusCode).toBe(422);
    expect((await cerca({ numero: scritte[0] ?? '' })).statusCode).toBe(429);
  });

  test('a thousand an hour in all', async () => {
    await cerca({});
    const riempi = `update utenti.tentativo set istanti = array_fill(istanti[cardinality(istanti)], array[1000])
      where ambito = 'ricerca_installazione'`;
    await mondo.pools.worker.query(riempi);
    expect((await cerca({ numero: '301900000000000044' })).statusCode).toBe(429);
  });

  test('a proof of work goes past them, once', async () => {
    const da = nuovoIndirizzo();
    for (let i = 0; i < 11; i++) await cerca({ numero: `30190000000000${1000 + i}` }, da);
    expect((await cerca({ numero: avviso.numeroAvviso }, da)).statusCode).toBe(429);
    const chiesta = await portale.app.inject({ url: '/sfida' });
    expect(chiesta.headers['cache-control']).toBe('no-store');
    const challenge = chiesta.json<Challenge>();
    const solution = await solveChallenge({ challenge, deriveKey });
    const sfida = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
    expect((await cerca({ numero: avviso.numeroAvviso, sfida }, da)).statusCode).toBe(303);
    expect((await cerca({ numero: avviso.numeroAvviso, sfida }, da)).statusCode).toBe(429);
    expect((await cerca({ numero: avviso.numeroAvviso, sfida: 'niente' }, da)).statusCode).toBe(429);
  });
});
