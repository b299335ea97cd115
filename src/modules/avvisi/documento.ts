import {
  BLUE,
  FULL_WIDTH,
  LEFT_HALF,
  MARGIN,
  RIGHT_HALF,
  STYLE,
  bottomOf,
  picture,
  titleBar,
  warningBand,
  type Bar,
} from '#platform/pdf/blocks';
import { drawMatrixCode, qrCode4M } from '#platform/pdf/matrix-code';
import { PAGE, renderPdf, type Sheet, type Style } from '#platform/pdf/sheet';
import { avvisoStampato as de } from '#testi/de/avviso-stampato';
import { avvisoStampato as en } from '#testi/en/avviso-stampato';
import { avvisoStampato as fr } from '#testi/fr/avviso-stampato';
import { avvisoStampato as italiano } from '#testi/it/avviso-stampato';
import { avvisoStampato as sl } from '#testi/sl/avviso-stampato';
import {
  componiAvviso,
  LINGUA_ENTE,
  type AvvisoDocumento,
  type DatiAvviso,
  type StringheAvviso,
} from './core/avviso-documento.ts';
import type { LinguaAvviso } from './core/lingua.ts';
import { drawDevices, drawInfo, drawPlaces } from './icone.ts';

/** The fixed strings, by language. */
const STRINGHE = { de, sl, fr, en } as const satisfies Record<LinguaAvviso, StringheAvviso>;

/**
 * The payment notice of a single amount, without postal slip, as an A4 PDF: blocks, sizes and distances of the notice guide, the
 * latter measured on the official reference notices (mm from the top left; y of text is its baseline). A block whose texts are
 * long pushes down those that follow. In two languages it has two pages, each whole (decision 0012).
 */
export async function disegnaAvviso(dati: DatiAvviso): Promise<Buffer> {
  const avviso = componiAvviso(dati, italiano);
  return renderPdf({ title: avviso.titoloFile, createdAt: dati.generatoIl }, (sheet) => {
    disegnaPagina(sheet, avviso);
    if (!dati.lingua) return;
    const altro = componiAvviso(dati, STRINGHE[dati.lingua]);
    sheet.addPage();
    sheet.group('Sect', () => disegnaPagina(sheet, altro), altro.lingua);
  });
}

function disegnaPagina(sheet: Sheet, avviso: AvvisoDocumento): void {
  if (avviso.prova !== null) warningBand(sheet, avviso.prova, { y: 0 });
  const parti = disegnaIntestazione(sheet, avviso);
  const importi = disegnaParti(sheet, avviso, parti);
  const pagamento = disegnaQuantoEDove(sheet, avviso, importi);
  const fine = disegnaDati(sheet, avviso, pagamento);
  // Once more where the codes are: it is this part that people photograph or cut out.
  if (avviso.prova !== null) warningBand(sheet, avviso.prova, { y: fine + 6, repeated: true });
}

/** White under the last line of a block, before the next bar. */
const STACCO = 4.2;

/** The language of the ente's own words, where it is not that of the page: what reads aloud changes its voice for them. */
function dellEnte({ lingua }: { lingua: string }): { lang?: string } {
  return lingua === LINGUA_ENTE ? {} : { lang: LINGUA_ENTE };
}

/** Returns where the next block begins. */
function disegnaIntestazione(sheet: Sheet, avviso: AvvisoDocumento): number {
  const suo = dellEnte(avviso);
  const marchio: Style = { ...STYLE.title, sizePt: 14, color: BLUE };
  sheet.text('P', 'pagoPA', marchio, { x: MARGIN, y: 13.8, width: 19 });
  sheet.text('P', avviso.titolo, STYLE.title, { x: 29, y: 13.2, width: 100 });
  const fine = sheet.text('H1', avviso.oggetto, STYLE.heading, { x: MARGIN, y: 29.1, width: 155, ...suo });
  if (avviso.logo) picture(sheet, avviso.logo.png, avviso.logo.alternativa, { x: 170, y: 10, width: 30, height: 30 });
  return Math.max(43.9, bottomOf(fine, STYLE.heading) + STACCO);
}

function disegnaParti(sheet: Sheet, avviso: AvvisoDocumento, y: number): number {
  const { ente, destinatario } = avviso;
  let finoA = y + 41.6;
  const parte = (
    colonna: Omit<Bar, 'y' | 'height'>,
    titolo: string,
    codice: string,
    righe: readonly [string, Style, number][],
    lang: { lang?: string } = {},
  ) => {
    sheet.group('Sect', () => {
      titleBar(sheet, { ...colonna, y, height: 8.2 }, titolo, { text: codice, style: STYLE.code });
      let base = y + 6.8;
      for (const [testo, stile, salto] of righe) {
        if (testo === '') continue;
        base = sheet.text('P', testo, stile, { ...colonna, ...lang, y: base + salto });
        finoA = Math.max(finoA, bottomOf(base, stile));
      }
    });
  };
  const righeEnte: [string, Style, number][] = [
    [ente.nome, STYLE.name, 11.7],
    [ente.settore, STYLE.text, 11.7],
    [ente.info, STYLE.small, 10.3],
  ];
  parte(LEFT_HALF, ente.titolo, ente.codiceFiscale, righeEnte, dellEnte(avviso));
  parte(RIGHT_HALF, destinatario.titolo, destinatario.codiceFiscale, [
    [destinatario.nome, STYLE.name, 11.7],
    [destinatario.indirizzo, STYLE.text, 11.7],
  ]);
  return finoA + STACCO;
}

function disegnaQuantoEDove(sheet: Sheet, { quanto, dove }: AvvisoDocumento, y: number): number {
  let fine = y;
  sheet.group('Sect', () => {
    titleBar(sheet, { ...LEFT_HALF, y, height: 7.9 }, quanto.titolo);
    sheet.text('P', quanto.importo.etichetta, STYLE.smallBold, { x: MARGIN, y: y + 16.7, width: 58 });
    sheet.text('P', quanto.importo.valore, STYLE.heading, { x: MARGIN, y: y + 22.7, width: 58 });
    if (quanto.scadenza !== null) {
      sheet.text('P', quanto.scadenza.etichetta, STYLE.smallBold, { x: 69.5, y: y + 16.7, width: 31 });
      sheet.text('P', quanto.scadenza.valore, STYLE.heading, { x: 69.5, y: y + 22.7, width: 31 });
    }
    sheet.decoration((pdf) => drawInfo(pdf, { x: 10, y: y + 28.5, side: 4 }));
    fine = bottomOf(sheet.text('P', quanto.variazioni, STYLE.small, { x: 16, y: y + 31.2, width: 84 }), STYLE.small);
  });
  sheet.group('Sect', () => {
    titleBar(sheet, { ...RIGHT_HALF, y, height: 7.9 }, dove.titolo, { text: dove.vaiSu, style: STYLE.plain });
    let base = y + 17.2;
    dove.canali.forEach(({ titolo, descrizione }, i) => {
      sheet.decoration((pdf) => (i === 0 ? drawDevices : drawPlaces)(pdf, { x: 188, y: base - 1.5, side: 12 }));
      base = sheet.text('P', titolo, STYLE.title, { ...RIGHT_HALF, y: base, width: 72 });
      base = sheet.text('P', descrizione, STYLE.small, { ...RIGHT_HALF, y: base + 4.5, width: 72 });
      fine = Math.max(fine, bottomOf(base, STYLE.small));
      base += 8.2;
    });
  });
  // Other languages take more lines than Italian, for which the guide has measured this block.
  return Math.max(y + 51.1, fine + STACCO);
}

function disegnaDati(sheet: Sheet, avviso: AvvisoDocumento, y: number): number {
  const { dati } = avviso;
  let fine = y;
  sheet.group('Sect', () => {
    titleBar(sheet, { ...FULL_WIDTH, y, height: 7.9 }, dati.titolo, { text: dati.rata, style: STYLE.title });
    const qr = { x: MARGIN, y: y + 13.9, side: 25 };
    sheet.figure(dati.qr.alternativa, { x: qr.x, y: qr.y, width: qr.side, height: qr.side }, (pdf) => {
      drawMatrixCode(pdf, qrCode4M(dati.qr.testo), qr);
    });
    sheet.text('P', dati.qr.istruzioni, STYLE.small, { x: MARGIN, y: y + 46.5, width: 45 });
    fine = disegnaVoci(sheet, avviso, y + 16.4);
  });
  return fine;
}

function disegnaVoci(sheet: Sheet, { dati, lingua }: AvvisoDocumento, y: number): number {
  const x = 59;
  const width = PAGE.width - MARGIN - x;
  const sinistraImporto = PAGE.width - MARGIN - sheet.width(dati.importo, STYLE.figures);
  const sinistraEuro = sinistraImporto - 1 - sheet.width(dati.euro, STYLE.plain);
  sheet.text('P', dati.euro, STYLE.plain, { x, y: y + 1.8, width: sinistraImporto - 1 - x, align: 'right' });
  sheet.text('P', dati.importo, STYLE.figures, { x, y: y + 1.8, width, align: 'right' });

  let base = y;
  dati.voci.forEach(({ etichetta, valore, dellEnte: sue = false }, i) => {
    // The first of them stands beside the amount.
    const posto = { x, width: i === 0 ? sinistraEuro - 4 - x : width };
    base = sheet.text('P', etichetta, STYLE.small, { ...posto, y: base });
    base =
      sheet.text('P', valore, STYLE.smallBold, { ...posto, ...(sue && dellEnte({ lingua })), y: base + 3.75 }) + 5.5;
  });

  const etichetta = Math.max(y + 29.9, base + 2);
  const { cbill, avviso, codiceFiscaleEnte } = dati.codici;
  const codice = (voce: typeof avviso, posto: { x: number; width: number; align?: 'right' }) => {
    sheet.text('P', voce.etichetta, STYLE.small, { ...posto, y: etichetta });
    sheet.text('P', voce.valore, STYLE.codeBold, { ...posto, y: etichetta + 5.8 });
  };
  if (cbill !== null) codice(cbill, { x, width: 33 });
  codice(avviso, { x: cbill === null ? x : 94.2, width: 55 });
  codice(codiceFiscaleEnte, { x: 160, width: x + width - 160, align: 'right' });
  return bottomOf(etichetta + 5.8, STYLE.codeBold);
}
