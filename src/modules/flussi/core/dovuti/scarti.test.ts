import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { isNazione, isProvincia } from '#kernel/luoghi';
import { csvDovuti, SECONDARIO, type RigaProva } from '#support/dovuti';
import { scartoDi } from './codici-riga.ts';
import { leggiRiga } from './leggi-riga.ts';
import type { RegoleEnte, Scarto } from './regole.ts';
import { validaRiga } from './valida.ts';

const REGOLE: RegoleEnte = {
  segregazione: '01',
  oggi: '2026-11-20' as Giorno,
  limiteNuoviIuv: '2024-05-01' as Giorno,
  tipi: new Map([
    [
      'TARI',
      {
        attivo: true,
        tassonomia: '9/0101101IM/',
        codiceFiscaleAnonimo: false,
        scadenzaObbligatoria: false,
        modalita: ['per_flussi'],
      },
    ],
    [
      'LOCALI',
      {
        attivo: true,
        tassonomia: '9/0101101IM/',
        codiceFiscaleAnonimo: false,
        scadenzaObbligatoria: false,
        modalita: ['base'],
      },
    ],
  ]),
  tassonomia: new Set(['9/0101101IM/']),
  rifiutaFuoriModalita: true,
  conti: new Map(),
  luoghi: {
    provinciaNota: isProvincia,
    nazioneNota: isNazione,
    comuneNoto: () => true,
    nascitaNota: () => true,
  },
};

/** Why a row that holds this is refused, before the database is asked; null when it is good. */
function scarto(riga: RigaProva, versione: '1_3' | '1_4' = '1_3'): Scarto | null {
  const [, testo = ''] = csvDovuti({ codIpa: 'c_x', tipo: 'TARI' }, versione, [{ IUD: 'A', ...riga }]).split('\n');
  return scartoDelTesto(testo, versione);
}

function scartoDelTesto(testo: string, versione: '1_3' | '1_4' = '1_3'): Scarto | null {
  const letta = leggiRiga(testo, versione);
  return letta.ok ? validaRiga(letta.value, REGOLE) : letta.scarto;
}

const sintassi = (colonna: string): string =>
  `Errore sintassi CSV campo ${colonna}. Per maggiori informazioni fare riferimento al manuale 'Integrazione Ente'`;
const P = 'PAA_IMPORT_SINTASSI_CSV';

describe('while it is read (A.1)', () => {
  it.each<[RigaProva, string]>([
    [{ IUD: '' }, '|IUD NON PRESENTE'],
    [{ IUD: 'x'.repeat(36) }, '|COD_IUD TROPPO GRANDE'],
    [{ dataScadenzaPagamento: '2099-12-31T00:00' }, '|dataScadenzaPagamento:wrong DATE pattern or wrong DATE data'],
    [{ dataScadenzaPagamento: '2099-02-30' }, '|dataScadenzaPagamento:wrong DATE pattern or wrong DATE data'],
    [
      { importoDovuto: '12,50', commissioneCaricoPa: 'x' },
      '|IMPORTO_DOVUTO NON CONFROME: 12,50|COMMISSIONE_CARICO_PA NON CONFROME: x',
    ],
    [{ importoDovuto: '1234567890123456' }, '|IMPORTO_DOVUTO TROPPO GRANDE'],
    [{ flagGeneraIuv: 'forse' }, '|FLAG_GENERA_IUV NON CONFORME'],
    // Nothing of what XML cannot carry, where it is needed to pay.
    [{ anagraficaPagatore: 'Ma\u0001rio' }, '|ANAGRAFICA_PAGATORE NON CONFORME'],
    [{ causaleVersamento: 'TARI\u001f2026', IUD: 'A\u0000B' }, '|IUD NON CONFORME|CAUSALE_VERSAMENTO NON CONFORME'],
    [{ datiSpecificiRiscossione: '9/0101101IM/\u0002' }, '|DATI_SPECIFICI_RISCOSSIONE NON CONFORME'],
  ])('%o', (riga, testo) => {
    expect(scarto(riga)).toEqual({ codice: P, testo });
  });

  it('a row with too few columns, or too many, says how many', () => {
    const testo = 'ERRORE GENERICO NELLA LETTURA DELLA RIGA DEL CSV';
    expect(scartoDelTesto('IUD1,F,x')).toEqual({ codice: P, testo, parametri: { colonne: 1, servono: 22 } });
    expect(scarto({ azione: 'I;' })).toEqual({
      codice: P,
      testo: '|Too many columns',
      parametri: { colonne: 23, servono: 22 },
    });
  });
});

describe('when it is validated (A.2)', () => {
  it('a tabulation, which XML takes, is no fault', () => {
    expect(scarto({ causaleVersamento: 'TARI\t2026' })).toBeNull();
  });

  it('an unknown action is said alone, without a bar', () => {
    expect(scarto({ azione: 'X', importoDovuto: '0' })).toEqual({ codice: `${P}_AZIONE`, testo: sintassi('azione') });
    expect(scarto({ azione: 'i' })?.codice).toBe(`${P}_AZIONE`);
  });

  it('the others are told together, in order; the texts of amounts after a blank', () => {
    const riga = { codiceIdentificativoUnivoco: 'X', importoDovuto: '0', commissioneCaricoPa: '-1', bilancio: 'x' };
    expect(scarto(riga)).toEqual({
      codice: ['_COD_FISC', '_IMPORTO', '_COMMISSIONI_PA', '_BILANCIO'].map((suffisso) => `|${P}${suffisso}`).join(''),
      testo:
        `|${sintassi('codiceIdentificativoUnivoco')} ${sintassi('importoDovuto')} ${sintassi('commissioneCaricoPa')}` +
        `|${sintassi('bilancio')}`,
    });
  });

  it.each(['0', '0.00', '-5.00', '1000000000', '1000000000.00'])('%s is a number, and no amount', (importoDovuto) => {
    expect(scarto({ importoDovuto })?.codice).toBe(`|${P}_IMPORTO`);
  });

  it.each<[RigaProva, string | null]>([
    [{}, null],
    [{ ibanAccreditoEnteSecondario: 'it60x0542811101000000123456' }, null],
    [{ ibanAccreditoEnteSecondario: '-'.repeat(27) }, '_IBAN_ACCREDITO_ENTE_SECONDARIO'],
    [{ ibanAccreditoEnteSecondario: 'IT61X0542811101000000123456' }, '_IBAN_ACCREDITO_ENTE_SECONDARIO'],
    // Good, of another country and length.
    [{ ibanAccreditoEnteSecondario: 'DE89370400440532013000' }, '_IBAN_ACCREDITO_ENTE_SECONDARIO'],
    [{ importoVersamentoEnteSecondario: '0' }, '_IMPORTO_VERS_ENTE_SECONDARIO'],
    [{ importoVersamentoEnteSecondario: '1000000000' }, '_IMPORTO_VERS_ENTE_SECONDARIO'],
    [{ importoDovuto: '999999999.99', importoVersamentoEnteSecondario: '0.01' }, '_IMPORTO_VERS_ENTE_SECONDARIO'],
    [{ importoDovuto: '1000000000' }, '_IMPORTO'],
  ])('a second beneficiary with %o', (cambio, suffisso) => {
    expect(scarto({ ...SECONDARIO, ...cambio }, '1_4')?.codice ?? null).toBe(suffisso && `|${P}${suffisso}`);
  });

  it('a kind of due that is not joined «per flussi», where the ente wants: what is there may still be annulled', () => {
    expect(scarto({ tipoDovuto: 'LOCALI' })?.codice).toBe(`|${P}_TIPO_DOVUTO_NON_PER_FLUSSI`);
    expect(scarto({ tipoDovuto: 'LOCALI', azione: 'M' })?.codice).toBe(`|${P}_TIPO_DOVUTO_NON_PER_FLUSSI`);
    expect(scarto({ tipoDovuto: 'LOCALI', azione: 'A' })).toBeNull();
  });

  it('also its name must be writable', () => {
    const riga = { ...SECONDARIO, denominazioneEnteSecondario: 'Pro\u0007vincia' };
    expect(scarto(riga, '1_4')?.testo).toBe('|DENOMINAZIONE_ENTE_SECONDARIO NON CONFORME');
  });
});

describe('by the database (A.3)', () => {
  const riga = { iud: 'A', codIpa: 'c_x', versione: '1_3' };
  const testo = (codice: string, azione: 'I' | 'M' | 'A'): string => scartoDi(codice, { ...riga, azione }).testo;

  it('in the words of the action', () => {
    const inPagamento = '|Dovuto non presente o in pagamento nel database, impossibile';
    expect(testo('DOVUTO_IN_PAGAMENTO', 'M')).toBe(`${inPagamento} modificarlo`);
    expect(testo('DOVUTO_IN_PAGAMENTO', 'A')).toBe(`${inPagamento} annullarlo`);
    expect(testo('IUV_DUPLICATO', 'I')).toMatch(/^\|IUV attivo presente nel database, /);
    expect(testo('IUV_DUPLICATO', 'M')).toMatch(/^\|IUV duplicato nel database, /);
  });

  it('and of the IUD that is not there', () => {
    expect(scartoDi('DOVUTO_NON_TROVATO', { ...riga, azione: 'A' })).toEqual({
      codice: 'PAA_IMPORT_ERROR',
      testo: '|CODICE PAA_IMPORT_ERROR DESCRIZIONE Dovuto non trovato per IUD [A] e codice IPA Ente [c_x]',
    });
  });
});
