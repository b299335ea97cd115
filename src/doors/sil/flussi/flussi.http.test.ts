import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { valoreDi } from '#kernel/esito';
import { registraTipoDovuto } from '#modules/enti';
import { lavori } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { conZip } from '#platform/zip';
import { databaseDiProva } from '#support/db';
import { fileDovuti, zipDi, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { apriSil, chiamaSil, passwordSil, type RispostaSil, type SilDiProva } from '#support/sil';
import { ctxDi, TIPO, unEnte, type EnteDiProva } from '#support/un-ente';
import { FLUSSI } from './index.ts';

let mondo: Mondo;
let sil: SilDiProva;
/** The same door, three hours later. */
let tardi: SilDiProva;
let ente: EnteDiProva;
let altro: EnteDiProva;
const password = new Map<EnteDiProva, string>();
const TRE_ORE_MS = 3 * 60 * 60 * 1000;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  sil = await apriSil(mondo);
  tardi = await apriSil({ ...mondo, orologio: () => new Date(Date.now() + TRE_ORE_MS) });
  ente = await unEnte(mondo);
  altro = await unEnte(mondo);
  for (const uno of [ente, altro]) password.set(uno, await passwordSil(mondo, uno));
});
afterAll(async () => {
  await sil.chiudi();
  await tardi.chiudi();
});

type Campi = Record<string, string | number | boolean | null>;
type Detto = { di?: EnteDiProva; campi?: Campi; incompleta?: boolean };

const chiama = (nome: string, { di = ente, campi = {}, incompleta = false }: Detto = {}): Promise<RispostaSil> =>
  chiamaSil(sil.app, { nome, codIpa: di.codIpa, password: password.get(di) ?? '', campi, incompleta });

async function buona(nome: string, detto: Detto = {}): Promise<RispostaSil> {
  const risposta = await chiama(nome, detto);
  expect([risposta.fault, risposta.descrizione]).toEqual([null, null]);
  return risposta;
}

type Parte = readonly [nome: string, valore: string | { nome: string; byte: Buffer }];
type Risposta = { fileName?: string; fileSize?: string; fileType?: string; codice?: string; descrizione?: string };

async function manda(parti: readonly Parte[], { da = sil, query = '' } = {}): Promise<Risposta> {
  const modulo = new FormData();
  for (const [nome, valore] of parti) {
    if (typeof valore === 'string') modulo.append(nome, valore);
    else modulo.append(nome, new Blob([new Uint8Array(valore.byte)], { type: 'application/zip' }), valore.nome);
  }
  const corpo = new Response(modulo);
  const risposta = await da.app.inject({
    method: 'POST',
    url: `/public/mybox/uploadFlusso${query}`,
    headers: { 'content-type': corpo.headers.get('content-type') ?? '' },
    payload: Buffer.from(await corpo.arrayBuffer()),
  });
  expect(risposta.statusCode).toBe(200);
  const lette = risposta.json<Risposta[]>();
  expect(lette).toHaveLength(1);
  return lette[0] ?? {};
}

type Permesso = { authorizationToken: string; requestToken: string };

async function autorizza(di = ente): Promise<Permesso> {
  const risposta = await buona('paaSILAutorizzaImportFlusso', { di });
  expect(risposta.campo('uploadUrl')).toBe(`${mondo.config.urlPubblico}/public/mybox/uploadFlusso`);
  expect(risposta.campo('importPath')).toBe('/IMPORT');
  const [authorizationToken, requestToken] = [risposta.campo('authorizationToken'), risposta.campo('requestToken')];
  return { authorizationToken: authorizationToken ?? '', requestToken: requestToken ?? '' };
}

let quanti = 0;
const nuovo = (): string => `S${(quanti += 1)}`;

async function unFile(
  righe: readonly RigaProva[] = [{ IUD: nuovo() }],
  di = ente,
): Promise<{ nome: string; byte: Buffer }> {
  const { nomeFile, zip } = await fileDovuti(di, { iuf: `SIL${nuovo()}`, righe });
  return { nome: nomeFile, byte: zip };
}

const stato = (requestToken: string, campi: Campi = {}, di = ente): Promise<RispostaSil> =>
  chiama('paaSILChiediStatoImportFlusso', { di, campi: { requestToken, ...campi } });

/** Does the work that these files wait for. */
async function lavora(nome: string, genere: string, di = ente): Promise<void> {
  const ctx = ctxDi(mondo, 'worker', di.enteId);
  const { rows } = await sql<{ id: FlussoId }>`
    select id from flussi.flusso where ente_id = ${di.enteId} and genere = ${genere} and stato = 'ricevuto' order by id`.execute(
    ctx.db,
  );
  for (const { id } of rows) await lavori.find((uno) => uno.nome === nome)?.esegui(ctx, { flussoId: id });
}

async function scarica(url: string | null, da = sil): Promise<{ stato: number; byte: Buffer }> {
  const indirizzo = new URL(url ?? '');
  const risposta = await da.app.inject({ url: indirizzo.pathname + indirizzo.search });
  return { stato: risposta.statusCode, byte: risposta.rawPayload };
}

async function testiDi(zip: Buffer): Promise<string[]> {
  const percorso = await mondo.files.provvisorio();
  const { writeFile, rm } = await import('node:fs/promises');
  await writeFile(percorso, zip);
  const testi = await conZip(percorso, LIMITI, (voci) =>
    Promise.all(voci.map(async (voce) => `${voce.nome}\n${await text(await voce.apri())}`)),
  );
  await rm(percorso);
  return testi;
}

/** What waits in the file store to be given to somebody: nothing, once a request has been answered. */
const inArrivo = (): string[] => readdirSync(join(mondo.config.varDir, 'files', 'arrivi'));
const flussiDi = async (di = ente): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::integer as n from flussi.flusso where ente_id = ${di.enteId}`.execute(
    ctxDi(mondo, 'worker', di.enteId).db,
  );
  return rows[0]?.n ?? 0;
};

it('the whole story by machine: leave, file, state, IUV and rejects, payment, export, its CSV', async () => {
  const di = await unEnte(mondo);
  password.set(di, await passwordSil(mondo, di));
  const iud = ['STORIA1', 'STORIA2', 'STORIA3'];
  const file = await unFile([{ IUD: 'STORIA1' }, { IUD: 'STORIA2' }, { IUD: 'STORIA3', importoDovuto: '-1' }], di);
  const { authorizationToken, requestToken } = await autorizza(di);
  expect((await stato(requestToken, {}, di)).fault).toBe('PAA_REQUEST_TOKEN_NON_VALIDO');

  expect(
    await manda([
      ['authorizationToken', authorizationToken],
      ['file', file],
    ]),
  ).toEqual({
    ...{ fileName: file.nome, fileSize: String(file.byte.length), fileType: 'application/zip' },
  });
  expect((await stato(requestToken, {}, di)).campo('stato')).toBe('LOAD_IMPORT');
  await lavora('flussi.carica_dovuti', 'dovuti', di);
  const finito = await stato(requestToken, { fileScarti: true, fileIUV: true, fileAvvisi: true }, di);
  expect(finito.campo('stato')).toBe('IMPORT_ESEGUITO');
  expect((await stato(requestToken, { fileIUV: false }, di)).campo('urlFileIUV')).toBeNull();

  const [iuv] = await testiDi((await scarica(finito.campo('urlFileIUV'))).byte);
  const righe = (iuv ?? '')
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((riga) => riga.split(';'));
  expect(righe.map(([uno]) => uno)).toEqual(iud.slice(0, 2));
  const [scarti] = await testiDi((await scarica(finito.campo('urlFileScarti'))).byte);
  expect(scarti).toMatch(/^.*_SCARTI\.csv\n.*cod_rifiuto;de_rifiuto\nSTORIA3;.*_IMPORTO/);
  const avvisi = await scarica(finito.campo('urlFileAvvisi'));
  expect(avvisi.stato).toBe(200);
  for (const [, uno] of righe) expect(avvisi.byte.includes(`avviso_${uno}.pdf`)).toBe(true);

  const pagato = {
    iuv: righe[0]?.[1] ?? '',
    numeroAvviso: `3${righe[0]?.[1]}`,
    importo: 12_050,
    receiptId: 'RT-STORIA1',
  };
  await consegna(mondo, di, ricevutaLetta(di, pagato));
  const giorni = { dateFrom: '2026-11-01', dateTo: '2026-11-30', versioneTracciato: '1.2' };
  const prenotato = await buona('paaSILPrenotaExportFlusso', { di, campi: giorni });
  const token = { requestToken: prenotato.campo('requestToken') };
  const attesa = await buona('paaSILChiediStatoExportFlusso', { di, campi: token, incompleta: true });
  expect([attesa.campo('stato'), attesa.campo('downloadUrl')]).toEqual(['LOAD_EXPORT', null]);
  await lavora('flussi.esporta_pagati', 'pagati', di);
  const pronto = await buona('paaSILChiediStatoExportFlusso', { di, campi: token });
  expect(pronto.campo('stato')).toBe('EXPORT_ESEGUITO');
  const [csv] = await testiDi((await scarica(pronto.campo('downloadUrl'))).byte);
  expect(csv).toContain('"STORIA1"');
  expect(csv).not.toContain('"STORIA2"');

  // Who took what stands in the registro.
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from registro.atto
     where ente_id = ${di.enteId} and azione = 'flusso.scaricato' and attore = ${`sil:${di.enteId}`}`.execute(
    ctxDi(mondo, 'worker', di.enteId).db,
  );
  expect(rows[0]?.n).toBe(4);
});

it('an incremental export says from where the next one begins, never after what may still appear', async () => {
  const nome = 'paaSILPrenotaExportFlussoIncrementaleConRicevuta';
  const cosa = { dateFrom: '2026-11-01T00:00:00', ricevuta: true };
  const prima = Date.now();
  const uno = await buona(nome, { campi: { ...cosa, dateTo: '2099-01-01T00:00:00+01:00', incrementale: true } });
  const fino = uno.campo('dateTo') ?? '';
  expect(fino).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
  expect(Date.parse(fino)).toBeLessThanOrEqual(Date.now());
  expect(Date.parse(fino)).toBeGreaterThan(prima - TRE_ORE_MS);
  const seguito = await buona(nome, {
    campi: { ...cosa, dateFrom: fino, incrementale: true, versioneTracciato: '1.3' },
  });
  expect(Date.parse(seguito.campo('dateTo') ?? '')).toBeGreaterThanOrEqual(Date.parse(fino));
  const giorni = await buona(nome, { campi: { ...cosa, dateTo: '2026-11-20T10:00:00+01:00', incrementale: false } });
  expect(giorni.campo('dateTo')).toBe('2026-11-20T10:00:00+01:00');
  await lavora('flussi.esporta_pagati', 'pagati');
  const vuoto = { requestToken: uno.campo('requestToken') };
  const detto = await buona('paaSILChiediStatoExportFlusso', { campi: vuoto, incompleta: true });
  expect([detto.campo('stato'), detto.campo('downloadUrl')]).toEqual(['EXPORT_ESEGUITO_NESSUN_DOVUTO_TROVATO', null]);
});

it('what falls due on a day, of the kinds that are asked', async () => {
  const di = await unEnte(mondo);
  password.set(di, await passwordSil(mondo, di));
  const conto = { contoId: di.contoId, contoPostaleId: null };
  const tipo = { ...TIPO, ...conto, codice: di.tipo, scadenzaObbligatoria: true };
  valoreDi(await registraTipoDovuto(ctxDi(mondo, 'worker', di.enteId), tipo));
  const { authorizationToken } = await autorizza(di);
  await manda([
    ['x', await unFile([{ IUD: 'SC1', dataScadenzaPagamento: '2099-05-01' }], di)],
    ['authorizationToken', authorizationToken],
  ]);
  await lavora('flussi.carica_dovuti', 'dovuti', di);
  const campi = { dataScadenza: '2099-05-01', tipiDovuto: ` ${di.tipo} ; ` };
  const requestToken = (await buona('paaSILPrenotaExportFlussoScaduti', { di, campi })).campo('requestToken');
  const chiedi = (incompleta = false): Promise<RispostaSil> =>
    buona('paaSILChiediStatoExportFlussoScaduti', { di, campi: { requestToken }, incompleta });
  expect((await chiedi(true)).campo('stato')).toBe('LOAD_EXPORT');
  await lavora('flussi.esporta_scaduti', 'scaduti', di);
  const pronto = await chiedi();
  expect(pronto.campo('stato')).toBe('EXPORT_ESEGUITO');
  expect(pronto.campo('nomeFile')).toBe(`EXP_SCADUTI_${requestToken}.zip`);
  expect(pronto.campo('pathFile')).toMatch(/^EXPORT_DOVUTI_SCADUTI\/\d{4}_\d\d\/EXP_SCADUTI_/);
  const [csv] = await testiDi((await scarica(pronto.campo('downloadUrl'))).byte);
  expect(csv).toMatch(/flgGeneraIuv\nSC1;\d{17};/);
  // Each service knows its own files alone.
  const fuori = await chiama('paaSILChiediStatoExportFlusso', { di, campi: { requestToken } });
  expect(fuori.fault).toBe('PAA_REQUEST_TOKEN_NON_VALIDO');
});

type Casi = Record<string, (campi: Campi) => Campi>;
const DATE: Casi = {
  PAA_DATE_FROM_NON_VALIDO: (c) => ({ ...c, dateFrom: '2026-02-30', dateTo: null }),
  PAA_DATE_TO_NON_VALIDO: (c) => ({ ...c, dateTo: 'ieri', identificativoTipoDovuto: 'BOH' }),
  PAA_INTERVALLO_DATE_NON_VALIDO: (c) => ({ ...c, dateFrom: c['dateTo'] ?? null, dateTo: c['dateFrom'] ?? null }),
};
const COSA: Casi = {
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: (c) => ({ ...c, identificativoTipoDovuto: 'BOH', versioneTracciato: '9' }),
  PAA_VERSIONE_TRACCIATO_NON_VALIDA: (c) => ({ ...c, versioneTracciato: '2.0' }),
};
const ignoto: Casi = { PAA_REQUEST_TOKEN_NON_VALIDO: (c) => ({ ...c, requestToken: 'boh' }) };
const SBAGLIATE: Record<string, { campi: Campi; casi: Casi }> = {
  paaSILAutorizzaImportFlusso: { campi: {}, casi: {} },
  paaSILChiediStatoImportFlusso: { campi: {}, casi: ignoto },
  paaSILPrenotaExportFlusso: { campi: { dateFrom: '2026-11-01', dateTo: '2026-11-02' }, casi: { ...DATE, ...COSA } },
  paaSILPrenotaExportFlussoIncrementaleConRicevuta: {
    campi: { dateFrom: '2026-11-01T00:00:00', dateTo: '2026-11-02T00:00:00', ricevuta: true, incrementale: true },
    casi: {
      ...DATE,
      CODE_PAA_PASSWORD_ALLINEAMENTO_MYPIVOT_NON_VALIDA: (c) => ({
        ...{ ...c, passwordMypivot: 'indovinata', identificativoTipoDovuto: 'BOH' },
      }),
      ...COSA,
    },
  },
  paaSILChiediStatoExportFlusso: { campi: {}, casi: ignoto },
  paaSILPrenotaExportFlussoScaduti: {
    campi: { dataScadenza: '2026-11-01' },
    casi: {
      PAA_DATE_FROM_NON_VALIDO: () => ({ tipiDovuto: 'BOH' }),
      PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_INSERITO: (c) => ({ ...c, tipiDovuto: ' ; ' }),
      PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: (c) => ({ ...c, tipiDovuto: 'TARI;BOH' }),
    },
  },
  paaSILChiediStatoExportFlussoScaduti: { campi: {}, casi: ignoto },
};

it.each(FLUSSI.map((o) => [o.nome, o] as const))(
  '%s refuses what it says that it refuses',
  async (nome, operazione) => {
    const { campi = {}, casi = {} } = SBAGLIATE[nome] ?? {};
    expect(Object.keys(casi)).toEqual([...operazione.fault]);
    for (const [codice, sbaglia] of Object.entries(casi))
      expect((await chiama(nome, { campi: sbaglia(campi) })).fault).toBe(codice);
  },
);

it('knows no token of another ente, whatever it is for', async () => {
  const { authorizationToken, requestToken } = await autorizza(altro);
  await manda([
    ['authorizationToken', authorizationToken],
    ['file', await unFile(undefined, altro)],
  ]);
  const scadute = { dataScadenza: '2026-11-01', tipiDovuto: altro.tipo };
  const giorni = { dateFrom: '2026-11-01', dateTo: '2026-11-02' };
  const token = async (nome: string, campi: Campi) => (await buona(nome, { di: altro, campi })).campo('requestToken');
  for (const [nome, suo] of [
    ['paaSILChiediStatoImportFlusso', requestToken],
    ['paaSILChiediStatoExportFlusso', await token('paaSILPrenotaExportFlusso', giorni)],
    ['paaSILChiediStatoExportFlussoScaduti', await token('paaSILPrenotaExportFlussoScaduti', scadute)],
  ] as const) {
    expect((await chiama(nome, { campi: { requestToken: suo } })).fault).toBe('PAA_REQUEST_TOKEN_NON_VALIDO');
    expect((await chiama(nome, { di: altro, campi: { requestToken: suo }, incompleta: true })).fault).toBeNull();
  }
});

describe('a file that is sent', () => {
  /** Each with its answer, and what is told of its token afterwards. */
  const no = async (
    parti: (p: Permesso) => Promise<readonly Parte[]>,
    atteso: [string, RegExp, string | null],
  ): Promise<Permesso> => {
    const permesso = await autorizza();
    const prima = await flussiDi();
    const risposta = await manda(await parti(permesso));
    const [codice, perche, dopo] = atteso;
    expect(risposta).toEqual({ codice, descrizione: expect.stringMatching(/^\[[0-9a-f]{8}\] /) });
    expect(risposta.descrizione).toMatch(perche);
    const detto = await stato(permesso.requestToken);
    expect(detto.fault === null ? detto.campo('stato') : null).toBe(dopo);
    expect([await flussiDi(), inArrivo()]).toEqual([prima, []]);
    return permesso;
  };
  const con = (file: (di: string) => Promise<{ nome: string; byte: Buffer }>) => async (p: Permesso) =>
    [
      ['authorizationToken', p.authorizationToken],
      ['file', await file(ente.codIpa)],
    ] as const;
  const vuoto = Buffer.from('non è uno zip');

  it.each([
    ['with a name that says nothing', 'dovuti.zip', 'PAA_IMPORT_NOME_FILE_ERR', 'PAA_IMPORT_NOME_FILE_ERR(dovuti)'],
    ['of too many parts', 'ENTE-a-b-1_3.zip', 'PAA_IMPORT_NOME_FILE_ERR', 'PAA_IMPORT_NOME_FILE_ERR'],
    ['of another ente', 'c_altro-A-1_3.zip', 'PAA_IMPORT_ENTE_ERR', 'PAA_IMPORT_ENTE_ERR(c_altro,ENTE)'],
    ['of no version', 'ENTE-A-9_9.zip', 'PAA_IMPORT_FILE_VERSIONE_ERR', 'PAA_IMPORT_FILE_VERSIONE_ERR(9_9)'],
    ['that is no ZIP', 'ENTE-A-1_3.zip', 'IMPORT_NON_ZIP', 'PAA_IMPORT_ERROR'],
    ['that is no spreadsheet', 'ENTE-A-2_0.xlsx', 'IMPORT_NON_XLSX', 'PAA_IMPORT_NO_XLS'],
  ])('%s is refused, and its token says why', async (_, nome, codice, dopo) => {
    const file = { nome: nome.replace('ENTE', ente.codIpa), byte: vuoto };
    await no(
      con(() => Promise.resolve(file)),
      ['400', new RegExp(`\\(${codice}\\)$`), dopo.replace('ENTE', ente.codIpa)],
    );
  });

  it('without its CSV, empty, missing, or with a second one, is refused', async () => {
    const senzaCsv = con(async (ipa) => ({
      nome: `${ipa}-B-1_3.zip`,
      byte: await zipDi({ [`${ipa}-B-1_3.txt`]: 'x' }),
    }));
    await no(senzaCsv, ['400', /PAA_IMPORT_NO_CSV/, 'PAA_IMPORT_NO_CSV']);
    const nullo = con((ipa) => Promise.resolve({ nome: `${ipa}-C-1_3.zip`, byte: Buffer.alloc(0) }));
    await no(nullo, ['400', /file vuoto/, null]);
    await no(
      (p) => Promise.resolve([['authorizationToken', p.authorizationToken]]),
      ['400', /file presenti: 0$/, null],
    );
    const due = await unFile();
    const parti = (p: Permesso): Promise<Parte[]> =>
      Promise.resolve([
        ['a', due],
        ['b', due],
        ['authorizationToken', p.authorizationToken],
      ]);
    await no(parti, ['400', /file presenti: 2$/, null]);
  });

  it('too large is refused while it comes', async () => {
    const grande = { nome: `${ente.codIpa}-D-1_3.zip`, byte: Buffer.alloc(LIMITI.zipBytesMax + 2) };
    await no(
      con(() => Promise.resolve(grande)),
      ['400', /50 MB/, 'PAA_IMPORT_ERROR'],
    );
  });

  it('with the name of one that is here is refused', async () => {
    const file = await unFile();
    const { authorizationToken } = await autorizza();
    expect(
      (
        await manda([
          ['authorizationToken', authorizationToken],
          ['f', file],
        ])
      ).codice,
    ).toBeUndefined();
    await no(
      con(() => Promise.resolve(file)),
      ['400', /IN_CARICAMENTO/, 'PAA_IMPORT_FLUSSO_IN_CARICAMENTO'],
    );
    await lavora('flussi.carica_dovuti', 'dovuti');
    await no(
      con(() => Promise.resolve(file)),
      ['400', /DUPLICATO/, 'PAA_IMPORT_FLUSSO_DUPLICATO'],
    );
  });

  it('that cannot be read says so in its state', async () => {
    const base = `${ente.codIpa}-ROTTO-1_3`;
    const { authorizationToken, requestToken } = await autorizza();
    await manda([
      ['authorizationToken', authorizationToken],
      ['f', { nome: `${base}.zip`, byte: await zipDi({ [`${base}.csv`]: '' }) }],
    ]);
    await lavora('flussi.carica_dovuti', 'dovuti');
    const detto = await stato(requestToken, { fileScarti: true, fileIUV: true });
    expect([detto.campo('stato'), detto.campo('urlFileIUV')]).toEqual(['PAA_IMPORT_ERROR', null]);
  });

  it('may be sent again with the same token when it was refused, and once only when it was taken', async () => {
    const permesso = await no(
      con(() => Promise.resolve({ nome: 'x.zip', byte: vuoto })),
      ['400', /NOME/, 'PAA_IMPORT_NOME_FILE_ERR(x)'],
    );
    const { authorizationToken } = permesso;
    const gettone = ['authorizationToken', authorizationToken] as const;
    // Two at once: one is taken, whichever comes second.
    const insieme = await Promise.all([
      manda([gettone, ['f', await unFile()]]),
      manda([['f', await unFile()], gettone]),
    ]);
    expect(insieme.map((r) => r.codice ?? 'ok').toSorted()).toEqual(['500', 'ok']);
    const ancora = await manda([['f', await unFile()]], { query: `?authorizationToken=${authorizationToken}` });
    expect(ancora).toMatchObject({ codice: '500', descrizione: expect.stringContaining('Request token già usato') });
    expect((await stato(permesso.requestToken)).campo('stato')).toBe('LOAD_IMPORT');
    expect(inArrivo()).toEqual([]);
  });

  it('needs its token: ours, whole, of these days', async () => {
    const { authorizationToken } = await autorizza();
    const file = ['f', await unFile()] as const;
    const [testa, corpo = '', firma] = authorizationToken.split('.');
    const dentro = JSON.parse(Buffer.from(corpo, 'base64url').toString()) as Record<string, unknown>;
    expect(dentro).toMatchObject({ type: 'ws', ente: ente.codIpa, uploadType: 'FLUSSI_IMPORT' });
    const altrui = Buffer.from(JSON.stringify({ ...dentro, enteId: altro.enteId })).toString('base64url');
    const nessuna = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const falso of ['', 'x', `${testa}.${altrui}.${firma}`, `${nessuna}.${corpo}.`])
      expect((await manda([['authorizationToken', falso], file])).codice).toBe('500');
    expect((await manda([file])).descrizione).toMatch(/Manca authorizationToken$/);
    const tardiva = await manda([['authorizationToken', authorizationToken], file], { da: tardi });
    expect(tardiva).toMatchObject({ codice: '500', descrizione: expect.stringContaining('scaduto') });
    expect(inArrivo()).toEqual([]);
  });

  it.each([
    ['JSON', 'application/json', '{}', /non è multipart/],
    ['nothing', 'multipart/form-data', '', /non è valida/],
    [
      'a form cut short',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="f"; filename="f.zip"\r\n\r\nPK',
      /intera/,
    ],
  ])('as %s is told so', async (_, tipo, payload, perche) => {
    const risposta = await sil.app.inject({
      method: 'POST',
      url: '/public/mybox/uploadFlusso',
      headers: { 'content-type': tipo },
      payload,
    });
    expect(risposta.statusCode).toBe(200);
    expect(risposta.json()).toEqual([{ codice: '400', descrizione: expect.stringMatching(perche) }]);
    expect(inArrivo()).toEqual([]);
  });
});

it('gives a file at its own address alone, and for two hours', async () => {
  const { authorizationToken, requestToken } = await autorizza();
  await manda([
    ['authorizationToken', authorizationToken],
    ['f', await unFile()],
  ]);
  await lavora('flussi.carica_dovuti', 'dovuti');
  const url = (await stato(requestToken, { fileIUV: true })).campo('urlFileIUV') ?? '';
  expect((await scarica(url)).stato).toBe(200);
  for (const altra of [
    url.replace(ente.enteId, altro.enteId),
    url.replace('FLUSSI_IMPORT', 'FLUSSI_EXPORT'),
    url.replace('_IUV', '_SCARTI'),
    url.replace(/securityToken=[^&]*/, `securityToken=${authorizationToken}`),
    url.replace(/securityToken=[^&]*&/, ''),
  ])
    expect((await scarica(altra)).stato).toBe(403);
  const scaduta = await scarica(url, tardi);
  expect([scaduta.stato, scaduta.byte.toString()]).toEqual([403, 'L’indirizzo è scaduto: va chiesto di nuovo']);
});
