import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiImporti, creaImporti } from './importi.ts';

const AVVISO = '301000000000000144';
const ORA = new Date('2026-11-20T10:00:00Z');
let app: FastifyInstance;
beforeEach(() => {
  app = fastify();
  apiImporti(
    app,
    creaImporti(() => ORA),
  );
});
afterEach(() => app.close());

type Detto = { stato: number; corpo: unknown };
async function manda(url: string, payload: object, token?: string): Promise<Detto> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const r = await app.inject({ method: 'POST', url, payload, headers });
  const json = r.headers['content-type']?.toString().includes('json') === true;
  return { stato: r.statusCode, corpo: json ? r.json<unknown>() : r.body };
}

async function chiedi(): Promise<Detto> {
  const { corpo } = await manda('/ente/accesso', { username: 'u', password: 'p' });
  const { token } = corpo as { token: string };
  return manda('/ente/importo', { cfEnteCreditore: '01234567897', importoPosizione: 'S', numeroAvviso: AVVISO }, token);
}

describe('the service of an ente', () => {
  it.each<[string, object | null, Detto]>([
    ['nothing was taught', null, { stato: 200, corpo: { codice: '002', dettaglio: 'Avviso sconosciuto' } }],
    ['an amount', { importoCents: 10_500 }, { stato: 200, corpo: { numeroAvviso: AVVISO, importoPosizione: 10_500 } }],
    [
      'with accounts',
      { importoCents: 100, bilancio: '[]' },
      { stato: 200, corpo: { numeroAvviso: AVVISO, importoPosizione: 100, bilancio: '[]' } },
    ],
    ['a code', { codice: '004' }, { stato: 200, corpo: { codice: '004', dettaglio: 'Detto dal simulatore' } }],
    ['rubbish', { guasto: 'spazzatura' }, { stato: 200, corpo: '<html>' }],
    ['a fault', { guasto: 'errore' }, { stato: 500, corpo: { messaggio: 'guasto' } }],
  ])('%s', async (_, lezione, atteso) => {
    if (lezione !== null) await manda('/api/importi', { numeroAvviso: AVVISO, ...lezione });
    expect(await chiedi()).toEqual(atteso);
    expect((await app.inject('/api/importi')).json<{ domande: unknown[] }>().domande).toEqual([
      { numeroAvviso: AVVISO, codiceFiscaleEnte: '01234567897', quando: ORA.toISOString() },
    ]);
  });

  it('the last lesson holds; without a token nothing is said', async () => {
    await manda('/api/importi', { numeroAvviso: AVVISO, codice: '004' });
    await manda('/api/importi', { numeroAvviso: AVVISO, importoCents: 5 });
    expect((await chiedi()).corpo).toMatchObject({ importoPosizione: 5 });
    const domanda = { cfEnteCreditore: '1', importoPosizione: 'S', numeroAvviso: AVVISO };
    expect((await manda('/ente/importo', domanda, 'inventato')).stato).toBe(401);
    expect((await manda('/ente/accesso', { username: '', password: '' })).corpo).toMatchObject({ esito: 'KO' });
  });
});
