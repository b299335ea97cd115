import { describe, expect, it } from 'vitest';
import { leggiIdentita, motivoNegato, type MotivoNegato } from './identita.ts';

const PERSONA = {
  codiceFiscale: 'TINIT-RSSMRA80A01H501U',
  nome: 'Mario',
  cognome: 'Rossi',
  email: 'Mario@Example.org',
};

describe('leggiIdentita', () => {
  it.each<[string, string | null]>([
    ['TINIT-RSSMRA80A01H501U', 'RSSMRA80A01H501U'],
    ['tinit-rssmra80a01h501u', 'RSSMRA80A01H501U'],
    ['RSSMRA80A01H501U', 'RSSMRA80A01H501U'],
    ['TINIT-RSSMRA80A01H501X', null],
    ['TINFR-RSSMRA80A01H501U', null],
    ['', null],
  ])('tax code %j → %j', (codiceFiscale, atteso) => {
    const esito = leggiIdentita({ ...PERSONA, codiceFiscale });
    expect(esito.ok ? esito.value.codiceFiscale : null).toBe(atteso);
  });

  it.each(['codiceFiscale', 'nome', 'cognome'] as const)('without %s it is nobody', (manca) => {
    const esito = leggiIdentita({ ...PERSONA, [manca]: null });
    expect(esito.ok ? 'ok' : esito.refusal.codice).toBe('IDENTITA_INCOMPLETA');
  });

  it('an address that is none is none, and a name is cut to what is kept', () => {
    const esito = leggiIdentita({ ...PERSONA, email: 'mario', nome: 'M'.repeat(300) });
    expect(esito.ok && [esito.value.email, esito.value.nome.length]).toEqual([null, 140]);
  });
});

describe('motivoNegato', () => {
  it.each<[string, string, MotivoNegato]>([
    ['access_denied', 'ErrorCode nr19', 'tentativi'],
    ['access_denied', 'ErrorCode nr20', 'livello'],
    ['access_denied', 'ErrorCode nr21', 'tempo'],
    ['access_denied', 'ErrorCode nr22', 'consenso'],
    ['access_denied', 'ErrorCode nr23', 'sospesa'],
    ['access_denied', 'ErrorCode nr25', 'annullato'],
    ['access_denied', 'ErrorCode nr30', 'tipo'],
    ['access_denied', '', 'annullato'],
    ['server_error', 'ErrorCode nr11', 'altro'],
    ['temporarily_unavailable', '', 'altro'],
  ])('%s, %j → %s', (errore, descrizione, atteso) => expect(motivoNegato({ errore, descrizione })).toBe(atteso));
});
