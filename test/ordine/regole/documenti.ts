import type { Albero } from '../albero.ts';
import { perFoglio, type Regola } from '../regola.ts';
import { posix } from 'node:path';
import { rigaDi } from '../albero.ts';

/** What the product makes, or npm: named in the documents, and not in the repository. */
const FATTI = /^(?:var|dist|node_modules)(?:\/|$)/;
const STANZE = 'src|db|docs|test|simulatore|bench|scripts|\\.ci';

const isDocumento = (percorso: string): boolean => percorso === 'README.md' || /^docs\/.*\.md$/.test(percorso);

/** The files named in a document: links and pictures from where it lies, words between backticks that begin with a room of the house. */
function* nominati(percorso: string, testo: string): Generator<{ nome: string; dove: number }> {
  for (const { 1: verso = '', index } of testo.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)) {
    const [nudo = ''] = verso.split('#');
    if (nudo === '' || /^[a-z]+:/.test(verso)) continue;
    yield { nome: posix.join(posix.dirname(percorso), decodeURI(nudo)), dove: index };
  }
  for (const { 1: nome = '', index } of testo.matchAll(new RegExp(`\`((?:${STANZE})/[\\w./*-]*|(?:${STANZE}))\``, 'g')))
    yield { nome, dove: index };
}

/** A file, a folder, or a pattern with `*` that something answers to. */
function esiste(albero: Albero, nome: string): boolean {
  const pulito = nome.replace(/\/$/, '');
  const motivo = new RegExp(`^${pulito.replace(/[.+?()]/g, '\\$&').replaceAll('*', '[^/]*')}(?:/|$)`);
  return [...albero.keys()].some((percorso) => motivo.test(percorso));
}

const percorsi: Regola = {
  nome: 'ogni file, cartella e figura che il README e i documenti nominano c’è',
  *trova(albero) {
    yield* perFoglio(isDocumento, function* ({ percorso, testo }) {
      for (const { nome, dove } of nominati(percorso, testo)) {
        if (FATTI.test(nome) || esiste(albero, nome)) continue;
        yield { riga: rigaDi(testo, dove), che: `${nome} non c’è` };
      }
    })(albero);
  },
  piantate: [
    { 'README.md': 'Vedi `src/app/manca.ts`.' },
    { 'README.md': '![Una figura](docs/manca.png)' },
    { 'docs/a.md': '[il glossario](manca.md#parole)', 'manca.md': '' },
    { 'docs/a.md': 'Le prove in `src/doors/ufficio/*.http.test.ts`.', 'src/doors/ufficio/index.ts': '' },
    { 'docs/decisioni/0001-a.md': '[architettura](../manca.md)' },
  ],
  ammesse: [
    {
      'README.md':
        '`src/app`, `src/app/`, `src/*/main.ts`, [qui](docs/a.md#b), [su](https://esempio.it/src/x), [in basso](#c)',
      'docs/a.md': '![figura](figura.png) [indietro](../README.md) `var/demo.json` `src/app/main.ts` `core/stati.ts`',
      'docs/figura.png': '',
      'src/app/main.ts': '`src/manca.ts`',
    },
  ],
};

const parole: Regola = {
  nome: 'ogni parola sta nel glossario una volta sola',
  *trova(albero) {
    const viste = new Set<string>();
    for (const [n, riga] of (albero.get('docs/glossario.md')?.testo ?? '').split('\n').entries()) {
      const parola = /^\|\s*`(\w+)`\s*\|/.exec(riga)?.[1];
      if (parola === undefined) continue;
      if (viste.has(parola)) yield { percorso: 'docs/glossario.md', riga: n + 1, che: `\`${parola}\` c’è già` };
      viste.add(parola);
    }
  },
  piantate: [{ 'docs/glossario.md': '| `modulo` | ciò che si compila |\n| `modulo` | ciò che si compila, di nuovo |' }],
  ammesse: [
    { 'docs/glossario.md': '| `modulo` | si compila |\n| `modalita` | del `modulo` |', 'docs/a.md': '| `modulo` |' },
  ],
};

export const documenti: Regola[] = [percorsi, parole];
