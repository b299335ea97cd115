import type { Giorno } from '#kernel/giorno';
import { formatDecimale, type Cents } from '#kernel/importo';
import type { Soggetto } from './colonne.ts';
import { nudo } from './senza-virgolette.ts';

/** A dovuto that is still asked, as the file of expired dovuti tells it. */
export type DovutoScaduto = {
  iud: string;
  iuv: string | null;
  creatoGiorno: Giorno;
  debitore: Soggetto;
  dataScadenza: Giorno;
  importoCents: Cents;
  commissioneCents: Cents | null;
  tipoDovuto: string;
  canali: string | null;
  causale: string;
  datiRiscossione: string;
  bilancio: string | null;
  generaIuv: boolean | null;
};

/** 22 names, and no separator after the last (mypay-file-formats.md 4.6). */
export const INTESTAZIONE_SCADUTI =
  'IUD;codIuv;dataCreazione;tipoIdentificativoUnivoco;codiceIdentificativoUnivoco;anagraficaPagatore;indirizzoPagatore;civicoPagatore;' +
  'capPagatore;localitaPagatore;provinciaPagatore;nazionePagatore;mailPagatore;dataEsecuzionePagamento;importoDovuto;' +
  'commissioneCaricoPa;tipoDovuto;tipoVersamento;causaleVersamento;datiSpecificiRiscossione;bilancio;flgGeneraIuv';

/** A row, begun by the line feed that ends the one before: there is none after the last. A separator follows the last value. */
export function rigaScaduto(d: DovutoScaduto): string {
  const { debitore: x } = d;
  const campi = [
    ...[
      d.iud,
      d.iuv,
      d.creatoGiorno,
      x.tipo,
      x.codice,
      x.anagrafica,
      x.indirizzo,
      x.civico,
      x.cap,
      x.localita,
      x.provincia,
      x.nazione,
    ],
    ...[x.email, d.dataScadenza, formatDecimale(d.importoCents)],
    d.commissioneCents === null ? '' : formatDecimale(d.commissioneCents),
    ...[d.tipoDovuto, d.canali, d.causale, d.datiRiscossione, d.bilancio, String(d.generaIuv ?? false)],
  ];
  return `\n${campi.map((campo) => `${nudo(campo)};`).join('')}`;
}
