import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { registraTipoDovuto } from '#modules/enti';
import { apriContenuto, leggiEventi } from '#modules/registro';
import { consegna, ricevutaLetta } from '#support/ricevute';
import type { RispostaSil } from '#support/sil';
import { FlussiSil, type Campi } from '#support/sil-flussi';
import { ctxDi, TIPO } from '#support/un-ente';
import { FLUSSI } from './index.ts';

let s: FlussiSil;
beforeAll(async () => {
  s = await FlussiSil.apri();
});
afterAll(() => s.chiudi());

it('the whole story by machine: leave, file, state, IUV and rejects, payment, export, its CSV', async () => {
  const di = await s.altroEnte();
  const iud = ['STORIA1', 'STORIA2', 'STORIA3'];
  const file = await s.unFile([{ IUD: 'STORIA1' }, { IUD: 'STORIA2' }, { IUD: 'STORIA3', importoDovuto: '-1' }], di);
  const { authorizationToken, requestToken } = await s.autorizza(di);
  expect((await s.stato(requestToken, {}, di)).fault).toBe('PAA_REQUEST_TOKEN_NON_VALIDO');

  const preso = await s.manda([
    ['authorizationToken', authorizationToken],
    ['file', file],
  ]);
  expect(preso).toEqual({ fileName: file.nome, fileSize: String(file.byte.length), fileType: 'application/zip' });
  expect((await s.stato(requestToken, {}, di)).campo('stato')).toBe('LOAD_IMPORT');
  await s.lavora('flussi.carica_dovuti', 'dovuti', di);
  const finito = await s.stato(requestToken, { fileScarti: true, fileIUV: true, fileAvvisi: true }, di);
  expect(finito.campo('stato')).toBe('IMPORT_ESEGUITO');
  expect((await s.stato(requestToken, { fileIUV: false }, di)).campo('urlFileIUV')).toBeNull();

  const [iuv] = await s.testiDi((await s.scarica(finito.campo('urlFileIUV'))).byte);
  const righe = (iuv ?? '')
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((riga) => riga.split(';'));
  expect(righe.map(([uno]) => uno)).toEqual(iud.slice(0, 2));
  const [scarti] = await s.testiDi((await s.scarica(finito.campo('urlFileScarti'))).byte);
  expect(scarti).toMatch(/^.*_SCARTI\.csv\n.*cod_rifiuto;de_rifiuto\nSTORIA3;.*_IMPORTO/);
  const avvisi = await s.scarica(finito.campo('urlFileAvvisi'));
  expect(avvisi.stato).toBe(200);
  for (const [, uno] of righe) expect(avvisi.byte.includes(`avviso_${uno}.pdf`)).toBe(true);

  const pagato = { iuv: righe[0]?.[1] ?? '', numeroAvviso: `3${righe[0]?.[1]}`, importo: 12_050, receiptId: 'RT-1' };
  await consegna(s.mondo, di, ricevutaLetta(di, pagato));
  const giorni = { dateFrom: '2026-11-01', dateTo: '2026-11-30', versioneTracciato: '1.2' };
  const prenotato = await s.buona('paaSILPrenotaExportFlusso', { di, campi: giorni });
  const campi = { requestToken: prenotato.campo('requestToken') };
  const attesa = await s.buona('paaSILChiediStatoExportFlusso', { di, campi, incompleta: true });
  expect([attesa.campo('stato'), attesa.campo('downloadUrl')]).toEqual(['LOAD_EXPORT', null]);
  await s.lavora('flussi.esporta_pagati', 'pagati', di);
  const pronto = await s.buona('paaSILChiediStatoExportFlusso', { di, campi });
  expect(pronto.campo('stato')).toBe('EXPORT_ESEGUITO');
  const [csv] = await s.testiDi((await s.scarica(pronto.campo('downloadUrl'))).byte);
  expect(csv).toContain('"STORIA1"');
  expect(csv).not.toContain('"STORIA2"');

  // Who took what stands in the registro.
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from registro.atto
     where ente_id = ${di.enteId} and azione = 'flusso.scaricato' and attore = ${`sil:${di.enteId}`}`.execute(
    ctxDi(s.mondo, 'worker', di.enteId).db,
  );
  expect(rows[0]?.n).toBe(4);
});

it('an incremental export says from where the next one begins, never after what may still appear', async () => {
  const nome = 'paaSILPrenotaExportFlussoIncrementaleConRicevuta';
  const cosa = { dateFrom: '2026-11-01T00:00:00', ricevuta: true };
  const uno = await s.buona(nome, { campi: { ...cosa, dateTo: '2099-01-01T00:00:00+01:00', incrementale: true } });
  const fino = uno.campo('dateTo') ?? '';
  expect(fino).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
  expect(Date.parse(fino)).toBeLessThanOrEqual(Date.now());
  const poi = await s.buona(nome, { campi: { ...cosa, dateFrom: fino, incrementale: true, versioneTracciato: '1.3' } });
  expect(Date.parse(poi.campo('dateTo') ?? '')).toBeGreaterThanOrEqual(Date.parse(fino));
  const giorni = await s.buona(nome, { campi: { ...cosa, dateTo: '2026-11-20T10:00:00+01:00', incrementale: false } });
  expect(giorni.campo('dateTo')).toBe('2026-11-20T10:00:00+01:00');
  await s.lavora('flussi.esporta_pagati', 'pagati');
  const vuoto = { requestToken: uno.campo('requestToken') };
  const detto = await s.buona('paaSILChiediStatoExportFlusso', { campi: vuoto, incompleta: true });
  expect([detto.campo('stato'), detto.campo('downloadUrl')]).toEqual(['EXPORT_ESEGUITO_NESSUN_DOVUTO_TROVATO', null]);
});

it('what falls due on a day, of the kinds that are asked', async () => {
  const di = await s.altroEnte();
  const conto = { contoId: di.contoId, contoPostaleId: null };
  const tipo = { ...TIPO, ...conto, codice: di.tipo, scadenzaObbligatoria: true };
  valoreDi(await registraTipoDovuto(ctxDi(s.mondo, 'worker', di.enteId), tipo));
  const { authorizationToken } = await s.autorizza(di);
  await s.manda([
    ['x', await s.unFile([{ IUD: 'SC1', dataScadenzaPagamento: '2099-05-01' }], di)],
    ['authorizationToken', authorizationToken],
  ]);
  await s.lavora('flussi.carica_dovuti', 'dovuti', di);
  const campi = { dataScadenza: '2099-05-01', tipiDovuto: ` ${di.tipo} ; ` };
  const requestToken = (await s.buona('paaSILPrenotaExportFlussoScaduti', { di, campi })).campo('requestToken');
  const chiedi = (incompleta = false): Promise<RispostaSil> =>
    s.buona('paaSILChiediStatoExportFlussoScaduti', { di, campi: { requestToken }, incompleta });
  expect((await chiedi(true)).campo('stato')).toBe('LOAD_EXPORT');
  await s.lavora('flussi.esporta_scaduti', 'scaduti', di);
  const pronto = await chiedi();
  expect(pronto.campo('stato')).toBe('EXPORT_ESEGUITO');
  expect(pronto.campo('nomeFile')).toBe(`EXP_SCADUTI_${requestToken}.zip`);
  expect(pronto.campo('pathFile')).toMatch(/^EXPORT_DOVUTI_SCADUTI\/\d{4}_\d\d\/EXP_SCADUTI_/);
  const [csv] = await s.testiDi((await s.scarica(pronto.campo('downloadUrl'))).byte);
  expect(csv).toMatch(/flgGeneraIuv\nSC1;\d{17};/);
  // Each service knows its own files alone.
  const fuori = await s.chiama('paaSILChiediStatoExportFlusso', { di, campi: { requestToken } });
  expect(fuori.fault).toBe('PAA_REQUEST_TOKEN_NON_VALIDO');
});

it('keeps in the giornale no token that opens anything', async () => {
  const di = await s.altroEnte();
  const { authorizationToken, requestToken } = await s.autorizza(di);
  await s.manda([
    ['authorizationToken', authorizationToken],
    ['f', await s.unFile(undefined, di)],
  ]);
  await s.lavora('flussi.carica_dovuti', 'dovuti', di);
  expect((await s.stato(requestToken, { fileIUV: true }, di)).campo('urlFileIUV')).toContain('securityToken=eyJ');
  // However XML lets it be written.
  const campi = { dateFrom: '2026-11-01T00:00:00', passwordMypivot: 'Aa1<![CDATA[Aa1</Aa1]]><!-- </ -->Aa1' };
  await s.chiama('paaSILPrenotaExportFlussoIncrementaleConRicevuta', { di, campi });
  const ufficio = ctxDi(s.mondo, 'ufficio', di.enteId);
  const sempre = { dal: new Date(0), al: new Date('2099-01-01') };
  // Three calls, a request and an answer each.
  await vi.waitFor(async () => expect(await leggiEventi(ufficio, sempre)).toHaveLength(6), { timeout: 15_000 });
  for (const evento of await leggiEventi(ufficio, sempre)) {
    const { contenuto } = valoreDi(await apriContenuto(ufficio, evento));
    expect(contenuto.toString()).not.toMatch(/eyJ|Aa1/);
    expect(contenuto.toString()).toContain('paaSIL');
  }
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
    for (const [codice, sbaglia] of Object.entries(casi)) {
      const { fault, descrizione } = await s.chiama(nome, { campi: sbaglia(campi) });
      expect(fault).toBe(codice);
      // What was sent as a secret is never said back (mypay-webservices 8, row 17).
      expect(descrizione ?? '').not.toContain('indovinata');
    }
  },
);

it('knows no token of another ente, whatever it is for', async () => {
  const altro = await s.altroEnte();
  const { authorizationToken, requestToken } = await s.autorizza(altro);
  await s.manda([
    ['authorizationToken', authorizationToken],
    ['file', await s.unFile(undefined, altro)],
  ]);
  const scadute = { dataScadenza: '2026-11-01', tipiDovuto: altro.tipo };
  const giorni = { dateFrom: '2026-11-01', dateTo: '2026-11-02' };
  const token = async (nome: string, campi: Campi): Promise<string | null> =>
    (await s.buona(nome, { di: altro, campi })).campo('requestToken');
  for (const [nome, suo] of [
    ['paaSILChiediStatoImportFlusso', requestToken],
    ['paaSILChiediStatoExportFlusso', await token('paaSILPrenotaExportFlusso', giorni)],
    ['paaSILChiediStatoExportFlussoScaduti', await token('paaSILPrenotaExportFlussoScaduti', scadute)],
  ] as const) {
    expect((await s.chiama(nome, { campi: { requestToken: suo } })).fault).toBe('PAA_REQUEST_TOKEN_NON_VALIDO');
    const sua = await s.chiama(nome, { di: altro, campi: { requestToken: suo }, incompleta: true });
    expect(sua.fault).toBeNull();
  }
});

it('gives a file at its own address alone, and for two hours', async () => {
  const { authorizationToken, requestToken } = await s.autorizza();
  await s.manda([
    ['authorizationToken', authorizationToken],
    ['f', await s.unFile()],
  ]);
  await s.lavora('flussi.carica_dovuti', 'dovuti');
  const url = (await s.stato(requestToken, { fileIUV: true })).campo('urlFileIUV') ?? '';
  expect((await s.scarica(url)).stato).toBe(200);
  for (const altra of [
    url.replace(s.ente.enteId, s.ente.contoId),
    url.replace('FLUSSI_IMPORT', 'FLUSSI_EXPORT'),
    url.replace('_IUV', '_SCARTI'),
    url.replace(/securityToken=[^&]*/, `securityToken=${authorizationToken}`),
    url.replace(/securityToken=[^&]*&/, ''),
  ])
    expect((await s.scarica(altra)).stato).toBe(403);
  const scaduta = await s.scarica(url, s.tardi);
  expect([scaduta.stato, scaduta.byte.toString()]).toEqual([403, 'L’indirizzo è scaduto: va chiesto di nuovo']);
});
