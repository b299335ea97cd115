/** Every message the Nodo sends is valid for the published schema: whatever the product refuses of them, it is not for their shape. */
import { describe, expect, test } from 'vitest';
import { busta, datiAttivazione } from '../prova/finto-ente.ts';
import { schemaPubblicato, senzaPubblicati } from '../prova/pubblicati.ts';
import * as messaggi from './messaggi.ts';
import { scegliPsp } from './psp.ts';
import { leggiXml, testoDi, trova } from './xml.ts';

const ente = { codiceFiscale: '90000000101', denominazione: 'Comune di Prova', stazione: '90000000001_01', avvisi: [] };
const a = { ente, intermediario: '90000000001' };
const numeroAvviso = '301000000000000144';

const incasso = {
  receiptId: messaggi.nuovoReceiptId(),
  numeroAvviso,
  codiceFiscaleEnte: ente.codiceFiscale,
  psp: scegliPsp(numeroAvviso),
  standIn: false,
  istante: new Date('2026-07-01T22:30:00Z'),
  importo: undefined,
};

function risposta(versione: 1 | 2) {
  const corpo = leggiXml(Buffer.from(busta('x', datiAttivazione(versione)))).figli[0]?.figli[0];
  if (!corpo) throw new Error('busta vuota');
  return corpo;
}

const ricevuta = (versione: 1 | 2, cambi: { importo?: string; standIn?: boolean } = {}): string =>
  messaggi.messaggioRicevuta(a, versione, messaggi.pagatoCome(risposta(versione), ente, { ...incasso, ...cambi }));

const TUTTI: [string, string][] = [
  ['verifica', messaggi.messaggioVerifica(a, numeroAvviso)],
  ['attivazione V1', messaggi.messaggioAttivazione(a, 1, { numeroAvviso, importo: '30.00', transferType: undefined })],
  ['attivazione V2', messaggi.messaggioAttivazione(a, 2, { numeroAvviso, importo: '30.00', transferType: 'POSTAL' })],
  ['ricevuta V1', ricevuta(1)],
  ['ricevuta V2', ricevuta(2, { standIn: true })],
  ['ricevuta di altro importo', ricevuta(2, { importo: '12.34' })],
  ['ricevuta orfana V1', messaggi.messaggioRicevuta(a, 1, messaggi.pagatoOrfano(ente, incasso))],
  ['ricevuta orfana V2', messaggi.messaggioRicevuta(a, 2, messaggi.pagatoOrfano(ente, incasso))],
];

describe.skipIf(senzaPubblicati)('lo schema pubblicato', () => {
  test('riconosce tutti i messaggi, e non un messaggio qualunque', () => {
    const valido = schemaPubblicato();
    for (const [nome, messaggio] of TUTTI) expect(valido(messaggio), nome).toBe(true);
    expect(valido(messaggi.messaggioVerifica(a, '12'))).toBe(false);
  });
});

function contenuto(messaggio: string) {
  return trova(leggiXml(Buffer.from(messaggio)), 'Body')?.figli[0];
}

test('la testa dice ente, intermediario e stazione; i figli stanno fuori da ogni namespace', () => {
  const corpo = contenuto(messaggi.messaggioVerifica(a, numeroAvviso));
  expect(corpo?.figli.map((f) => [f.nome, f.spazio, f.testo.trim()])).toEqual([
    ['idPA', '', '90000000101'],
    ['idBrokerPA', '', '90000000001'],
    ['idStation', '', '90000000001_01'],
    ['qrCode', '', ''],
  ]);
});

test('la ricevuta porta quello che l’attivazione ha detto, in ora di Roma', () => {
  const r = trova(contenuto(ricevuta(2)), 'receipt');
  expect(testoDi(r, 'receiptId')).toMatch(/^[0-9a-f]{32}$/);
  expect(testoDi(r, 'description')).toBe('Mensa & trasporto');
  expect(testoDi(r, 'paymentAmount')).toBe('30.00');
  expect(testoDi(r, 'metadata', 'mapEntry', 'value')).toBe('valore');
  expect(testoDi(r, 'payer', 'fullName')).toBe('Ada Prova');
  expect(testoDi(r, 'paymentDateTime')).toBe('2026-07-02T00:30:00');
  expect(testoDi(r, 'applicationDate')).toBe('2026-07-02');
  expect(testoDi(r, 'standIn')).toBe('false');
});

test.each([
  ['50.00', ['40.00', '10.00']],
  ['10.01', ['0.01', '10.00']],
  ['10.00', ['10.00']],
  ['3.00', ['3.00']],
])('un altro importo (%s) si ripartisce senza perdere un centesimo', (importo, attesi) => {
  const lista = trova(contenuto(ricevuta(2, { importo })), 'receipt', 'transferList');
  expect(lista?.figli.map((t) => testoDi(t, 'transferAmount'))).toEqual(attesi);
});
