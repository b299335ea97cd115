import { describe, expect, it } from 'vitest';
import { ELENCO_FUNZIONI, FUNZIONI, isFunzione } from './funzioni.ts';
import { fineSovrapposizione, isScopo, SCOPI, validaCredenziale, type DatiCredenziale } from './credenziali.ts';
import { validaRecapiti, type Recapiti } from './recapiti.ts';
import { decidiStato, STATI_ENTE, type Prerequisiti, type StatoEnte } from './stato.ts';
import { classeTassonomia, isTipoEnte } from './tipi-ente.ts';

const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;

describe('validaRecapiti', () => {
  const VUOTI: Recapiti = {
    settore: null,
    info: null,
    indirizzo: null,
    email: null,
    telefono: null,
    pec: null,
    sito: null,
    popolazione: null,
    testoCittadini: null,
    linguaAggiuntiva: null,
    referenteNome: null,
    referenteEmail: null,
    referenteTelefono: null,
  };
  it.each<[string, Partial<Recapiti>, string]>([
    ['nothing', {}, 'ok'],
    [
      'all of it',
      { email: 'a.b@comune.example.it', telefono: '+39 041 123-456', sito: 'https://www.example.it/x?y' },
      'ok',
    ],
    ['a text on lines', { testoCittadini: 'Orari:\r\nlunedì' }, 'ok'],
    ['a text too long', { testoCittadini: 'x'.repeat(2001) }, 'TESTO_TROPPO_LUNGO'],
    ['an address on two lines', { indirizzo: 'Via\nRoma' }, 'TESTO_NON_STAMPABILE'],
    ['a bell in the text', { testoCittadini: 'din\u0007' }, 'TESTO_NON_STAMPABILE'],
    ['no at sign', { email: 'comune.example.it' }, 'RECAPITO_EMAIL_NON_VALIDA'],
    ['two addresses', { pec: 'a@example.it, b@example.it' }, 'RECAPITO_EMAIL_NON_VALIDA'],
    ['the contact without domain', { referenteEmail: 'anna@comune' }, 'RECAPITO_EMAIL_NON_VALIDA'],
    ['words for a number', { telefono: 'centralino' }, 'TELEFONO_NON_VALIDO'],
    ['an extension in words', { referenteTelefono: '041 1 int. 3' }, 'TELEFONO_NON_VALIDO'],
    ['a site without scheme', { sito: 'www.example.it' }, 'SITO_NON_VALIDO'],
    ['a site that is a script', { sito: 'javascript:alert(1)' }, 'SITO_NON_VALIDO'],
    ['a site with a user in it', { sito: 'https://a@example.it' }, 'SITO_NON_VALIDO'],
    ['fewer than nobody', { popolazione: -1 }, 'POPOLAZIONE_NON_VALIDA'],
    ['half a person', { popolazione: 1.5 }, 'POPOLAZIONE_NON_VALIDA'],
    ['not a number', { popolazione: Number.NaN }, 'POPOLAZIONE_NON_VALIDA'],
    ['German', { linguaAggiuntiva: 'de' }, 'ok'],
    ['Latin', { linguaAggiuntiva: 'la' as 'de' }, 'LINGUA_NON_VALIDA'],
  ])('%s', (_, cambio, atteso) => {
    expect(codice(validaRecapiti({ ...VUOTI, ...cambio }))).toBe(atteso);
  });
});

describe('decidiStato', () => {
  const TUTTO: Prerequisiti = { stato: 'INSERITO', stazione: true, iban: true, tipi: true };
  it.each<[string, Partial<Prerequisiti>, StatoEnte, string]>([
    ['to collect, with all of it', {}, 'ESERCIZIO', 'ok'],
    ['to collect, without a station', { stazione: false }, 'ESERCIZIO', 'ENTE_SENZA_STAZIONE'],
    ['to collect, without an account', { iban: false }, 'ESERCIZIO', 'ENTE_SENZA_IBAN'],
    ['to collect, with nothing to collect', { tipi: false }, 'ESERCIZIO', 'ENTE_SENZA_TIPI'],
    ['to be tried out, without an account', { iban: false, tipi: false }, 'PRE-ESERCIZIO', 'ok'],
    ['to be tried out, without a station', { stazione: false }, 'PRE-ESERCIZIO', 'ENTE_SENZA_STAZIONE'],
    ['back to the beginning, without anything', { stato: 'ESERCIZIO', stazione: false, iban: false }, 'INSERITO', 'ok'],
  ])('%s', (_, ha, a, atteso) => {
    expect(codice(decidiStato({ ...TUTTO, ...ha }, { a, motivo: 'Prova generale' }))).toBe(atteso);
  });

  it('wants a reason from any state to any other, and none to stay', () => {
    for (const stato of STATI_ENTE)
      for (const a of STATI_ENTE) {
        const senza = decidiStato({ ...TUTTO, stato }, { a, motivo: '  ' });
        expect(codice(senza)).toBe(a === stato ? 'ok' : 'MOTIVO_NON_SCRITTO');
        const con = decidiStato({ ...TUTTO, stato }, { a, motivo: 'Collaudo superato' });
        expect(con).toEqual({ ok: true, value: { cambia: a !== stato } });
      }
    expect(codice(decidiStato(TUTTO, { a: 'ESERCIZIO', motivo: 'x'.repeat(501) }))).toBe('MOTIVO_NON_SCRITTO');
  });
});

describe('validaCredenziale', () => {
  const UNA: DatiCredenziale = {
    scopo: 'attualizzazione_importi',
    livello: 'ente',
    url: 'https://sil.example.it/esiti',
    utente: 'mypay',
    segreto: 's',
  };
  it.each<[string, Partial<DatiCredenziale>, string]>([
    ['as it should be', {}, 'ok'],
    ['of a kind of due, without user', { livello: 'tipo', utente: null }, 'ok'],
    ['of the intermediary', { livello: 'intermediario' }, 'CREDENZIALE_LIVELLO_NON_AMMESSO'],
    ['the intermediary’s own', { scopo: 'carrello_multiente', livello: 'intermediario', url: null }, 'ok'],
    [
      'the intermediary’s own, of an ente',
      { scopo: 'carrello_multiente', url: null },
      'CREDENZIALE_LIVELLO_NON_AMMESSO',
    ],
    ['without address', { url: null }, 'CREDENZIALE_URL_NON_VALIDO'],
    ['with an address that nobody calls', { scopo: 'app_io' }, 'CREDENZIALE_URL_NON_VALIDO'],
    ['in clear', { url: 'http://sil.example.it' }, 'CREDENZIALE_URL_NON_VALIDO'],
    ['of a file', { url: 'file:///etc/passwd' }, 'CREDENZIALE_URL_NON_VALIDO'],
    ['with a password in the address', { url: 'https://a:b@sil.example.it' }, 'CREDENZIALE_URL_NON_VALIDO'],
    ['with a blank user', { utente: ' ' }, 'CREDENZIALE_UTENTE_NON_VALIDO'],
    ['with a user on two lines', { utente: 'a\r\nb' }, 'CREDENZIALE_UTENTE_NON_VALIDO'],
    ['without a secret', { segreto: '' }, 'CREDENZIALE_SEGRETO_NON_VALIDO'],
    ['with a book for a secret', { segreto: 'x'.repeat(4097) }, 'CREDENZIALE_SEGRETO_NON_VALIDO'],
  ])('%s', (_, cambio, atteso) => {
    expect(codice(validaCredenziale({ ...UNA, ...cambio }, 'produzione'))).toBe(atteso);
  });

  it('lets a demo call in clear', () => {
    expect(codice(validaCredenziale({ ...UNA, url: 'http://localhost:8081/x' }, 'demo'))).toBe('ok');
  });

  it('knows its purposes, and no others', () => {
    expect(Object.keys(SCOPI).every(isScopo)).toBe(true);
    expect([isScopo('toString'), isScopo('')]).toEqual([false, false]);
  });
});

describe('a secret that is changed', () => {
  const dal = new Date('2026-03-01T10:00:00Z');
  it.each([
    [0, '2026-03-01T10:00:00.000Z'],
    [7, '2026-03-08T10:00:00.000Z'],
    [90, '2026-05-30T10:00:00.000Z'],
  ])('with %d days of overlap ends on %s', (giorni, atteso) => {
    const fine = fineSovrapposizione(dal, giorni);
    expect(fine.ok && fine.value.toISOString()).toBe(atteso);
  });

  it.each([-1, 91, 1.5, Number.NaN])('does not overlap by %d days', (giorni) => {
    expect(codice(fineSovrapposizione(dal, giorni))).toBe('SOVRAPPOSIZIONE_NON_VALIDA');
  });
});

describe('the closed lists', () => {
  it('each kind of ente has its class in the taxonomy, or none', () => {
    expect(['comune', 'comunita_montana', 'citta_metropolitana', 'altro', 'nessuno'].map(classeTassonomia)).toEqual([
      '01',
      '01',
      '02',
      null,
      null,
    ]);
    expect([isTipoEnte('parco'), isTipoEnte('COMUNE'), isTipoEnte('toString')]).toEqual([true, false, false]);
  });

  it('each function is on or off before anybody says', () => {
    expect(ELENCO_FUNZIONI.filter((f) => FUNZIONI[f])).toEqual(['pubblico', 'spontaneo', 'stampa_avviso']);
    expect([isFunzione('app_io'), isFunzione('constructor')]).toEqual([true, false]);
  });
});
