import type { EnteDiProva } from './un-ente.ts';

/** A payment of a statement, as its XML says it. */
export type PagamentoScritto = {
  iuv: string;
  iur: string;
  indice?: number | null;
  importo: string;
  esito?: number;
  giorno?: string;
};

/** A FlussoRiversamento for an ente. `parti` replaces what is between the first element and the payments. */
export function xmlDiProva(
  { codiceFiscale }: Pick<EnteDiProva, 'codiceFiscale'>,
  pagamenti: readonly PagamentoScritto[],
  parti: { iuf?: string; prodotta?: string; numero?: number; totale?: string } = {},
): string {
  const cents = pagamenti.reduce((totale, { importo }) => totale + Number(importo.replace('.', '')), 0);
  const totale = `${Math.trunc(cents / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
  const { iuf = '2026-11-20BINVENTATA01-0001', prodotta = '2026-11-20T10:00:00', numero = pagamenti.length } = parti;
  return `<?xml version="1.0" encoding="UTF-8"?>
<FlussoRiversamento xmlns="http://www.digitpa.gov.it/schemas/2011/Pagamenti/">
  <versioneOggetto>1.0</versioneOggetto>
  <identificativoFlusso>${iuf}</identificativoFlusso>
  <dataOraFlusso>${prodotta}</dataOraFlusso>
  <identificativoUnivocoRegolamento>Bonifico SEPA-03268-A0EDT</identificativoUnivocoRegolamento>
  <dataRegolamento>2026-11-20</dataRegolamento>
  <istitutoMittente>
    <identificativoUnivocoMittente>
      <tipoIdentificativoUnivoco>B</tipoIdentificativoUnivoco>
      <codiceIdentificativoUnivoco>INVEIT2B</codiceIdentificativoUnivoco>
    </identificativoUnivocoMittente>
    <denominazioneMittente>Banca Inventata</denominazioneMittente>
  </istitutoMittente>
  <istitutoRicevente>
    <identificativoUnivocoRicevente>
      <tipoIdentificativoUnivoco>G</tipoIdentificativoUnivoco>
      <codiceIdentificativoUnivoco>${codiceFiscale}</codiceIdentificativoUnivoco>
    </identificativoUnivocoRicevente>
    <denominazioneRicevente>Comune di Prova</denominazioneRicevente>
  </istitutoRicevente>
  <numeroTotalePagamenti>${numero}</numeroTotalePagamenti>
  <importoTotalePagamenti>${parti.totale ?? totale}</importoTotalePagamenti>
${pagamenti.map(pagamento).join('\n')}
</FlussoRiversamento>
`;
}

function pagamento({ iuv, iur, indice = 1, importo, esito = 0, giorno = '2026-11-19' }: PagamentoScritto): string {
  const quota = indice === null ? '' : `\n    <indiceDatiSingoloPagamento>${indice}</indiceDatiSingoloPagamento>`;
  return `  <datiSingoliPagamenti>
    <identificativoUnivocoVersamento>${iuv}</identificativoUnivocoVersamento>
    <identificativoUnivocoRiscossione>${iur}</identificativoUnivocoRiscossione>${quota}
    <singoloImportoPagato>${importo}</singoloImportoPagato>
    <codiceEsitoSingoloPagamento>${esito}</codiceEsitoSingoloPagamento>
    <dataEsitoSingoloPagamento>${giorno}</dataEsitoSingoloPagamento>
  </datiSingoliPagamenti>`;
}
