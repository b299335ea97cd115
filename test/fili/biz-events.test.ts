import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rileggiMessaggio } from '#doors/nodo';
import { valoreDi } from '#kernel/esito';
import { registraCredenziale } from '#modules/enti';
import { chiediRendicontazioni, leggiMancanti, recuperaUna, type Mancante } from '#modules/rendicontazione';
import type { Mondo, RispostaBizEvents, Wires } from '#platform/contesto';
import { svuotaCoda } from '#support/biz-events';
import { databaseDiProva } from '#support/db';
import { nuovoDovuto, statiDi } from '#support/incassi';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { creaBizEvents } from '#wires/biz-events';
import { creaFdr } from '#wires/fdr';
import { avviaSimulatore, type Simulatore } from '../../simulatore/avvia.ts';
import { fintoEnte, type FintoEnte } from '../../simulatore/prova/finto-ente.ts';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

describe('with biz-events of the simulatore', () => {
  let ente: EnteDiProva;
  let finto: FintoEnte;
  let simulatore: Simulatore;
  let wires: Wires;
  beforeEach(async () => {
    await svuotaCoda(mondo);
    ente = await unEnte(mondo);
    finto = await fintoEnte();
    const { codiceFiscale, denominazione, stazione } = ente;
    simulatore = await avviaSimulatore({
      ...{ porta: 0, portaSmtp: 0, host: '127.0.0.1', nodo: finto.nodo },
      intermediario: { codiceFiscale: '90000000001' },
      enti: async () => [{ codiceFiscale, denominazione, stazione, avvisi: [] }],
    });
    const fdr = creaFdr({ url: `${simulatore.url}/fdr-org/service/v1`, chiave: 'una-chiave' });
    wires = { ...FILI_MUTI, fdr, bizEvents: creaBizEvents() };
    const credenziale = { scopo: 'biz_events', enteId: ente.enteId, tipoDovutoId: null, utente: null };
    valoreDi(
      await registraCredenziale(ctxDi(mondo, 'worker'), {
        ...credenziale,
        ...{ url: `${simulatore.url}/bizevents/service/v1`, segreto: `chiave-${ente.codIpa}` },
      }),
    );
  });
  afterEach(async () => {
    await simulatore.chiudi();
    await finto[Symbol.asyncDispose]();
  });

  async function manda(percorso: string, corpo: object): Promise<void> {
    const opzioni = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(corpo) };
    expect((await fetch(simulatore.url + percorso, opzioni)).status).toBe(200);
  }
  const mancanti = (): Promise<Mancante[]> =>
    ctxDi(mondo, 'ufficio', ente.enteId).tx((t) =>
      leggiMancanti(t, {
        ...{ stato: 'aperte', giorno: { da: null, a: null }, tipiConsentiti: null, tutti: true },
        ...{ dopo: null, prima: null, quanti: 10 },
      }),
    );

  it('a receipt that was lost is found by the statement, asked for, and pays its dovuto', async () => {
    const d = await nuovoDovuto(mondo, ente, { iud: 'PERSA-1', importo: 1000 });
    const { codiceFiscale } = ente;
    await manda('/api/paga', {
      numeroAvviso: d.numeroAvviso,
      codiceFiscaleEnte: codiceFiscale,
      varianti: { orfana: true, consegna: 'persa' },
    });
    await manda('/api/fdr', { codiceFiscaleEnte: codiceFiscale });
    await chiediRendicontazioni(ctxDi({ ...mondo, wires }, 'worker', ente.enteId));
    expect(await mancanti()).toMatchObject([{ stato: 'in_coda', iuv: d.iuv, importoCents: 1000 }]);
    await recuperaUna(ctxDi({ ...mondo, wires }, 'worker'), rileggiMessaggio);
    expect(await statiDi(mondo, ente, ['PERSA-1'])).toEqual(['PERSA-1 pagato 1000']);
  });

  const chiedi = (iur: string, attesaMs = 5000): Promise<RispostaBizEvents> =>
    creaBizEvents({ attesaMs }).ricevuta(
      { url: `${simulatore.url}/bizevents/service/v1`, chiave: 'altra' },
      { codiceFiscale: ente.codiceFiscale, iur },
    );

  it('what it answers is known for what it is', async () => {
    expect(await chiedi('niente')).toEqual({ esito: 'nessuna', perche: 'non_trovata' });
    for (const [modo, perche] of [
      ['guasto', 'http_500'],
      ['troppe', 'troppe_richieste'],
      ['non_trovata', 'non_trovata'],
    ] as const) {
      await manda('/api/biz-events', { modo });
      expect(await chiedi('niente')).toEqual({ esito: 'nessuna', perche });
    }
    await manda('/api/biz-events', { modo: 'tardi' });
    expect(await chiedi('niente', 50)).toEqual({ esito: 'nessuna', perche: 'tempo_scaduto' });
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
  const corpo =
    (testo: string, stato = 200) =>
    (_: IncomingMessage, risposta: ServerResponse): void => {
      risposta.writeHead(stato, { 'content-type': 'application/json' }).end(testo);
    };
  const chiedi = (iur = 'a/b c'): Promise<RispostaBizEvents> =>
    creaBizEvents().ricevuta({ url: `${url}/v1/`, chiave: 'una-chiave' }, { codiceFiscale: '90000000101', iur });

  it('is asked with our key, for one payment; what it says is kept, amounts digit by digit', async () => {
    const chieste: unknown[] = [];
    const json = '{"receiptId": "a", "paymentAmount": 70.10, "fee": 1.0, "transferList": [{"transferAmount": 1e2}]}';
    rispondi = (r, risposta) => {
      chieste.push(r.url, r.headers['ocp-apim-subscription-key']);
      corpo(json)(r, risposta);
    };
    const letta = { receiptId: 'a', paymentAmount: '70.10', fee: '1.0', transferList: [{ transferAmount: '1e2' }] };
    expect(await chiedi()).toEqual({ esito: 'ricevuta', corpo: Buffer.from(json), letta });
    expect(chieste).toEqual(['/v1/organizations/90000000101/receipts/a%2Fb%20c', 'una-chiave']);
  });

  it.each([
    ['chiave_rifiutata', corpo('{}', 401)],
    ['chiave_rifiutata', corpo('{}', 403)],
    ['http_422', corpo('{}', 422)],
    ['risposta_illeggibile', corpo('no')],
    ['risposta_illeggibile', corpo('[]')],
    ['risposta_illeggibile', corpo('')],
    ['risposta_troppo_grande', corpo('x'.repeat(2 * 1024 * 1024))],
    [
      'irraggiungibile',
      (_: IncomingMessage, r: ServerResponse) => void r.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    ],
    ['irraggiungibile', (r: IncomingMessage) => void r.socket.destroy()],
  ])('is known for %s', async (perche, risponde) => {
    rispondi = risponde;
    expect(await chiedi()).toEqual({ esito: 'nessuna', perche });
  });
});
