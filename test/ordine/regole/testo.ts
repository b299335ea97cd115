import ts from 'typescript';
import { isCodice } from '../albero.ts';
import { perNodo, perTesto, type Regola } from '../regola.ts';

/** This file holds the words it looks for. */
const QUESTO = 'test/ordine/regole/testo.ts';
const PROMESSA = ['TODO', 'FIXME', 'HACK', 'XXX'];
const ovunque = (): boolean => true;

const promesse: Regola = {
  nome: 'niente promesse nel codice: si fa, o si scrive nel tracciatore',
  trova: perTesto(
    (percorso) => percorso !== 'LICENSE' && percorso !== QUESTO,
    new RegExp(`\\b(${PROMESSA.join('|')})\\b`, 'g'),
    (parola) => parola,
  ),
  piantate: PROMESSA.map((parola) => ({ 'src/kernel/a.ts': `// ${parola}: finire` })),
  ammesse: [{ 'src/kernel/a.ts': '// METODO, todos' }],
};

const ESENZIONI = /@ts-(ignore|nocheck)|\b(eslint|oxlint)-disable/g;

const esenzioni: Regola = {
  // `@ts-expect-error` is not an exemption but a claim, which fails when it is no longer true: tests of types need it.
  nome: 'nessuno si esenta dai controlli',
  trova: perTesto(
    (percorso) => isCodice(percorso) && percorso !== QUESTO,
    ESENZIONI,
    (trovato) => trovato,
  ),
  piantate: [
    { 'src/kernel/a.ts': `// @ts-ignore\n` },
    { 'src/kernel/a.ts': `// eslint-disable-next-line` },
    { 'src/kernel/a.ts': `// oxlint-disable no-console` },
  ],
  ammesse: [{ 'docs/a.md': 'eslint-disable' }],
};

const forzature: Regola = {
  nome: 'nessun tipo è forzato: as any, as unknown as',
  trova: perNodo(isCodice, (nodo) => {
    if (!ts.isAsExpression(nodo)) return null;
    if (nodo.type.kind === ts.SyntaxKind.AnyKeyword) return 'as any';
    const isDoppia = ts.isAsExpression(nodo.expression) && nodo.expression.type.kind === ts.SyntaxKind.UnknownKeyword;
    return isDoppia ? 'as unknown as' : null;
  }),
  piantate: [{ 'src/kernel/a.ts': 'const a = b as any;' }, { 'src/kernel/a.ts': 'const a = b as unknown as string;' }],
  ammesse: [{ 'src/kernel/a.ts': "const a = b as unknown;\nconst c = 'as any';" }],
};

const codiceMorto: Regola = {
  nome: 'il codice che non serve si cancella, non si commenta',
  trova: perTesto(
    isCodice,
    /^\s*\/\/\s*(?:(?:const|let|import|export|return|await|throw|function|if|for|while)\b.*[;{]|[\w.]+\(.*\);|\})\s*$/gm,
    (riga) => riga.trim(),
  ),
  piantate: [
    { 'src/kernel/a.ts': '// const a = 1;' },
    { 'src/kernel/a.ts': '  // if (a) {' },
    { 'src/kernel/a.ts': '// registra(ctx, dovuto);' },
  ],
  ammesse: [{ 'src/kernel/a.ts': '// if the notice is paid, its receipt is shown\nconst a = 1; // for the Nodo' }],
};

const percorsi: Regola = {
  nome: 'nessun percorso di una macchina e nessun magazzino di pacchetti',
  trova: perTesto(
    ovunque,
    /(?<![\w.:/-])\/(?:work|root|home|Users)\/[\w.]*|\bregistry\.[a-z-]+\.[a-z]+|\b[A-Z]:\\Users\b/g,
    (percorso) => percorso,
  ),
  piantate: [
    { 'src/kernel/a.ts': `const a = '${['', 'home', 'anna', 'mypay'].join('/')}';` },
    { 'README.md': `cd ${['', 'work', 'main'].join('/')}` },
    { '.npmrc': `registry=https://${['registry', 'esempio', 'it'].join('.')}` },
  ],
  ammesse: [
    { 'src/kernel/a.ts': "const a = '../shared/data'; const b = 'src/work/a'; const c = 'https://esempio.it/home/';" },
  ],
};

const magazzino: Regola = {
  nome: 'il lockfile non dice da dove vengono i pacchetti',
  trova: perTesto(
    (percorso) => percorso === 'package-lock.json',
    /"resolved":.*/g,
    (riga) => riga,
  ),
  piantate: [{ 'package-lock.json': '{\n  "resolved": "https://esempio.it/a.tgz"\n}' }],
  ammesse: [{ 'package-lock.json': '{\n  "version": "1.0.0", "integrity": "sha512-" }' }],
};

export const testo: Regola[] = [promesse, esenzioni, forzature, codiceMorto, percorsi, magazzino];
