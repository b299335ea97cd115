import { matrixPath, qrCodeM } from '#platform/pdf/matrix-code';

/** What the sheet says: from the top, line by line, and the address under the code. */
export type DettoFoglio = { titolo: string; ente: string; inquadra: string; oppure: string; indirizzo: string };

/** Millimetres of an A5 sheet, upright. */
const LARGO = 148;
const ALTO = 210;
const LATO = 80;
const CODICE_Y = 62;
const RIGA_CARATTERI_MAX = 34;

/** A sheet to hang on a wall or to send: what it is, whose, and the code that opens it. All of it is drawn: it prints at any size. */
export function foglioQr({ titolo, ente, inquadra, oppure, indirizzo }: DettoFoglio): string {
  const codice = qrCodeM(indirizzo);
  const x = (LARGO - LATO) / 2;
  const righe = [
    ...aCapo(titolo).map((riga, i) => testo(riga, { y: 22 + i * 8, misura: 7, forte: true })),
    testo(ente, { y: 52, misura: 5 }),
    testo(inquadra, { y: CODICE_Y + LATO + 14, misura: 6, forte: true }),
    testo(oppure, { y: CODICE_Y + LATO + 26, misura: 4 }),
    testo(indirizzo, { y: CODICE_Y + LATO + 33, misura: 3 }),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${LARGO}mm" height="${ALTO}mm" viewBox="0 0 ${LARGO} ${ALTO}" role="img">`,
    `<title>${pulito(titolo)}</title><rect width="100%" height="100%" fill="#fff"/>`,
    ...righe,
    `<path transform="translate(${x} ${CODICE_Y}) scale(${LATO / codice.side})" fill="#000" fill-rule="evenodd"`,
    `  d="${matrixPath(codice)}"/>`,
    '</svg>',
  ].join('\n');
}

type Dove = { y: number; misura: number; forte?: boolean };

function testo(detto: string, { y, misura, forte = false }: Dove): string {
  const peso = forte ? ' font-weight="700"' : '';
  const dove = `x="${LARGO / 2}" y="${y}" font-size="${misura}"${peso}`;
  return `<text ${dove} text-anchor="middle" font-family="Titillium Web, Arial, sans-serif">${pulito(detto)}</text>`;
}

/** At most three lines: what is longer is told by the page. */
function aCapo(detto: string): string[] {
  const righe: string[] = [''];
  for (const parola of detto.split(' ')) {
    const ultima = righe.at(-1) ?? '';
    if (ultima !== '' && ultima.length + parola.length >= RIGA_CARATTERI_MAX) righe.push(parola);
    else righe[righe.length - 1] = ultima === '' ? parola : `${ultima} ${parola}`;
  }
  return righe.slice(0, 3);
}

function pulito(detto: string): string {
  return detto.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
