import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { elenchi, ELENCHI, NESSUN_ELENCO } from '#support/elenchi';
import { ufficio as porta } from './index.ts';

const QUI = new URL('./', import.meta.url);
const indirizzi = porta.pagine.map(({ percorso }) => percorso);

/** The files of this door in which a table is made. */
const CON_TABELLA = readdirSync(QUI, { recursive: true, encoding: 'utf8' })
  .filter((nome) => nome.endsWith('.tsx'))
  .filter((nome) => /<(Tabella|ElencoBreve)\b/.test(readFileSync(new URL(nome, QUI), 'utf8')))
  .toSorted();

describe('the lists of the ufficio', () => {
  test('every table is of a list that is named, or it is said why it is none', () => {
    const detti = [...ELENCHI.map(({ in: nome }) => nome), ...Object.keys(NESSUN_ELENCO)];
    expect([...new Set(detti)].toSorted()).toEqual(CON_TABELLA);
  });

  test('what is downloaded is a list that is named, and every list has a file but where it is said why not', () => {
    const scaricati = indirizzi.filter((uno) => uno.endsWith('/elenco/:forma')).map((uno) => uno.slice(0, -14));
    expect(scaricati.toSorted()).toEqual(elenchi(({ file }) => file === 'indirizzo').toSorted());
  });

  test('a list is at its address, which who looks for something keeps or sends', () => {
    for (const { a, cerca, cercaA = a } of ELENCHI) {
      expect(indirizzi).toContain(a);
      const invia = porta.pagine.find(({ percorso }) => percorso === cercaA)?.post !== undefined;
      if (cerca === 'inviata') expect([cercaA, invia]).toEqual([cercaA, true]);
    }
  });
});
