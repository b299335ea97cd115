import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RIFIUTI_FLUSSO, type CodiceFlusso } from '#modules/flussi';
import { ufficioRegistro } from '#testi/it/ufficio-registro';
import { frase } from './frase.ts';

const PARAMETRI = {
  ipaNelNome: 'x',
  ipaEnte: 'y',
  versione: '1_9',
  base: 'a-B-1_3',
  iuf: 'B',
  nomeFile: 'a-B-1_3.zip',
  voce: 'altro.csv',
  megabyte: 50,
  riga: 7,
  massimo: 2_000_000,
};

test.each(Object.keys(RIFIUTI_FLUSSO) as CodiceFlusso[])('%s has a sentence that says what to do', (codice) => {
  for (const parametri of [PARAMETRI, {}]) {
    const testo = frase({ codice, parametri });
    expect(testo.length).toBeGreaterThan(30);
    expect(testo).not.toMatch(/undefined|NaN|errore generico|PAA_|IMPORT_/i);
  }
});

test('a code is of one module: the sentence of another would be shown in its place', () => {
  const moduli = join(import.meta.dirname, '../../modules');
  const dichiarano = readdirSync(moduli, { recursive: true, encoding: 'utf8' }).filter((nome) =>
    nome.endsWith(join('core', 'rifiuti.ts')),
  );
  const codici = dichiarano.flatMap((nome) => {
    const testo = readFileSync(join(moduli, nome), 'utf8');
    return [...new Set([...testo.matchAll(/^ {2}([A-Z][A-Z_]+): '/gm)].map(([, codice = '']) => codice))];
  });
  expect(codici.length).toBeGreaterThan(100);
  expect(codici.filter((codice, n) => codici.indexOf(codice) < n)).toEqual([]);
});

test('a refusal without a sentence is a fault, never an empty message', () => {
  expect(() => frase({ codice: 'MAI_SENTITO' })).toThrow('MAI_SENTITO');
});

test('every act that a module or a door writes has its words in the registro', () => {
  const src = join(import.meta.dirname, '../..');
  const codice = ['modules', 'doors'].flatMap((cartella) =>
    readdirSync(join(src, cartella), { recursive: true, encoding: 'utf8' })
      .filter((nome) => /\.tsx?$/.test(nome) && !/\.test\./.test(nome))
      .map((nome) => readFileSync(join(src, cartella, nome), 'utf8')),
  );
  const azioni = codice.flatMap((testo) => [...testo.matchAll(/azione: '([a-z_]+\.[a-z_]+)'/g)].map(([, una]) => una));
  const composte = [
    ...['nuovo', 'modificato', 'annullato', 'ripreso'].map((esito) => `dovuto.${esito}`),
    ...['regolare', 'seconda', 'orfana', 'negativa', 'difforme'].map((genere) => `ricevuta.${genere}`),
  ];
  expect(azioni.length).toBeGreaterThan(20);
  const mute = [...azioni, ...composte].filter((azione) => !((azione ?? '') in ufficioRegistro.atti));
  expect(mute).toEqual([]);
});
