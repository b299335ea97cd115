import ts from 'typescript';
import type { Albero, Foglio } from '../albero.ts';
import { nodiDi, sorgenteDi, type Regola } from '../regola.ts';

const SORGENTE = 'it';

/** Documents that are in more languages than the pages: a language that has nothing else need have no more than these, whole. */
const DOCUMENTI = ['avviso-stampato.ts'];
const isDocumento = (percorso: string): boolean => DOCUMENTI.some((file) => percorso.endsWith(`/${file}`));

/** The languages of the pages: of the documents alone, none. */
export function lingueDiPagine(albero: Albero): string[] {
  const fogli = [...albero.keys()].filter((percorso) => !isDocumento(percorso));
  return [...new Set(fogli.flatMap((percorso) => /^src\/testi\/([a-z]{2})\//.exec(percorso)?.[1] ?? []))];
}

const chiavi: Regola = {
  nome: `ogni testo di testi/${SORGENTE} c’è in tutte le lingue, e nessuna lingua ne ha altri`,
  *trova(albero) {
    const lingue = new Set(
      [...albero.keys()].flatMap((percorso) => /^src\/testi\/([a-z]{2})\//.exec(percorso)?.[1] ?? []),
    );
    if (lingue.size > 0 && !lingue.has(SORGENTE)) yield { percorso: 'src/testi', riga: 1, che: `manca ${SORGENTE}` };
    const diPagine = lingueDiPagine(albero);
    const documenti = new Map([...albero].filter(([percorso]) => isDocumento(percorso)));
    for (const lingua of [...lingue].filter((altra) => altra !== SORGENTE)) {
      const italiane = testiIn(diPagine.includes(lingua) ? albero : documenti, SORGENTE);
      const tradotte = testiIn(albero, lingua);
      const percorso = `src/testi/${lingua}`;
      for (const chiave of italiane) if (!tradotte.has(chiave)) yield { percorso, riga: 1, che: `manca ${chiave}` };
      for (const chiave of tradotte) if (!italiane.has(chiave)) yield { percorso, riga: 1, che: `in più ${chiave}` };
    }
  },
  piantate: [
    { 'src/testi/it/enti.ts': 'export const enti = { titolo: "a" };', 'src/testi/de/posizioni.ts': '' },
    {
      'src/testi/it/enti.ts': 'export const enti = { a: { b: "c", d: "e" } };',
      'src/testi/de/enti.ts': 'export const enti = { a: { b: "c" } };',
    },
    {
      'src/testi/it/enti.ts': 'export const enti = { a: "b" };',
      'src/testi/de/enti.ts': 'export const enti = { a: "b", c: "d" };',
    },
    { 'src/testi/de/enti.ts': 'export const enti = { a: "b" };' },
    {
      'src/testi/it/avviso-stampato.ts': 'export const avviso = { a: "b", c: "d" };',
      'src/testi/de/avviso-stampato.ts': 'export const avviso = { a: "b" };',
    },
    {
      'src/testi/it/enti.ts': 'export const enti = { a: "b" };',
      'src/testi/it/avviso-stampato.ts': 'export const avviso = { a: "b" };',
      'src/testi/de/avviso-stampato.ts': 'export const avviso = { a: "b" };',
      'src/testi/de/posizioni.ts': '',
    },
  ],
  ammesse: [
    { 'src/testi/it/enti.ts': 'export const enti = { a: "b" };' },
    {
      'src/testi/it/enti.ts': 'export const enti = { a: "b" };',
      'src/testi/it/avviso-stampato.ts': 'export const avviso = { a: "b" };',
      'src/testi/de/avviso-stampato.ts': 'export const avviso = { a: "c" };',
    },
    {
      'src/testi/it/enti.ts': 'export const enti = { a: "b", c: (n: number) => `${n}` } as const;',
      'src/testi/de/enti.ts': 'export const enti = { "a": "B", c(n: number) { return `${n}`; } } satisfies Testi;',
    },
  ],
};

/** `file/costante.chiave.chiave` of each text of a language. */
function testiIn(albero: Albero, lingua: string): Set<string> {
  const fogli = [...albero.values()].filter(({ percorso }) => percorso.startsWith(`src/testi/${lingua}/`));
  return new Set(fogli.flatMap(chiaviDi));
}

function chiaviDi(foglio: Foglio): string[] {
  const file = foglio.percorso.split('/').slice(3).join('/');
  const nodi = [...nodiDi(sorgenteDi(foglio))].filter(
    (nodo) => ts.isVariableDeclaration(nodo) || ts.isObjectLiteralElement(nodo),
  );
  return nodi.map((nodo) => `${file}/${nomeIntero(nodo)}`);
}

function nomeIntero(nodo: ts.Node): string {
  const suo =
    (ts.isVariableDeclaration(nodo) || ts.isObjectLiteralElement(nodo)) && nodo.name?.getText().replace(/['"]/g, '');
  const sopra = nodo.parent === undefined || ts.isSourceFile(nodo.parent) ? '' : nomeIntero(nodo.parent);
  return [sopra, suo].filter(Boolean).join('.');
}

export const lingue: Regola[] = [chiavi];
