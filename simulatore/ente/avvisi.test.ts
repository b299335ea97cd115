import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AvvisoSoloEnte } from '../demo.ts';
import { apiAvvisiEnte, creaAvvisiEnte, GUASTI_AVVISI, type GuastoAvvisi } from './avvisi.ts';

const AVVISO: AvvisoSoloEnte = {
  ...{ codiceFiscaleEnte: '90000000101', denominazione: 'Comune', numeroAvviso: '311770000000000112' },
  ...{ importoCents: 4250, causale: 'Mensa & merenda', scadenza: '2027-01-31', tassonomia: '9/0107101TS/' },
  ...{ iban: 'IT60X0542811101000000123456', debitore: { codiceFiscale: 'RSSMRA80A01H501U', nome: 'Mario Rossi' } },
};
let app: FastifyInstance;
beforeEach(async () => {
  app = fastify();
  await apiAvvisiEnte(
    app,
    creaAvvisiEnte(
      async () => [AVVISO],
      () => new Date('2026-11-20T10:00:00Z'),
    ),
  );
});
afterEach(() => app.close());

async function chiedi(operazione: string, numero = AVVISO.numeroAvviso, ente = AVVISO.codiceFiscaleEnte) {
  const payload = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
    <p:${operazione}Req xmlns:p="http://www.regione.veneto.it/pagamenti/pa/"><idPA>${ente}</idPA><idBrokerPA>1</idBrokerPA>
    <idStation>1_01</idStation><qrCodeFiscalCode>${ente}</qrCodeFiscalCode><noticeNumber>${numero}</noticeNumber>
    </p:${operazione}Req></e:Body></e:Envelope>`;
  const headers = { 'content-type': 'text/xml', soapaction: `"${operazione}"` };
  const { statusCode, body } = await app.inject({ method: 'POST', url: '/ente/avvisi', payload, headers });
  const campo = (nome: string): string => new RegExp(`<${nome}>([^<]*)</${nome}>`).exec(body)?.[1] ?? '';
  return { statusCode, body, campo };
}
const [VERIFICA, PAGAMENTO] = ['paExternalVerifyPaymentNotice', 'paExternalGetPayment'];

describe('the notices that only the software of an ente knows', () => {
  it('what they cost and how they are paid', async () => {
    const verifica = await chiedi(VERIFICA);
    expect(['amount', 'detailDescription', 'fiscalCodePA'].map(verifica.campo)).toEqual([
      '42.50',
      'Mensa &amp; merenda',
      '90000000101',
    ]);
    const pagamento = await chiedi(PAGAMENTO);
    expect(['creditorReferenceId', 'paymentAmount', 'pay:IBAN', 'pay:anagraficaPagatore'].map(pagamento.campo)).toEqual(
      ['11770000000000112', '42.50', AVVISO.iban, 'Mario Rossi'],
    );
  });

  it('those of others it does not know; it is taught', async () => {
    const altro = { ...AVVISO, numeroAvviso: '311770000000000213', importoCents: 100 };
    expect((await chiedi(VERIFICA, altro.numeroAvviso)).campo('faultCode')).toBe('PAA_PAGAMENTO_SCONOSCIUTO');
    expect((await chiedi(VERIFICA, undefined, '90000000202')).campo('faultCode')).toBe('PAA_PAGAMENTO_SCONOSCIUTO');
    expect((await app.inject({ method: 'POST', url: '/api/avvisi', payload: { numeroAvviso: '1' } })).statusCode).toBe(
      400,
    );
    await app.inject({ method: 'POST', url: '/api/avvisi', payload: altro });
    expect((await chiedi(VERIFICA, altro.numeroAvviso)).campo('amount')).toBe('1.00');
    expect((await chiedi('altro')).statusCode).toBe(500);
  });

  it('fails as it is told, and remembers what it was asked', async () => {
    const dici = (guasto: GuastoAvvisi) =>
      app.inject({ method: 'POST', url: '/api/avvisi/guasto', payload: { guasto } });
    const visti: string[] = [];
    for (const guasto of GUASTI_AVVISI.filter((uno) => uno !== 'lento')) {
      await dici(guasto);
      const { statusCode, campo } = await chiedi(PAGAMENTO);
      visti.push(`${statusCode} ${campo('faultCode')}${campo('paymentAmount')}`);
    }
    expect(visti).toEqual(['500 ', '200 ', '200 PAA_PAGAMENTO_SCADUTO', '200 42.51']);
    await dici(null);
    await chiedi(PAGAMENTO);
    const { domande } = (await app.inject('/api/avvisi')).json<{ domande: { esito: string }[] }>();
    expect(domande.map(({ esito }) => esito)).toEqual(['ok', 'somma', 'rifiuta', 'spazzatura', 'errore']);
  });
});
