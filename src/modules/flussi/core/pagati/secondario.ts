import { isoRoma, type Giorno } from '#kernel/giorno';
import { formatDecimale, type Cents } from '#kernel/importo';
import { colonnePagati, type Beneficiario, type Colonna, type Soggetto, type VersionePagati } from './colonne.ts';

/** Asked for in the place of a kind of due: what the ente got by receipts of other enti (mypay-file-formats.md 4.2). */
export const ENTE_SECONDARIO = 'EXPORT_ENTE_SECONDARIO';

/** A transfer that a receipt of another ente gave to this one. */
export type QuotaSecondaria = {
  iuv: string;
  receiptId: string;
  idTrasferimento: number;
  pagataIl: Date;
  pagataGiorno: Giorno;
  importoCents: Cents;
  causale: string;
  tassonomia: string;
  titolare: string;
  titolareDenominazione: string;
  titolareTassonomia: string;
  psp: string | null;
  pspDenominazione: string | null;
  commissioneCents: Cents | null;
  debitore: Soggetto | null;
  pagatore: Soggetto | null;
  ricevuta: string;
};

/** The station that MyPay writes for these rows, whatever the ente. */
const STAZIONE = '0007580279_03';

type Valore = (q: QuotaSecondaria, ente: Beneficiario) => string;

const soggetto = (
  prefisso: string,
  suffisso: string,
  di: (q: QuotaSecondaria) => Soggetto | null,
): Record<string, Valore> => ({
  [`${prefisso}TipoIdentificativoUnivoco`]: (q) => di(q)?.tipo ?? '',
  [`${prefisso}CodiceIdentificativoUnivoco`]: (q) => di(q)?.codice ?? '',
  ...Object.fromEntries(
    (['anagrafica', 'indirizzo', 'civico', 'cap', 'localita', 'provincia', 'nazione', 'email'] as const).map(
      (campo): [string, Valore] => [`${campo}${suffisso}`, (q) => di(q)?.[campo] ?? ''],
    ),
  ),
});

/** By name of column; those that are not here are empty. */
const VALORI: Readonly<Record<string, Valore>> = {
  codIuv: (q) => q.iuv,
  identificativoDominio: (_, ente) => ente.codiceFiscale,
  identificativoStazioneRichiedente: () => STAZIONE,
  identificativoMessaggioRicevuta: (q) => q.receiptId,
  dataOraMessaggioRicevuta: (q) => isoRoma(q.pagataIl),
  riferimentoMessaggioRichiesta: (q) => q.receiptId,
  riferimentoDataRichiesta: (q) => q.pagataGiorno,
  tipoIdentificativoUnivoco: () => 'G',
  codiceIdentificativoUnivoco: (q) => q.psp ?? '',
  denominazioneAttestante: (q) => q.pspDenominazione ?? '',
  enteBenefTipoIdentificativoUnivoco: () => 'G',
  enteBenefCodiceIdentificativoUnivoco: (_, ente) => ente.codiceFiscale,
  denominazioneBeneficiario: (_, ente) => ente.denominazione,
  indirizzoBeneficiario: (_, ente) => ente.indirizzo ?? '',
  ...soggetto('soggVers', 'Versante', (q) => q.pagatore),
  ...soggetto('soggPag', 'Pagatore', (q) => q.debitore),
  codiceEsitoPagamento: () => '0',
  importoTotalePagato: (q) => formatDecimale(q.importoCents),
  identificativoUnivocoVersamento: (q) => q.iuv,
  codiceContestoPagamento: (q) => q.receiptId,
  singoloImportoPagato: (q) => formatDecimale(q.importoCents),
  esitoSingoloPagamento: () => '0',
  dataEsitoSingoloPagamento: (q) => q.pagataGiorno,
  identificativoUnivocoRiscoss: (q) => q.receiptId,
  causaleVersamento: (q) => q.causale,
  datiSpecificiRiscossione: (q) => (q.tassonomia.startsWith('9/') ? q.tassonomia : `9/${q.tassonomia}/`),
  tipoDovuto: () => ENTE_SECONDARIO,
  rt: (q) => Buffer.from(q.ricevuta, 'utf8').toString('base64'),
  indiceDatiSingoloPagamento: (q) => String(q.idTrasferimento),
  numRtDatiPagDatiSingPagCommissioniApplicatePsp: (q) =>
    q.commissioneCents === null ? '' : formatDecimale(q.commissioneCents),
  cod_fiscale_pa1: (q) => q.titolare,
  de_nome_pa1: (q) => q.titolareDenominazione,
  cod_tassonomico_dovuto_pa1: (q) => q.titolareTassonomia,
};

const VUOTO: Valore = () => '';

/** The columns of the same file as they speak of a transfer of another ente's receipt. */
export function colonneSecondario(versione: VersionePagati, conRicevuta: boolean): readonly Colonna<QuotaSecondaria>[] {
  return colonnePagati(versione, conRicevuta).map(({ nome }) => {
    const valore = VALORI[nome];
    return valore === undefined ? { nome, valore: VUOTO, fisso: () => '' } : { nome, valore };
  });
}
