import { sql } from 'kysely';
import { setTimeout as pausa } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { associaStazione, registraEnte, segmentoSimulatore } from '#modules/enti';
import { lavori } from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { unDovuto } from '#support/carico';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriNodo, ricevutaSoap, type NodoDiProva } from '#support/nodo';
import { codiceFiscaleEnte, ctxDi, DA_SEMPRE, unEnte, VUOTO, type EnteDiProva } from '#support/un-ente';
import { ciSono, campioni } from './conformita/condivisi.ts';
import { rileggiMessaggio } from './index.ts';

let database: DatabaseDiProva;
let mondo: Mondo;
let nodo: NodoDiProva;
beforeAll(async () => {
  database = await databaseNuovo();
  mondo = mondoDiProva(database);
  nodo = await apriNodo(mondo);
});
afterAll(() => nodo.chiudi());

/** The door looks again for a station it does not know at most ten times a second: after this one is made, a tenth goes by. */
async function unEnteNoto(scelte?: Parameters<typeof unEnte>[1]): Promise<EnteDiProva> {
  const ente = await unEnte(mondo, scelte);
  await pausa(110);
  return ente;
}

type Invio = { segmento: string; tipo?: string; da?: string; azione?: string };

async function manda(
  corpo: string | Buffer,
  { segmento, tipo = 'text/xml', da = '192.0.2.1', azione }: Invio,
): Promise<string> {
  const url = `/nodo/${segmento}/paForNode`;
  const headers = { 'content-type': tipo, ...(azione === undefined ? {} : { soapaction: azione }) };
  const { statusCode, body } = await nodo.app.inject({
    method: 'POST',
    url,
    headers,
    payload: corpo,
    remoteAddress: da,
  });
  return `${statusCode} ${/<outcome>(\w+)/.exec(body)?.[1] ?? ''}${/<faultCode>(\w+)/.exec(body)?.[1] ?? ''}`.trim();
}

const worker = (ente: EnteDiProva) => ctxDi(mondo, 'worker', ente.enteId);
const dovuto = (ente: EnteDiProva, iud: string) => unDovuto(worker(ente), { iud, importo: 1000 });

async function stato(ente: EnteDiProva, iud: string): Promise<string | undefined> {
  const { rows } = await sql<{ stato: string }>`
    select stato from posizioni.dovuto where ente_id = ${ente.enteId} and iud = ${iud}`.execute(worker(ente).db);
  return rows[0]?.stato;
}

async function messaggi(dove: 'tutti' | EnteDiProva): Promise<string[]> {
  const { rows } = await sql<{ esito: string }>`
    select esito from pagamenti.messaggio where ${dove === 'tutti' ? null : dove.enteId}::uuid is null
        or ente_id = ${dove === 'tutti' ? null : dove.enteId} order by ricevuto_il, id`.execute(
    ctxDi(mondo, 'worker').db,
  );
  return rows.map((r) => r.esito);
}

describe('who comes in', () => {
  it('speaks for the enti of its own ambiente only, whatever station it names', async () => {
    const vivo = await unEnteNoto({ ambiente: 'live' });
    const prova = await unEnteNoto();
    const d = await dovuto(vivo, 'L1');
    for (const idStazione of [prova.stazione, 'sconosciuta', vivo.stazione])
      expect(await manda(ricevutaSoap(vivo, d, { receiptId: 'l1', idStazione }), prova)).toBe('401');
    expect([await stato(vivo, 'L1'), await messaggi(vivo)]).toEqual(['da_pagare', []]);
    // The station that is unknown is only a defect, where the proof is of the right side.
    expect(await manda(ricevutaSoap(vivo, d, { receiptId: 'l1', idStazione: 'sconosciuta' }), vivo)).toBe('200 OK');
    expect(await stato(vivo, 'L1')).toBe('pagato');
  });

  it('is let in with the right proof, however many wrong ones came from its address', async () => {
    const ente = await unEnteNoto();
    const d = await dovuto(ente, 'F1');
    const da = '192.0.2.77';
    for (let n = 0; n < 70; n += 1) expect(await manda('', { segmento: 'sbagliato-sbagliato', da })).toBe('401');
    expect(await manda(ricevutaSoap(ente, d, { receiptId: 'f1' }), { ...ente, da })).toBe('200 OK');
  });

  it('or is turned away before the body is read', async () => {
    expect(await manda(Buffer.alloc(3_000_000, 'x'), { segmento: 'sbagliato-sbagliato' })).toBe('401');
  });

  it.each(['', 'text', 'application/json', 'text/xml; charset="'])('may call its message %j', async (tipo) => {
    const ente = await unEnteNoto();
    const d = await dovuto(ente, 'T1');
    expect(await manda(ricevutaSoap(ente, d, { receiptId: 't1' }), { ...ente, tipo })).toBe('200 OK');
  });

  it('is not told that an ente is unknown on a configuration of two seconds ago', async () => {
    const ente = await unEnteNoto();
    const d = await dovuto(ente, 'C1');
    expect(await manda(ricevutaSoap(ente, d, { receiptId: 'c1' }), ente)).toBe('200 OK');
    const nuovo = await entePerStazione(ente);
    const orfano = { iuv: '02000000000000144', numeroAvviso: '302000000000000144' };
    expect(await manda(ricevutaSoap(nuovo, orfano, { receiptId: 'c2' }), ente)).toBe('200 OK');
    expect(
      await manda(ricevutaSoap({ ...nuovo, codiceFiscale: '99999999999' }, orfano, { receiptId: 'c3' }), ente),
    ).toBe('200 KOPAA_ID_DOMINIO_ERRATO');
  });
});

/** Another ente of the same intermediario, under the same station. */
async function entePerStazione(altro: EnteDiProva): Promise<EnteDiProva> {
  const codiceFiscale = codiceFiscaleEnte();
  const base = { codiceFiscale, codIpa: `c_${codiceFiscale}`, denominazione: 'Ente nuovo', ambiente: 'prova' as const };
  const { intermediarioId, stazioneId } = altro;
  const enteId = valoreDi(await registraEnte(ctxDi(mondo, 'worker'), { ...VUOTO, ...base, intermediarioId }));
  const associazione = { stazioneId, segregazione: '02', predefinita: true, validaDal: DA_SEMPRE };
  valoreDi(await associaStazione(ctxDi(mondo, 'worker', enteId), associazione));
  return { ...altro, ...base, enteId };
}

describe('the simulatore of an installation that works', () => {
  it('opens the stations of enti in prova, and no other, by a word that derives from the secret of its processes', async () => {
    const simulatore = { url: 'https://prova.example.it', origine: 'https://prova.example.it' };
    const config = { ...mondo.config, modo: 'produzione' as const, simulatore };
    const prova = await unEnteNoto({ ambiente: 'prova' });
    const vero = await unEnteNoto({ ambiente: 'live' });
    const segmento = segmentoSimulatore(config);
    const bussa = async (parti: Partial<Mondo>, ente: EnteDiProva, parola = segmento): Promise<number> => {
      const porta = await apriNodo({ ...mondo, ...parti });
      const d = { iuv: '02000000000000144', numeroAvviso: '302000000000000144' };
      const payload = ricevutaSoap(ente, d, { receiptId: `sim${ente.codIpa}` });
      const url = `/nodo/${parola}/paForNode`;
      const { statusCode } = await porta.app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'text/xml' },
        payload,
      });
      await porta.chiudi();
      return statusCode;
    };
    expect(await bussa({ config }, prova)).toBe(200);
    expect(await bussa({ config }, vero)).toBe(401);
    expect(await bussa({ config }, prova, `${segmento}x`)).toBe(401);
    expect(await bussa({ config: { ...config, simulatore: null } }, prova)).toBe(401);
    // A station that serves one in earnest too is not opened.
    const associata = { stazioneId: prova.stazioneId, segregazione: '33', predefinita: false, validaDal: DA_SEMPRE };
    valoreDi(await associaStazione(ctxDi(mondo, 'worker', vero.enteId), associata));
    expect(await bussa({ config }, prova)).toBe(401);
  });
});

describe('a receipt is not lost', () => {
  it.each(['0001-01-01T00:00:00', '9999-12-31T23:59:59-05:00', 'ieri'])(
    'when it says it was paid %s',
    async (pagata) => {
      const ente = await unEnteNoto();
      const d = await dovuto(ente, 'A1');
      expect(await manda(ricevutaSoap(ente, d, { receiptId: 'a1', pagata }), ente)).toBe('200 OK');
      expect([await stato(ente, 'A1'), await messaggi(ente)]).toEqual(['pagato', ['OK']]);
    },
  );

  it('when the domain is not even text', async () => {
    const ente = await unEnteNoto();
    const prima = (await messaggi('tutti')).length;
    const strano = { ...ente, codiceFiscale: '😀'.repeat(30) };
    const orfano = { iuv: '01000000000000144', numeroAvviso: '301000000000000144' };
    expect(await manda(ricevutaSoap(strano, orfano, { receiptId: 'e1', idStazione: ente.stazione }), ente)).toBe(
      '200 KOPAA_ID_DOMINIO_ERRATO',
    );
    expect((await messaggi('tutti')).length).toBe(prima + 1);
  });

  it('when it cannot be worked on: it is kept, answered OK, and registered once it can', async () => {
    const ente = await unEnteNoto();
    const [d, e] = [await dovuto(ente, 'G1'), await dovuto(ente, 'G2')];
    await database.owner.query(`alter table pagamenti.ricevuta add constraint guasto check (psp <> 'GUASTO')`);
    const insieme = await Promise.all([
      manda(ricevutaSoap(ente, d, { receiptId: 'g1', psp: 'GUASTO' }), ente),
      manda(ricevutaSoap(ente, e, { receiptId: 'g2' }), ente),
    ]);
    expect(insieme).toEqual(['200 OK', '200 OK']);
    expect([await stato(ente, 'G1'), await stato(ente, 'G2')]).toEqual(['da_pagare', 'pagato']);
    expect((await messaggi(ente)).toSorted()).toEqual(['DA_ELABORARE', 'OK']);
    const [rielabora] = lavori(rileggiMessaggio);
    await rielabora?.esegui(ctxDi(mondo, 'worker'), {});
    expect(await stato(ente, 'G1')).toBe('da_pagare');
    await database.owner.query('alter table pagamenti.ricevuta drop constraint guasto');
    await rielabora?.esegui(ctxDi(mondo, 'worker'), {});
    expect(await stato(ente, 'G1')).toBe('pagato');
    expect((await messaggi(ente)).toSorted()).toEqual(['ELABORATO', 'OK', 'OK']);
  });

  it('when it arrives with many others, some of them for the same payment', async () => {
    const ente = await unEnteNoto();
    const dovuti = await Promise.all(['M1', 'M2', 'M3', 'M4'].map((iud) => dovuto(ente, iud)));
    const invii = dovuti.flatMap((d, n) => [
      ...[`m${n}`, `m${n}`, `altro${n}`].map((receiptId) => manda(ricevutaSoap(ente, d, { receiptId }), ente)),
    ]);
    const risposte = await Promise.all(invii);
    expect(risposte.filter((r) => r === '200 OK').length).toBeGreaterThanOrEqual(4);
    expect(risposte.filter((r) => r === '200 KOPAA_RECEIPT_DUPLICATA').length).toBeGreaterThanOrEqual(4);
    expect((await messaggi(ente)).length).toBe(12);
    for (const iud of ['M1', 'M2', 'M3', 'M4']) expect(await stato(ente, iud)).toBe('pagato');
  });
});

const dalVero = ciSono({ obbligatori: process.env['CI'] === 'true' }) ? it : it.skip;

dalVero('every sample of a receipt, valid or not, is stored and answered', async () => {
  const ente = await unEnteNoto();
  const ricevute = [...campioni()].filter(([nome]) => /paSendRT/i.test(nome) && /req|gpd/i.test(nome));
  expect(ricevute.length).toBeGreaterThan(0);
  for (const [nome, byte] of ricevute) {
    const prima = (await messaggi('tutti')).length;
    const nostra = byte.toString('utf8').replace(/(<idPA>)[^<]*/, `$1${ente.codiceFiscale}`);
    for (const testo of [byte.toString('utf8'), nostra]) {
      const risposta = await manda(testo, ente);
      expect([nome, risposta]).toEqual([nome, expect.stringMatching(/^200 (OK|KO)/)]);
    }
    expect([nome, (await messaggi('tutti')).length]).toEqual([nome, prima + 2]);
  }
});

it('a certificate whose subject names two is nobody’s', async () => {
  const ente = await unEnteNoto();
  const conProxy = { ...mondo, config: { ...mondo.config, proxyFidati: ['127.0.0.1'] } };
  await sql`update enti.stazione set segreti_hmac = '{}', certificati_cn = '{nodo.example.org}' where id = ${ente.stazioneId}`.execute(
    worker(ente).db,
  );
  const altra = await apriNodo(conProxy);
  const prova = async (soggetto: string): Promise<number> => {
    const headers = { 'content-type': 'text/xml', [mondo.config.intestazioneCertificato]: soggetto };
    const { statusCode } = await altra.app.inject({ method: 'POST', url: '/nodo/paForNode', headers, payload: '<a/>' });
    return statusCode;
  };
  expect(await prova('nodo.example.org')).toBe(500);
  expect(await prova('CN=nodo.example.org,O=Nodo')).toBe(500);
  expect(await prova('O=Chiunque\\, CN=nodo.example.org,CN=altri.example.org')).toBe(401);
  expect(await prova('CN=altri.example.org,CN=nodo.example.org')).toBe(401);
  await altra.chiudi();
});

it('the giornale knows whose a refusal is, what the schema refused, and how long an answer took', async () => {
  const ente = await unEnteNoto();
  const verifica = (avviso: string, broker: string): string =>
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><p:paVerifyPaymentNoticeReq
      xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><idPA>${ente.codiceFiscale}</idPA><idBrokerPA>${broker}</idBrokerPA>
      <idStation>${ente.stazione}</idStation><qrCode><fiscalCode>${ente.codiceFiscale}</fiscalCode><noticeNumber>${avviso}</noticeNumber>
      </qrCode></p:paVerifyPaymentNoticeReq></soapenv:Body></soapenv:Envelope>`;
  const { rows: inter } = await sql<{ cf: string }>`
    select codice_fiscale as cf from enti.intermediario where id = ${ente.intermediarioId}`.execute(worker(ente).db);
  expect(await manda(verifica('301999999999999977', inter[0]?.cf ?? ''), ente)).toBe('200 KOPAA_PAGAMENTO_SCONOSCIUTO');
  const corta = { ...ente, azione: '"paGetPayment"' };
  expect(await manda(verifica('12', inter[0]?.cf ?? ''), corta)).toBe('200 KOPAA_SINTASSI_EXTRAXSD');
  await nodo.giornale.chiudi();
  const { rows } = await sql<{ riga: string }>`
    select concat_ws(' ', sottotipo, esito, ente_id = ${ente.enteId}, numero_avviso, stazione = ${ente.stazione},
      case when sottotipo = 'REQ' then parametri end) as riga
      from registro.v_evento where dominio = ${ente.codiceFiscale} order by numero_avviso, sottotipo`.execute(
    worker(ente).db,
  );
  expect(rows.map((r) => r.riga)).toEqual([
    ...['REQ 12 t SOAPAction diversa', 'RESP KO 12 t'],
    ...['REQ t 301999999999999977 t', 'RESP KO t 301999999999999977 t'],
  ]);
});
