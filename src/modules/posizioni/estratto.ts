import { formatGiorno, giornoA, isoRoma } from '#kernel/giorno';
import { formatEuro } from '#kernel/importo';
import { formatNumeroAvviso, parseNumeroAvviso } from '#kernel/numero-avviso';
import {
  bottomOf,
  FULL_WIDTH,
  LEFT_HALF,
  MARGIN,
  picture,
  RIGHT_HALF,
  rule,
  STYLE,
  titleBar,
  warningBand,
} from '#platform/pdf/blocks';
import { PAGE, renderPdf, type Sheet, type Style, type Tag } from '#platform/pdf/sheet';
import { estratto as testi } from '#testi/it/estratto';
import { interfaccia } from '#testi/it/interfaccia';
import { sommeDebitore } from './core/estratto.ts';
import type { DovutoDelDebitore } from './store/ricerca.ts';

/** What a printed statement is made from. */
export type DatiEstratto = {
  ente: { denominazione: string; codiceFiscale: string; logoPng?: Uint8Array | null };
  prova: boolean;
  debitore: { anagrafica: string; codice: string };
  dovuti: readonly DovutoDelDebitore[];
  /** There are more, older ones. */
  altri: boolean;
  generatoIl: Date;
};

/** Below this line a page holds only its foot. */
const FINE_PAGINA = 276;
const STACCO = 6;
const COLONNE = [
  { x: MARGIN, width: 96 },
  { x: 110, width: 24 },
  { x: 136, width: 32 },
  { x: 170, width: 30, align: 'right' },
] as const;

/** What somebody owes and has paid to an ente, as an A4 PDF that they are given at the desk. */
export async function disegnaEstratto(dati: DatiEstratto): Promise<Buffer> {
  const quando = `${formatGiorno(giornoA(dati.generatoIl))} ${isoRoma(dati.generatoIl).slice(11, 16)}`;
  return renderPdf({ title: testi.titolo, createdAt: dati.generatoIl }, (sheet) => {
    const y = disegnaSomme(sheet, dati, disegnaParti(sheet, dati, disegnaTesta(sheet, dati, quando)));
    disegnaElenco(sheet, dati, y);
    sheet.onEachPage((pagina, pagine) => {
      const piede = { ...FULL_WIDTH, y: PAGE.height - MARGIN };
      sheet.note(testi.al(quando), STYLE.small, piede);
      sheet.note(testi.pagina(pagina, pagine), STYLE.small, { ...piede, align: 'right' });
    });
  });
}

function disegnaTesta(sheet: Sheet, { prova, ente }: DatiEstratto, quando: string): number {
  if (prova) warningBand(sheet, testi.prova, { y: 0 });
  const fine = sheet.text('H1', testi.titolo, STYLE.heading, { x: MARGIN, y: 18, width: 150 });
  sheet.text('P', testi.al(quando), STYLE.text, { x: MARGIN, y: fine + 8, width: 150 });
  if (ente.logoPng) picture(sheet, ente.logoPng, testi.logoEnte, { x: 170, y: 10, width: 26, height: 26 });
  return Math.max(40, fine + 14);
}

function disegnaParti(sheet: Sheet, { ente, debitore }: DatiEstratto, y: number): number {
  let fine = y;
  const parte = (colonna: typeof LEFT_HALF | typeof RIGHT_HALF, titolo: string, chi: string, codice: string): void => {
    sheet.group('Sect', () => {
      const detto = { text: codice, style: STYLE.code };
      titleBar(sheet, { ...colonna, y, height: 8.2 }, titolo.toLocaleUpperCase('it'), detto);
      fine = Math.max(fine, sheet.text('P', chi, STYLE.name, { ...colonna, y: y + 17, linesMax: 4 }));
    });
  };
  parte(LEFT_HALF, testi.ente, ente.denominazione, ente.codiceFiscale);
  parte(RIGHT_HALF, testi.debitore, debitore.anagrafica, debitore.codice);
  return bottomOf(fine, STYLE.name) + STACCO;
}

function disegnaSomme(sheet: Sheet, { dovuti }: DatiEstratto, y: number): number {
  const somme = sommeDebitore(dovuti);
  const voci = [
    [testi.daPagare, somme.daPagareCents],
    [testi.pagato, somme.pagatoCents],
    [testi.scaduto, somme.scadutoCents],
  ] as const;
  sheet.group('Sect', () => {
    voci.forEach(([etichetta, importo], i) => {
      const posto = { x: [MARGIN, 76, 142][i] ?? MARGIN, width: 62 };
      sheet.text('P', etichetta, STYLE.smallBold, { ...posto, y: y + 4 });
      sheet.text('P', formatEuro(importo), STYLE.name, { ...posto, y: y + 10.5 });
    });
  });
  return bottomOf(y + 10.5, STYLE.name) + STACCO;
}

/** The table. A row that does not fit begins a page; none is broken. */
function disegnaElenco(sheet: Sheet, dati: DatiEstratto, y: number): void {
  let base = y;
  const voltaSeOccorre = (altezza: number): void => {
    if (base + altezza <= FINE_PAGINA) return;
    sheet.addPage();
    if (dati.prova) warningBand(sheet, testi.prova, { y: 0, repeated: true });
    base = 20;
  };
  const riga = (tag: Tag, celle: readonly string[], stile: Style): void => {
    const righe = celle.map((cella, i) => sheet.lines(cella, stile, COLONNE[i] ?? COLONNE[0]).length);
    voltaSeOccorre(Math.max(...righe) * stile.pitch);
    sheet.group('TR', () => {
      const fini = celle.map((cella, i) => sheet.text(tag, cella, stile, { ...(COLONNE[i] ?? COLONNE[0]), y: base }));
      const fine = Math.max(...fini);
      rule(sheet, fine + 2);
      base = fine + 6.4;
    });
  };
  sheet.group('Sect', () => {
    titleBar(sheet, { ...FULL_WIDTH, y: base, height: 7.9 }, testi.dovuti.toLocaleUpperCase('it'));
    base += 14;
    if (dati.dovuti.length === 0) sheet.text('P', testi.nessuno, STYLE.plain, { ...FULL_WIDTH, y: base });
    else
      sheet.group('Table', () => {
        riga('TH', [testi.causale, testi.scadenza, testi.stato, testi.importo], STYLE.smallBold);
        for (const dovuto of dati.dovuti) riga('TD', celleDi(dovuto), STYLE.small);
      });
  });
  voltaSeOccorre(10);
  const note = [testi.nota, ...(dati.altri ? [testi.altri(String(dati.dovuti.length))] : [])].join(' ');
  sheet.text('P', note, STYLE.small, { ...FULL_WIDTH, y: base + 2 });
}

function celleDi(d: DovutoDelDebitore): string[] {
  const numero = parseNumeroAvviso(d.numeroAvviso ?? '');
  const nome = numero === null ? testi.iud(d.iud) : testi.avviso(formatNumeroAvviso(numero));
  const pagato =
    d.pagatoIl === null || d.pagatoCents === null
      ? []
      : [testi.pagatoIl(formatGiorno(giornoA(d.pagatoIl)), formatEuro(d.pagatoCents))];
  return [
    [`${d.causale} (${d.tipoDenominazione})`, nome, ...pagato].join(' – '),
    d.dataScadenza === null ? '' : formatGiorno(d.dataScadenza),
    interfaccia.stati[d.stato],
    formatEuro(d.importoCents),
  ];
}
