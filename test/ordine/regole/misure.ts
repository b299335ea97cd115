import ts from 'typescript';
import { isCodice } from '../albero.ts';
import { perFoglio, perNodo, type Regola } from '../regola.ts';

const RIGHE_FILE_MAX = 400;
const RIGHE_FUNZIONE_MAX = 70;
const CARATTERI_RIGA_MAX = 140;

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

export const misure: Regola[] = [fileLungo, funzioneLunga, rigaLunga];
