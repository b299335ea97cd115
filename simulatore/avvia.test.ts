/** The whole simulatore against a door that stands in for the product: payments through the API and through the pages. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { avviaSimulatore, type Simulatore } from './avvia.ts';
import { creaMemoria } from './memoria.ts';
import { creaChiamata } from './nodo/chiamata.ts';
import { type FintoEnte, fintoEnte, rifiuto } from './prova/finto-ente.ts';

const AVVISO = '301000000000000144';
const avvisi = [{ numeroAvviso: AVVISO, importoCents: 3000, tipoDovuto: 'MENSA', stato: 'da_pagare' }];
const ENTI = [
  { codiceFiscale: '90000000101', denominazione: 'Comune di Prova', stazione: '90000000001_01', avvisi },
  { codiceFiscale: '90000000102', denominazione: 'Provincia di Prova', stazione: '90000000001_02', avvisi: [] },
];

let ente: FintoEnte;
let simulatore: Simulatore;
beforeEach(async () => {
  ente = await fintoEnte();
  simulatore = await avviaSimulatore({
    ...{ porta: 0, portaSmtp: 0, host: '127.0.0.1', nodo: ente.nodo, intermediario: { codiceFiscale: '90000000001' } },
    enti: async () => ENTI,
  });
});
afterEach(async () => {
  await simulatore.chiudi();
  await ente[Symbol.asyncDispose]();
});

type RispostaPaga = {
  esito: string;
  numeroAvviso: string;
  passi: { operazione: string; richiesta: string; risposta: string; verdetto: { esito: string; frase: string } }[];
  ricevute: {
    chiave: string;
    receiptId: string;
    idPA: string;
    stato: string;
    esito: string | null;
    tentativi: number;
  }[];
};

async function chiedi(percorso: string, corpo?: unknown): Promise<{ stato: number; json: unknown }> {
  const opzioni = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(corpo) };
  const risposta = await fetch(simulatore.url + percorso, corpo === undefined ? {} : opzioni);
  return { stato: risposta.status, json: await risposta.json() };
}

async function paga(altro: object = {}): Promise<RispostaPaga> {
  const { stato, json } = await chiedi('/api/paga', {
    numeroAvviso: AVVISO,
    codiceFiscaleEnte: '90000000101',
    ...altro,
  });
  expect(stato).toBe(200);
  return json as RispostaPaga;
}

const operazioni = (): string[] => ente.ricevuti.map((r) => r.operazione);
const receiptIds = (): string[] =>
  ente.ricevuti.flatMap((r) => /<receiptId>(.*)<\/receiptId>/.exec(r.corpo)?.[1] ?? []);

test('un pagamento intero, con la copia per l’altro beneficiario', async () => {
  const fatto = await paga();
  expect(fatto.esito).toBe('pagato');
  expect(operazioni()).toEqual(['paVerifyPaymentNotice', 'paGetPaymentV2', 'paSendRTV2', 'paSendRTV2']);
  expect(new Set(receiptIds()).size).toBe(1);
  expect(fatto.ricevute.map((r) => [r.idPA, r.stato, r.esito])).toEqual([
    ['90000000101', 'NOTIFIED', 'OK'],
    ['90000000102', 'NOTIFIED', 'OK'],
  ]);
  expect(ente.ricevuti[3]?.corpo).toContain('<idPA>90000000102</idPA>');
  expect(ente.ricevuti[3]?.corpo).toContain('<fiscalCode>90000000101</fiscalCode>');
  for (const r of ente.ricevuti) {
    expect(r.percorso).toBe('/nodo/segreto/paForNode');
    expect(r.contentType).toBe('text/xml; charset=utf-8');
  }
  const [verifica] = fatto.passi;
  expect(verifica?.richiesta).toContain(AVVISO);
  expect(verifica?.risposta).toContain('paVerifyPaymentNoticeRes');
  expect(verifica?.verdetto.frase).toContain('si può pagare');
  const { json } = await chiedi(`/api/messaggi?numeroAvviso=${AVVISO}`);
  expect(json).toHaveLength(4);
});

test('con la versione 1', async () => {
  expect((await paga({ versione: 1 })).esito).toBe('pagato');
  expect(operazioni().slice(0, 3)).toEqual(['paVerifyPaymentNotice', 'paGetPayment', 'paSendRT']);
});

test('si può guardare e basta, o rinunciare', async () => {
  expect((await paga({ varianti: { finoA: 'verifica' } })).esito).toBe('verificato');
  expect((await paga({ varianti: { finoA: 'attivazione' } })).esito).toBe('abbandonato');
  expect(receiptIds()).toEqual([]);
});

test('la stessa ricevuta due volte, di seguito e insieme', async () => {
  const { ricevute } = await paga({ varianti: { consegna: 'doppia' } });
  expect(ricevute[0]?.tentativi).toBe(2);
  expect(new Set(receiptIds()).size).toBe(1);
  const insieme = await paga({ varianti: { consegna: 'insieme' } });
  expect(insieme.esito).toBe('pagato');
  expect(insieme.ricevute[0]?.tentativi).toBe(2);
  const copie = ente.ricevuti.slice(-3, -1).map((r) => r.corpo);
  expect(copie[0]).toBe(copie[1]);
});

test('stand-in, altro importo, secondo pagamento', async () => {
  const fatto = await paga({ varianti: { standIn: true, importoCents: 1234, secondoPagamento: true } });
  const ricevute = ente.ricevuti.filter((r) => r.operazione === 'paSendRTV2').map((r) => r.corpo);
  expect(ricevute).toHaveLength(4);
  for (const corpo of ricevute) {
    expect(corpo).toContain('<standIn>true</standIn>');
    expect(corpo).toContain('<paymentAmount>12.34</paymentAmount>');
  }
  expect(new Set(receiptIds()).size).toBe(2);
  expect(fatto.ricevute).toHaveLength(4);
});

test('un avviso mai visto: arriva solo la ricevuta, su un numero inventato se non c’è', async () => {
  const fatto = await paga({ numeroAvviso: '', varianti: { orfana: true } });
  expect(operazioni()).toEqual(['paSendRTV2']);
  expect(fatto.numeroAvviso).toMatch(/^30199\d{13}$/);
  expect(fatto.esito).toBe('pagato');
});

test('la ricevuta persa si consegna più tardi', async () => {
  const fatto = await paga({ varianti: { consegna: 'persa' } });
  expect(fatto.esito).toBe('ricevuta_in_attesa');
  expect(receiptIds()).toEqual([]);
  const { json } = await chiedi(`/api/ricevute/${fatto.ricevute[0]?.chiave}/consegna`, {});
  expect(json).toMatchObject({ stato: 'NOTIFIED', esito: 'OK', tentativi: 1 });
  expect(receiptIds()).toEqual([fatto.ricevute[0]?.receiptId]);
});

test('un rifiuto ferma il pagamento prima dell’incasso', async () => {
  ente.rispondi('paVerifyPaymentNotice', rifiuto('paVerifyPaymentNoticeRes', 'PAA_PAGAMENTO_DUPLICATO'));
  const fatto = await paga();
  expect(fatto.esito).toBe('rifiutato');
  expect(fatto.passi.map((p) => p.verdetto)).toMatchObject([{ esito: 'KO', faultCode: 'PAA_PAGAMENTO_DUPLICATO' }]);
});

test('un KO alla ricevuta è definitivo, un guasto si ripete', async () => {
  ente.rispondi('paSendRTV2', rifiuto('paSendRTV2Response', 'PAA_SEMANTICA'));
  const rifiutata = await paga();
  expect(rifiutata.esito).toBe('ricevuta_rifiutata');
  expect(rifiutata.passi.at(-1)?.verdetto).not.toHaveProperty('codiceNodo');
  ente.rispondi('paSendRTV2', { stato: 500, corpo: '' });
  const guasto = await paga();
  expect(guasto.esito).toBe('ricevuta_in_attesa');
  expect(guasto.ricevute[0]).toMatchObject({ stato: 'NOTICE_PENDING', esito: null, tentativi: 1 });
  ente.rispondi('paSendRTV2', rifiuto('paSendRTV2Response', 'PAA_RECEIPT_DUPLICATA'));
  const { json } = await chiedi(`/api/ricevute/${guasto.ricevute[0]?.chiave}/consegna`, {});
  expect(json).toMatchObject({ stato: 'NOTIFIED', esito: 'KO', tentativi: 2 });
});

test('un ente che tace o non c’è', async () => {
  ente.rispondi('paVerifyPaymentNotice', 'taci');
  const domanda = {
    operazione: 'paVerifyPaymentNotice',
    richiesta: '<x/>',
    codiceFiscaleEnte: '1',
    numeroAvviso: '2',
  } as const;
  const tace = await creaChiamata(ente.nodo, creaMemoria(5), 50)(domanda);
  expect(tace.scambio.verdetto.codiceNodo).toBe('PPT_STAZIONE_INT_PA_TIMEOUT');
  const manca = await creaChiamata('http://127.0.0.1:1/', creaMemoria(5))(domanda);
  expect(manca.scambio).toMatchObject({
    statoHttp: null,
    verdetto: { codiceNodo: 'PPT_STAZIONE_INT_PA_IRRAGGIUNGIBILE' },
  });
});

test('le richieste sbagliate si rifiutano dicendo perché, senza chiamare nessuno', async () => {
  const ordine = { numeroAvviso: '123', codiceFiscaleEnte: '00000000000', varianti: { importoCents: 0 } };
  const { stato, json } = await chiedi('/api/paga', ordine);
  expect(stato).toBe(422);
  expect(json).toMatchObject({
    errori: [{ campo: 'numeroAvviso' }, { campo: 'codiceFiscaleEnte' }, { campo: 'importo' }],
  });
  expect((await chiedi('/api/paga', { codiceFiscaleEnte: 1 })).stato).toBe(400);
  expect((await chiedi('/api/paga', { codiceFiscaleEnte: '1', sconosciuto: true })).stato).toBe(400);
  expect((await chiedi('/api/ricevute/niente/consegna', {})).stato).toBe(404);
  expect(ente.ricevuti).toEqual([]);
});

async function pagina(percorso: string, modulo?: Record<string, string>, origin?: string) {
  const invio = { method: 'POST', body: new URLSearchParams(modulo), headers: origin ? { origin } : {} };
  const risposta = await fetch(simulatore.url + percorso, modulo ? invio : {});
  return { stato: risposta.status, indirizzo: risposta.url, html: await risposta.text(), headers: risposta.headers };
}

test('dal modulo alla pagina che racconta ogni passo', async () => {
  const modulo = {
    numeroAvviso: '3010 0000 0000 0001 44',
    codiceFiscaleEnte: '90000000101',
    importo: '1.234,5',
    consegna: 'doppia',
  };
  const fatta = await pagina('/paga', modulo);
  expect(fatta.indirizzo).toBe(`${simulatore.url}/pagamenti/1`);
  expect(fatta.html).toContain('<h1>Pagato</h1>');
  expect(fatta.html).toContain('La stessa ricevuta, di nuovo');
  expect(fatta.html).toContain('&lt;paymentAmount>1234.50&lt;/paymentAmount>');
  expect(fatta.html).toMatch(/^<!doctype html><html lang="it">/);
  expect(fatta.headers.get('content-security-policy')).toContain("default-src 'none'");
  for (const percorso of ['/', '/messaggi', '/messaggi/1', '/ricevute', '/posta', '/stile.css']) {
    expect((await pagina(percorso)).stato, percorso).toBe(200);
  }
  const chiave = /\/ricevute\/([^/]+)\/consegna/.exec(fatta.html)?.[1];
  const dopo = await pagina(`/ricevute/${chiave}/consegna`, { torna: '/pagamenti/1' });
  expect(dopo.indirizzo).toBe(`${simulatore.url}/pagamenti/1`);
  expect(dopo.html).toContain('Invii: 3');
});

test('un modulo rifiutato torna com’era scritto, con gli errori accanto ai campi', async () => {
  const { stato, html } = await pagina('/paga', {
    numeroAvviso: '12"><b>',
    codiceFiscaleEnte: '',
    importo: 'tanto',
    versione: '1',
  });
  expect(stato).toBe(422);
  expect(html).toContain('value="12&quot;>&lt;b>"');
  expect(html).toContain('value="tanto"');
  for (const campo of ['numeroAvviso', 'codiceFiscaleEnte', 'importo']) expect(html).toContain(`id="${campo}-errore"`);
  expect(ente.ricevuti).toEqual([]);
});

test('indirizzi inventati, campi doppi e moduli di altri siti', async () => {
  expect((await pagina('/niente')).stato).toBe(404);
  expect((await pagina('/pagamenti/9')).stato).toBe(404);
  expect((await pagina('/messaggi/9')).stato).toBe(404);
  expect((await pagina('/posta/9')).stato).toBe(404);
  expect((await pagina('/ricevute/9/consegna', {})).stato).toBe(404);
  expect((await pagina('/paga?numeroAvviso=1&numeroAvviso=2')).stato).toBe(200);
  expect((await pagina('/posta?destinatario=1&destinatario=2')).stato).toBe(200);
  expect(
    (await pagina('/paga', { numeroAvviso: AVVISO, codiceFiscaleEnte: '90000000101' }, 'https://altrove.example'))
      .stato,
  ).toBe(403);
  expect(ente.ricevuti).toEqual([]);
});
