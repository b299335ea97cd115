import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { valoreDi } from '#kernel/esito';
import { FUNZIONI_NOSTRE } from './cel.ts';
import { NODI, FORMATI } from './definizione.ts';
import { compila, controllaDefinizione, type Inviati, type Modulo } from './index.ts';

/** The examples of the document for whoever writes a form are those that work, and it leaves nothing out. */
const documento = readFileSync('docs/integrazione/moduli.md', 'utf8');
const blocchi = [...documento.matchAll(/^```json (\w+)\n(.*?)^```/gms)].map(([, che = '', testo = '']) => ({
  che,
  json: JSON.parse(testo) as unknown,
}));

describe('docs/integrazione/moduli.md', () => {
  it('ha esempi di definizioni, e di ciò che ne esce', () => {
    const quanti = (che: string): number => blocchi.filter((blocco) => blocco.che === che).length;
    expect([quanti('definizione'), quanti('risposte'), quanti('esito')]).toEqual([3, 2, 2]);
    expect(documento.match(/^```\w/gm)).toHaveLength(blocchi.length);
  });

  it('ogni esempio dà ciò che dice', () => {
    let modulo: Modulo | null = null;
    let inviati: Inviati = {};
    for (const { che, json } of blocchi) {
      if (che === 'definizione') modulo = valoreDi(controllaDefinizione(json));
      else if (che === 'risposte') inviati = json as Inviati;
      else if (modulo !== null)
        expect(compila(modulo, inviati, { oggi: '2026-11-27' as Giorno, lingua: 'it' })).toMatchObject(json as object);
    }
  });

  it.each([...Object.keys(NODI), ...FORMATI, ...FUNZIONI_NOSTRE])('dice di «%s»', (parola) => {
    expect(documento).toMatch(new RegExp(`\`${parola}[\`(]`));
  });
});
