import { formatGiorno, giornoA, isoRoma, type Giorno } from '#kernel/giorno';
import { formatEuro, type Cents } from '#kernel/importo';
import { formatNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import {
  FULL_WIDTH,
  LEFT_HALF,
  MARGIN,
  RIGHT_HALF,
  STYLE,
  bottomOf,
  picture,
  rule,
  titleBar,
  warningBand,
  type Bar,
} from '#platform/pdf/blocks';
import { PAGE, renderPdf, type Sheet, type Style } from '#platform/pdf/sheet';
import { ricevutaStampata as testi } from '#testi/it/ricevuta-stampata';

type Soggetto = { anagrafica: string; codiceFiscale?: string | null };

/**
 * What a printed receipt is made from: one receipt of the Nodo, with the dovuti that it paid. Receipts are read leniently (model 6):
 * what may be missing may be missing here too, and the document says so.
 */
export type DatiRicevuta = {
  ente: { denominazione: string; codiceFiscale: string; logoPng?: Uint8Array | null };
  /** Whether the ente is the one in prova: then the receipt says that no money has moved. */
  prova: boolean;
  receiptId: string;
  iuv: string;
  numeroAvviso: NumeroAvviso;
  /** `paymentAmount`: what was paid in all, the PSP's commission apart. */
  importoCents: Cents;
  causale?: string | null;
  /** `paymentDateTime` and `applicationDate`. */
  pagataIl?: Date | null;
  applicataIl?: Giorno | null;
  psp: { id?: string | null; denominazione?: string | null };
  commissioneCents?: Cents | null;
  debitore?: Soggetto | null;
  /** Absent when the PSP did not say who paid. */
  pagatore?: Soggetto | null;
  /** What was paid, line by line; the amounts are those of the receipt. */
  dovuti: readonly { causale: string; importoCents: Cents }[];
  generatoIl: Date;
};

type Voce = { etichetta: string; valore: string; stile?: Style };

/** Below this line a page holds only its foot. */
const FINE_PAGINA = 278;
/** White between the last line of a block and the next bar. */
const STACCO = 6;

/**
 * The receipt as an A4 PDF, with what the law asks of it (SANP, «Quietanza»): logo, date and time of the operation, date of
 * application, tax code and name of the ente, IUV, PSP, identifier of the receipt, amount, causale. Hours are those of Rome.
 */
export async function disegnaRicevuta(dati: DatiRicevuta): Promise<Buffer> {
  const titolo = `${testi.titolo} ${formatNumeroAvviso(dati.numeroAvviso)}`;
  return renderPdf({ title: titolo, createdAt: dati.generatoIl }, (sheet) => {
    let y = disegnaIntestazione(sheet, dati);
    y = disegnaParti(sheet, dati, y);
    y = disegnaPagamento(sheet, dati, y);
    y = disegnaRiferimenti(sheet, dati, y);
    disegnaDovuti(sheet, dati, y);
    sheet.onEachPage((pagina, pagine) => {
      const piede = { ...FULL_WIDTH, y: PAGE.height - MARGIN };
      sheet.note(titolo, STYLE.small, piede);
      sheet.note(testi.pagina(pagina, pagine), STYLE.small, { ...piede, align: 'right' });
    });
  });
}

function disegnaIntestazione(sheet: Sheet, dati: DatiRicevuta): number {
  if (dati.prova) warningBand(sheet, testi.prova, { y: 0 });
  sheet.text('P', testi.titolo.toLocaleUpperCase('it'), STYLE.title, { x: MARGIN, y: 13.2, width: 100 });
  const fine = sheet.text('H1', dati.causale ?? testi.titolo, STYLE.heading, {
    x: MARGIN,
    y: 29.1,
    width: 155,
    linesMax: 4,
  });
  if (dati.ente.logoPng) picture(sheet, dati.ente.logoPng, testi.logoEnte, { x: 170, y: 10, width: 30, height: 30 });
  return Math.max(43.9, bottomOf(fine, STYLE.heading) + STACCO);
}

function disegnaParti(sheet: Sheet, { ente, debitore, pagatore }: DatiRicevuta, y: number): number {
  let fine = 0;
  const parte = (
    colonna: Omit<Bar, 'y' | 'height'>,
    titolo: string,
    soggetto: Soggetto,
    disegnaAltro?: (base: number) => number,
  ) => {
    sheet.group('Sect', () => {
      const codice = { text: soggetto.codiceFiscale ?? '', style: STYLE.code };
      titleBar(sheet, { ...colonna, y, height: 8.2 }, titolo.toLocaleUpperCase('it'), codice);
      const base = sheet.text('P', soggetto.anagrafica, STYLE.name, { ...colonna, y: y + 17, linesMax: 6 });
      fine = Math.max(fine, bottomOf(disegnaAltro?.(base) ?? base, STYLE.name));
    });
  };
  parte(LEFT_HALF, testi.enteCreditore, { anagrafica: ente.denominazione, codiceFiscale: ente.codiceFiscale });
  parte(RIGHT_HALF, testi.debitore, debitore ?? { anagrafica: testi.nonComunicato }, (base) => {
    if (!pagatore) return base;
    const pagato = [pagatore.anagrafica, pagatore.codiceFiscale].filter(Boolean).join(' – ');
    return disegnaVoce(sheet, { etichetta: testi.pagatoDa, valore: pagato }, { ...RIGHT_HALF, y: base + 8 });
  });
  return fine + STACCO;
}

function disegnaPagamento(sheet: Sheet, dati: DatiRicevuta, y: number): number {
  const { pagataIl, applicataIl } = dati;
  const istante = pagataIl
    ? `${formatGiorno(giornoA(pagataIl))} ${testi.alle} ${isoRoma(pagataIl).slice(11)}`
    : testi.nonComunicata;
  const giorno = applicataIl ? formatGiorno(applicataIl) : testi.nonComunicata;
  sheet.group('Sect', () => {
    titleBar(sheet, { ...FULL_WIDTH, y, height: 7.9 }, testi.pagamento.toLocaleUpperCase('it'));
    const posti = [MARGIN, 76, 142];
    const voci = [
      { etichetta: testi.importo, valore: formatEuro(dati.importoCents) },
      { etichetta: testi.dataEOra, valore: istante },
      { etichetta: testi.dataContabile, valore: giorno },
    ];
    voci.forEach(({ etichetta, valore }, i) => {
      const posto = { x: posti[i] ?? MARGIN, width: 64 };
      sheet.text('P', etichetta, STYLE.smallBold, { ...posto, y: y + 15 });
      sheet.text('P', valore, i === 0 ? STYLE.heading : STYLE.name, { ...posto, y: y + 21 });
    });
  });
  return bottomOf(y + 21, STYLE.heading) + STACCO;
}

function disegnaRiferimenti(sheet: Sheet, dati: DatiRicevuta, y: number): number {
  const voci: Voce[] = [
    { etichetta: testi.psp, valore: dati.psp.denominazione ?? testi.nonComunicato },
    { etichetta: testi.idPsp, valore: dati.psp.id ?? testi.nonComunicato, stile: STYLE.codeBold },
    { etichetta: testi.numeroAvviso, valore: formatNumeroAvviso(dati.numeroAvviso), stile: STYLE.codeBold },
    { etichetta: testi.iuv, valore: dati.iuv, stile: STYLE.codeBold },
    { etichetta: testi.receiptId, valore: dati.receiptId, stile: STYLE.codeBold },
    ...(dati.commissioneCents ? [{ etichetta: testi.commissione, valore: formatEuro(dati.commissioneCents) }] : []),
  ];
  let base = y + 7.9;
  sheet.group('Sect', () => {
    titleBar(sheet, { ...FULL_WIDTH, y, height: 7.9 }, testi.riferimenti.toLocaleUpperCase('it'));
    for (let i = 0; i < voci.length; i += 2) {
      const riga = base + 7;
      [LEFT_HALF, RIGHT_HALF].forEach(({ x, width }, colonna) => {
        const voce = voci[i + colonna];
        if (voce) base = Math.max(base, disegnaVoce(sheet, voce, { x, width, y: riga }));
      });
    }
  });
  return bottomOf(base, STYLE.codeBold) + STACCO;
}

function disegnaVoce(sheet: Sheet, voce: Voce, posto: { x: number; y: number; width: number }): number {
  const { etichetta, valore, stile = STYLE.title } = voce;
  const base = sheet.text('P', etichetta, STYLE.small, posto);
  return sheet.text('P', valore, stile, { ...posto, y: base + 4.8, linesMax: 8 });
}

/** The table of what was paid. A row that does not fit begins a page; none is broken. */
function disegnaDovuti(sheet: Sheet, dati: DatiRicevuta, y: number): void {
  if (dati.dovuti.length === 0) return;
  const causale = { x: MARGIN, width: 145, linesMax: 24 };
  const importo = { x: 160, width: 40, align: 'right' } as const;
  let base = y;
  const voltaSeOccorre = (altezza: number) => {
    if (base + altezza <= FINE_PAGINA) return;
    sheet.addPage();
    if (dati.prova) warningBand(sheet, testi.prova, { y: 0, repeated: true });
    base = 20;
  };
  const altezza = (testo: string, stile: Style) => (sheet.lines(testo, stile, causale).length - 1) * stile.pitch;
  const riga = (tag: 'TH' | 'TD', testo: string, valore: string, stile: Style) => {
    voltaSeOccorre(altezza(testo, stile));
    sheet.group('TR', () => {
      const fine = Math.max(base, sheet.text(tag, testo, stile, { ...causale, y: base }));
      sheet.text(tag, valore, stile, { ...importo, y: base });
      rule(sheet, fine + 2.4);
      base = fine + 7;
    });
  };
  // The bar and the heads of the columns stay with the first row.
  voltaSeOccorre(22 + altezza(dati.dovuti[0]?.causale ?? '', STYLE.plain));
  sheet.group('Sect', () => {
    titleBar(sheet, { ...FULL_WIDTH, y: base, height: 7.9 }, testi.dovuti.toLocaleUpperCase('it'));
    base += 14.5;
    sheet.group('Table', () => {
      riga('TH', testi.causale, testi.colonnaImporto, STYLE.small);
      for (const dovuto of dati.dovuti) riga('TD', dovuto.causale, formatEuro(dovuto.importoCents), STYLE.plain);
      riga('TD', testi.totale, formatEuro(dati.importoCents), STYLE.title);
    });
  });
}
