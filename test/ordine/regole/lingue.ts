import ts from 'typescript';
import type { Albero, Foglio } from '../albero.ts';
import { nodiDi, sorgenteDi, type Regola } from '../regola.ts';

const SORGENTE = 'it';
const CATALOGO = { 'src/testi/it/catalogo.ts': "import { enti } from './enti.ts';" };

/** Documents that are in more languages than the pages: a language that has nothing else need have no more than these, whole. */
const DOCUMENTI = ['avviso-stampato.ts'];
const isDocumento = (percorso: string): boolean => DOCUMENTI.some((file) => percorso.endsWith(`/${file}`));

/** The languages of the pages: of the documents alone, none. */
export function lingueDiPagine(albero: Albero): string[] {
  const fogli = [...albero.keys()].filter((percorso) => !isDocumento(percorso));
  return [...new Set(fogli.flatMap((percorso) => /^src\/testi\/([a-z]{2})\//.exec(percorso)?.[1] ?? []))];
}

/** The files that are in every language of the pages: the catalogue of the Italian, and what it joins. The rest is for who works here. */
function tradotti(albero: Albero): Albero {
  const catalogo = albero.get(`src/testi/${SORGENTE}/catalogo.ts`)?.testo ?? '';
  const file = new Set([...catalogo.matchAll(/'\.\/([\w-]+\.ts)'/g)].map(([, uno = '']) => uno));
  return new Map([...albero].filter(([percorso]) => file.has(nomeDi(percorso)) || isDocumento(percorso)));
}

const nomeDi = (percorso: string): string => percorso.split('/').slice(3).join('/');

const chiavi: Regola = {
  nome: `ogni testo per chi paga è in tutte le lingue, con le chiavi di testi/${SORGENTE}, e nessuna lingua ne ha altri`,
  *trova(albero) {
    const lingue = new Set(
      [...albero.keys()].flatMap((percorso) => /^src\/testi\/([a-z]{2})\//.exec(percorso)?.[1] ?? []),
    );
    if (lingue.size > 0 && !lingue.has(SORGENTE)) yield { percorso: 'src/testi', riga: 1, che: `manca ${SORGENTE}` };
    const diPagine = lingueDiPagine(albero);
    const documenti = new Map([...albero].filter(([percorso]) => isDocumento(percorso)));
    for (const lingua of [...lingue].filter((altra) => altra !== SORGENTE)) {
      const italiane = testiIn(diPagine.includes(lingua) ? tradotti(albero) : documenti, SORGENTE);
      const sue = testiIn(albero, lingua);
      const percorso = `src/testi/${lingua}`;
      for (const chiave of italiane) if (!sue.has(chiave)) yield { percorso, riga: 1, che: `manca ${chiave}` };
      for (const chiave of sue)
        if (!italiane.has(chiave) && !chiave.startsWith('catalogo.ts/'))
          yield { percorso, riga: 1, che: `in più ${chiave}` };
    }
  },
  piantate: [
    { ...CATALOGO, 'src/testi/it/enti.ts': 'export const enti = { titolo: "a" };', 'src/testi/de/catalogo.ts': '' },
    {
      ...CATALOGO,
      'src/testi/it/enti.ts': 'export const enti = { a: { b: "c", d: "e" } };',
      'src/testi/de/enti.ts': 'export const enti = { a: { b: "c" } };',
    },
    {
      ...CATALOGO,
      'src/testi/it/enti.ts': 'export const enti = { a: "b" };',
      'src/testi/de/enti.ts': 'export const enti = { a: "b", c: "d" };',
    },
    { 'src/testi/de/enti.ts': 'export const enti = { a: "b" };' },
    {
      'src/testi/it/avviso-stampato.ts': 'export const avviso = { a: "b", c: "d" };',
      'src/testi/de/avviso-stampato.ts': 'export const avviso = { a: "b" };',
    },
    {
      ...CATALOGO,
      'src/testi/it/enti.ts': 'export const enti = { a: "b" };',
      'src/testi/it/avviso-stampato.ts': 'export const avviso = { a: "b" };',
      'src/testi/de/avviso-stampato.ts': 'export const avviso = { a: "b" };',
      'src/testi/de/catalogo.ts': '',
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
      ...CATALOGO,
      'src/testi/it/enti.ts': 'export const enti = { a: "b", c: (n: number) => `${n}` } as const;',
      'src/testi/de/enti.ts':
        'export const enti = { "a": "B", c(n: number) { const m = n; return `${m}`; } } satisfies Testi;',
    },
    {
      ...CATALOGO,
      'src/testi/it/enti.ts': 'export const enti = { a: "b" };',
      'src/testi/de/enti.ts': 'export const enti = { a: "c" };',
      'src/testi/it/ufficio.ts': 'export const ufficio = { a: "b" };',
    },
  ],
};

/** `file/costante.chiave.chiave` of each text of a language. */
function testiIn(albero: Albero, lingua: string): Set<string> {
  const fogli = [...albero.values()].filter(({ percorso }) => percorso.startsWith(`src/testi/${lingua}/`));
  return new Set(fogli.flatMap(chiaviDi));
}

/** What a file exports: how a sentence is put together is each language's own. */
function chiaviDi(foglio: Foglio): string[] {
  const esportate = sorgenteDi(foglio).statements.filter(
    (frase) =>
      ts.isVariableStatement(frase) && frase.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
  );
  const nodi = esportate.flatMap((frase) => [...nodiDi(frase)]).filter((nodo) => isChiave(nodo) && !inFunzione(nodo));
  return nodi.map((nodo) => `${nomeDi(foglio.percorso)}/${nomeIntero(nodo)}`);
}

function isChiave(nodo: ts.Node): boolean {
  // A spread takes what the Italian says: languages by their own names.
  return ts.isVariableDeclaration(nodo) || (ts.isObjectLiteralElement(nodo) && !ts.isSpreadAssignment(nodo));
}

function inFunzione(nodo: ts.Node): boolean {
  for (let su = nodo.parent; !ts.isSourceFile(su); su = su.parent) if (ts.isFunctionLike(su)) return true;
  return false;
}

function nomeIntero(nodo: ts.Node): string {
  const suo =
    (ts.isVariableDeclaration(nodo) || ts.isObjectLiteralElement(nodo)) && nodo.name?.getText().replace(/['"]/g, '');
  const sopra = nodo.parent === undefined || ts.isSourceFile(nodo.parent) ? '' : nomeIntero(nodo.parent);
  return [sopra, suo].filter(Boolean).join('.');
}

export const lingue: Regola[] = [chiavi];
