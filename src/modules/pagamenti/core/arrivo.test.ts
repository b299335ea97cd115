import { describe, expect, it } from 'vitest';
import {
  esitoPreparato,
  giudicaRitorno,
  idSessionDi,
  indirizzoRitorno,
  istanteDi,
  origineDi,
  RITORNI_MAX,
  statoArrivo,
} from './arrivo.ts';

const ORA = new Date('2026-11-28T10:00:00Z');
const PRIMA = new Date('2026-11-28T09:00:00Z');
const DOPO = new Date('2026-11-28T11:00:00Z');

describe('where the browser may be sent back', () => {
  const origini = ['https://www.comune.example', 'http://localhost:8081'];
  it.each([
    ['https://www.comune.example/fine?p=1#qui', true, 'ok'],
    ['https://WWW.comune.example', true, 'ok'],
    ['http://localhost:8081/ente', false, 'ok'],
    ['http://localhost:8081/ente', true, 'RITORNO_NON_VALIDO'],
    ['https://altrove.example/', true, 'RITORNO_NON_AMMESSO'],
    ['https://www.comune.example.altrove.example/', true, 'RITORNO_NON_AMMESSO'],
    ['https://www.comune.example@altrove.example/', true, 'RITORNO_NON_VALIDO'],
    ['https://www.comune.example:444/', true, 'RITORNO_NON_AMMESSO'],
    [String.raw`https:\\altrove.example`, true, 'RITORNO_NON_AMMESSO'],
    ['//www.comune.example/', true, 'RITORNO_NON_VALIDO'],
    ['javascript:alert(1)', false, 'RITORNO_NON_VALIDO'],
    ['https://www.comune.example/a\nb', true, 'RITORNO_NON_VALIDO'],
    [`https://www.comune.example/${'a'.repeat(2048)}`, true, 'RITORNO_NON_VALIDO'],
    ['', true, 'RITORNO_NON_VALIDO'],
  ])('%s (https only: %s): %s', (ritorno, soloHttps, atteso) => {
    const esito = giudicaRitorno(ritorno, { origini, elenco: true, soloHttps });
    expect(esito.ok ? 'ok' : esito.refusal.codice).toBe(atteso);
  });

  it.each([
    ['https://www.comune.example/fine', true, null],
    ['https://altrove.example:8443/fine', true, 'https://altrove.example:8443'],
    ['http://localhost:3000/', false, 'http://localhost:3000'],
    ['https://localhost/', true, 'RITORNO_NON_AMMESSO'],
    ['https://192.0.2.7/', true, 'RITORNO_NON_AMMESSO'],
    ['https://[2001:db8::1]/', false, 'RITORNO_NON_AMMESSO'],
    ['https://chi@altrove.example/', true, 'RITORNO_NON_VALIDO'],
  ])('where the ente does not keep to its list, %s (https only: %s): %s', (ritorno, soloHttps, atteso) => {
    const esito = giudicaRitorno(ritorno, { origini, elenco: false, soloHttps });
    expect(esito.ok ? esito.value.nuova : esito.refusal.codice).toBe(atteso);
  });

  it('and no more sites than an ente may have', () => {
    const tante = Array.from({ length: RITORNI_MAX }, (_, i) => `https://s${i}.example`);
    const esito = giudicaRitorno('https://altrove.example/', { origini: tante, elenco: false, soloHttps: true });
    expect(esito.ok ? null : esito.refusal.codice).toBe('RITORNO_NON_AMMESSO');
  });

  it.each([
    ['www.comune.example', 'https://www.comune.example'],
    ['http://comune.example/pagamenti', 'http://comune.example'],
    ['non è un sito', null],
    ['ftp://comune.example', null],
    ['comune_di_prova', null],
    ['0,001', null],
    ['https://[::1]/', null],
    [null, null],
  ])('the origin of %s is %s', (sito, atteso) => expect(origineDi(sito)).toBe(atteso));

  const detto = { idSession: 's', esito: 'OK', pollingToken: 't' } as const;
  it.each([
    ['https://e.example/fine', 'https://e.example/fine?idSession=s&esito=OK&pollingToken=t'],
    ['https://e.example/fine?p=a%20b&q=à', 'https://e.example/fine?p=a%20b&q=à&idSession=s&esito=OK&pollingToken=t'],
    ['https://e.example/fine?', 'https://e.example/fine?idSession=s&esito=OK&pollingToken=t'],
    ['https://e.example/fine?p=1&', 'https://e.example/fine?p=1&idSession=s&esito=OK&pollingToken=t'],
    ['https://e.example/#/fine?x', 'https://e.example/?idSession=s&esito=OK&pollingToken=t#/fine?x'],
  ])('what it takes along is added to %s', (ritorno, atteso) => expect(indirizzoRitorno(ritorno, detto)).toBe(atteso));

  it('and there may be no token', () =>
    expect(indirizzoRitorno('https://e.example/?a=1', { ...detto, esito: 'ERROR', pollingToken: null })).toBe(
      'https://e.example/?a=1&idSession=s&esito=ERROR',
    ));
});

describe('the name of a prepared payment', () => {
  it('says when it was made', () => {
    const id = idSessionDi(ORA, '0123456789abcdef0123');
    expect(id).toMatch(/^01234567-89ab-cdef-0123-[0-9a-f]{12}$/);
    expect(istanteDi(id)).toEqual(ORA);
    expect(istanteDi(`${id}0`)).toBeNull();
    expect(istanteDi('')).toBeNull();
  });
});

describe('the state that people read', () => {
  const carrello = { stato: 'inviato', rientro: null, mostrato: 'inviato', tutte: false } as const;
  const aperto = { stato: 'aperto', rientro: null, mostrato: 'aperto', tutte: false } as const;
  it.each([
    ['pronto', null, DOPO, aperto],
    ['scaduto', null, ORA, aperto],
    ['pagato', null, DOPO, { ...aperto, tutte: true }],
    ['inviato', null, PRIMA, carrello],
    ['lasciato', null, DOPO, { ...carrello, rientro: 'annullato' }],
    ['lasciato', null, DOPO, { ...carrello, rientro: 'errore' }],
    ['in_attesa', null, DOPO, { ...carrello, rientro: 'ok', mostrato: 'in_attesa' }],
    ['parziale', 'scaduto', PRIMA, { ...carrello, mostrato: 'parziale' }],
    ['pagato', 'scaduto', PRIMA, { ...carrello, mostrato: 'pagato' }],
    ['chiuso', 'sostituito', DOPO, carrello],
    ['chiuso', 'annullato', DOPO, null],
    ['scaduto', 'scaduto', PRIMA, { ...carrello, stato: 'abbandonato' }],
    ['scaduto', null, DOPO, { ...carrello, stato: 'abbandonato' }],
    ['scaduto', null, DOPO, null],
  ] as const)('%s', (atteso, perche, scadeIl, suo) => expect(statoArrivo({ scadeIl, perche }, suo, ORA)).toBe(atteso));
});

describe('what the ente is told', () => {
  const tempo = { now: ORA, duraMs: 3_600_000, graziaMs: 300_000 };
  const di = (
    stato: 'aperto' | 'inviato' | 'pagato' | 'abbandonato',
    rientro: 'ok' | 'annullato' | 'errore' | null,
    pagate = 0,
  ) => ({
    ...{ stato, rientro, pagate, voci: 2 },
  });
  it.each([
    ['non_iniziato', DOPO, null, di('aperto', null)],
    ['non_iniziato', new Date(ORA.getTime() - 299_000), null, di('aperto', null)],
    ['scaduto', new Date(ORA.getTime() - 301_000), null, di('aperto', null)],
    ['in_corso', PRIMA, null, di('inviato', null)],
    ['in_corso', PRIMA, null, di('inviato', 'ok', 1)],
    ['annullato', DOPO, null, di('inviato', 'annullato')],
    ['annullato', DOPO, null, di('inviato', 'errore')],
    ['pagato', PRIMA, 'pagato', di('pagato', 'errore', 2)],
    ['pagato', PRIMA, 'scaduto', di('pagato', null, 2)],
    ['parziale', PRIMA, 'scaduto', di('abbandonato', 'ok', 1)],
    ['scaduto', PRIMA, 'scaduto', di('abbandonato', 'ok')],
    ['scaduto', PRIMA, 'scaduto', null],
    ['annullato', DOPO, 'sostituito', di('aperto', null)],
    ['annullato', DOPO, 'annullato', di('inviato', 'annullato')],
  ] as const)('%s', (atteso, scadeIl, perche, carrello) =>
    expect(esitoPreparato('x', { scadeIl, perche, carrello }, tempo)).toBe(atteso),
  );

  it('of one that is not here any more, its name says whether it was', () => {
    expect(esitoPreparato(idSessionDi(PRIMA, '0'.repeat(20)), null, tempo)).toBe('sconosciuto');
    const vecchia = idSessionDi(new Date(ORA.getTime() - 3_901_000), '0'.repeat(20));
    expect(esitoPreparato(vecchia, null, tempo)).toBe('scaduto');
    expect(esitoPreparato('nulla', null, tempo)).toBe('sconosciuto');
  });
});
