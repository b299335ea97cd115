import ts from 'typescript';
import { isCodice, isProva } from '../albero.ts';
import { paroleDi, sinonimiBanditi } from '../glossario.ts';
import { nodiDi, perFoglio, sorgenteDi, type Regola } from '../regola.ts';
import { migrazioni, tabelleDi } from '../sql.ts';

const GLOSSARIO = {
  'docs/glossario.md': '| `posizione` | a | b | `pendenza` |\n| `quota` | a | b | `versamento` (mai) |',
};

const sinonimi: Regola = {
  nome: 'una parola per ogni cosa: i sinonimi banditi dal glossario non danno nome a tabelle, colonne, tipi e funzioni',
  *trova(albero) {
    const banditi = sinonimiBanditi(albero);
    const male = (nome: string): string | undefined => {
      const bandita = paroleDi(nome).find((parola) => banditi.has(parola));
      return bandita && `«${nome}»: si dice ${banditi.get(bandita) ?? ''}`;
    };
    for (const { nome, colonne, percorso, riga } of tabelleDi(migrazioni(albero)).values()) {
      for (const che of [...nome.split('.'), ...colonne].map(male))
        if (che !== undefined) yield { percorso, riga, che };
    }
    for (const foglio of albero.values()) {
      if (!isCodice(foglio.percorso) || !foglio.percorso.startsWith('src/modules/') || isProva(foglio.percorso))
        continue;
      for (const { nome, riga } of esportati(sorgenteDi(foglio))) {
        const che = male(nome);
        if (che !== undefined) yield { percorso: foglio.percorso, riga, che };
      }
    }
  },
  piantate: [
    { ...GLOSSARIO, 'db/migrations/0001_a.sql': 'create table posizioni.pendenza (\n  id uuid primary key\n);' },
    {
      ...GLOSSARIO,
      'db/migrations/0001_a.sql': 'create table posizioni.quota (\n  id uuid, -- a, b\n  numero_versamento text\n);',
    },
    {
      ...GLOSSARIO,
      'db/migrations/0001_a.sql': 'create table a.b (id int);\nalter table a.b add column pendenza text;',
    },
    { ...GLOSSARIO, 'src/modules/posizioni/acts.ts': 'export function annullaPendenza(): void {}' },
    { ...GLOSSARIO, 'src/modules/posizioni/acts.ts': 'type Versamento = 1;\nexport type { Versamento };' },
    { ...GLOSSARIO, 'src/modules/posizioni/acts.ts': 'export const leggiPendenza = (): void => undefined;' },
  ],
  ammesse: [
    {
      ...GLOSSARIO,
      'db/migrations/0001_a.sql': "create table posizioni.quota (\n  causale text default 'pendenza'\n); -- pendenza",
    },
    {
      ...GLOSSARIO,
      'src/modules/posizioni/acts.ts': 'function annullaPendenza(): void {}\nexport type Dipendenza = 1;',
    },
    { ...GLOSSARIO, 'src/doors/sil/paa.ts': 'export type Versamento = 1;' },
  ],
};

function* esportati(sorgente: ts.SourceFile): Generator<{ nome: string; riga: number }> {
  const voce = (nome: ts.Node): { nome: string; riga: number } => ({
    nome: nome.getText(),
    riga: sorgente.getLineAndCharacterOfPosition(nome.getStart()).line + 1,
  });
  for (const nodo of nodiDi(sorgente)) {
    if (ts.isExportSpecifier(nodo)) yield voce(nodo.name);
    const isExport =
      ts.canHaveModifiers(nodo) && ts.getModifiers(nodo)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
    if (!isExport) continue;
    if (ts.isVariableStatement(nodo)) yield* nodo.declarationList.declarations.map(({ name }) => voce(name));
    else if (ts.isDeclarationStatement(nodo) && nodo.name !== undefined) yield voce(nodo.name);
  }
}

const VERGOGNA = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'shared', 'lib']);
const CARTELLE_AMMESSE = /^(node_modules|\.)/;

const file: Regola = {
  nome: 'un file si chiama per ciò che contiene, in kebab-case',
  trova: perFoglio(
    (percorso) => isCodice(percorso) || percorso.endsWith('.sql'),
    function* ({ percorso }) {
      const cartelle = percorso.split('/');
      const nome = cartelle.pop() ?? '';
      const vergogne = [...cartelle, nome.split('.')[0] ?? ''].filter((parola) => VERGOGNA.has(parola));
      for (const parola of vergogne) yield { riga: 1, che: `«${parola}» non dice che cosa c’è dentro` };
      const isKebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.[a-z]+$/.test(nome);
      if (!isKebab && !CARTELLE_AMMESSE.test(nome) && !percorso.endsWith('.sql'))
        yield { riga: 1, che: 'non è kebab-case' };
    },
  ),
  piantate: [
    { 'src/platform/utils.ts': '' },
    { 'src/platform/helpers/a.ts': '' },
    { 'src/modules/enti/types.ts': '' },
    { 'src/modules/enti/misc.test.ts': '' },
    { 'src/modules/enti/leggiEnte.ts': '' },
    { 'src/ui/Campo.tsx': '' },
  ],
  ammesse: [
    { 'src/kernel/numero-avviso.test.ts': '' },
    { '.dependency-cruiser.mjs': '' },
    { 'src/ui/tipi-di-campo.tsx': '' },
  ],
};

const tipi: Regola = {
  nome: 'un tipo non si chiama IQualcosa, QualcosaImpl né QualcosaManager',
  trova: perFoglio(
    (percorso) => isCodice(percorso) && percorso.startsWith('src/'),
    function* (foglio) {
      for (const { nome, riga } of esportati(sorgenteDi(foglio))) {
        if (/^I[A-Z][a-z]|(Impl|Manager)$/.test(nome)) yield { riga, che: nome };
      }
    },
  ),
  piantate: [{ 'src/kernel/a.ts': 'export type IEnte = 1;' }, { 'src/kernel/a.ts': 'export class EnteManager {}' }],
  ammesse: [{ 'src/kernel/a.ts': 'export type Iuv = 1; export type IUV = 2; export type Implicito = 3;' }],
};

export const nomi: Regola[] = [sinonimi, file, tipi];
