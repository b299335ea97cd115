import ts from 'typescript';
import { isCodice, isConfigurazione, isProva } from '../albero.ts';
import { nomePuntato, perNodo, type Regola } from '../regola.ts';

const isCasa = (percorso: string): boolean => isCodice(percorso) && percorso.startsWith('src/') && !isProva(percorso);
const isPuro = (percorso: string): boolean =>
  isCasa(percorso) && /^src\/(kernel|modules\/[^/]+\/core)\//.test(percorso);

const orologio: Regola = {
  nome: 'l’ora arriva da ctx: Date.now e new Date() stanno in app, nel simulatore, in bench, negli script e nelle prove',
  trova: perNodo(
    // A script that the browser runs has no ctx.
    (percorso) => isCasa(percorso) && !percorso.startsWith('src/app/') && !percorso.endsWith('.js'),
    (nodo) => {
      const isDate = (che: ts.Node): boolean => ts.isIdentifier(che) && che.text === 'Date';
      if (ts.isPropertyAccessExpression(nodo) && nomePuntato(nodo) === 'Date.now') return 'Date.now';
      if (ts.isNewExpression(nodo) && isDate(nodo.expression) && !nodo.arguments?.length) return 'new Date()';
      return ts.isCallExpression(nodo) && isDate(nodo.expression) ? 'Date()' : null;
    },
  ),
  piantate: [
    { 'src/modules/enti/acts.ts': 'export const a = (): number => Date.now();' },
    { 'src/modules/enti/acts.ts': 'export const a = { orologio: Date.now };' },
    { 'src/platform/a.ts': 'export const a = (): Date => new Date();' },
    { 'src/platform/a.ts': 'export const a = (): Date => new Date;' },
    { 'src/platform/a.ts': 'export const a = (): string => Date();' },
  ],
  ammesse: [
    { 'src/platform/a.ts': "// Date.now()\nexport const a = new Date('2026-01-01');" },
    { 'src/app/main.ts': 'const a = new Date();' },
    { 'src/platform/a.test.ts': 'const a = Date.now();' },
    { 'simulatore/tempo.ts': 'const a = Date.now();' },
    { 'src/doors/portale/sfida.js': 'const a = Date.now();' },
  ],
};

const ambiente: Regola = {
  nome: 'process.env si legge in platform/config',
  trova: perNodo(
    (percorso) => isCasa(percorso) && !/^src\/platform\/config(\/|\.ts$)/.test(percorso),
    (nodo) => {
      if (ts.isPropertyAccessExpression(nodo)) return nomePuntato(nodo) === 'process.env' ? 'process.env' : null;
      const isProcess = ts.isImportDeclaration(nodo) && /^'(node:)?process'$/.test(nodo.moduleSpecifier.getText());
      return isProcess && /\benv\b/.test(nodo.getText()) ? 'import di env' : null;
    },
  ),
  piantate: [
    { 'src/app/main.ts': 'const porta = process.env.PORT;' },
    { 'src/platform/db/pool.ts': "const { PORT } = process.env;\nconst a = process['env'];" },
    { 'src/platform/db/pool.ts': "import { env } from 'node:process';" },
  ],
  ammesse: [
    { 'src/platform/config/config.ts': 'const porta = process.env.PORT;' },
    { 'test/support/db.ts': 'const porta = process.env.PORT;' },
    { 'src/app/main.ts': 'process.exitCode = 1;' },
  ],
};

const voce: Regola = {
  nome: 'si scrive sul log, non sulla console',
  trova: perNodo(
    (percorso) => isCasa(percorso) && !percorso.startsWith('src/app/'),
    (nodo) =>
      ts.isPropertyAccessExpression(nodo) && ts.isIdentifier(nodo.expression) && nodo.expression.text === 'console'
        ? nomePuntato(nodo)
        : null,
  ),
  piantate: [
    { 'src/platform/log.ts': "console.log('a');" },
    { 'src/modules/enti/acts.ts': 'const a = console.error;' },
  ],
  ammesse: [
    { 'src/app/avvio.ts': "console.log('a');" },
    { 'scripts/a.ts': "console.log('a');" },
    { 'src/platform/log.ts': "ctx.console.log('a');" },
  ],
};

/** What has no place where only values are: chance, time, the network, the process. Imports are the boundaries' concern. */
const IMPURI = /^(Math\.random|crypto|performance|process|fetch|setTimeout|setInterval|setImmediate|queueMicrotask)\b/;

const purezza: Regola = {
  nome: 'kernel e core non hanno caso, tempo, rete né processo',
  trova: perNodo(isPuro, (nodo) => {
    const usa = (che: ts.Expression): string | null => (IMPURI.test(nomePuntato(che)) ? nomePuntato(che) : null);
    if (ts.isCallExpression(nodo)) return usa(nodo.expression);
    return ts.isPropertyAccessExpression(nodo) && !ts.isCallExpression(nodo.parent) ? usa(nodo) : null;
  }),
  piantate: [
    { 'src/kernel/a.ts': 'export const a = (): number => Math.random();' },
    { 'src/modules/enti/core/a.ts': 'export const a = (): string => crypto.randomUUID();' },
    { 'src/modules/enti/core/a.ts': 'export const a = process.version;' },
  ],
  ammesse: [
    { 'src/kernel/a.ts': 'export const a = (n: number): number => Math.trunc(n);' },
    { 'src/modules/enti/acts.ts': 'export const a = (): string => crypto.randomUUID();' },
    { 'src/kernel/a.test.ts': 'const a = Math.random();' },
  ],
};

const finti: Regola = {
  nome: 'nessuna prova sostituisce un nostro modulo',
  trova: perNodo(
    (percorso) => isCodice(percorso) && isProva(percorso),
    (nodo) => {
      if (!ts.isCallExpression(nodo)) return null;
      const chiamata = nomePuntato(nodo.expression);
      return /^vi\.(mock|doMock)$/.test(chiamata) ? chiamata : null;
    },
  ),
  piantate: [{ 'src/modules/enti/acts.test.ts': "vi.mock('#modules/registro');" }],
  ammesse: [{ 'src/modules/enti/acts.test.ts': 'const spia = vi.fn();' }],
};

const predefinite: Regola = {
  nome: 'niente export default, salvo dove lo vuole uno strumento',
  trova: perNodo(
    (percorso) => isCodice(percorso) && !isConfigurazione(percorso),
    (nodo) => {
      const isDefault =
        ts.canHaveModifiers(nodo) && ts.getModifiers(nodo)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword);
      if (isDefault || ts.isExportAssignment(nodo)) return 'export default';
      return ts.isExportSpecifier(nodo) && nodo.name.text === 'default' ? 'export { … as default }' : null;
    },
  ),
  piantate: [
    { 'src/kernel/a.ts': 'export default 1;' },
    { 'src/kernel/a.ts': 'export default function a() {}' },
    { 'src/kernel/a.ts': 'const a = 1;\nexport { a as default };' },
  ],
  ammesse: [{ 'vitest.config.ts': 'export default {};' }, { '.dependency-cruiser.mjs': 'export default {};' }],
};

export const mondo: Regola[] = [orologio, ambiente, voce, purezza, finti, predefinite];
