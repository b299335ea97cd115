import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createClientAsync, type Client } from 'soap';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { giornoA } from '#kernel/giorno';
import { caricaRendicontazione } from '#modules/rendicontazione';
import { xmlDiProva } from '#support/rendicontazione';
import { percorsoPubblicato } from '#support/sil';
import { FlussiSil, modulo } from '#support/sil-flussi';
import { ctxDi } from '#support/un-ente';

/** A program that was made from the published WSDL by a library, against a server that listens: what vendors have. */
const PUBBLICATI = {
  dovuti: percorsoPubblicato('pa-per-ente.wsdl'),
  spc: percorsoPubblicato('mypivot-pa-per-ente.wsdl'),
};

let s: FlussiSil;
let porta: string;
let password: string;
beforeAll(async () => {
  s = await FlussiSil.apri();
  password = await s.passwordDi(s.ente);
  await s.sil.app.listen({ host: '127.0.0.1', port: 0 });
  porta = `http://127.0.0.1:${(s.sil.app.server.address() as AddressInfo).port}`;
});
afterAll(() => s.chiudi());

type Campo = 'uploadUrl' | 'authorizationToken' | 'requestToken' | 'stato' | 'urlFileIUV' | 'downloadUrl' | 'dateTo';
type Voce = { identificativoFlusso: string; dataOraFlusso: Date };
type Risposta = {
  fault?: { faultCode: string };
  elencoFlussiSPC?: { totRestituiti: number; idSPC: Voce[] };
} & Partial<Record<Campo, string>>;

/** The operations of a service as functions. */
async function programma(wsdl: string, servizio: string): Promise<(nome: string, dati: object) => Promise<Risposta>> {
  const client: Client = await createClientAsync(wsdl, { endpoint: `${porta}/ws/pa/${servizio}` });
  const testa = { 'h:intestazionePPT': { codIpaEnte: s.ente.codIpa } };
  client.addSoapHeader(testa, '', 'h', 'http://www.regione.veneto.it/pagamenti/ente/ppthead');
  return async (nome, dati) => {
    const chiamata = client[`${nome}Async`] as (d: object) => Promise<[Risposta]>;
    const [risposta] = await chiamata.call(client, dati);
    return risposta;
  };
}

/** An address of ours, at the port where this server listens. */
const qui = (url: string | undefined): string => (url ?? '').replace(s.mondo.config.urlPubblico, porta);

it.skipIf(PUBBLICATI.dovuti === null)('sends a file and takes back what became of it', async () => {
  const chiama = await programma(PUBBLICATI.dovuti ?? '', 'PagamentiTelematiciDovutiPagati');
  const { uploadUrl, authorizationToken, requestToken } = await chiama('paaSILAutorizzaImportFlusso', { password });
  const file = await s.unFile();
  const corpo = modulo([
    ['authorizationToken', authorizationToken ?? ''],
    ['file', file],
  ]);
  const mandato = await fetch(qui(uploadUrl), {
    method: 'POST',
    headers: { 'content-type': corpo.headers.get('content-type') ?? '' },
    body: await corpo.arrayBuffer(),
  });
  expect(await mandato.json()).toEqual([expect.objectContaining({ fileName: file.nome })]);
  await s.lavora('flussi.carica_dovuti', 'dovuti');
  const stato = await chiama('paaSILChiediStatoImportFlusso', { requestToken, password, fileIUV: true });
  expect(stato.stato).toBe('IMPORT_ESEGUITO');
  const iuv = await fetch(qui(stato.urlFileIUV));
  expect([iuv.status, iuv.headers.get('content-type')]).toEqual([200, 'application/zip']);
  expect(Number(iuv.headers.get('content-length'))).toBe((await iuv.arrayBuffer()).byteLength);
});

it.skipIf(PUBBLICATI.dovuti === null)('books files, asks for them, and reads refusals', async () => {
  const chiama = await programma(PUBBLICATI.dovuti ?? '', 'PagamentiTelematiciDovutiPagati');
  const giorni = { password, dateFrom: '2026-11-01', dateTo: '2026-11-02' };
  const ore = {
    password,
    dateFrom: '2026-11-01T00:00:00',
    ricevuta: true,
    incrementale: true,
    versioneTracciato: '1.3',
  };
  const pagati = await chiama('paaSILPrenotaExportFlusso', giorni);
  const nuovi = await chiama('paaSILPrenotaExportFlussoIncrementaleConRicevuta', ore);
  expect(Number.isNaN(new Date(nuovi.dateTo ?? '').getTime())).toBe(false);
  const tipi = { password, dataScadenza: '2026-11-01', tipiDovuto: s.ente.tipo };
  const scaduti = await chiama('paaSILPrenotaExportFlussoScaduti', tipi);
  for (const [nome, { requestToken }] of [
    ['paaSILChiediStatoExportFlusso', pagati],
    ['paaSILChiediStatoExportFlusso', nuovi],
    ['paaSILChiediStatoExportFlussoScaduti', scaduti],
  ] as const)
    expect((await chiama(nome, { password, requestToken })).stato).toBe('LOAD_EXPORT');
  expect((await chiama('paaSILPrenotaExportFlusso', { ...giorni, password: 'sbagliata1' })).fault).toEqual(
    expect.objectContaining({ faultCode: 'PAA_ENTE_NON_VALIDO', id: s.ente.codIpa }),
  );
});

it.skipIf(PUBBLICATI.spc === null)('lists the statements of the PSPs and takes one', async () => {
  const chiama = await programma(PUBBLICATI.spc ?? '', 'PagamentiTelematiciFlussiSPC');
  const xml = xmlDiProva(s.ente, [{ iuv: '01000000000000001', iur: 'IUR-CLIENT', importo: '12.50' }]);
  const contenuto = Readable.from([Buffer.from(xml)]);
  const ufficio = ctxDi(s.mondo, 'ufficio', s.ente.enteId);
  valoreDi(await caricaRendicontazione(ufficio, { nomeFile: 'fdr.xml', contenuto }));
  const oggi = giornoA(new Date());
  const comune = { password, codIpaEnte: s.ente.codIpa, identificativoPsp: 'BINVENTATA01', tipoFlusso: 'R' };
  const elenco = await chiama('paaSILChiediElencoFlussiSPC', { ...comune, dateFrom: oggi, dateTo: oggi });
  const { totRestituiti, idSPC = [] } = elenco.elencoFlussiSPC ?? {};
  expect([totRestituiti, idSPC.length]).toEqual([1, 1]);
  const [{ identificativoFlusso, dataOraFlusso } = { identificativoFlusso: '', dataOraFlusso: new Date(0) }] = idSPC;
  const chiesto = { ...comune, identificativoFlusso, dataOraFlusso: dataOraFlusso.toISOString() };
  const flusso = await chiama('paaSILChiediFlussoSPC', chiesto);
  expect(flusso.stato).toBe('OK');
  expect(await (await fetch(qui(flusso.downloadUrl))).text()).toBe(xml);
});
