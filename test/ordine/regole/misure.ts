import ts from 'typescript';
import { isCodice, isProva } from '../albero.ts';
import { perFoglio, perNodo, type Regola } from '../regola.ts';

const RIGHE_FILE_MAX = 400;
const RIGHE_FUNZIONE_MAX = 70;
const CARATTERI_RIGA_MAX = 140;
const RIGHE_PAGINA_MAX = 150;
const RIGHE_INDICE_MAX = 40;

/** What people write and read line by line. db/schema.sql is written by a machine. */
const isScritto = (percorso: string): boolean =>
  isCodice(percorso) || (/\.(sql|scss|css)$/.test(percorso) && percorso !== 'db/schema.sql');

const righe = (quante: number): string => 'const a = 1;\n'.repeat(quante);

const fileLungo: Regola = {
  nome: `un file ha al più ${RIGHE_FILE_MAX} righe`,
  trova: perFoglio(isScritto, function* ({ testo }) {
    const quante = testo.trimEnd().split('\n').length;
    if (quante > RIGHE_FILE_MAX) yield { riga: RIGHE_FILE_MAX + 1, che: `${quante} righe` };
  }),
  piantate: [{ 'src/kernel/a.ts': righe(401) }, { 'db/migrations/0001_a.sql': '--\n'.repeat(401) }],
  ammesse: [{ 'src/kernel/a.ts': righe(400) }, { 'db/schema.sql': '--\n'.repeat(401) }],
};

const funzioneLunga: Regola = {
  nome: `una funzione ha al più ${RIGHE_FUNZIONE_MAX} righe`,
  trova: perNodo(isCodice, (nodo) => {
    if (!ts.isFunctionLike(nodo) || isGruppoDiProve(nodo)) return null;
    const sorgente = nodo.getSourceFile();
    const riga = (posto: number): number => sorgente.getLineAndCharacterOfPosition(posto).line;
    const quante = riga(nodo.getEnd()) - riga(nodo.getStart()) + 1;
    return quante > RIGHE_FUNZIONE_MAX ? `${quante} righe` : null;
  }),
  piantate: [
    { 'src/kernel/a.ts': `function a() {\n${righe(69)}}\n` },
    { 'src/kernel/a.ts': `const a = () => {\n${righe(69)}};\n` },
    { 'src/kernel/a.ts': `class A {\n a() {\n${righe(69)}}}\n` },
    { 'src/kernel/a.test.ts': `it('a', () => {\n${righe(69)}});\n` },
  ],
  ammesse: [
    { 'src/kernel/a.ts': `/**\n * a\n */\nfunction a() {\n${righe(68)}}\n` },
    {
      'src/kernel/a.test.ts': `describe('a', () => {\n${righe(90)}});\ndescribe.each([])('a', () => {\n${righe(90)}});`,
    },
  ],
};

/** `describe(…, () => …)` is a heading over tests, not something that runs as one. */
function isGruppoDiProve(nodo: ts.Node): boolean {
  return ts.isCallExpression(nodo.parent) && /^describe\b/.test(nodo.parent.expression.getText());
}

const rigaLunga: Regola = {
  nome: `una riga ha al più ${CARATTERI_RIGA_MAX} caratteri`,
  trova: perFoglio(isScritto, function* ({ testo }) {
    for (const [indice, riga] of testo.split('\n').entries()) {
      if (riga.length > CARATTERI_RIGA_MAX) yield { riga: indice + 1, che: `${riga.length} caratteri` };
    }
  }),
  piantate: [{ 'src/kernel/a.ts': `// ${'a'.repeat(138)}` }, { 'db/migrations/0001_a.sql': `-- ${'a'.repeat(138)}` }],
  ammesse: [{ 'src/kernel/a.ts': `// ${'a'.repeat(137)}` }, { 'docs/a.md': 'a'.repeat(200) }],
};

const paginaLunga: Regola = {
  nome: `una pagina ha al più ${RIGHE_PAGINA_MAX} righe: legge, chiama un atto, mostra`,
  trova: perFoglio(
    (percorso) => /^src\/doors\/[^/]+\/pagine\//.test(percorso) && !isProva(percorso),
    function* ({ testo }) {
      const quante = testo.trimEnd().split('\n').length;
      if (quante > RIGHE_PAGINA_MAX) yield { riga: RIGHE_PAGINA_MAX + 1, che: `${quante} righe` };
    },
  ),
  piantate: [{ 'src/doors/ufficio/pagine/a.tsx': righe(151) }],
  ammesse: [
    { 'src/doors/ufficio/pagine/a.tsx': righe(150) },
    { 'src/doors/ufficio/pagine/a.http.test.ts': righe(151), 'src/doors/ufficio/a.tsx': righe(151) },
  ],
};

/** The paragraph at the top, which says what the module knows and declines to know. */
const CAPPELLO = /^\/\*\*.*?\*\/\n/s;

const indiceLungo: Regola = {
  nome: `la porta di un modulo si presenta e ha al più ${RIGHE_INDICE_MAX} righe di export`,
  trova: perFoglio(
    (percorso) => /^src\/modules\/[^/]+\/index\.ts$/.test(percorso),
    function* ({ testo }) {
      if (!CAPPELLO.test(testo)) yield { riga: 1, che: 'manca il paragrafo che la presenta' };
      const quante = testo
        .replace(CAPPELLO, '')
        .split('\n')
        .filter((riga) => riga.trim() !== '').length;
      if (quante > RIGHE_INDICE_MAX) yield { riga: 1, che: `${quante} righe di export` };
    },
  ),
  piantate: [
    { 'src/modules/enti/index.ts': `/** enti */\n${"export * from './a.ts';\n".repeat(41)}` },
    { 'src/modules/enti/index.ts': "export { a } from './a.ts';\n" },
  ],
  ammesse: [
    { 'src/modules/enti/index.ts': `/**\n * enti:\n * chi.\n */\n${"export * from './a.ts';\n".repeat(40)}` },
    { 'src/modules/enti/store/index.ts': "export * from './a.ts';\n".repeat(41) },
  ],
};

export const misure: Regola[] = [fileLungo, funzioneLunga, rigaLunga, paginaLunga, indiceLungo];
