import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { Compile } from 'typebox/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registraAbbonamento } from '#modules/eventi';
import { caricaDovuti, lavori } from '#modules/flussi';
import type { FlussoId } from '#kernel/ids';
import { caricaRendicontazione } from '#modules/rendicontazione';
import { impostaRitorni } from '#modules/pagamenti';
import { valoreDi } from '#kernel/esito';
import type { Mondo } from '#platform/contesto';
import { Readable } from 'node:stream';
import { apriApi, chiama, chiaveApi, type ChiamataApi } from '#support/api';
import { databaseDiProva } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { seguito } from '#support/eventi';
import { nuovoDovuto } from '#support/incassi';
import { mondoDiProva } from '#support/mondo';
import { xmlDiProva } from '#support/rendicontazione';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import type { Rotta } from './rotta.ts';
import { creaRotte } from './rotte.ts';

let mondo: Mondo;
let app: FastifyInstance;
let ente: EnteDiProva;
let api: ReturnType<typeof chiama>;
let rotte: Rotta[];
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  app = await apriApi(mondo);
  ente = await unEnte(mondo);
  api = chiama(app, ente, await chiaveApi(mondo, ente));
  rotte = creaRotte(mondo);
});
afterAll(() => app.close());

/** Asks, and holds the answer to what the document says of it. */
async function chiedi(nome: string, chiamata: ChiamataApi): Promise<LightMyRequestResponse> {
  const r = await api(chiamata);
  const rotta = rotte.find((una) => una.nome === nome);
  const schema = rotta?.risposte[r.statusCode]?.schema;
  if (r.statusCode < 300)
    expect([nome, r.headers['etag'] !== undefined, r.headers['ratelimit-remaining'] !== undefined]).toEqual([
      ...[nome, rotta?.conEtag === true, true],
    ]);
  if (schema !== undefined) {
    const valida = Compile(schema);
    const corpo: unknown = r.json();
    if (!valida.Check(corpo)) expect.fail(`${nome}: ${JSON.stringify(valida.Errors(corpo))}\n${r.body}`);
  }
  return r;
}
const stato = ({ statusCode, headers, body }: LightMyRequestResponse) => {
  const problema = String(headers['content-type']).startsWith('application/problem+json');
  return problema ? [statusCode, (JSON.parse(body) as { codice: string }).codice] : [statusCode];
};

describe('dovuti', () => {
  test('are listed a page at a time, read, and annulled by who has seen them', async () => {
    for (const iud of ['L-1', 'L-2', 'L-3'])
      await nuovoDovuto(mondo, ente, { iud, importo: 1000, tipoDovuto: ente.tipo });
    const prima = await chiedi('elencaDovuti', { percorso: '/dovuti?quanti=2' });
    expect(prima.json().elementi.map((d: { iud: string }) => d.iud)).toEqual(['L-3', 'L-2']);
    const link = /<([^>]*)>; rel="next"/.exec(String(prima.headers['link']))?.[1] ?? '';
    const seconda = await app.inject({
      url: link,
      headers: { authorization: String(prima.raw.req.headers['authorization']) },
    });
    expect([seconda.json().elementi.length, seconda.json().dopo]).toEqual([1, null]);
    expect(stato(await chiedi('elencaDovuti', { percorso: '/dovuti?dopo=x' }))).toEqual([422, 'RICHIESTA_NON_VALIDA']);
    expect(stato(await chiedi('elencaDovuti', { percorso: '/dovuti?quanti=tanti' }))).toEqual([
      422,
      'RICHIESTA_NON_VALIDA',
    ]);
    expect(
      (await chiedi('elencaDovuti', { percorso: `/dovuti?elenco=archivio&tipoDovuto=${ente.tipo}` })).json().elementi,
    ).toEqual([]);

    const uno = await chiedi('leggiDovuto', { percorso: '/dovuti/L-1' });
    expect([uno.json().stato, uno.headers['etag']]).toEqual(['da_pagare', `"${uno.json().versione}"`]);
    expect(stato(await chiedi('leggiDovuto', { percorso: '/dovuti/MAI' }))).toEqual([404, 'DOVUTO_IGNOTO']);
    const annulla = (etag?: string, motivo = 'Sgravio') =>
      chiedi('annullaDovuto', {
        ...{ metodo: 'POST', percorso: '/dovuti/L-1/annullo', corpo: { motivo } },
        ...(etag !== undefined && { intestazioni: { 'if-match': etag } }),
      });
    expect(stato(await annulla())).toEqual([428, 'IF_MATCH_MANCANTE']);
    expect(stato(await annulla('"99"'))).toEqual([412, 'VERSIONE_CAMBIATA']);
    expect(stato(await annulla('senza virgolette'))).toEqual([400, 'INTESTAZIONE_NON_VALIDA']);
    expect((await annulla(String(uno.headers['etag']))).json().stato).toBe('annullato');
    expect(stato(await annulla('*'))).toEqual([409, 'DOVUTO_CHIUSO']);
  });
});

describe('events', () => {
  test('are asked for by who is not told of them, from where they stopped', async () => {
    const abbonamento = {
      nome: 'Gestionale',
      url: 'https://gestionale.example/eventi',
      generi: ['dovuto.inserito' as const],
    };
    valoreDi(await registraAbbonamento(ctxDi(mondo, 'ufficio', ente.enteId), abbonamento));
    for (const iud of ['E-1', 'E-2']) await nuovoDovuto(mondo, ente, { iud, importo: 1000, tipoDovuto: ente.tipo });
    await seguito(mondo);
    const chiesti = async (dopo: string | null, quanti = 50) => {
      const query = dopo === null ? '' : `&dopo=${dopo}`;
      return (await chiedi('elencaEventi', { percorso: `/eventi?quanti=${quanti}${query}` })).json();
    };
    const prima = await chiesti(null, 1);
    expect(prima.elementi).toMatchObject([{ type: 'dovuto.inserito', data: { iud: 'E-1', importoCents: 1000 } }]);
    const seconda = await chiesti(prima.dopo);
    expect(seconda.elementi.map((e: { data: { iud: string } }) => e.data.iud)).toEqual(['E-2']);
    expect(await chiesti(seconda.dopo)).toEqual({ elementi: [], dopo: null });
    expect(stato(await chiedi('elencaEventi', { percorso: '/eventi?dopo=-1' }))).toEqual([422, 'RICHIESTA_NON_VALIDA']);
    const altro = await unEnte(mondo);
    const suoi = await chiama(app, altro, await chiaveApi(mondo, altro))({ percorso: '/eventi' });
    expect(suoi.json()).toEqual({ elementi: [], dopo: null });
  });
});

describe('a payment that begins at the ente', () => {
  test('is prepared, by what is there or by something new, and asked about', async () => {
    valoreDi(
      await impostaRitorni(ctxDi(mondo, 'worker', ente.enteId), {
        enteId: ente.enteId,
        indirizzi: ['https://www.comune.example'],
      }),
    );
    const debitore = { tipo: 'F', codiceFiscale: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' };
    const dovuti = [{ iud: 'C-1', tipoDovuto: ente.tipo, importoCents: 1600, causale: 'Diritti' }];
    const prepara = (corpo: object, nome?: string) =>
      chiedi('preparaCarrello', {
        ...{ metodo: 'POST', percorso: '/carrelli', corpo },
        ...(nome !== undefined && { intestazioni: { 'idempotency-key': nome } }),
      });
    const corpo = { voci: [{ debitore, dovuti }], ritorno: 'https://www.comune.example/fine' };
    const fatto = await prepara(corpo, 'carrello-1');
    expect([fatto.statusCode, fatto.json().url.startsWith(`${mondo.config.urlPubblico}/arrivo/`)]).toEqual([201, true]);
    expect((await prepara(corpo, 'carrello-1')).json()).toEqual(fatto.json());
    const chiesto = await chiedi('statoCarrello', { percorso: `/carrelli/${fatto.json().idSession}` });
    expect(chiesto.json().esito).toBe('non_iniziato');
    expect(stato(await chiedi('statoCarrello', { percorso: '/carrelli/mai' }))).toEqual([404, 'CARRELLO_SCONOSCIUTO']);
    expect(stato(await prepara({ voci: [{ debitore }] }))).toEqual([422, 'RICHIESTA_NON_VALIDA']);
    expect(stato(await prepara({ voci: [{ codici: ['301000000000000000'] }] }))).toEqual([404, 'AVVISO_SCONOSCIUTO']);
    expect(stato(await prepara({ ...corpo, ritorno: 'ftp://www.comune.example/' }))).toEqual([
      422,
      'RITORNO_NON_VALIDO',
    ]);
    expect(stato(await prepara({ voci: [{ debitore, dovuti: [{ ...dovuti[0], iud: '000' }] }] }))[0]).toBe(422);
  });
});

describe('receipts', () => {
  test('are read from the first, in the order in which they came, and as paper and XML', async () => {
    const altro = await unEnte(mondo);
    const suo = chiama(app, altro, await chiaveApi(mondo, altro));
    const ricevute = [];
    for (const n of [1, 2, 3]) {
      const d = await nuovoDovuto(mondo, altro, { iud: `R-${n}`, importo: 1000, tipoDovuto: altro.tipo });
      await consegna(mondo, altro, ricevutaLetta(altro, { ...d, importo: 1000, receiptId: `RT-${altro.codIpa}-${n}` }));
      ricevute.push(`RT-${altro.codIpa}-${n}`);
    }
    const tutte: string[] = [];
    let dopo = '';
    const leggi = async (): Promise<number> => {
      const r = await suo({ percorso: `/ricevute?quanti=2${dopo === '' ? '' : `&dopo=${dopo}`}` });
      const pagina = r.json() as { elementi: { receiptId: string }[]; dopo: string | null };
      tutte.push(...pagina.elementi.map(({ receiptId }) => receiptId));
      dopo = pagina.dopo ?? dopo;
      return tutte.length;
    };
    // Whoever writes beside us, in any database of the server, holds the horizon for a while.
    await expect.poll(leggi, { timeout: 30_000 }).toBe(3);
    expect(tutte).toEqual(ricevute);
    const prima = `/ricevute/${ricevute[0] ?? ''}`;
    const letta = await suo({ percorso: prima });
    expect([letta.json().dovuti[0].iud, letta.json().importoCents]).toEqual(['R-1', 1000]);
    expect((await suo({ percorso: `${prima}/pdf` })).rawPayload.subarray(0, 4).toString()).toBe('%PDF');
    for (const fine of ['', '/pdf', '/xml'])
      expect(stato(await api({ percorso: `${prima}${fine}` }))).toEqual([404, 'RICEVUTA_SCONOSCIUTA']);
    expect(stato(await chiedi('elencaRicevute', { percorso: '/ricevute?dopo=1.2' }))).toEqual([
      422,
      'RICHIESTA_NON_VALIDA',
    ]);
    expect((await chiedi('elencaRicevute', { percorso: '/ricevute' })).json()).toEqual({ elementi: [], dopo: null });
  });
});

describe('files', () => {
  test('are sent, followed to their rejects, and given back; another ente has none of them', async () => {
    const { nomeFile, contenuto } = await fileDovuti(ente, {
      iuf: 'API1',
      righe: [{ IUD: 'F-1' }, { IUD: 'F-2', importoDovuto: 'dieci' }],
    });
    const zip = Buffer.concat(await contenuto.toArray());
    const manda = (nome: string, corpo: Buffer) =>
      chiedi('caricaFlusso', {
        ...{ metodo: 'POST', percorso: `/flussi?nome=${nome}`, corpo },
        intestazioni: { 'content-type': 'application/zip' },
      });
    expect(stato(await manda('altro.zip', zip))[0]).toBe(422);
    expect(stato(await manda(nomeFile, Buffer.from('non è uno zip')))).toEqual([422, 'IMPORT_NON_ZIP']);
    const ricevuto = await manda(nomeFile, zip);
    expect([ricevuto.statusCode, ricevuto.json().stato]).toEqual([202, 'ricevuto']);
    expect(stato(await manda(nomeFile, zip))[0]).toBe(409);
    const qui = `/flussi/${ricevuto.json().id as string}`;
    expect(stato(await chiedi('scaricaFlusso', { percorso: `${qui}/file/scarti` }))).toEqual([409, 'FILE_NON_PRONTO']);
    await caricaDovuti(ctxDi(mondo, 'worker', ente.enteId), ricevuto.json().id as FlussoId);
    const finito = await chiedi('leggiFlusso', { percorso: qui });
    expect([finito.json().stato, finito.json().righeAccettate, finito.json().righeScartate]).toEqual([
      'eseguito',
      1,
      1,
    ]);
    expect((await chiedi('elencaScarti', { percorso: `${qui}/scarti` })).json().elementi.length).toBe(1);
    expect((await chiedi('elencaFlussi', { percorso: '/flussi' })).json().elementi.length).toBe(1);
    expect((await chiedi('scaricaFlusso', { percorso: `${qui}/file/originale` })).rawPayload).toEqual(zip);
    expect(stato(await chiedi('scaricaFlusso', { percorso: `${qui}/file/altro` }))).toEqual([
      404,
      'FLUSSO_SCONOSCIUTO',
    ]);
    const altro = await unEnte(mondo);
    const altrui = chiama(app, altro, await chiaveApi(mondo, altro));
    for (const fine of ['', '/scarti', '/file/originale'])
      expect(stato(await altrui({ percorso: `${qui}${fine}` }))).toEqual([404, 'FLUSSO_SCONOSCIUTO']);
  });

  test('of what was paid are booked, and downloaded when they are ready', async () => {
    const prenota = (corpo: object) =>
      chiedi('prenotaEsportazione', { metodo: 'POST', percorso: '/esportazioni', corpo });
    const giorni = { dal: '2026-11-01', al: '2026-11-20', versione: '1.3' };
    const fatta = await prenota(giorni);
    expect([fatta.statusCode, fatta.json().stato]).toEqual([202, 'ricevuto']);
    const qui = `/esportazioni/${fatta.json().id as string}`;
    expect(stato(await chiedi('scaricaEsportazione', { percorso: `${qui}/file` }))).toEqual([409, 'FILE_NON_PRONTO']);
    const lavoro =
      lavori.find(({ nome }) => nome === 'flussi.pagati') ?? lavori.find(({ nome }) => /pagati/.test(nome));
    await lavoro?.esegui(ctxDi(mondo, 'worker', ente.enteId), { flussoId: fatta.json().id as string });
    expect((await chiedi('leggiEsportazione', { percorso: qui })).json().stato).toBe('eseguito');
    expect((await chiedi('scaricaEsportazione', { percorso: `${qui}/file` })).statusCode).toBe(200);
    const dopo = await prenota({ da: '2026-11-01T00:00:00Z', versione: '1.3' });
    expect(typeof dopo.json().fino).toBe('string');
    expect(stato(await prenota({ versione: '1.3' }))).toEqual([422, 'RICHIESTA_NON_VALIDA']);
    expect(stato(await prenota({ ...giorni, al: '2026-10-01' }))[0]).toBe(422);
    expect(stato(await chiedi('leggiEsportazione', { percorso: '/esportazioni/x' }))).toEqual([
      404,
      'FLUSSO_SCONOSCIUTO',
    ]);
  });
});

describe('statements', () => {
  test('are listed, read, and given as XML', async () => {
    const xml = xmlDiProva(ente, [{ iuv: '01000000000000001', iur: 'IUR-1', importo: '10.00' }], {
      iuf: `2026-11-20API-${ente.codIpa}`,
    });
    const file = { nomeFile: 'fdr.xml', contenuto: Readable.from([Buffer.from(xml)]) };
    valoreDi(await caricaRendicontazione(ctxDi(mondo, 'worker', ente.enteId), file));
    const elenco = await chiedi('elencaRendicontazioni', { percorso: '/rendicontazioni' });
    const [una] = elenco.json().elementi as { id: string; pagamenti: number }[];
    expect(una?.pagamenti).toBe(1);
    const qui = `/rendicontazioni/${una?.id ?? ''}`;
    expect((await chiedi('leggiRendicontazione', { percorso: qui })).statusCode).toBe(200);
    expect((await chiedi('elencaRighe', { percorso: `${qui}/righe` })).json().elementi[0].iur).toBe('IUR-1');
    expect((await chiedi('rendicontazioneXml', { percorso: `${qui}/xml` })).body).toContain('IUR-1');
    for (const fine of ['', '/righe', '/xml'])
      expect(stato(await api({ percorso: `/rendicontazioni/x${fine}` }))).toEqual([404, 'RENDICONTAZIONE_SCONOSCIUTA']);
    expect((await api({ percorso: '/rendicontazioni?dal=2099-01-01' })).json().elementi).toEqual([]);
    for (const quando of ['dal=2026-13-45', 'dal=2026-01-01&al=2026-02-30'])
      expect(stato(await api({ percorso: `/rendicontazioni?${quando}` }))).toEqual([422, 'RICHIESTA_NON_VALIDA']);
  });
});

describe('what no database keeps', () => {
  test.each([
    ...['/dovuti/%00', '/posizioni/%00', '/carrelli/a%00', '/ricevute/%00', '/dovuti?tipoDovuto=%00'],
    ...['/rendicontazioni?psp=%00', '/ricevute?dopo=99999999999999999999.00000000-0000-0000-0000-000000000000'],
  ])('is told so in an address: %s', async (percorso) => {
    expect(stato(await api({ percorso }))).toEqual([422, 'RICHIESTA_NON_VALIDA']);
  });

  test('is told so in a body, with its place; what only looks like it is kept', async () => {
    const con = (valore: string) => ({
      debitore: { tipo: 'F', codiceFiscale: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' },
      opzioni: [{ forma: 'unica', dovuti: [{ tipoDovuto: ente.tipo, importoCents: 100, causale: 'x' }] }],
      metadati: [{ chiave: 'a', valore }],
    });
    const scrivi = (valore: string) => api({ metodo: 'PUT', percorso: '/posizioni/ILL-1', corpo: con(valore) });
    for (const valore of ['a\u0000b', 'a\ud800b', 'a\u0001b', 'a\bb', '\f', '\u001f', 'a\uffffb']) {
      const r = await scrivi(valore);
      expect([stato(r), r.json().errori[0].puntatore]).toEqual([[422, 'RICHIESTA_NON_VALIDA'], '#/metadati/0/valore']);
    }
    expect((await scrivi(`${String.raw`\u0000 \ud800 \b`} 😀\t\r\n\u007f`)).statusCode).toBe(201);
  });
});
