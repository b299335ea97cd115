import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { COLONNE, VERSIONI_1X } from './colonne.ts';

const MANUALE = new URL('../../../../../docs/integrazione/dovuti.md', import.meta.url);
const LETTERE = { sempre: 'M', secondario: 'S', mai: 'O' };
/** Asked for by the validation and not by the reading, as vendors' programs know it (mypay-file-formats.md 1.7). */
const CHIESTA_DOPO = 'datiSpecificiRiscossioneEnteSecondario';
/** Of a date too long it is said that it is wrong: its column has no bound. */
const GIORNO_CARATTERI = 10;

const MANUALE_DUE = new URL('../../../../../docs/integrazione/dovuti-2_0.md', import.meta.url);

/** The rows of the tables whose first cell is a name like this, cell by cell. */
async function righe(nome: RegExp, manuale = MANUALE): Promise<string[][]> {
  const testo = await readFile(manuale, 'utf8');
  const celle = testo.split('\n').map((riga) => riga.split('|').map((cella) => cella.trim().replaceAll('`', '')));
  return celle.filter(([, prima = '']) => nome.test(prima)).map((riga) => riga.slice(1, -1));
}

describe('the manual of the file of dovuti', () => {
  it('says the columns of each version: whether they are asked for, and how long they may be', async () => {
    const attese = COLONNE['1_4'].map(({ nome }) => [
      nome,
      ...VERSIONI_1X.map((versione) => {
        const colonna = COLONNE[versione].find((una) => una.nome === nome);
        if (colonna === undefined) return '–';
        const lettera = nome === CHIESTA_DOPO ? 'S' : LETTERE[colonna.obbligo];
        return `${lettera} ${Number.isFinite(colonna.caratteriMax) ? colonna.caratteriMax : GIORNO_CARATTERI}`;
      }),
    ]);
    const dette = (await righe(/^[a-zA-Z]{3,}$/)).filter((riga) => riga.length === attese[0]?.length);
    expect(dette.slice(1)).toEqual(attese);
  });

  it('says how many they are', async () => {
    const dette = (await righe(/^1_\d$/)).map(([versione, colonne]) => [versione, colonne]);
    expect(dette).toEqual(VERSIONI_1X.map((versione) => [versione, String(COLONNE[versione].length)]));
  });

  it('says those of 2_0', async () => {
    const attese = COLONNE['2_0'].map(({ nome, obbligo, caratteriMax }) => [
      nome,
      `${LETTERE[obbligo]} ${Number.isFinite(caratteriMax) ? caratteriMax : GIORNO_CARATTERI}`,
    ]);
    const dette = (await righe(/^[a-zA-Z]{3,}\d?$/, MANUALE_DUE)).filter(([, obbligo = '']) =>
      /^[MO] \d+$/.test(obbligo),
    );
    expect(dette.map((riga) => riga.slice(0, 2))).toEqual(attese);
  });
});
