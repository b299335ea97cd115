import type { AddressInfo } from 'node:net';
import { createClientAsync, type Client } from 'soap';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { unaPersona } from '#support/portale';
import { apriSil, passwordSil, percorsoPubblicato, type SilDiProva } from '#support/sil';
import { base64, versamento } from '#support/sil-documenti';
import { unEnte, type EnteDiProva } from '#support/un-ente';
import type { Mondo } from '#platform/contesto';

/** A program that a library made from the published WSDL, against a server that listens: what vendors have. */
const WSDL = percorsoPubblicato('pa-per-ente.wsdl');

let mondo: Mondo;
let sil: SilDiProva;
let ente: EnteDiProva;
let password: string;
let porta: string;
let client: Client;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  sil = await apriSil(mondo);
  ente = await unEnte(mondo);
  password = await passwordSil(mondo, ente);
  await sil.app.listen({ host: '127.0.0.1', port: 0 });
  porta = `http://127.0.0.1:${(sil.app.server.address() as AddressInfo).port}`;
  if (WSDL === null) return;
  client = await createClientAsync(WSDL, { endpoint: `${porta}/ws/pa/PagamentiTelematiciDovutiPagati` });
  const testa = { 'h:intestazionePPT': { codIpaEnte: ente.codIpa } };
  client.addSoapHeader(testa, '', 'h', 'http://www.regione.veneto.it/pagamenti/ente/ppthead');
});
afterAll(() => sil.chiudi());

type Risposta = Record<string, string> & {
  fault?: { faultCode: string };
  paaSILPosizioniAperte?: Record<string, string>[];
  paaSILStoricoPagamenti?: Record<string, string>[];
};

async function chiama(nome: string, dati: object): Promise<Risposta> {
  const chiamata = client[`${nome}Async`] as (d: object) => Promise<[Risposta]>;
  return (await chiamata.call(client, dati))[0];
}

it.skipIf(WSDL === null)('inserts a dovuto, takes its notice, asks for it, says that it was paid', async () => {
  const { codIpa: codIpaEnte } = ente;
  const { codiceFiscale: codice } = unaPersona();
  const persona = {
    identificativoUnivocoPersonaFG: { tipoIdentificativoUnivoco: 'F', codiceIdentificativoUnivoco: codice },
  };
  const dovuto = base64(versamento({ campi: { identificativoUnivocoDovuto: 'CLIENT-1' }, pagatore: { codice } }));
  const fatto = await chiama('paaSILImportaDovuto', { password, dovuto, flagGeneraIuv: true });
  expect([fatto.fault, fatto['esito']]).toEqual([undefined, 'OK']);
  const avviso = await fetch((fatto['urlFileAvviso'] ?? '').replace(mondo.config.urlPubblico, porta));
  expect([avviso.status, avviso.headers.get('content-type')]).toEqual([200, 'application/pdf']);

  const { paaSILPosizioniAperte: aperte } = await chiama('paaSILChiediPosizioniAperte', {
    ...{ password, codIpaEnte },
    ...persona,
  });
  expect(aperte?.map((una) => una['codIpaEnte'])).toEqual([codIpaEnte]);
  const detto = await chiama('paaSILRegistraPagamento', {
    ...{ codIpaEnte, password, identificativoUnivocoVersamento: fatto['identificativoUnivocoVersamento'] },
    ...{ singoloImportoPagato: '120.50', dataEsitoSingoloPagamento: '2026-11-20' },
    ...{ identificativoUnivocoRiscossione: 'IUR-CLIENT', tipoIstitutoAttestante: 'B' },
    ...{ codiceIstitutiAttestante: 'PSPTEST1', denominazioneAttestante: 'Banca di prova' },
  });
  expect(detto['esito']).toBe('OK');
  const dal = '2026-01-01T00:00:00';
  const storico = await chiama('paaSILChiediStoricoPagamenti', { password, codIpaEnte, ...persona, dataFrom: dal });
  expect([storico.fault, storico.paaSILStoricoPagamenti, Number.isNaN(Date.parse(storico['dateTo'] ?? ''))]).toEqual([
    undefined,
    undefined,
    false,
  ]);
});

it.skipIf(WSDL === null)('reads why it is refused', async () => {
  const { fault, esito } = await chiama('paaSILImportaDovuto', { password, dovuto: base64('<no/>') });
  expect([fault?.faultCode, esito]).toEqual(['PAA_XML_NON_VALIDO', 'KO']);
  const sbagliata = await chiama('paaSILImportaDovuto', { password: 'sbagliata1', dovuto: base64('<no/>') });
  expect(sbagliata.fault?.faultCode).toBe('PAA_ENTE_NON_VALIDO');
});
