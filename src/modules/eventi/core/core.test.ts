import { describe, expect, it } from 'vitest';
import { corpoEvento, rispostaBreve } from './corpo.ts';
import { attesaEsitoMs, attesaEventoMs, ATTESE_EVENTO_S } from './piano.ts';
import { giudicaRisposta, validaSpinta } from './spinta.ts';

const GIORNO_MS = 86_400_000;

describe('the plans of what is sent again', () => {
  it('an event is sent for nearly three days, each wait no shorter than the one before', () => {
    const attese = ATTESE_EVENTO_S.map((_, i) => attesaEventoMs(i + 1) ?? 0);
    const totale = attese.reduce((somma, ms) => somma + ms, 0);
    expect(totale).toBeGreaterThan(2.9 * GIORNO_MS);
    expect(totale).toBeLessThanOrEqual(3 * GIORNO_MS);
    expect(attese.toSorted((a, b) => a - b)).toEqual(attese);
    expect(attesaEventoMs(attese.length + 1)).toBeNull();
  });

  it.each([1, 2, 5, 20, 100])('of %i tries of an outcome the last is within fourteen days of the first', (massimo) => {
    const attese: number[] = [];
    for (let n = 1; ; n += 1) {
      const ms = attesaEsitoMs(n, massimo);
      if (ms === null) break;
      attese.push(ms);
    }
    expect(attese).toHaveLength(massimo - 1);
    const totale = attese.reduce((somma, ms) => somma + ms, 0);
    expect(totale).toBeLessThanOrEqual(14 * GIORNO_MS);
    if (massimo > 1) expect(totale).toBeGreaterThan(13.9 * GIORNO_MS);
  });
});

describe('what is said', () => {
  it('is type, timestamp and data, with where to read more', () => {
    const istante = new Date('2026-11-28T10:00:00Z');
    const evento = { genere: 'dovuto.pagato', oggettoId: 'x', seq: 3, istante, dati: { ente: 'c_a', iud: 'A/1' } };
    expect(corpoEvento(evento, 'https://mypay.example.it')).toBe(
      '{"type":"dovuto.pagato","timestamp":"2026-11-28T10:00:00.000Z",' +
        '"data":{"ente":"c_a","iud":"A/1","seq":3,"url":"https://mypay.example.it/api/v1/enti/c_a/dovuti/A%2F1"}}',
    );
    const dove = (genere: string, verso?: string): unknown =>
      (JSON.parse(corpoEvento({ ...evento, genere, dati: { ente: 'c_a', verso } }, '')) as { data: { url?: string } })
        .data.url;
    expect(dove('flusso.concluso', 'in')).toBe('/api/v1/enti/c_a/flussi/x');
    expect(dove('flusso.concluso', 'out')).toBe('/api/v1/enti/c_a/esportazioni/x');
    expect(dove('rendicontazione.acquisita')).toBe('/api/v1/enti/c_a/rendicontazioni/x');
    expect(dove('prova')).toBeUndefined();
  });

  it('of an answer the beginning is kept, on one line', () => {
    expect(rispostaBreve(' a\r\n\tb\u0000c ')).toBe('a b c');
    expect(rispostaBreve('x'.repeat(1000))).toHaveLength(200);
  });
});

describe('the push', () => {
  it('is taken by a 2xx without a fault code', () => {
    for (const testo of ['', '{}', '{"faultCode":""}', '{"faultCode":null,"faultDescription":"x"}', 'grazie', '[]'])
      expect([testo, giudicaRisposta(200, testo)]).toEqual([testo, 'ok']);
    expect(giudicaRisposta(200, '{"faultCode":"E1"}')).toBe('rifiutato');
    expect(giudicaRisposta(500, '')).toBe('rifiutato');
    expect(giudicaRisposta(302, '')).toBe('rifiutato');
  });

  it('has a JWT whole, or none', () => {
    const jwt = { kid: 'k', sub: 's@example.it', iss: 'i', segreto: Buffer.alloc(32, 1).toString('base64') };
    const nessuno = { kid: ' ', sub: '', iss: '', segreto: '' };
    const url = 'https://sil.example.it/esiti';
    const detto = (d: Parameters<typeof validaSpinta>[0]) => {
      const esito = validaSpinta(d, 'produzione');
      return esito.ok ? esito.value.jwt : esito.refusal.codice;
    };
    expect(detto({ url, jwt })).toEqual(jwt);
    expect(detto({ url, jwt: nessuno })).toBeNull();
    expect(detto({ url, jwt: { ...jwt, sub: '' } })).toBe('SPINTA_JWT_INCOMPLETO');
    expect(detto({ url, jwt: { ...jwt, kid: 'a\nb' } })).toBe('SPINTA_JWT_INCOMPLETO');
    for (const segreto of ['non base64!', 'YWJj', 'A'.repeat(5000)])
      expect(detto({ url, jwt: { ...jwt, segreto } })).toBe('SPINTA_SEGRETO_NON_VALIDO');
    expect(detto({ url: 'http://127.0.0.1/esiti', jwt })).toBe('EVENTI_INDIRIZZO_NON_VALIDO');
  });
});
