import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { apriApi, chiama, chiaveApi, type ChiamataApi } from '#support/api';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let app: FastifyInstance;
let ente: EnteDiProva;
let api: ReturnType<typeof chiama>;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  app = await apriApi(mondo);
  ente = await unEnte(mondo);
  api = chiama(app, ente, await chiaveApi(mondo, ente));
});
afterAll(() => app.close());

const DEBITORE = { tipo: 'F', codiceFiscale: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' };
const dovuto = (importoCents: unknown, altro: object = {}) => ({
  ...{ tipoDovuto: ente.tipo, importoCents, causale: 'TARI 2026', dataScadenza: '2098-12-31', ...altro },
});
const posizione = (importoCents: unknown, altro: object = {}) => ({
  debitore: DEBITORE,
  opzioni: [{ forma: 'unica', dovuti: [dovuto(importoCents, altro)] }],
});
let numero = 0;
const nuova = (): string => `/posizioni/P-${(numero += 1)}`;
const put = (percorso: string, corpo: unknown, intestazioni: Record<string, string> = {}) =>
  api({ metodo: 'PUT', percorso, corpo, intestazioni });
const post = (percorso: string, corpo: unknown, intestazioni: Record<string, string> = {}) =>
  api({ metodo: 'POST', percorso, corpo, intestazioni });

describe('a posizione', () => {
  test('is written by its code, read, changed by who has seen it, annulled', async () => {
    const qui = nuova();
    const nata = await put(qui, posizione(1000));
    expect([nata.statusCode, nata.json().opzioni[0].dovuti[0].stato]).toEqual([201, 'da_pagare']);
    expect(nata.headers['etag']).toBe(`"${nata.json().versione}"`);
    expect((await put(qui, posizione(1000))).statusCode).toBe(200);
    const letta = await api({ percorso: qui });
    expect([letta.statusCode, letta.json()]).toEqual([200, nata.json()]);
    const senza = await put(qui, posizione(1500));
    expect([senza.statusCode, senza.json().codice]).toEqual([428, 'POSIZIONE_PRESENTE']);
    const vecchia = await put(qui, posizione(1500), { 'if-match': '"altra"' });
    expect([vecchia.statusCode, vecchia.json().codice]).toEqual([412, 'CONFLITTO']);
    const cambiata = await put(qui, posizione(1500), { 'if-match': String(letta.headers['etag']) });
    expect([cambiata.statusCode, cambiata.json().opzioni[0].dovuti[0].importoCents]).toEqual([200, 1500]);
    const motivo = { motivo: 'Sgravio' };
    expect((await post(`${qui}/annullo`, motivo)).statusCode).toBe(428);
    const annullata = await post(`${qui}/annullo`, motivo, { 'if-match': String(cambiata.headers['etag']) });
    expect([annullata.statusCode, annullata.json().opzioni[0].dovuti[0].stato]).toEqual([200, 'annullato']);
  });

  test('asked for by many at the same instant is one', async () => {
    const qui = nuova();
    const altre = Array.from({ length: 10 }, () => put(nuova(), posizione(700)));
    const stessa = await Promise.all([1, 2, 3].map(() => put(qui, posizione(1000))));
    expect(stessa.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 200, 201]);
    expect(new Set(stessa.map((r) => r.json().opzioni[0].dovuti[0].iuv)).size).toBe(1);
    expect((await Promise.all(altre)).every(({ statusCode }) => statusCode === 201)).toBe(true);
  });

  test.each<[string, () => unknown, number, string, string?]>([
    ['a negative amount', () => posizione(-1), 422, 'RICHIESTA_NON_VALIDA', '#/opzioni/0/dovuti/0/importoCents'],
    ['an amount with a point', () => posizione(10.5), 422, 'RICHIESTA_NON_VALIDA', '#/opzioni/0/dovuti/0/importoCents'],
    ['an amount between quotes', () => posizione('1000'), 422, 'RICHIESTA_NON_VALIDA'],
    ['too large an amount', () => posizione(100_000_000_000), 422, 'RICHIESTA_NON_VALIDA'],
    ['no debtor', () => ({ opzioni: posizione(1).opzioni }), 422, 'RICHIESTA_NON_VALIDA', '#/debitore'],
    ['a field that is not foreseen', () => ({ ...posizione(1), altro: 1 }), 422, 'RICHIESTA_NON_VALIDA', '#/altro'],
    ['an unknown kind of due', () => posizione(100, { tipoDovuto: 'MAI' }), 404, 'TIPO_DOVUTO_INESISTENTE'],
    ['a day that is in no calendar', () => posizione(100, { dataScadenza: '2026-02-30' }), 422, 'RICHIESTA_NON_VALIDA'],
    [
      'a tax code of nobody',
      () => ({ ...posizione(100), debitore: { ...DEBITORE, codiceFiscale: 'RSSMRA80A01H501X' } }),
      ...([422, 'RICHIESTA_NON_VALIDA', '#/debitore/codiceFiscale'] as const),
    ],
    ['an IUD that begins with 000', () => posizione(100, { iud: '000123' }), 422, 'RICHIESTA_NON_VALIDA'],
    ['an empty list', () => ({ debitore: DEBITORE, opzioni: [] }), 422, 'RICHIESTA_NON_VALIDA', '#/opzioni'],
    ['a list', () => [], 422, 'RICHIESTA_NON_VALIDA'],
  ])('is refused with %s, and it is said where', async (_, corpo, stato, codice, puntatore) => {
    const r = await put(nuova(), corpo());
    expect([r.statusCode, r.json().codice, r.headers['content-type']]).toEqual([
      stato,
      codice,
      'application/problem+json; charset=utf-8',
    ]);
    if (puntatore !== undefined)
      expect(r.json().errori.map((e: { puntatore: string }) => e.puntatore)).toContain(puntatore);
    expect(r.json().type).toBe(`${mondo.config.urlPubblico}/sviluppatori/errori#${codice}`);
  });

  test.each(['%F0%9F%98%80', 'a%20b', '%C3%A0', 'x'.repeat(51)])('has no code like %s', async (iupd) => {
    const r = await put(`/posizioni/${iupd}`, posizione(100));
    expect([r.statusCode, r.json().codice, r.json().errori]).toEqual([
      ...[422, 'RICHIESTA_NON_VALIDA'],
      [{ puntatore: 'params/iupd', messaggio: expect.stringContaining('50 caratteri') }],
    ]);
  });

  test('of another ente, or with an IUD of another posizione, is not there and is not made', async () => {
    const iud = `I-${ente.codIpa}`.slice(0, 35);
    expect((await put(nuova(), posizione(100, { iud }))).statusCode).toBe(201);
    const ripetuto = await put(nuova(), posizione(100, { iud }));
    expect([ripetuto.statusCode, ripetuto.json().codice]).toEqual([409, 'IUD_DUPLICATO']);
    const altro = await unEnte(mondo);
    const altrui = chiama(app, altro, await chiaveApi(mondo, altro));
    expect((await altrui({ percorso: '/posizioni/P-1' })).statusCode).toBe(404);
    const qui = await chiama(app, altro, '')({ percorso: '/posizioni/P-1' });
    expect(qui.statusCode).toBe(401);
  });
});

describe('many of them in one call', () => {
  test('have each its outcome; a thousand and one are too many', async () => {
    const posizioni = Array.from({ length: 30 }, (_, n) => ({ iupd: `B-${n}`, ...posizione(n === 3 ? 500 : 400) }));
    const male = [
      { iupd: 'B-30', ...posizione(100, { tipoDovuto: 'MAI' }) },
      { iupd: 'B-31', ...posizione(100, { dataScadenza: '2026-13-01' }) },
      { iupd: 'B-0', ...posizione(400) },
    ];
    const r = await post('/carichi', { posizioni: [...posizioni, ...male] });
    const esito = r.json();
    expect([r.statusCode, esito.accettate, esito.rifiutate]).toEqual([200, 30, 3]);
    expect(
      esito.esiti.map((e: { esito: string; problema?: { codice: string } }) => e.problema?.codice ?? e.esito).slice(29),
    ).toEqual([...['creata', 'TIPO_DOVUTO_INESISTENTE', 'RICHIESTA_NON_VALIDA', 'POSIZIONE_RIPETUTA']]);
    expect(esito.esiti[31].problema.errori[0].puntatore).toBe('#/posizioni/31/opzioni/0/dovuti/0/dataScadenza');
    expect(esito.esiti[0].dovuti[0].numeroAvviso).toHaveLength(18);
    const ancora = (await post('/carichi', { posizioni })).json();
    expect(new Set(ancora.esiti.map((e: { esito: string }) => e.esito))).toEqual(new Set(['invariata']));
    const storta = await post('/carichi', { posizioni: [{ iupd: 'B 40', ...posizione(100) }] });
    expect(storta.json().esiti[0].problema.errori[0].puntatore).toBe('#/posizioni/0/iupd');
    const troppe = await post('/carichi', {
      posizioni: Array.from({ length: 1001 }, (_, n) => ({ iupd: `T-${n}`, ...posizione(1) })),
    });
    expect([troppe.statusCode, troppe.json().errori[0].puntatore]).toEqual([422, '#/posizioni']);
  });

  test('asked for by a name are done once, and answered again', async () => {
    const corpo = { posizioni: [{ iupd: 'N-1', ...posizione(400) }] };
    const nome = { 'idempotency-key': 'giro-di-notte-1' };
    const [prima, intanto] = await Promise.all([post('/carichi', corpo, nome), post('/carichi', corpo, nome)]);
    const stati = [prima, intanto].map(({ statusCode }) => statusCode).toSorted((a, b) => a - b);
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(stati);
    const fatta = prima.statusCode === 200 ? prima : intanto;
    const dopo = await post('/carichi', corpo, nome);
    expect([dopo.json(), dopo.headers['idempotent-replayed']]).toEqual([fatta.json(), 'true']);
    expect(dopo.json().esiti[0].esito).toBe('creata');
    const altra = await post('/carichi', { posizioni: [{ iupd: 'N-2', ...posizione(400) }] }, nome);
    expect([altra.statusCode, altra.json().codice]).toEqual([422, 'IDEMPOTENZA_DIVERSA']);
    expect((await post('/carichi', corpo, { 'idempotency-key': 'con spazio è' })).statusCode).toBe(400);
    const rifiutata: ChiamataApi = { percorso: '/posizioni/MAI/annullo', metodo: 'POST', corpo: { motivo: 'x' } };
    const conNome = { ...rifiutata, intestazioni: { 'if-match': '*', 'idempotency-key': 'b' } };
    expect([(await api(conNome)).statusCode, (await api(conNome)).json().codice]).toEqual([
      404,
      'POSIZIONE_SCONOSCIUTA',
    ]);
  });
});
