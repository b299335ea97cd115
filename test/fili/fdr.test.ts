import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  chiediRendicontazioni,
  leggiRendicontazioni,
  leggiRighe,
  leggiRitardo,
  type Rendicontazione,
} from '#modules/rendicontazione';
import type { Mondo, Wires } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { creaFdr } from '#wires/fdr';
import { avviaSimulatore, type Simulatore } from '../../simulatore/avvia.ts';
import { fintoEnte, type FintoEnte } from '../../simulatore/prova/finto-ente.ts';

const AVVISO = '301000000000000144';
type Filo = NonNullable<Wires['fdr']>;
const filo = (url: string, attesaMs?: number): Filo =>
  creaFdr({ url, chiave: 'una-chiave' }, attesaMs === undefined ? {} : { attesaMs }) ?? expect.fail();

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

describe('from the FdR service of the simulatore', () => {
  let ente: EnteDiProva;
  let finto: FintoEnte;
  let simulatore: Simulatore;
  beforeEach(async () => {
    ente = await unEnte(mondo);
    finto = await fintoEnte();
    const { codiceFiscale, denominazione, stazione } = ente;
    simulatore = await avviaSimulatore({
      ...{
        porta: 0,
        portaSmtp: 0,
        host: '127.0.0.1',
        nodo: finto.nodo,
        intermediario: { codiceFiscale: '90000000001' },
      },
      enti: async () => [{ codiceFiscale, denominazione, stazione, avvisi: [] }],
    });
  });
  afterEach(async () => {
    await simulatore.chiudi();
    await finto[Symbol.asyncDispose]();
  });

  async function manda(percorso: string, corpo: object): Promise<unknown> {
    const opzioni = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(corpo) };
    const risposta = await fetch(simulatore.url + percorso, opzioni);
    expect(risposta.status).toBe(200);
    return risposta.json();
  }
  const paga = (): Promise<unknown> =>
    manda('/api/paga', { numeroAvviso: AVVISO, codiceFiscaleEnte: ente.codiceFiscale, varianti: { orfana: true } });
  const pubblica = async (): Promise<{ fdr: string; pspId: string }[]> =>
    (await manda('/api/fdr', { codiceFiscaleEnte: ente.codiceFiscale })) as { fdr: string; pspId: string }[];
  const chiedi = (): Promise<{ prese: number; altre: boolean }> => {
    const wires = { ...FILI_MUTI, fdr: filo(`${simulatore.url}/fdr-org/service/v1`) };
    return chiediRendicontazioni(ctxDi({ ...mondo, wires }, 'worker', ente.enteId));
  };
  const leggi = (stato: 'correnti' | 'sostituite'): Promise<Rendicontazione[]> => {
    const giorni = { prodotta: { da: null, a: null }, disponibile: { da: null, a: null } };
    const filtro = { stato, psp: null, ...giorni, dopo: null, prima: null, quanti: 10 };
    return ctxDi(mondo, 'ufficio', ente.enteId).tx((t) => leggiRendicontazioni(t, filtro));
  };

  it('what was published is taken once, and a revision takes its place', async () => {
    expect(await chiedi()).toEqual({ prese: 0, altre: false });
    await paga();
    await paga();
    const [pubblicata] = await pubblica();
    const { fdr = '', pspId = '' } = pubblicata ?? {};
    expect(await chiedi()).toEqual({ prese: 1, altre: false });
    expect(await chiedi()).toEqual({ prese: 0, altre: false });
    const [una] = await leggi('correnti');
    expect(una).toMatchObject({ iuf: fdr, psp: pspId, revisione: 1, righe: 2, difetti: [], origine: 'fdr' });
    const id = una?.id ?? expect.fail();
    const righe = await ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
      leggiRighe(t, { id, soloSenza: false, dopo: 0, quante: 5 }),
    );
    expect(new Set(righe.map(({ iuv, indice, esito }) => [iuv, indice, esito].join()))).toEqual(
      new Set([`${AVVISO.slice(1)},1,0`]),
    );
    await manda('/api/fdr/revisione', { codiceFiscaleEnte: ente.codiceFiscale, fdr, pspId, come: 'sbagliata' });
    expect(await chiedi()).toEqual({ prese: 1, altre: false });
    expect(await leggi('correnti')).toMatchObject([{ revisione: 2, difetti: ['SOMMA'] }]);
    expect(await leggi('sostituite')).toMatchObject([{ id, revisione: 1 }]);
  });

  it('several of them at once, with the digits of their amounts', async () => {
    for (let n = 0; n < 3; n += 1) {
      await paga();
      await pubblica();
    }
    expect(await chiedi()).toEqual({ prese: 3, altre: false });
    expect(await leggi('correnti')).toHaveLength(3);
  });
});

describe('a service that does not answer as it should', () => {
  let server: Server;
  let rispondi: (r: IncomingMessage, risposta: ServerResponse) => void;
  let url: string;
  beforeEach(async () => {
    server = createServer((r, risposta) => rispondi(r, risposta));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const elenco = { codiceFiscale: '90000000101', pubblicateDopo: new Date('2026-11-20T10:00:00Z'), pagina: 1 };
  const perche = async (fatto: Promise<unknown>): Promise<string> =>
    fatto.then(
      () => 'answered',
      (causa: unknown) => (causa as { perche?: string }).perche ?? String(causa),
    );
  const json =
    (corpo: unknown, stato = 200) =>
    (_: IncomingMessage, risposta: ServerResponse): void => {
      risposta
        .writeHead(stato, { 'content-type': 'application/json' })
        .end(typeof corpo === 'string' ? corpo : JSON.stringify(corpo));
    };
  const PAGINA = { metadata: { pageSize: 0, pageNumber: 1, totPage: 1 }, count: 0, data: [] };

  it('is asked with our key, for what was published since', async () => {
    const chieste: (string | undefined)[] = [];
    rispondi = (r, risposta) => {
      chieste.push(r.url, r.headers['ocp-apim-subscription-key'] as string);
      json(PAGINA)(r, risposta);
    };
    expect(await filo(url).elenco(elenco)).toEqual({ pagine: 1, trovate: [] });
    const query = 'page=1&size=1000&publishedGt=2026-11-20T10%3A00%3A00.000Z';
    expect(chieste).toEqual([`/organizations/90000000101/fdrs?${query}`, 'una-chiave']);
  });

  it.each([
    ['chiave_rifiutata', json({}, 401)],
    ['http_500', json({}, 500)],
    ['risposta_illeggibile', json('no')],
    ['risposta_illeggibile', json([])],
    ['risposta_illeggibile', json({ ...PAGINA, data: [{ fdr: 'x' }] })],
    ['troppe_pagine', json({ ...PAGINA, metadata: { totPage: 1_000_000 } })],
    ['risposta_troppo_grande', json('x'.repeat(5 * 1024 * 1024))],
    [
      'irraggiungibile',
      (_: IncomingMessage, r: ServerResponse) => void r.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    ],
    ['irraggiungibile', (r: IncomingMessage) => void r.socket.destroy()],
  ])('is known for %s', async (parola, risponde) => {
    rispondi = risponde;
    expect(await perche(filo(url).elenco(elenco))).toBe(parola);
  });

  it('is not waited for', async () => {
    rispondi = () => undefined;
    expect(await perche(filo(url, 50).elenco(elenco))).toBe('tempo_scaduto');
  });

  const TESTATA = {
    ...{
      status: 'PUBLISHED',
      fdr: 'F',
      fdrDate: '2026-11-20T10:00:00.123456Z',
      regulation: 'TRN',
      regulationDate: '2026-11-20',
    },
    sender: { type: 'ABI_CODE', id: '03268', pspId: 'P', pspName: 'Banca' },
    receiver: { id: 'E', organizationId: '90000000101', organizationName: 'Ente' },
    ...{ totPayments: 1, sumPayments: 0 },
  };
  const QUALE = {
    iuf: 'F',
    psp: 'P',
    revisione: 1,
    pubblicataIl: new Date(0),
    codiceFiscale: '90000000101',
    righeMax: 2,
  };
  const RIGA = { index: 7, iuv: 'V', iur: 'R', idTransfer: 1, payStatus: 'REVOKED', payDate: '2026-11-19T23:30:00Z' };
  const statement = (testata: object, pay: string, righe = 1) => {
    rispondi = (r, risposta) => {
      const riga = JSON.stringify({ ...RIGA, pay: 0 }).replace('"pay":0', `"pay":${pay}`);
      const corpo = JSON.stringify({ ...PAGINA, data: [] }).replace('[]', `[${Array(righe).fill(riga).join()}]`);
      json(r.url?.includes('/payments') ? corpo : testata)(r, risposta);
    };
    return filo(url).leggi(QUALE);
  };

  it('amounts are read digit by digit, days in Rome', async () => {
    const letta = await statement({ ...TESTATA, sumPayments: 70.1 }, '-70.10');
    expect(letta.testata).toMatchObject({ importoCents: 7010, mittente: { tipo: 'A' }, bicRiversamento: null });
    expect(letta.righe).toEqual([
      ...[{ numero: 1, iuv: 'V', iur: 'R', indice: 1, importoCents: -7010, esito: 3, esitataIl: '2026-11-20' }],
    ]);
    expect((await statement(TESTATA, '123456789.7')).righe[0]?.importoCents).toBe(12_345_678_970);
  });

  it.each([
    ['non_pubblicata', { ...TESTATA, status: 'INSERTED' }, '1'],
    ['risposta_illeggibile', { ...TESTATA, sender: { ...TESTATA.sender, type: 'X' } }, '1'],
    ['risposta_illeggibile', TESTATA, '1.001'],
    ['risposta_illeggibile', TESTATA, '1e2'],
    ['risposta_illeggibile', TESTATA, '0.00'],
  ])('a statement is left for %s', async (parola, testata, pay) => {
    expect(await perche(statement(testata, pay))).toBe(parola);
  });

  it('a statement longer than it may be is left', async () => {
    expect(await perche(statement(TESTATA, '1.00', 3))).toBe('troppe_righe');
  });

  it('a statement that cannot be read keeps none of the others, and is asked for again', async () => {
    const ente = await unEnte(mondo);
    const nomi = ['2026-11-20P-1', '2026-11-20P-2', '2026-11-20P-3'];
    const data = nomi.map((fdr, i) => ({ fdr, pspId: 'P', revision: 1, published: `2026-11-20T1${i}:00:00Z` }));
    const receiver = { ...TESTATA.receiver, organizationId: ente.codiceFiscale };
    let buone = [nomi[0], nomi[2]];
    rispondi = (r, risposta) => {
      const fdr = nomi.find((nome) => r.url?.includes(`/${nome}/`));
      if (fdr === undefined) return json({ ...PAGINA, data })(r, risposta);
      if (r.url?.includes('/payments')) return json({ ...PAGINA, data: [{ ...RIGA, pay: -1 }] })(r, risposta);
      return json(buone.includes(fdr) ? { ...TESTATA, receiver, fdr } : {})(r, risposta);
    };
    const ctx = ctxDi({ ...mondo, wires: { ...FILI_MUTI, fdr: filo(url) } }, 'worker', ente.enteId);
    expect(await chiediRendicontazioni(ctx)).toEqual({ prese: 2, altre: false });
    expect(await ctx.tx((t) => leggiRitardo(t))).toEqual({ dal: null, perche: 'non_pubblicata' });
    buone = nomi;
    expect(await chiediRendicontazioni(ctx)).toEqual({ prese: 1, altre: false });
    expect(await ctx.tx((t) => leggiRitardo(t))).toBeNull();
  });

  it('one that lasts is said to who works for the ente, and passes when it answers', async () => {
    const ente = await unEnte(mondo);
    const alle = (orologio: () => Date) => {
      const ctx = ctxDi({ ...mondo, orologio, wires: { ...FILI_MUTI, fdr: filo(url) } }, 'worker', ente.enteId);
      return { chiedi: () => chiediRendicontazioni(ctx), ritardo: () => ctx.tx((t) => leggiRitardo(t)) };
    };
    const oraZero = new Date('2026-11-20T10:00:00Z');
    rispondi = json(PAGINA);
    await alle(() => oraZero).chiedi();
    rispondi = json({}, 503);
    const dopo = alle(() => new Date('2026-11-20T15:00:00Z'));
    await dopo.chiedi();
    expect(await dopo.ritardo()).toBeNull();
    const tardi = alle(() => new Date('2026-11-20T17:00:00Z'));
    await tardi.chiedi();
    expect(await tardi.ritardo()).toEqual({ dal: oraZero, perche: 'http_503' });
    rispondi = json(PAGINA);
    await tardi.chiedi();
    expect(await tardi.ritardo()).toBeNull();
  });
});
