import { giornoA, type Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { parseNumeroAvviso } from '#kernel/numero-avviso';
import type { Xml } from '#platform/xml/scrivi';
import { RADICI, type NomeOperazione } from '../contratto.ts';
import { FAULT_AMMESSI } from '../fault.ts';
import {
  rispostaKo,
  rispostaPagamentoV1,
  rispostaPagamentoV2,
  rispostaRicevuta,
  rispostaSpontanea,
  rispostaVerifica,
  type AvvisoPagabile,
  type DatiPagamento,
  type QuotaConto,
  type Soggetto,
} from '../risposte.ts';

const SCADENZA: Giorno = giornoA(new Date('2026-12-31T12:00:00Z'));

export const SOGGETTO: Soggetto = {
  tipo: 'F',
  codice: 'RSSMRA80A01F205X',
  anagrafica: 'Maria Rossi',
  indirizzo: "Via dell'Orto",
  civico: '12/B',
  cap: '00100',
  localita: 'Valdombra',
  provincia: 'VD',
  nazione: 'IT',
  email: 'maria.rossi@example.org',
};

const SCONOSCIUTO: Soggetto = {
  tipo: 'G',
  codice: '',
  anagrafica: '',
  indirizzo: null,
  civico: '',
  cap: ' ',
  localita: null,
  provincia: null,
  nazione: 'Italia',
  email: 'non è un indirizzo',
};

export const QUOTA: QuotaConto = {
  importoCents: cents(10_000),
  codiceFiscale: '00000000018',
  denominazione: 'Comune di Valdombra',
  causale: '/RFB/02000000000000150/100.00/TXT/Mensa',
  tassonomia: '9/0107101TS/',
  metadati: [{ chiave: 'IBANAPPOGGIO', valore: 'IT60X0760103200000000123456' }],
  iban: 'IT60X0542811101000000123456',
};

export const DATI: DatiPagamento<QuotaConto> = {
  iuv: '02000000000000150',
  importoCents: cents(10_000),
  scadenza: SCADENZA,
  causale: 'Mensa scolastica, ottobre',
  ente: { denominazione: 'Comune di Valdombra', settore: 'Ufficio scuola' },
  debitore: SOGGETTO,
  quote: [QUOTA],
  metadati: [],
};

const LUNGO = 'Perché 𝒙 <no> & "sì"\n'.repeat(40);

/** Everything too long, empty or odd that may reach the grammar: it must come out valid all the same. */
const ESTREMI: DatiPagamento<QuotaConto> = {
  ...DATI,
  importoCents: cents(50_000),
  scadenza: null,
  causale: LUNGO,
  ente: { denominazione: '', settore: '\u0000' },
  debitore: SCONOSCIUTO,
  quote: Array.from({ length: 5 }, () => ({
    ...QUOTA,
    denominazione: null,
    causale: LUNGO,
    tassonomia: '',
    metadati: [],
  })),
  metadati: Array.from({ length: 20 }, (_, i) => ({ chiave: i === 0 ? '' : LUNGO, valore: LUNGO })),
};

export const AVVISO: AvvisoPagabile = {
  importoCents: cents(1),
  scadenza: SCADENZA,
  causale: 'Mensa scolastica, ottobre',
  tutteCcp: true,
  ente: { codiceFiscale: '00000000018', denominazione: 'Comune di Valdombra', settore: 'Ufficio scuola' },
};

const AVVISO_ESTREMO: AvvisoPagabile = {
  importoCents: cents(99_999_999_999),
  scadenza: null,
  causale: '',
  tutteCcp: false,
  ente: { codiceFiscale: '00000000018', denominazione: LUNGO, settore: null },
};

/** Every answer this door can give, in its ordinary and in its oddest form. */
export function risposteDiProva(): [nome: string, risposta: Xml][] {
  const numeroAvviso = parseNumeroAvviso('302000000000000150');
  if (numeroAvviso === null) throw new Error('Not a notice number');
  const bollo = { hashDocumento: 'A'.repeat(43) + '=', provincia: 'VD' };
  const conBollo = { ...QUOTA, importoCents: cents(1_600), bollo };
  return [
    ['verify', rispostaVerifica(AVVISO)],
    ['verify, extreme', rispostaVerifica(AVVISO_ESTREMO)],
    ['demand', rispostaSpontanea({ ...AVVISO, numeroAvviso })],
    ['demand, extreme', rispostaSpontanea({ ...AVVISO_ESTREMO, numeroAvviso })],
    ['get V1', rispostaPagamentoV1(DATI)],
    ['get V1, extreme', rispostaPagamentoV1(ESTREMI)],
    ['get V2', rispostaPagamentoV2(DATI)],
    ['get V2, extreme', rispostaPagamentoV2(ESTREMI)],
    [
      'get V2, stamp',
      rispostaPagamentoV2({ ...DATI, importoCents: cents(11_600), quote: [QUOTA, senzaIban(conBollo)] }),
    ],
    ['receipt V1', rispostaRicevuta('paSendRT')],
    ['receipt V2', rispostaRicevuta('paSendRTV2')],
    ...(Object.keys(RADICI) as NomeOperazione[]).flatMap(tuttiIKo),
  ];
}

function senzaIban<Q extends { iban: string }>({ iban: _, ...resto }: Q): Omit<Q, 'iban'> {
  return resto;
}

function tuttiIKo(nome: NomeOperazione): [string, Xml][] {
  return FAULT_AMMESSI[nome].flatMap((codice): [string, Xml][] => {
    const fault = { codice, idEnte: '00000000018' } as Parameters<typeof rispostaKo>[1];
    return [
      [`${nome} ${codice}`, rispostaKo(nome, fault)],
      [`${nome} ${codice}, with description`, rispostaKo(nome, { ...fault, idEnte: '', descrizione: LUNGO })],
    ];
  });
}
