import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { decidiIban } from './conto.ts';
import { passwordSilForte, validaEnte, type DatiEnte } from './ente.ts';
import { validaStazione, type DatiStazione } from './stazione.ts';

const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const giorno = (testo: string): Giorno => testo as Giorno;

const ENTE: DatiEnte = {
  ambiente: 'prova',
  codiceFiscale: '12345678903',
  codIpa: 'c_prova',
  denominazione: 'Comune di Prova',
  tipo: 'comune',
  settore: null,
  info: null,
  indirizzo: null,
  email: null,
  telefono: null,
  pec: null,
  sito: null,
  cbill: null,
};

describe('validaEnte', () => {
  it.each<[string, Partial<DatiEnte>, string]>([
    ['as it should be', {}, 'ok'],
    ['wrong check digit', { codiceFiscale: '12345678900' }, 'CODICE_FISCALE_ENTE_NON_VALIDO'],
    ['tax code of a person', { codiceFiscale: 'RSSMRA85T10A562S' }, 'CODICE_FISCALE_ENTE_NON_VALIDO'],
    ['IPA code with a hyphen', { codIpa: 'c-prova' }, 'CODICE_IPA_NON_VALIDO'],
    ['IPA code of 36', { codIpa: 'c'.repeat(36) }, 'CODICE_IPA_NON_VALIDO'],
    ['no name', { denominazione: '' }, 'DENOMINAZIONE_NON_VALIDA'],
    ['name of 141', { denominazione: 'x'.repeat(141) }, 'DENOMINAZIONE_NON_VALIDA'],
    ['name on two lines', { denominazione: 'Comune\ndi Prova' }, 'DENOMINAZIONE_NON_VALIDA'],
    ['CBILL in small letters', { cbill: 'abc12' }, 'CBILL_NON_VALIDO'],
    ['CBILL', { cbill: 'ABC12' }, 'ok'],
    ['a kind that is none of ours', { tipo: 'COMUNE' }, 'TIPO_ENTE_NON_VALIDO'],
    ['settore of 51', { settore: 'x'.repeat(51) }, 'TESTO_TROPPO_LUNGO'],
    ['info of 100', { info: 'x'.repeat(100) }, 'ok'],
  ])('%s', (_, cambio, atteso) => {
    expect(codice(validaEnte({ ...ENTE, ...cambio }))).toBe(atteso);
  });

  it('names the field that is too long, and its bound', () => {
    expect(validaEnte({ ...ENTE, info: 'x'.repeat(101) })).toMatchObject({
      refusal: { parametri: { campo: 'info', massimo: 100 } },
    });
  });
});

describe('passwordSilForte', () => {
  it.each<[string, boolean]>([
    ['Zk3-vQ8_pL2.mN5', true],
    ['Zk3-vQ8_pL2.mN5x', false],
    ['Zk3-vQ8_pL2', false],
    ['aaaaaaaaaaaaaa', false],
    ['con spazi dent', false],
  ])('%s', (segreto, atteso) => expect(passwordSilForte(segreto)).toBe(atteso));
});

describe('decidiIban', () => {
  const OGGI = giorno('2026-11-23');
  const BANCA = 'IT60X0542811101000000123456';
  const POSTA = 'IT32O0760102400000012345678';
  const prima = { iban: POSTA, validoDal: giorno('2020-01-01'), validoAl: null, stato: 'attivo' as const };
  it.each<[string, Parameters<typeof decidiIban>[0], { iban: string; validoDal: Giorno }, string]>([
    [
      'first IBAN, from long ago',
      { tipo: 'bancario', decorrenze: [] },
      { iban: BANCA, validoDal: giorno('2020-01-01') },
      'nuova',
    ],
    [
      'check digits wrong',
      { tipo: 'bancario', decorrenze: [] },
      { iban: 'IT61X0542811101000000123456', validoDal: OGGI },
      'IBAN_NON_VALIDO',
    ],
    [
      'bank IBAN on a postal account',
      { tipo: 'postale', decorrenze: [] },
      { iban: BANCA, validoDal: OGGI },
      'IBAN_NON_POSTALE',
    ],
    ['postal IBAN on a postal account', { tipo: 'postale', decorrenze: [] }, { iban: POSTA, validoDal: OGGI }, 'nuova'],
    ['the same again', { tipo: 'postale', decorrenze: [prima] }, prima, 'uguale'],
    [
      'with blanks and small letters, the same',
      { tipo: 'postale', decorrenze: [prima] },
      { ...prima, iban: 'it32 O076 0102 4000 0001 2345 678' },
      'uguale',
    ],
    [
      'another from the same past day',
      { tipo: 'bancario', decorrenze: [prima] },
      { ...prima, iban: BANCA },
      'IBAN_DECORRENZA_PASSATA',
    ],
    [
      'another from yesterday',
      { tipo: 'bancario', decorrenze: [prima] },
      { iban: BANCA, validoDal: giorno('2026-11-22') },
      'IBAN_DECORRENZA_PASSATA',
    ],
    ['another from today', { tipo: 'bancario', decorrenze: [prima] }, { iban: BANCA, validoDal: OGGI }, 'nuova'],
  ])('%s', (_, conto, richiesta, atteso) => {
    const esito = decidiIban(conto, { stato: 'attivo', ...richiesta }, OGGI);
    expect(esito.ok ? (esito.value.nuova ? 'nuova' : 'uguale') : esito.refusal.codice).toBe(atteso);
  });
});

describe('validaStazione', () => {
  const STAZIONE: DatiStazione = {
    codice: '12345678903_01',
    versionePrimitive: 2,
    segreti: [],
    certificatiCn: [],
    indirizzi: [],
  };
  const isRete = (testo: string): boolean => testo === '10.0.0.0/8';
  it.each<[string, Partial<DatiStazione>, string]>([
    ['without anything that opens it', {}, 'ok'],
    ['code with a slash', { codice: '800/01' }, 'STAZIONE_CODICE_NON_VALIDO'],
    ['segment', { segreti: ['Zk3-vQ8_pL2mN5xRt'] }, 'ok'],
    ['segment of one letter', { segreti: ['a'.repeat(40)] }, 'SEGMENTO_DEBOLE'],
    ['segment that is short', { segreti: ['Zk3-vQ8'] }, 'SEGMENTO_DEBOLE'],
    ['segment that a path would change', { segreti: ['Zk3/vQ8?pL2mN5xRt'] }, 'SEGMENTO_DEBOLE'],
    ['certificate', { certificatiCn: ['forwarder.platform.pagopa.it'] }, 'ok'],
    ['certificate with a blank', { certificatiCn: ['CN = x'] }, 'CERTIFICATO_NON_VALIDO'],
    ['network', { indirizzi: ['10.0.0.0/8'] }, 'ok'],
    ['no network', { indirizzi: ['10.0.0.0/8', 'casa'] }, 'INDIRIZZO_NON_VALIDO'],
  ])('%s', (_, cambio, atteso) => expect(codice(validaStazione({ ...STAZIONE, ...cambio }, isRete))).toBe(atteso));
});
