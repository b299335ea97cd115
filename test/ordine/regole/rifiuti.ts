import ts from 'typescript';
import { isProva, type Albero, type Foglio } from '../albero.ts';
import { nodiDi, sorgenteDi, type Regola, type Violazione } from '../regola.ts';
import { lingueDiPagine } from './lingue.ts';

type Codice = { modulo: string; tabella: string; codice: string; percorso: string; riga: number };

/** The refusals that the modules declare: the keys of the exported tables of core/rifiuti.ts. */
function* dichiarati(albero: Albero): Generator<Codice> {
  for (const foglio of albero.values()) {
    const modulo = /^src\/modules\/([^/]+)\/core\/rifiuti\.ts$/.exec(foglio.percorso)?.[1];
    if (modulo === undefined) continue;
    const sorgente = sorgenteDi(foglio);
    for (const { nome, nodo } of chiaviDi(foglio)) {
      if (!/^[A-Z][A-Z0-9_]+$/.test(nome)) continue;
      const riga = sorgente.getLineAndCharacterOfPosition(nodo.getStart(sorgente)).line + 1;
      yield { modulo, tabella: tabellaDi(nodo), codice: nome, percorso: foglio.percorso, riga };
    }
  }
}

/** The table that a key is written in: RIFIUTI_NODO. */
function tabellaDi(nodo: ts.Node): string {
  let su: ts.Node | undefined = nodo;
  while (su !== undefined && !ts.isVariableDeclaration(su)) su = su.parent;
  return su?.name.getText() ?? '';
}

type Chiave = { nome: string; nodo: ts.Node };

const lette = new WeakMap<Foglio, Chiave[]>();

/** The keys of the objects written in a file, looked for once. */
function chiaviDi(foglio: Foglio): Chiave[] {
  const pronte = lette.get(foglio) ?? [...nodiDi(sorgenteDi(foglio))].flatMap(chiaveDi);
  lette.set(foglio, pronte);
  return pronte;
}

function chiaveDi(nodo: ts.Node): Chiave[] {
  if (!ts.isPropertyAssignment(nodo) && !ts.isShorthandPropertyAssignment(nodo) && !ts.isMethodDeclaration(nodo))
    return [];
  return [{ nome: nodo.name.getText().replace(/['"]/g, ''), nodo }];
}

/** What is worked out of a tree is worked out once: the rules ask the same for each of hundreds of codes. */
function unaVolta<T>(calcola: (albero: Albero, chiave: string) => T): (albero: Albero, chiave: string) => T {
  const fatti = new WeakMap<Albero, Map<string, T>>();
  return (albero, chiave) => {
    const suoi = fatti.get(albero) ?? new Map<string, T>();
    fatti.set(albero, suoi);
    if (!suoi.has(chiave)) suoi.set(chiave, calcola(albero, chiave));
    return suoi.get(chiave) as T;
  };
}

const chiaviSotto = unaVolta((albero, dove) => {
  const cercato = new RegExp(dove);
  return new Set(
    [...albero.values()]
      .filter(({ percorso }) => cercato.test(percorso) && !isProva(percorso))
      .flatMap((foglio) => chiaviDi(foglio).map(({ nome }) => nome)),
  );
});

const chiaviIn = (albero: Albero, dove: RegExp): Set<string> => chiaviSotto(albero, dove.source);

const nomi = (albero: Albero, dove: RegExp): string[] => [
  ...new Set([...albero.keys()].flatMap((percorso) => dove.exec(percorso)?.[1] ?? [])),
];

const RIFIUTO = `export const RIFIUTI_ENTI = { ENTE_SCONOSCIUTO: 'non_trovato' } as const;`;
const MODULO = { 'src/modules/enti/core/rifiuti.ts': RIFIUTO };
const DETTO = { 'src/testi/it/enti.ts': "export const enti = { rifiuti: { ENTE_SCONOSCIUTO: 'Non c’è.' } };" };
const ATTO = {
  'src/modules/enti/acts.ts': 'export async function registraEnte(): Promise<Esito<EnteId, RifiutoEnti>> {}',
};

const provati: Regola = {
  nome: 'ogni rifiuto che un modulo dichiara è nominato da una prova',
  *trova(albero) {
    const prove = [...albero.values()].filter(
      ({ percorso }) => isProva(percorso) && !percorso.startsWith('test/ordine/'),
    );
    const parole = new Set(prove.flatMap(({ testo }) => testo.match(/\b[A-Z][A-Z0-9_]+\b/g) ?? []));
    for (const { codice, percorso, riga } of dichiarati(albero)) {
      if (!parole.has(codice)) yield { percorso, riga, che: `${codice}: nessuna prova lo produce` };
    }
  },
  piantate: [
    MODULO,
    { ...MODULO, 'src/modules/enti/acts.ts': "rifiuta('ENTE_SCONOSCIUTO');" },
    { ...MODULO, 'src/modules/enti/a.db.test.ts': "expect(codice).toBe('ENTE_SCONOSCIUTO_DEL_TUTTO');" },
  ],
  ammesse: [
    { ...MODULO, 'src/modules/enti/a.db.test.ts': "expect(codice).toBe('ENTE_SCONOSCIUTO');" },
    { ...MODULO, 'test/scenari/a.test.ts': "expect(codice).toBe('ENTE_SCONOSCIUTO');" },
  ],
};

/** The tables of refusals that the acts which a door calls may answer with: `pagamenti RIFIUTI_NODO`. */
function incontrati(albero: Albero, porta: string): Set<string> {
  const tabelle = new Set<string>();
  for (const foglio of albero.values()) {
    if (!foglio.percorso.startsWith(`src/doors/${porta}/`) || isProva(foglio.percorso)) continue;
    for (const nodo of sorgenteDi(foglio).statements) {
      if (!ts.isImportDeclaration(nodo) || !ts.isStringLiteral(nodo.moduleSpecifier)) continue;
      const modulo = /^#modules\/(.+)$/.exec(nodo.moduleSpecifier.text)?.[1];
      const presi = nodo.importClause?.namedBindings;
      if (modulo === undefined || presi === undefined || !ts.isNamedImports(presi)) continue;
      const atti = rifiutabili(albero, modulo);
      for (const { name, propertyName } of presi.elements)
        for (const tabella of atti.get((propertyName ?? name).text) ?? []) tabelle.add(`${modulo} ${tabella}`);
    }
  }
  return tabelle;
}

/** The functions of a module whose answer may be a refusal, with the tables of those that their file names: all, where it names none. */
const rifiutabili = unaVolta((albero, modulo) => {
  const fogli = [...albero.values()].filter(
    ({ percorso }) => percorso.startsWith(`src/modules/${modulo}/`) && !isProva(percorso),
  );
  const tipi = tipiDiRifiuto(albero, modulo);
  const tutte = new Set([...dichiarati(albero)].flatMap((c) => (c.modulo === modulo ? [c.tabella] : [])));
  const funzioni = new Map<string, ReadonlySet<string>>();
  for (const foglio of fogli) {
    const nominati = (foglio.testo.match(/\bRifiuto[A-Z]\w*/g) ?? []).flatMap((nome) => [...(tipi.get(nome) ?? [])]);
    const sue = nominati.length === 0 ? tutte : new Set(nominati);
    for (const { name, type } of [...nodiDi(sorgenteDi(foglio))].filter(ts.isFunctionDeclaration))
      if (name && type && /\bEsito</.test(type.getText())) funzioni.set(name.text, sue);
  }
  return funzioni;
});

/** The tables behind each type of refusal of a module: `RifiutoPosizioni` → RIFIUTI_CARICO, RIFIUTI_POSIZIONI. */
function tipiDiRifiuto(albero: Albero, modulo: string): Map<string, Set<string>> {
  const foglio = albero.get(`src/modules/${modulo}/core/rifiuti.ts`);
  const alias = foglio === undefined ? [] : [...nodiDi(sorgenteDi(foglio))].filter(ts.isTypeAliasDeclaration);
  const testi = new Map(alias.map((tipo) => [tipo.name.text, tipo.type.getText()]));
  const tabelle = (testo: string, visti: readonly string[]): string[] => [
    ...(testo.match(/\bRIFIUTI_\w+/g) ?? []),
    ...[...testi]
      .filter(([nome]) => !visti.includes(nome) && new RegExp(`\\b${nome}\\b`).test(testo))
      .flatMap(([nome, suo]) => tabelle(suo, [...visti, nome])),
  ];
  return new Map([...testi].map(([nome, testo]) => [nome, new Set(tabelle(testo, [nome]))]));
}

/** What a door says of a refusal: words of its own protocol, or the sentences of testi that it has at hand. */
function* senzaFaccia(albero: Albero): Generator<Violazione> {
  const codici = [...dichiarati(albero)];
  for (const porta of nomi(albero, /^src\/doors\/([^/]+)\//)) {
    const suoi = incontrati(albero, porta);
    const facce = chiaviIn(albero, new RegExp(`^src/doors/${porta}/`));
    const { file: allaMano, lingue } = testiPresi(albero, porta);
    for (const { modulo, tabella, codice, percorso, riga } of codici) {
      if (!suoi.has(`${modulo} ${tabella}`) || facce.has(codice)) continue;
      for (const lingua of lingue) {
        const detti = allaMano.map((file) => chiaviIn(albero, new RegExp(`^src/testi/${lingua}/${file}[.]ts$`)));
        if (!detti.some((chiavi) => chiavi.has(codice)))
          yield { percorso, riga, che: `${codice}: senza faccia alla porta ${porta} (${lingua})` };
      }
    }
  }
}

/**
 * The files of testi that a door reads: `#testi/it/enti` → enti. One that reads the catalogue speaks every language, and reads the files
 * that the catalogue joins.
 */
function testiPresi(albero: Albero, porta: string): { file: string[]; lingue: readonly string[] } {
  const fogli = [...albero.values()].filter(({ percorso }) => percorso.startsWith(`src/doors/${porta}/`));
  const file = fogli.flatMap(({ testo }) => [...testo.matchAll(/'#testi\/it\/([\w-]+)'/g)].map(([, uno = '']) => uno));
  if (!fogli.some(({ testo }) => testo.includes("'#testi/catalogo'"))) return { file, lingue: ['it'] };
  const catalogo = albero.get('src/testi/it/catalogo.ts')?.testo ?? '';
  const uniti = [...catalogo.matchAll(/'\.\/([\w-]+)\.ts'/g)].map(([, uno = '']) => uno);
  return { file: [...file, ...uniti], lingue: lingueDiPagine(albero) };
}

/** Of what no door may meet yet: a sentence in Italian, or another module or door that turns it into words of its own. */
function* senzaParole(albero: Albero): Generator<Violazione> {
  const parole = chiaviIn(albero, /^src\/testi\/it\//);
  const tradotti = chiaviIn(albero, /^src\/doors\//);
  for (const { modulo, codice, percorso, riga } of dichiarati(albero)) {
    if (tradotti.has(codice) || chiaviIn(albero, new RegExp(`^src/modules/(?!${modulo}/)`)).has(codice)) continue;
    if (!parole.has(codice)) yield { percorso, riga, che: `${codice}: senza parole (it)` };
  }
}

const facce: Regola = {
  nome: 'ogni rifiuto ha una faccia a ogni porta che lo incontra, in ogni lingua',
  *trova(albero) {
    yield* senzaParole(albero);
    yield* senzaFaccia(albero);
  },
  piantate: [
    MODULO,
    {
      ...{ ...MODULO, ...DETTO, ...ATTO },
      'src/testi/it/catalogo.ts': "import { enti } from './enti.ts';",
      'src/testi/de/enti.ts': 'export const enti = {};',
      'src/doors/sil/a.ts': "import { registraEnte } from '#modules/enti';\nimport { testiDi } from '#testi/catalogo';",
    },
    { ...MODULO, ...DETTO, ...ATTO, 'src/doors/sil/a.ts': "import { registraEnte } from '#modules/enti';" },
    {
      ...{ ...MODULO, ...DETTO, ...ATTO },
      'src/testi/it/utenti.ts': 'export const utenti = {};',
      'src/doors/sil/a.ts': "import { registraEnte } from '#modules/enti';\nimport { utenti } from '#testi/it/utenti';",
    },
  ],
  ammesse: [
    { ...MODULO, ...DETTO },
    { ...MODULO, ...DETTO, ...ATTO, 'src/doors/sil/a.ts': "import { leggiEnte, type Ente } from '#modules/enti';" },
    {
      ...{ ...MODULO, ...ATTO },
      'src/doors/sil/a.ts': "import { registraEnte } from '#modules/enti';",
      'src/doors/sil/facce.ts': "export const FACCE = { ENTE_SCONOSCIUTO: 'PAA_ENTE_NON_VALIDO' };",
    },
    {
      ...{ ...MODULO, ...DETTO, ...ATTO },
      'src/doors/sil/a.ts': "import { registraEnte } from '#modules/enti';\nimport { enti } from '#testi/it/enti';",
    },
    {
      ...{ ...MODULO, ...DETTO, ...ATTO },
      'src/testi/it/catalogo.ts': "import { enti } from './enti.ts';",
      'src/testi/de/enti.ts': "export const enti = { rifiuti: { ENTE_SCONOSCIUTO: 'Nein.' } };",
      'src/doors/sil/a.ts': "import { registraEnte } from '#modules/enti';\nimport { testiDi } from '#testi/catalogo';",
    },
    // A module may speak to several doors, to each in its own words.
    {
      'src/modules/enti/core/rifiuti.ts': `${RIFIUTO} export type RifiutoEnti = { codice: keyof typeof RIFIUTI_ENTI };
        export const RIFIUTI_ALTRI = { ALTRO_RIFIUTO: 'vietato' }; export type RifiutoAltri = { codice: keyof typeof RIFIUTI_ALTRI };`,
      ...{ ...ATTO, 'src/testi/it/altri.ts': "export const altri = { ALTRO_RIFIUTO: 'No.' };" },
      'src/doors/sil/a.ts': "import { registraEnte } from '#modules/enti';",
      'src/doors/sil/facce.ts': "export const FACCE = { ENTE_SCONOSCIUTO: 'PAA_ENTE_NON_VALIDO' };",
    },
    { ...MODULO, 'src/modules/flussi/core/codici.ts': "export const CODICI = { ENTE_SCONOSCIUTO: 'PAA_ENTE' };" },
  ],
};

export const rifiuti: Regola[] = [provati, facce];
