import { formatDecimale, type Cents } from '#kernel/importo';
import { isoRoma, type Giorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';

/**
 * Versions of the export of paid dovuti (mypay-file-formats.md 4.5). 1.0 and 1.1 differ only in the file's name and in the
 * receipt's columns.
 */
export const VERSIONI_PAGATI = ['1.0', '1.1', '1.2', '1.3'] as const;
export type VersionePagati = (typeof VERSIONI_PAGATI)[number];

export function isVersionePagati(testo: string): testo is VersionePagati {
  return (VERSIONI_PAGATI as readonly string[]).includes(testo);
}

/** A person as the receipt or the posizione tells them. */
export type Soggetto = {
  tipo: string | null;
  codice: string | null;
  anagrafica: string | null;
  indirizzo: string | null;
  civico: string | null;
  cap: string | null;
  localita: string | null;
  provincia: string | null;
  nazione: string | null;
  email: string | null;
};

/** A paid dovuto with what the ente got for it (model 12). */
export type Pagato = {
  iuf: string;
  riga: number | null;
  iud: string;
  iuv: string;
  causale: string;
  datiRiscossione: string;
  bilancio: string | null;
  tipoDovuto: string;
  stazione: string | null;
  receiptId: string;
  pagataIl: Date;
  pagataGiorno: Giorno;
  totaleCents: Cents;
  quotaCents: Cents;
  /** Null where no transfer of the receipt is of this ente: the file says `null` (mypay-file-formats.md 4.5). */
  indice: number | null;
  commissioneCents: Cents | null;
  psp: string | null;
  pspDenominazione: string | null;
  debitore: Soggetto;
  pagatore: Soggetto | null;
  /** The receipt element, as XML. */
  ricevuta: string;
};

export type Beneficiario = { codiceFiscale: string; denominazione: string; indirizzo: string | null };

/** `fisso`: what it says is the same in every row of a file. */
export type Colonna<Riga> = {
  nome: string;
  valore: (p: Riga, ente: Beneficiario) => string;
  fisso?: (ente: Beneficiario) => string;
};

/** versioneOggetto that MyPay writes for the documents of this family. */
const VERSIONE_OGGETTO = '6.2.0';

const fissa = (nome: string, fisso: (ente: Beneficiario) => string): Colonna<Pagato> => ({
  ...{ nome, fisso },
  valore: (_, ente) => fisso(ente),
});

const vuota = (nome: string): Colonna<Pagato> => fissa(nome, () => '');

const soggetto = (prefisso: string, suffisso: string, di: (p: Pagato) => Soggetto | null): Colonna<Pagato>[] => {
  const campo = (nome: string, chiave: keyof Soggetto): Colonna<Pagato> => ({
    nome,
    valore: (p) => di(p)?.[chiave] ?? '',
  });
  return [
    campo(`${prefisso}TipoIdentificativoUnivoco`, 'tipo'),
    campo(`${prefisso}CodiceIdentificativoUnivoco`, 'codice'),
    campo(`anagrafica${suffisso}`, 'anagrafica'),
    campo(`indirizzo${suffisso}`, 'indirizzo'),
    campo(`civico${suffisso}`, 'civico'),
    campo(`cap${suffisso}`, 'cap'),
    campo(`localita${suffisso}`, 'localita'),
    campo(`provincia${suffisso}`, 'provincia'),
    campo(`nazione${suffisso}`, 'nazione'),
    campo(`email${suffisso}`, 'email'),
  ];
};

const BASE: readonly Colonna<Pagato>[] = [
  { nome: 'iuf', valore: (p) => p.iuf },
  { nome: 'numRigaFlusso', valore: (p) => (p.riga === null ? '' : String(p.riga)) },
  { nome: 'codIud', valore: (p) => p.iud },
  { nome: 'codIuv', valore: (p) => p.iuv },
  fissa('versioneOggetto', () => VERSIONE_OGGETTO),
  fissa('identificativoDominio', (ente) => ente.codiceFiscale),
  { nome: 'identificativoStazioneRichiedente', valore: (p) => p.stazione ?? '' },
  { nome: 'identificativoMessaggioRicevuta', valore: (p) => p.receiptId },
  { nome: 'dataOraMessaggioRicevuta', valore: (p) => isoRoma(p.pagataIl) },
  { nome: 'riferimentoMessaggioRichiesta', valore: (p) => p.receiptId },
  { nome: 'riferimentoDataRichiesta', valore: (p) => p.pagataGiorno },
  fissa('tipoIdentificativoUnivoco', () => 'B'),
  { nome: 'codiceIdentificativoUnivoco', valore: (p) => p.psp ?? '' },
  { nome: 'denominazioneAttestante', valore: (p) => p.pspDenominazione ?? '' },
  ...['codiceUnitOper', 'denomUnitOper', 'indirizzo', 'civico', 'cap', 'localita', 'provincia', 'nazione'].map((n) =>
    vuota(`${n}Attestante`),
  ),
  fissa('enteBenefTipoIdentificativoUnivoco', () => 'G'),
  fissa('enteBenefCodiceIdentificativoUnivoco', (ente) => ente.codiceFiscale),
  fissa('denominazioneBeneficiario', (ente) => ente.denominazione),
  ...['codiceUnitOper', 'denomUnitOper', 'indirizzo', 'civico', 'cap', 'localita', 'provincia', 'nazione'].map((n) =>
    vuota(`${n}Beneficiario`),
  ),
  ...soggetto('soggVers', 'Versante', (p) => p.pagatore),
  ...soggetto('soggPag', 'Pagatore', (p) => p.debitore),
  fissa('codiceEsitoPagamento', () => '0'),
  { nome: 'importoTotalePagato', valore: (p) => formatDecimale(p.totaleCents) },
  { nome: 'identificativoUnivocoVersamento', valore: (p) => p.iuv },
  { nome: 'codiceContestoPagamento', valore: (p) => p.receiptId },
  { nome: 'singoloImportoPagato', valore: (p) => formatDecimale(p.quotaCents) },
  fissa('esitoSingoloPagamento', () => '0'),
  { nome: 'dataEsitoSingoloPagamento', valore: (p) => p.pagataGiorno },
  { nome: 'identificativoUnivocoRiscoss', valore: (p) => p.receiptId },
  { nome: 'causaleVersamento', valore: (p) => p.causale.slice(0, LIMITI.causaleCaratteriMax) },
  { nome: 'datiSpecificiRiscossione', valore: (p) => p.datiRiscossione },
  { nome: 'tipoDovuto', valore: (p) => p.tipoDovuto },
];

const RICEVUTA: readonly Colonna<Pagato>[] = [
  vuota('tipoFirma'),
  { nome: 'rt', valore: (p) => Buffer.from(p.ricevuta, 'utf8').toString('base64') },
  { nome: 'indiceDatiSingoloPagamento', valore: (p) => String(p.indice) },
  {
    nome: 'numRtDatiPagDatiSingPagCommissioniApplicatePsp',
    valore: (p) => (p.commissioneCents === null ? '' : formatDecimale(p.commissioneCents)),
  },
  vuota('codRtDatiPagDatiSingPagAllegatoRicevutaTipo'),
  vuota('blbRtDatiPagDatiSingPagAllegatoRicevutaTest'),
];

const BILANCIO: Colonna<Pagato> = { nome: 'bilancio', valore: (p) => p.bilancio ?? '' };
const PA1: readonly Colonna<Pagato>[] = [
  vuota('cod_fiscale_pa1'),
  vuota('de_nome_pa1'),
  vuota('cod_tassonomico_dovuto_pa1'),
];

/** The columns of a version, in order: base, receipt where asked, then what the version added. */
export function colonnePagati(versione: VersionePagati, conRicevuta: boolean): readonly Colonna<Pagato>[] {
  return [
    ...BASE,
    ...(conRicevuta ? RICEVUTA : []),
    ...(versione === '1.2' || versione === '1.3' ? [BILANCIO] : []),
    ...(versione === '1.3' ? PA1 : []),
  ];
}

/**
 * A record of the file: every field quoted, CRLF (mypay-file-formats.md 4.4). Its two readers disagree on what a quote or a backslash
 * inside a field means, so there is none: they become an apostrophe and a slash. A line break would end the record for a reader that
 * goes by lines: a blank.
 */
export function recordPagati(valori: readonly string[]): string {
  return `"${valori.map(pulisci).join('";"')}"\r\n`;
}

/** Writes the rows of a file, each as `recordPagati` would: what is the same in all of them is put together once. */
export function scrittorePagati<Riga>(colonne: readonly Colonna<Riga>[], ente: Beneficiario): (riga: Riga) => string {
  const valori: Colonna<Riga>['valore'][] = [];
  const pezzi: string[] = [];
  let pezzo = '"';
  for (const [n, { fisso, valore }] of colonne.entries()) {
    if (n > 0) pezzo += '";"';
    if (fisso !== undefined) {
      pezzo += pulisci(fisso(ente));
      continue;
    }
    valori.push(valore);
    pezzi.push(pezzo);
    pezzo = '';
  }
  const coda = `${pezzo}"\r\n`;
  return (riga) => {
    let testo = '';
    for (let n = 0; n < valori.length; n += 1) testo += (pezzi[n] ?? '') + pulisci(valori[n]?.(riga, ente) ?? '');
    return testo + coda;
  };
}

const INSOLITO = /["\\\r\n]/;

function pulisci(valore: string): string {
  if (!INSOLITO.test(valore)) return valore;
  return valore
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replace(/[\r\n]+/g, ' ');
}
