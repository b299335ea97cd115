import ts from 'typescript';
import { isCodice, isProva } from '../albero.ts';
import { nomePuntato, perNodo, type Regola } from '../regola.ts';

const virgolaMobile: Regola = {
  nome: 'nessun numero con la virgola nasce da un testo: parseFloat',
  trova: perNodo(isCodice, (nodo) => {
    if (!ts.isIdentifier(nodo) || nodo.text !== 'parseFloat') return null;
    return 'parseFloat';
  }),
  piantate: [
    { 'src/modules/flussi/core/a.ts': 'export const a = (s: string): number => parseFloat(s);' },
    { 'simulatore/a.ts': 'export const a = (s: string): number => Number.parseFloat(s);' },
  ],
  ammesse: [{ 'src/kernel/importo.ts': "// never parseFloat\nexport const a = 'parseFloat';" }],
};

const { SyntaxKind: K } = ts;
const CONTI = new Set<ts.SyntaxKind>([
  ...[K.PlusToken, K.MinusToken, K.AsteriskToken, K.SlashToken, K.PercentToken, K.AsteriskAsteriskToken],
  ...[K.PlusEqualsToken, K.MinusEqualsToken, K.AsteriskEqualsToken, K.SlashEqualsToken, K.PercentEqualsToken],
]);

const centesimi: Regola = {
  nome: 'con i centesimi fa i conti kernel/importo: somma, differenza, confronta',
  trova: perNodo(
    (percorso) =>
      isCodice(percorso) && percorso.startsWith('src/') && !isProva(percorso) && percorso !== 'src/kernel/importo.ts',
    (nodo) => {
      if (ts.isBinaryExpression(nodo) && CONTI.has(nodo.operatorToken.kind)) {
        return isCents(nodo.left) || isCents(nodo.right) ? nomePuntato(nodo) : null;
      }
      if (!ts.isPrefixUnaryExpression(nodo) && !ts.isPostfixUnaryExpression(nodo)) return null;
      return nodo.operator !== K.ExclamationToken && isCents(nodo.operand) ? nomePuntato(nodo) : null;
    },
  ),
  piantate: [
    { 'src/modules/enti/core/a.ts': 'const a = importoCents / 100;' },
    { 'src/modules/enti/core/a.ts': 'const a = 2 * (dovuto.importoCents as number);' },
    { 'src/modules/enti/core/a.ts': "const a = dovuto['importoCents'] - 1;" },
    { 'src/modules/enti/core/a.ts': 'totaleCents += quota!.importoCents;' },
    { 'src/modules/enti/core/a.ts': 'const a = -importoCents;' },
    { 'src/modules/enti/core/a.ts': 'totaleCents++;' },
  ],
  ammesse: [
    { 'src/kernel/importo.ts': 'const a = importoCents / 100;' },
    { 'src/modules/enti/core/a.ts': 'const a = somma([importoCents, ZERO_CENTS]) > altroCents && !importoCents;' },
    { 'src/modules/enti/core/a.test.ts': 'const a = importoCents + 1;' },
    { 'src/modules/enti/store.ts': 'const a = sql`select sum(importo_cents) + 1`;' },
  ],
};

function isCents(nodo: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(nodo) || ts.isAsExpression(nodo) || ts.isNonNullExpression(nodo)) {
    return isCents(nodo.expression);
  }
  if (ts.isPropertyAccessExpression(nodo)) return nodo.name.text.endsWith('Cents');
  if (ts.isElementAccessExpression(nodo)) return /Cents['"]$/.test(nodo.argumentExpression.getText());
  return ts.isIdentifier(nodo) && nodo.text.endsWith('Cents');
}

export const denaro: Regola[] = [virgolaMobile, centesimi];
