import { Readable } from 'node:stream';
import yazl from 'yazl';

/**
 * A workbook (ISO/IEC 29500), as much of it as a list needs: text inline, numbers, one style for amounts and one for the
 * first row. Text is a text cell and never a formula, whatever it begins with.
 */

/** Rows of a sheet, with that of the names: what the format, and every spreadsheet, stops at. */
export const RIGHE_FOGLIO_MAX = 1_048_576;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELAZIONI = 'http://schemas.openxmlformats.org/package/2006/relationships';
const UFFICIO = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TIPI = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a browser is told of it. */
export const TIPO_XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type Cella = { specie: 'testo' | 'numero' | 'importo'; valore: string | number | null };

/** The first row stays in sight while the others scroll. */
export const TESTA_FOGLIO =
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ` +
  'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>';
export const CODA_FOGLIO = '</sheetData></worksheet>';

export function rigaNomi(nomi: readonly string[]): string {
  return `<row>${nomi.map((nome) => `<c t="inlineStr" s="2"><is><t>${sicuro(nome)}</t></is></c>`).join('')}</row>`;
}

export function rigaFoglio(celle: readonly Cella[]): string {
  return `<row>${celle.map(scrivi).join('')}</row>`;
}

function scrivi({ specie, valore }: Cella): string {
  if (valore === null || valore === '') return '<c/>';
  if (specie === 'testo') return `<c t="inlineStr"><is><t xml:space="preserve">${sicuro(String(valore))}</t></is></c>`;
  return specie === 'importo' ? `<c s="1"><v>${valore}</v></c>` : `<c><v>${valore}</v></c>`;
}

/** A cell holds so many characters, and XML has none below the blank but these three. */
const CELLA_CARATTERI_MAX = 32_767;

function sicuro(testo: string): string {
  const corto = testo.length > CELLA_CARATTERI_MAX ? testo.slice(0, CELLA_CARATTERI_MAX) : testo;
  if (!/[&<>\p{Cc}\ufffe\uffff]/u.test(corto)) return corto;
  return corto
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** The parts that do not depend on the rows, but on how many sheets they took. */
export function partiFisse(fogli: number, titolo = 'Incassi'): { nome: string; testo: string }[] {
  const numeri = Array.from({ length: fogli }, (_, n) => n + 1);
  return [
    { nome: '[Content_Types].xml', testo: tipi(numeri) },
    {
      nome: '_rels/.rels',
      testo:
        `${XML}<Relationships xmlns="${RELAZIONI}">` +
        `<Relationship Id="rId1" Type="${UFFICIO}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    { nome: 'xl/workbook.xml', testo: cartella(numeri, titolo) },
    { nome: 'xl/_rels/workbook.xml.rels', testo: relazioni(numeri) },
    { nome: 'xl/styles.xml', testo: STILI },
  ];
}

export function nomeFoglio(n: number): string {
  return `xl/worksheets/sheet${n}.xml`;
}

function tipi(numeri: readonly number[]): string {
  const fogli = numeri
    .map((n) => `<Override PartName="/${nomeFoglio(n)}" ContentType="${TIPI}.worksheet+xml"/>`)
    .join('');
  return (
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${TIPI}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TIPI}.styles+xml"/>${fogli}</Types>`
  );
}

function cartella(numeri: readonly number[], titolo: string): string {
  const fogli = numeri
    .map((n) => `<sheet name="${titolo}${n === 1 ? '' : ` ${n}`}" sheetId="${n}" r:id="rId${n}"/>`)
    .join('');
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${UFFICIO}"><sheets>${fogli}</sheets></workbook>`;
}

function relazioni(numeri: readonly number[]): string {
  const fogli = numeri.map(
    (n) => `<Relationship Id="rId${n}" Type="${UFFICIO}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  const stili = `<Relationship Id="rId${numeri.length + 1}" Type="${UFFICIO}/styles" Target="styles.xml"/>`;
  return `${XML}<Relationships xmlns="${RELAZIONI}">${fogli.join('')}${stili}</Relationships>`;
}

const STILI =
  `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>';

type Foglio = {
  titolo: string;
  nomi: readonly string[];
  data: Date;
  /** The columns of amounts («1234,56»), from 0: numbers, that a spreadsheet sums. The others are texts. */
  importi?: readonly number[];
};

/** A workbook of one sheet, made while it is read: a batch of rows is asked for when the one before has gone. */
export function foglioViaVia(
  { titolo, nomi, data, importi = [] }: Foglio,
  righe: AsyncIterable<readonly (readonly string[])[]>,
): Readable {
  const zip = new yazl.ZipFile();
  const opzioni = { mtime: data, mode: 0o100644 };
  for (const { nome, testo } of partiFisse(1, titolo)) zip.addBuffer(Buffer.from(testo), nome, opzioni);
  const uscita = zip.outputStream as Readable;
  const contenuto = Readable.from(testoFoglio({ nomi, importi: new Set(importi) }, righe));
  contenuto.once('error', (causa) => uscita.destroy(causa));
  // Who has gone away asks for nothing more.
  uscita.once('close', () => contenuto.destroy());
  zip.addReadStream(contenuto, nomeFoglio(1), opzioni);
  zip.end();
  return uscita;
}

async function* testoFoglio(
  { nomi, importi }: { nomi: readonly string[]; importi: ReadonlySet<number> },
  righe: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(TESTA_FOGLIO + rigaNomi(nomi));
  const cella = (valore: string, colonna: number): Cella =>
    importi.has(colonna) && /^-?\d+(,\d+)?$/.test(valore)
      ? { specie: 'importo', valore: valore.replace(',', '.') }
      : { specie: 'testo', valore };
  for await (const gruppo of righe) yield Buffer.from(gruppo.map((riga) => rigaFoglio(riga.map(cella))).join(''));
  yield Buffer.from(CODA_FOGLIO);
}
