import { zipDi } from './dovuti.ts';

/** A sheet of a workbook to try: its rows, cell by cell, as XML; or as values, where the form does not matter. */
export type FoglioProva = {
  nome?: string;
  stato?: string;
  righe: readonly (string | readonly (string | number | null)[])[];
};

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const UFFICIO = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Styles of the workbooks to try, by number: none, a day, a day with its hour, five zeros, an amount, a day of the workbook's own. */
export const STILE = { nessuno: 0, giorno: 1, istante: 2, zeri: 3, importo: 4, giornoProprio: 5 };
const STILI =
  `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="00000"/>` +
  '<numFmt numFmtId="165" formatCode="[$-410]d mmmm yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>' +
  '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="4"/><xf numFmtId="165"/></cellXfs>' +
  '</styleSheet>';

export type Aggiunte = { stringhe?: string; proprieta?: string; altre?: Record<string, string> };

/** A workbook with these sheets. */
export async function xlsxDi(
  fogli: readonly FoglioProva[],
  { stringhe, proprieta = '', altre = {} }: Aggiunte = {},
): Promise<Buffer> {
  const relazione = (id: string, tipo: string, a: string): string =>
    `<Relationship Id="${id}" Type="${UFFICIO}/${tipo}" Target="${a}"/>`;
  const elenco = fogli.map(
    ({ nome, stato }, n) =>
      `<sheet name="${nome ?? `Foglio${n + 1}`}" sheetId="${n + 1}"${stato === undefined ? '' : ` state="${stato}"`} r:id="r${n}"/>`,
  );
  const relazioni = [
    ...fogli.map((_, n) => relazione(`r${n}`, 'worksheet', `worksheets/sheet${n + 1}.xml`)),
    relazione('s', 'styles', '/xl/styles.xml'),
    ...(stringhe === undefined ? [] : [relazione('t', 'sharedStrings', 'sharedStrings.xml')]),
  ];
  const parti: Record<string, string> = {
    '_rels/.rels': `<Relationships>${relazione('d', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${UFFICIO}">${proprieta}<sheets>${elenco.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relazioni.join('')}</Relationships>`,
    'xl/styles.xml': STILI,
    ...(stringhe === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${stringhe}</sst>` }),
    ...Object.fromEntries(fogli.map(({ righe }, n) => [`xl/worksheets/sheet${n + 1}.xml`, foglio(righe)])),
    ...altre,
  };
  return zipDi(parti);
}

function foglio(righe: FoglioProva['righe']): string {
  const dati = righe.map((riga) => (typeof riga === 'string' ? riga : `<row>${riga.map(cella).join('')}</row>`));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${MAIN}"><sheetData>${dati.join('')}</sheetData></worksheet>`;
}

function cella(valore: string | number | null): string {
  if (valore === null || valore === '') return '<c/>';
  if (typeof valore === 'number') return `<c><v>${valore}</v></c>`;
  const testo = valore.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;');
  return `<c t="inlineStr"><is><t xml:space="preserve">${testo}</t></is></c>`;
}
