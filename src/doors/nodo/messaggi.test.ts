import { describe, expect, test } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { conXml } from '#platform/xml/documento';
import type { Elemento } from '#platform/xml/elemento';
import { elemento } from '#platform/xml/scrivi';
import { richiesta } from './conformita/esempi.ts';
import { giornoXsd, leggiPagamento, leggiSpontanea, leggiVerifica } from './messaggi.ts';

const corpo = (testo: string): Elemento => valoreDi(conXml(Buffer.from(testo), ({ radice }) => ok(radice)));
const CHIAMANTE = { idDominio: '00000000018', idIntermediario: '00000000026', idStazione: '00000000026_01' };
const AVVISO = { codiceFiscale: '00000000018', numeroAvviso: '302000000000000150' };

test('verify: who calls, and for which notice', () => {
  const letta = leggiVerifica(corpo(richiesta('paVerifyPaymentNotice').toString()));
  expect(letta).toEqual({ ...CHIAMANTE, ...AVVISO });
});

describe('get', () => {
  test('what the payer saw, in our units', () => {
    const atteso = { importoCents: 12_000, scadenza: '2026-12-31', nota: 'IDS-0001', tipoTrasferimento: 'PAGOPA' };
    for (const nome of ['paGetPayment', 'paGetPaymentV2'] as const) {
      expect(leggiPagamento(corpo(richiesta(nome).toString()))).toEqual({ ...CHIAMANTE, ...AVVISO, ...atteso });
    }
  });

  test('all of it optional', () => {
    const letta = leggiPagamento(corpo(richiesta('paVerifyPaymentNotice').toString()));
    expect(letta).toMatchObject({ importoCents: null, scadenza: null, nota: null, tipoTrasferimento: null });
  });
});

test('demand: the service, and its data undone from base64', () => {
  const letta = leggiSpontanea(corpo(richiesta('paDemandPaymentNotice').toString()));
  expect(letta).toMatchObject({ ...CHIAMANTE, idServizio: '00001', idSoggettoServizio: '00002' });
  expect(letta.datiSpecifici.toString()).toBe('<dati/>');
});

test('given what the schema would not let through, they throw: it is a fault of ours', () => {
  expect(() => leggiVerifica(corpo('<a/>'))).toThrow('qrCode: missing');
  const qrCode = elemento('qrCode', [elemento('fiscalCode', '1'), elemento('noticeNumber', '12')]);
  expect(() => leggiVerifica(corpo(elemento('a', qrCode).toString()))).toThrow('noticeNumber');
});

test.each([
  ['2026-12-31', '2026-12-31'],
  ['2026-12-31Z', '2026-12-31'],
  ['2026-12-31+02:00', '2026-12-31'],
  [' 2026-12-31\n', '2026-12-31'],
  ['2026-02-30', null],
  ['12026-01-01', null],
  ['31/12/2026', null],
  ['2026-12-31T00:00:00', null],
  ['', null],
  [null, null],
])('giornoXsd(%j) is %j', (testo, giorno) => {
  expect(giornoXsd(testo)).toBe(giorno);
});
