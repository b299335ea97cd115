import { isoRoma } from '#kernel/giorno';
import { formatDecimale } from '#kernel/importo';
import { elemento, facoltativo, type Xml } from '#platform/xml/scrivi';
import type { SoggettoRicevuta } from './core/ricevuta.ts';
import type { DovutoDelPagamento, PagamentoDiIuv } from './store/pagamento-di-iuv.ts';

/** The documents that tell the ente's software what was paid (webservices 2.4): a fragment without declaration, not indented (2.1). */
export function pagati(pagamento: PagamentoDiIuv): string {
  return documento('Pagati', pagamento, () => []);
}

/** The same, with what only the receipt says of each transfer. */
export function pagatiConRicevuta(pagamento: PagamentoDiIuv): string {
  return documento('PagatiConRicevuta', pagamento, ({ indice }) => [
    facoltativo('indiceDatiSingoloPagamento', indice),
    facoltativo(
      'commissioniApplicatePSP',
      pagamento.commissioneCents === null ? null : formatDecimale(pagamento.commissioneCents),
    ),
  ]);
}

/** Every element is qualified, without prefix, as a document of one namespace is written. */
const NAMESPACE = 'http://www.regione.veneto.it/schemas/2012/Pagamenti/Ente/';
const VERSIONE_OGGETTO = '6.2.0';
const NON_INDICATO = 'n/a';
/** Texts longer than the schema has room for are cut, as a strict reader would refuse the whole. */
const MISURE = {
  codice: 35,
  denominazione: 70,
  indirizzo: 70,
  breve: 16,
  causale: 140,
  email: 256,
  singoliMax: 5,
} as const;
/** What a paid dovuto says of itself: the outcome, or the sentence that MyPay writes where the ente registered it by hand (1.8). */
const ESITO = { ricevuta: '0', aMano: 'PAGATO CON RENDICONTAZIONE 9' } as const;

type Campi = readonly (Xml | null)[];

function documento(radice: string, p: PagamentoDiIuv, inPiu: (d: DovutoDelPagamento) => Campi): string {
  const receiptId = taglia(p.receiptId, MISURE.codice);
  const campi = [
    elemento('versioneOggetto', VERSIONE_OGGETTO),
    elemento('dominio', [
      elemento('identificativoDominio', p.ente.codiceFiscale),
      forse('identificativoStazioneRichiedente', p.stazione, MISURE.codice),
    ]),
    elemento('identificativoMessaggioRicevuta', receiptId),
    elemento('dataOraMessaggioRicevuta', isoRoma(p.pagataIl)),
    elemento('riferimentoMessaggioRichiesta', receiptId),
    elemento('riferimentoDataRichiesta', p.pagataGiorno),
    istituto(p),
    beneficiario(p),
    pagatore(p.debitore),
    elemento('datiPagamento', [
      elemento('codiceEsitoPagamento', '0'),
      elemento('importoTotalePagato', formatDecimale(p.totaleCents)),
      elemento('identificativoUnivocoVersamento', p.iuv),
      elemento('codiceContestoPagamento', receiptId),
      ...p.dovuti.slice(0, MISURE.singoliMax).map((d) => singolo(p, d, inPiu(d))),
    ]),
  ];
  return elemento(radice, campi, { xmlns: NAMESPACE }).toString();
}

function singolo(p: PagamentoDiIuv, d: DovutoDelPagamento, inPiu: Campi): Xml {
  return elemento('datiSingoloPagamento', [
    elemento('identificativoUnivocoDovuto', d.iud),
    elemento('singoloImportoPagato', formatDecimale(d.quotaCents)),
    elemento('esitoSingoloPagamento', p.aMano ? ESITO.aMano : ESITO.ricevuta),
    elemento('dataEsitoSingoloPagamento', p.pagataGiorno),
    elemento('identificativoUnivocoRiscossione', taglia(p.receiptId, MISURE.codice)),
    elemento('causaleVersamento', taglia(d.causale, MISURE.causale)),
    elemento('datiSpecificiRiscossione', d.datiRiscossione),
    ...inPiu,
  ]);
}

function istituto({ psp, pspDenominazione }: PagamentoDiIuv): Xml {
  return elemento('istitutoAttestante', [
    univoco('identificativoUnivocoAttestante', 'B', psp),
    elemento('denominazioneAttestante', taglia(pspDenominazione ?? psp ?? NON_INDICATO, MISURE.denominazione)),
  ]);
}

function beneficiario({ ente }: PagamentoDiIuv): Xml {
  return elemento('enteBeneficiario', [
    univoco('identificativoUnivocoBeneficiario', 'G', ente.codiceFiscale),
    elemento('denominazioneBeneficiario', taglia(ente.denominazione, MISURE.denominazione)),
  ]);
}

function pagatore(s: SoggettoRicevuta): Xml {
  return elemento('soggettoPagatore', [
    univoco('identificativoUnivocoPagatore', s.tipo === 'G' ? 'G' : 'F', s.codice),
    elemento('anagraficaPagatore', taglia(s.anagrafica ?? NON_INDICATO, MISURE.denominazione)),
    forse('indirizzoPagatore', s.indirizzo, MISURE.indirizzo),
    forse('civicoPagatore', s.civico, MISURE.breve),
    forse('capPagatore', s.cap, MISURE.breve),
    forse('localitaPagatore', s.localita, MISURE.codice),
    // Two letters, whatever was written: MyPay cuts it, and the schema takes nothing shorter.
    forse('provinciaPagatore', (s.provincia ?? '').length < 2 ? null : s.provincia, 2),
    forse('nazionePagatore', /^[A-Z]{2}$/.test(s.nazione ?? '') ? s.nazione : null, 2),
    forse('e-mailPagatore', EMAIL.test(s.email ?? '') ? s.email : null, MISURE.email),
  ]);
}

const EMAIL = /^[\w!#$%&'*+/=?`{|}~^.-]+@[A-Za-z0-9.-]+$/;

function univoco(nome: string, tipo: string, codice: string | null): Xml {
  return elemento(nome, [
    elemento('tipoIdentificativoUnivoco', tipo),
    elemento('codiceIdentificativoUnivoco', taglia(codice ?? NON_INDICATO, MISURE.codice)),
  ]);
}

function forse(nome: string, testo: string | null, massimo: number): Xml | null {
  return testo === null || testo === '' ? null : elemento(nome, taglia(testo, massimo));
}

/** By characters as XML counts them: a surrogate pair is one. */
function taglia(testo: string, massimo: number): string {
  return testo.length <= massimo ? testo : [...testo].slice(0, massimo).join('');
}
