import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import type { ContoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { applicaBilancio, parseBilancio, scriviBilancio, type VoceBilancio } from './tipo-dovuto-bilancio.ts';
import {
  datiRiscossioneDi,
  mancanze,
  TIPO_CONSUETO,
  tipoConsueto,
  validaTipoDovuto,
  type DatiTipoDovuto,
  type IntornoAlTipo,
} from './tipo-dovuto.ts';

const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const giorno = (testo: string): Giorno => testo as Giorno;

const TIPO: DatiTipoDovuto = {
  ...TIPO_CONSUETO,
  codice: 'TARI',
  denominazione: 'Tassa sui rifiuti',
  attivo: true,
  tassonomia: '9/0101101IM/',
  contoId: 'c1' as ContoId,
};
const INTORNO: IntornoAlTipo = {
  tassonomia: { codice: TIPO.tassonomia, validaDal: giorno('2020-01-01'), validaAl: null },
  conto: 'bancario',
  contoPostale: null,
  modulo: null,
  oggi: giorno('2026-11-23'),
};
const SCADUTA = {
  tassonomia: { codice: TIPO.tassonomia, validaDal: giorno('2020-01-01'), validaAl: giorno('2026-11-23') },
};
const POSTALE = { contoPostaleId: 'c2' as ContoId };
const SPONTANEO = { spontaneo: true };
const MODULO = { modulo: { importoFissoCents: null } };
const MARCA: Partial<DatiTipoDovuto> = {
  codice: 'MARCA_BOLLO_DIGITALE',
  contoId: null,
  modalita: ['iniziato_presso_ente'],
  importoFissoCents: cents(1600),
};
const voce = (importo: number | 'resto', capitolo = '3100'): VoceBilancio => ({
  capitolo,
  ufficio: null,
  accertamento: null,
  importoCents: importo === 'resto' ? importo : cents(importo),
});

describe('validaTipoDovuto', () => {
  it.each<[string, Partial<DatiTipoDovuto>, Partial<IntornoAlTipo>, string]>([
    ['as it should be', {}, {}, 'ok'],
    ['code with a blank', { codice: 'TARI 2026' }, {}, 'TIPO_CODICE_NON_VALIDO'],
    ['code of 64', { codice: 'x'.repeat(64) }, {}, 'ok'],
    ['code of 65', { codice: 'x'.repeat(65) }, {}, 'TIPO_CODICE_NON_VALIDO'],
    ['code of the virtual export', { codice: 'EXPORT_ENTE_SECONDARIO' }, {}, 'TIPO_CODICE_RISERVATO'],
    ['no name', { denominazione: ' ' }, {}, 'DENOMINAZIONE_NON_VALIDA'],
    ['taxonomy unknown', {}, { tassonomia: null }, 'TASSONOMIA_SCONOSCIUTA'],
    ['taxonomy that ends today', {}, SCADUTA, 'TASSONOMIA_NON_IN_VIGORE'],
    ['taxonomy over, kind at rest', { attivo: false }, SCADUTA, 'ok'],
    ['dati di riscossione', { datiRiscossione: '9/0101101IM/2026' }, {}, 'ok'],
    ['dati di riscossione with a blank', { datiRiscossione: '9/0101101IM/20 26' }, {}, 'DATI_RISCOSSIONE_NON_VALIDI'],
    [
      'dati di riscossione of 141',
      { datiRiscossione: `9/0101101IM/${'x'.repeat(129)}` },
      {},
      'DATI_RISCOSSIONE_NON_VALIDI',
    ],
    ['context', { codiceContesto: 'TARI-2026' }, {}, 'ok'],
    ['context with a slash', { codiceContesto: 'a/b' }, {}, 'CODICE_CONTESTO_NON_VALIDO'],
    ['account of nobody', {}, { conto: null }, 'CONTO_SCONOSCIUTO'],
    ['no account, at rest', { contoId: null, attivo: false }, { conto: null }, 'ok'],
    ['no account, active', { contoId: null }, { conto: null }, 'TIPO_SENZA_CONTO'],
    ['postal account of nobody', POSTALE, {}, 'CONTO_SCONOSCIUTO'],
    ['postal account that is a bank', POSTALE, { contoPostale: 'bancario' }, 'CONTO_NON_POSTALE'],
    ['postal account', POSTALE, { contoPostale: 'postale' }, 'ok'],
    ['no mode, active', { modalita: [] }, {}, 'TIPO_SENZA_MODALITA'],
    ['no mode, at rest', { modalita: [], attivo: false }, {}, 'ok'],
    ['fixed amount', { importoFissoCents: cents(1) }, {}, 'ok'],
    ['fixed at nothing', { importoFissoCents: cents(0) }, {}, 'IMPORTO_FISSO_NON_VALIDO'],
    ['fixed beyond the largest', { importoFissoCents: cents(100_000_000_000) }, {}, 'IMPORTO_FISSO_NON_VALIDO'],
    ['fixed and refreshed', { importoFissoCents: cents(1), attualizzazione: true }, {}, 'IMPORTO_FISSO_E_ATTUALIZZATO'],
    ['intestatario of 50', { intestatarioAvviso: 'x'.repeat(50) }, {}, 'ok'],
    ['settore of 51', { settoreAvviso: 'x'.repeat(51) }, {}, 'TESTO_TROPPO_LUNGO'],
    ['address', { urlEsterno: 'https://www.ente.example.it/paga?tipo=1' }, {}, 'ok'],
    ['address in clear', { urlEsterno: 'http://www.ente.example.it' }, {}, 'URL_ESTERNO_NON_VALIDO'],
    ['address with a password', { urlEsterno: 'https://u:p@ente.example.it/' }, {}, 'URL_ESTERNO_NON_VALIDO'],
    ['script', { urlEsterno: 'javascript:alert(1)' }, {}, 'URL_ESTERNO_NON_VALIDO'],
    ['address with a line feed', { urlEsterno: 'https://a.example/\nb' }, {}, 'URL_ESTERNO_NON_VALIDO'],
    ['no attempts', { tentativiEsitoMax: 0 }, {}, 'TENTATIVI_NON_VALIDI'],
    ['half an attempt', { tentativiEsitoMax: 1.5 }, {}, 'TENTATIVI_NON_VALIDI'],
    ['reminders', { promemoriaGiorni: [30, 7, 0] }, {}, 'ok'],
    ['six reminders', { promemoriaGiorni: [1, 2, 3, 4, 5, 6] }, {}, 'PROMEMORIA_NON_VALIDI'],
    ['reminder after the date', { promemoriaGiorni: [-1] }, {}, 'PROMEMORIA_NON_VALIDI'],
    ['spontaneous without a form', SPONTANEO, {}, 'TIPO_SENZA_MODULO'],
    ['spontaneous without a form, at rest', { ...SPONTANEO, attivo: false }, {}, 'ok'],
    ['spontaneous with a form', SPONTANEO, MODULO, 'ok'],
    ['spontaneous elsewhere', { ...SPONTANEO, urlEsterno: 'https://ente.example.it' }, {}, 'ok'],
    ['spontaneous, not from the portale', { ...SPONTANEO, modalita: ['per_flussi'] }, MODULO, 'SPONTANEO_SENZA_BASE'],
    ['fixed amount, another in the form', { importoFissoCents: cents(5) }, MODULO, 'MODULO_IMPORTO_DIVERSO'],
    ['the same in the form', { importoFissoCents: cents(5) }, { modulo: { importoFissoCents: cents(5) } }, 'ok'],
    ['digital stamp', MARCA, { conto: null }, 'ok'],
    ['digital stamp of any price', { ...MARCA, importoFissoCents: null }, {}, 'MARCA_DA_BOLLO_NON_VALIDA'],
    ['bilancio', { bilancio: [voce('resto')] }, {}, 'ok'],
    ['bilancio of no line', { bilancio: [] }, {}, 'BILANCIO_NON_VALIDO'],
    ['bilancio, chapter of 13', { bilancio: [voce('resto', '1234567890123')] }, {}, 'BILANCIO_NON_VALIDO'],
    ['bilancio that would break the XML', { bilancio: [voce('resto', '<3100')] }, {}, 'BILANCIO_NON_VALIDO'],
    ['bilancio of any amount without a rest', { bilancio: [voce(500)] }, {}, 'BILANCIO_SENZA_RESTO'],
    ['two rests', { bilancio: [voce('resto'), voce('resto')] }, {}, 'BILANCIO_SENZA_RESTO'],
    ['bilancio that sums', { importoFissoCents: cents(700), bilancio: [voce(500), voce(200)] }, {}, 'ok'],
    ['bilancio that does not', { importoFissoCents: cents(700), bilancio: [voce(500)] }, {}, 'BILANCIO_NON_TORNA'],
    [
      'nothing left for the rest',
      { importoFissoCents: cents(500), bilancio: [voce(500), voce('resto')] },
      {},
      'BILANCIO_NON_TORNA',
    ],
  ])('%s', (_, dati, intorno, atteso) =>
    expect(codice(validaTipoDovuto({ ...TIPO, ...dati }, { ...INTORNO, ...intorno }))).toBe(atteso),
  );

  it('who begins by themselves has no date to keep; sets are written in one order', () => {
    const dati: DatiTipoDovuto = {
      ...TIPO,
      ...SPONTANEO,
      scadenzaObbligatoria: true,
      scadenzaStampata: true,
      modalita: ['per_flussi', 'base', 'base'],
      promemoriaGiorni: [7, 30, 7],
    };
    expect(validaTipoDovuto(dati, { ...INTORNO, ...MODULO })).toMatchObject({
      value: {
        scadenzaObbligatoria: false,
        scadenzaStampata: false,
        modalita: ['base', 'per_flussi'],
        promemoriaGiorni: [30, 7],
      },
    });
  });

  it('a digital stamp goes to no account, and begins at the ente', () => {
    const dati = { ...TIPO, ...tipoConsueto('MARCA_BOLLO_DIGITALE'), ...SPONTANEO, codice: 'MARCA_BOLLO_DIGITALE' };
    expect(validaTipoDovuto({ ...dati, contoId: TIPO.contoId, attivo: true }, INTORNO)).toMatchObject({
      value: { contoId: null, spontaneo: false, modalita: ['iniziato_presso_ente'], importoFissoCents: 1600 },
    });
  });

  it('all that is missing is told at once', () => {
    const nudo = { ...TIPO, ...SPONTANEO, contoId: null, modalita: [] };
    expect(mancanze(nudo, { haModulo: false })).toEqual([
      'TIPO_SENZA_MODALITA',
      'TIPO_SENZA_CONTO',
      'TIPO_SENZA_MODULO',
    ]);
    expect(mancanze(TIPO, { haModulo: false })).toEqual([]);
  });

  it('what goes to pagoPA is the taxonomy code with ours, or what was written in its place', () => {
    expect(datiRiscossioneDi(TIPO)).toBe('9/0101101IM/TARI');
    expect(datiRiscossioneDi({ ...TIPO, datiRiscossione: '9/0101101IM/X' })).toBe('9/0101101IM/X');
  });
});

describe('bilancio', () => {
  it('shares an amount, and only what sums to it', () => {
    const voci = [voce(500), voce('resto', '3200')];
    expect(applicaBilancio(voci, cents(1200))?.map((v) => v.importoCents)).toEqual([500, 700]);
    expect(applicaBilancio(voci, cents(500))).toBeNull();
    expect(applicaBilancio([voce(500)], cents(501))).toBeNull();
  });

  it('is what a clerk writes, a line each', () => {
    const testo = '3100; UFF1; 2026/12; 5,00\n3200; ; ; resto';
    const letto = parseBilancio(`\n${testo}\r\n`);
    expect(letto).toMatchObject({ value: [{ ufficio: 'UFF1', importoCents: 500 }, { importoCents: 'resto' }] });
    expect(letto.ok && scriviBilancio(letto.value)).toBe(testo);
    expect(parseBilancio(' \n')).toEqual({ ok: true, value: null });
    expect(parseBilancio('3100; ; ; 5.00')).toMatchObject({
      refusal: { codice: 'BILANCIO_NON_VALIDO', parametri: { riga: 1 } },
    });
    expect(parseBilancio('3100; 5,00')).toMatchObject({ refusal: { codice: 'BILANCIO_NON_VALIDO' } });
  });
});
