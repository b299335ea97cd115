import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { RIFIUTI_FLUSSO } from '#modules/flussi';
import { RIFIUTI_ARRIVO, RIFIUTI_CARRELLO } from '#modules/pagamenti';
import { RIFIUTI_CARICO, RIFIUTI_POSIZIONI } from '#modules/posizioni';
import { RIFIUTI_RENDICONTAZIONE } from '#modules/rendicontazione';
import { leggiChiaviApi, revocaChiaveApi, RIFIUTI_CHIAVE } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { apriApi, chiama, chiaveApi } from '#support/api';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { frase } from './frase.ts';
import type { Rotta } from './rotta.ts';
import { creaRotte } from './rotte.ts';

let mondo: Mondo;
let app: FastifyInstance;
let ente: EnteDiProva;
let chiave: string;
let rotte: Rotta[];
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  app = await apriApi(mondo);
  ente = await unEnte(mondo);
  chiave = await chiaveApi(mondo, ente);
  rotte = creaRotte(mondo);
});
afterAll(() => app.close());

/** The body is no JSON: who may not come in is told so, and not that. */
const rotto = { 'content-type': 'application/json' };
const indirizzo = ({ percorso }: Rotta): string => percorso.replaceAll(/:\w+/g, 'x');
const tutte = async (fai: (r: Rotta) => Promise<unknown>, atteso: unknown): Promise<void> => {
  for (const r of rotte) expect([r.nome, await fai(r)]).toEqual([r.nome, atteso]);
};
const chiede = (r: Rotta, come: ReturnType<typeof chiama>) =>
  come({
    ...{ metodo: r.metodo, percorso: indirizzo(r) },
    ...(r.metodo === 'GET' ? {} : { intestazioni: rotto, corpo: '{"' }),
  });
const codiceDi = async (r: Rotta, come: ReturnType<typeof chiama>) => {
  const { statusCode, body } = await chiede(r, come);
  return [statusCode, (JSON.parse(body) as { codice: string }).codice];
};

describe('every route', () => {
  test('asks for a key before anything else', async () => {
    await tutte((r) => codiceDi(r, chiama(app, ente, '')), [401, 'CHIAVE_MANCANTE']);
    const sbagliata = chiave.slice(0, -2) + (chiave.endsWith('AA') ? 'BB' : 'AA');
    const [prima] = rotte;
    if (prima === undefined) expect.fail();
    expect(await codiceDi(prima, chiama(app, ente, sbagliata))).toEqual([401, 'CHIAVE_NON_VALIDA']);
    expect((await chiede(prima, chiama(app, ente, sbagliata))).headers['www-authenticate']).toBe(
      'Bearer realm="MyPay"',
    );
  });

  test('is of the ente of the key: another is as if it were not there', async () => {
    const altro = await unEnte(mondo);
    await tutte((r) => codiceDi(r, chiama(app, altro, chiave)), [404, 'ENTE_NON_DELLA_CHIAVE']);
    await tutte((r) => codiceDi(r, chiama(app, { codIpa: 'mai' }, chiave)), [404, 'ENTE_NON_DELLA_CHIAVE']);
  });

  test('takes the scope that it says', async () => {
    const ambiti = [...new Set(rotte.map(({ ambito }) => ambito))];
    for (const ambito of ambiti) {
      const sola = chiama(app, ente, await chiaveApi(mondo, ente, [ambito]));
      for (const r of rotte.filter((una) => una.ambito !== ambito))
        expect([r.nome, await codiceDi(r, sola)]).toEqual([r.nome, [403, 'AMBITO_MANCANTE']]);
    }
  });

  test('that takes a body says when it is no JSON, too large, or of another kind', async () => {
    const api = chiama(app, ente, chiave);
    for (const r of rotte.filter(({ corpo }) => corpo !== undefined)) {
      expect([r.nome, await codiceDi(r, api)]).toEqual([r.nome, [400, 'JSON_NON_VALIDO']]);
      const chiesto = { metodo: r.metodo, percorso: indirizzo(r) };
      const altro = await api({ ...chiesto, corpo: 'a=1', intestazioni: { 'content-type': 'text/plain' } });
      expect([r.nome, altro.statusCode, altro.json().codice]).toEqual([r.nome, 415, 'CONTENUTO_NON_PREVISTO']);
    }
    const enorme = {
      metodo: 'PUT' as const,
      percorso: '/posizioni/X',
      corpo: 'x'.repeat(50 * 1024 * 1024),
      intestazioni: rotto,
    };
    const troppo = await api(enorme);
    expect([troppo.statusCode, troppo.json().codice]).toEqual([413, 'CORPO_TROPPO_GRANDE']);
  });

  test('is not there where it is not', async () => {
    const r = await app.inject({ url: '/api/v1/altro' });
    expect([r.statusCode, r.json().codice]).toEqual([404, 'RISORSA_SCONOSCIUTA']);
  });
});

test('a key that was revoked opens nothing; what it sent is in no answer', async () => {
  const sua = await chiaveApi(mondo, ente);
  const [trovata] = (await leggiChiaviApi(ctxDi(mondo, 'ufficio', ente.enteId))).filter(({ inizio }) =>
    sua.startsWith(inizio),
  );
  valoreDi(await revocaChiaveApi(ctxDi(mondo, 'ufficio', ente.enteId), trovata?.id ?? expect.fail()));
  const r = await chiama(app, ente, sua)({ percorso: '/dovuti' });
  expect([r.statusCode, r.json().codice, r.body.includes(sua)]).toEqual([401, 'CHIAVE_REVOCATA', false]);
});

test('each refusal of the modules behind has its words', () => {
  const tutti = { ...RIFIUTI_FLUSSO, ...RIFIUTI_CARICO, ...RIFIUTI_POSIZIONI, ...RIFIUTI_CHIAVE };
  const altri = { ...RIFIUTI_CARRELLO, ...RIFIUTI_ARRIVO, ...RIFIUTI_RENDICONTAZIONE };
  for (const codice of Object.keys({ ...tutti, ...altri }))
    expect(() => frase({ codice, parametri: { motivo: 'altro' } })).not.toThrow();
});

test('a key has so many calls a minute, and is told how many are left and how long to wait', async () => {
  const ferma = mondo.orologio();
  const lenta = await apriApi({ ...mondo, orologio: () => ferma }, { richiesteMinutoMax: 2 });
  const [sua, altra] = [chiama(lenta, ente, chiave), chiama(lenta, ente, await chiaveApi(mondo, ente))];
  const rimaste = async (api: typeof sua): Promise<[number, unknown]> => {
    const r = await api({ percorso: '/dovuti' });
    expect(r.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-reset': expect.stringMatching(/^\d+$/) });
    return [r.statusCode, r.headers['ratelimit-remaining']];
  };
  expect([await rimaste(sua), await rimaste(sua), await rimaste(sua)]).toEqual([
    [200, '1'],
    [200, '0'],
    [429, '0'],
  ]);
  const troppe = await sua({ metodo: 'PUT', percorso: '/posizioni/X', corpo: '{"', intestazioni: rotto });
  expect([troppe.statusCode, troppe.json()]).toEqual([429, expect.objectContaining({ codice: 'TROPPE_RICHIESTE' })]);
  expect(troppe.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(troppe.headers['retry-after']).toBe(troppe.headers['ratelimit-reset']);
  // Another application of the same ente does not pay for it.
  expect(await rimaste(altra)).toEqual([200, '1']);
  await lenta.close();
});

test('who guesses keys is told to wait, by address; a right key still opens', async () => {
  const remoteAddress = `2001:db8:${randomBytes(2).toString('hex')}::7`;
  const prova = (authorization: string) =>
    app.inject({ url: `/api/v1/enti/${ente.codIpa}/dovuti`, remoteAddress, headers: { authorization } });
  let r = await prova('Bearer x');
  for (let n = 0; n < 60 && r.statusCode === 401; n += 1) r = await prova('Bearer x');
  expect([r.statusCode, r.json().codice, Number(r.headers['retry-after']) > 0]).toEqual([
    429,
    'TROPPI_TENTATIVI',
    true,
  ]);
  expect((await prova(`Bearer ${chiave}`)).statusCode).toBe(200);
});

test('a body that not everybody reads in the same way is refused whole', async () => {
  const api = chiama(app, ente, chiave);
  const manda = async (corpo: string | Buffer) => {
    const r = await api({ metodo: 'PUT', percorso: '/posizioni/X', corpo, intestazioni: rotto });
    return [r.statusCode, r.json().codice, r.json().detail];
  };
  expect(await manda('{"opzioni":[{"dovuti":[{"importoCents":100,"importoCents":900}]}]}')).toEqual([
    ...[400, 'JSON_CAMPO_RIPETUTO'],
    expect.stringContaining('«importoCents»'),
  ]);
  expect(await manda(Buffer.from('{"debitore":{"nome":"Nicol\xf2"}}', 'latin1'))).toEqual([
    ...[400, 'JSON_NON_VALIDO'],
    expect.stringContaining('UTF-8'),
  ]);
});

test('the document of the door is the one that vendors have', async () => {
  const documento = await app.inject({ url: '/api/v1/openapi.json' });
  expect(documento.statusCode).toBe(200);
  const testo = `${JSON.stringify(documento.json(), null, 2)}\n`;
  const scritto = fileURLToPath(new URL('../../../../docs/integrazione/openapi.json', import.meta.url));
  await expect(testo).toMatchFileSnapshot(scritto);
  for (const r of rotte) expect(testo).toContain(`"operationId": "${r.nome}"`);
});
