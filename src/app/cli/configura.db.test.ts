import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { elencoTipi, enteDaCodIpa, leggiStazioni, stazioniAperte } from '#modules/enti';
import { accedi } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { cartellaDiProva } from '#support/cartella';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { ctxDi } from '#support/un-ente';
import { comandoOperatori } from './accessi.ts';
import { comandoConfigura } from './configura.ts';

const SEGMENTO = 'segmento-di-prova-2026';
/** The file of the manual: what stands there is what works, once its secret is one's own. */
const MANUALE = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/esercizio.md', 'utf8'))?.[1] ?? '';
const ESEMPIO = MANUALE.replace(/<openssl[^>]*>/, SEGMENTO);

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseNuovo());
});

function configura(contenuto: string): ReturnType<typeof comandoConfigura> {
  const percorso = join(cartellaDiProva('configura'), 'installazione.json');
  writeFileSync(percorso, contenuto);
  return comandoConfigura(mondo, [percorso]);
}

/** How many acts the registro holds. */
async function atti(): Promise<number> {
  const { rows } = await mondo.pools.worker.query<{ quanti: number }>(
    'select count(*)::int as quanti from registro.atto',
  );
  return rows[0]?.quanti ?? 0;
}

describe('the file of the manual', () => {
  it('does not work as it is: nobody has a secret that everybody may read', async () => {
    const { righe, codice } = await configura(MANUALE);
    expect([codice, righe.join('\n')]).toEqual([1, expect.stringContaining('Il segmento segreto ha da 16 a 128')]);
  });

  it('makes an ente that collects, and again changes nothing', async () => {
    const { righe, codice } = await configura(ESEMPIO);
    expect([codice, righe]).toEqual([0, expect.arrayContaining(['99900010002_01: stazione attiva.'])]);
    expect(righe.join('\n')).toContain('Comune di Esempio: 1 conto, 1 tipo dovuto, in esercizio.');
    const ente = await enteDaCodIpa(ctxDi(mondo, 'worker'), { codIpa: 'c_esempio', ambiente: 'live' });
    expect(ente).toMatchObject({ denominazione: 'Comune di Esempio', cbill: 'ES001' });
    if (ente === null) return;
    expect(await elencoTipi(ctxDi(mondo, 'worker', ente.enteId), ente.enteId)).toMatchObject([{ codice: 'TARI' }]);
    const da = { segmento: SEGMENTO, certificatoCn: null, indirizzo: '192.0.2.1' };
    const stazioni = await leggiStazioni(ctxDi(mondo, 'nodo'));
    expect(stazioniAperte(mondo.config, stazioni, da)).toMatchObject([{ codice: '99900010002_01' }]);
    const prima = await atti();
    expect((await configura(ESEMPIO)).codice).toBe(0);
    expect(await atti()).toBe(prima);
  });

  it('makes room for the first operator', async () => {
    const argomenti = ['nuovo', 'prima', '--nome', 'Prima Persona', '--ente', 'c_esempio', '--ruolo', 'amministratore'];
    const { righe } = await comandoOperatori(mondo, argomenti);
    const password = /password (\S+)/.exec(righe[0] ?? '')?.[1] ?? '';
    const chi = { utente: 'prima', password, codice: null, indirizzo: '192.0.2.1', tokenPrecedente: null };
    expect(valoreDi(await accedi(ctxDi(mondo, 'ufficio'), chi))).toMatchObject({ operatoreId: expect.any(String) });
  });
});

describe('says what is wrong, and where', () => {
  type Parti = { stazioni: object[]; enti: { conti: object[]; tipiDovuto: object[] }[] };
  const con = (cambia: (c: Parti) => void): string => {
    const copia = JSON.parse(ESEMPIO) as Parti;
    cambia(copia);
    return JSON.stringify(copia);
  };

  it.each<[string, () => string, string]>([
    ['what is not JSON', () => '{ "enti": [', 'non è scritto in JSON'],
    [
      'a field that is not there',
      () => con((c) => delete c.enti[0]?.conti[0]?.['iban' as never]),
      'enti/0/conti/0/iban',
    ],
    ['a field nobody knows', () => con((c) => Object.assign(c, { ente: [] })), 'come si deve: ente'],
    [
      'a logo that is not there',
      () => con((c) => Object.assign(c.enti[0] ?? {}, { logo: 'no.png' })),
      'no.png non c’è',
    ],
    [
      'an IBAN',
      () => con((c) => Object.assign(c.enti[0]?.conti[0] ?? {}, { nome: 'Altro', iban: 'IT00' })),
      'c_esempio, Altro. L’IBAN non è valido.',
    ],
    [
      'an account that is not there',
      () => con((c) => Object.assign(c.enti[0]?.tipiDovuto[0] ?? {}, { conto: 'Cassa' })),
      'c_esempio, TARI. Il conto indicato non è fra quelli',
    ],
    [
      'a station that would be an open door',
      () => con((c) => Object.assign(c.stazioni[0] ?? {}, { codice: '99900010002_02', segreti: [] })),
      '99900010002_02. La stazione non si può attivare',
    ],
    ['a station that is not there', () => con((c) => (c.stazioni = [])), 'c_esempio. La stazione indicata non è'],
  ])('%s', async (_, contenuto, frase) => {
    const { righe, codice } = await configura(contenuto());
    expect([codice, righe.join('\n')]).toEqual([1, expect.stringContaining(frase)]);
  });

  it('the file that is not there, and the command asked badly', async () => {
    expect(await comandoConfigura(mondo, ['/inesistente.json'])).toMatchObject({ codice: 1 });
    expect(await comandoConfigura(mondo, [])).toMatchObject({ codice: 2 });
    expect(await comandoConfigura(mondo, ['a', 'b'])).toMatchObject({ codice: 2 });
  });
});
