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
import { unEnte } from '#support/un-ente';

const CODICE_FISCALE = 'RSSMRA80A01H501U';
/** Of somebody else, and right. */
const ALTRUI = 'VRDLGI75B02L736L';
const IGNOTO = '301999999999999977';
const ORA_MS = 3_600_000;

let mondo: MondoFermo;
let portale: PortaleDiProva;
let avviso: AvvisoDiProva;
const statement: string[] = [];

beforeAll(async () => {
  const base = mondoFermo(await databaseNuovo());
  mondo = { ...base, pools: { ...base.pools, portale: spiata(base.pools.portale) } };
  portale = await apriPortale(mondo);
  avviso = await unAvviso(mondo, await unEnte(mondo), { IUD: 'R1' });
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

type Campi = { numero?: string; codiceFiscale?: string; sfida?: string };

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
  test('looks the same whichever half is wrong: sentence, status, length, and statements sent', async () => {
    const coppie: Campi[] = [
      { numero: IGNOTO, codiceFiscale: CODICE_FISCALE },
      { numero: avviso.numeroAvviso, codiceFiscale: ALTRUI },
      { numero: IGNOTO, codiceFiscale: ALTRUI },
      // A tax code that cannot be: its check character is wrong. And a number that cannot be, with letters in it.
      { numero: avviso.numeroAvviso, codiceFiscale: 'RSSMRA80A01H501X' },
      { numero: 'AB3 00000000000144', codiceFiscale: CODICE_FISCALE },
      { numero: avviso.numeroAvviso.replace(/.$/, 'O'), codiceFiscale: 'ZZZZZZZZZZZZZZZZ' },
    ];
    const risposte: { stato: number; corpo: string; statement: string[] }[] = [];
    for (const coppia of coppie) {
      const { statusCode, body } = await cerca(coppia);
      risposte.push({ stato: statusCode, corpo: body, statement: [...statement] });
    }
    const [prima, ...altre] = risposte;
    expect(prima?.stato).toBe(422);
    expect(testoDi(prima?.corpo ?? '')).toContain('Non troviamo un avviso con questo numero e questo codice fiscale.');
    expect(prima?.statement.length).toBeGreaterThan(3);
    for (const altra of altre) {
      expect(altra.stato).toBe(prima?.stato);
      expect(altra.corpo.length).toBe(prima?.corpo.length);
      expect(altra.statement).toEqual(prima?.statement);
    }
    // The only differences are what was typed and the token of the form.
    const senza = (corpo = ''): string => corpo.replaceAll(/value="[^"]*"/g, '');
    expect(new Set(risposte.map(({ corpo }) => senza(corpo))).size).toBe(1);
  });

  test('the same by IUV and by IUD', async () => {
    const risposte: string[] = [];
    for (const numero of [avviso.iuv, avviso.iud, '01999999999999977', 'NESSUNO']) {
      const { statusCode, body } = await cerca({ numero, codiceFiscale: ALTRUI });
      risposte.push(`${statusCode} ${body.replaceAll(/value="[^"]*"/g, '')} ${statement.length}`);
    }
    expect(new Set(risposte).size).toBe(1);
  });

  test('a right one: by number with blanks or dots, IUV, IUD; tax code in small letters', async () => {
    const { numeroAvviso, iuv, iud } = avviso;
    const conSpazi = numeroAvviso.replaceAll(/(.{4})/g, '$1 ');
    for (const numero of [` ${conSpazi}`, conSpazi.trim().replaceAll(' ', '.'), iuv, iud]) {
      const risposta = await cerca({ numero, codiceFiscale: ' rssmra80a01 h501u ' });
      expect([risposta.statusCode, risposta.headers.location]).toEqual([
        303,
        expect.stringMatching(/^\/avviso\/[\w-]{70}$/),
      ]);
    }
  });

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
        expect(body).toContain(`value="${campi.numero ?? IGNOTO}"`);
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
