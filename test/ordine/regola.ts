import ts from 'typescript';
import type { Albero, Foglio } from './albero.ts';
import { rigaDi } from './albero.ts';

export type Violazione = { percorso: string; riga: number; che: string };

/** A rule of the house. `piantate` are small trees that must break it, `ammesse` trees that look like it and must not. */
export type Regola = {
  nome: string;
  trova: (albero: Albero) => Iterable<Violazione>;
  piantate: Record<string, string>[];
  ammesse: Record<string, string>[];
};

type Dove = (percorso: string) => boolean;

/** Looks at each file by itself. */
export function perFoglio(
  dove: Dove,
  trova: (foglio: Foglio) => Iterable<{ riga: number; che: string }>,
): Regola['trova'] {
  return function* (albero) {
    for (const foglio of albero.values()) {
      if (!dove(foglio.percorso)) continue;
      for (const trovata of trova(foglio)) yield { percorso: foglio.percorso, ...trovata };
    }
  };
}

/** Looks for a pattern in the text of each file. */
export function perTesto(dove: Dove, motivo: RegExp, che: (trovato: string) => string): Regola['trova'] {
  return perFoglio(dove, function* ({ testo }) {
    for (const trovato of testo.matchAll(motivo)) yield { riga: rigaDi(testo, trovato.index), che: che(trovato[0]) };
  });
}

/** Looks at each node of the syntax of each file. `che` says what is wrong with it, or null. */
export function perNodo(dove: Dove, che: (nodo: ts.Node) => string | null): Regola['trova'] {
  return perFoglio(dove, function* (foglio) {
    const sorgente = sorgenteDi(foglio);
    for (const nodo of nodiDi(sorgente)) {
      const male = che(nodo);
      if (male !== null) yield { riga: rigaDi(foglio.testo, nodo.getStart(sorgente)), che: male };
    }
  });
}

const sorgenti = new WeakMap<Foglio, ts.SourceFile>();

/** The syntax of a file, parsed once. */
export function sorgenteDi(foglio: Foglio): ts.SourceFile {
  const pronto = sorgenti.get(foglio);
  if (pronto !== undefined) return pronto;
  const sorgente = ts.createSourceFile(foglio.percorso, foglio.testo, ts.ScriptTarget.Latest, true);
  sorgenti.set(foglio, sorgente);
  return sorgente;
}

const nodi = new WeakMap<ts.Node, readonly ts.Node[]>();

/** The node and all those under it, in the order of the text. Walked once: every rule asks for those of every file. */
export function nodiDi(nodo: ts.Node): readonly ts.Node[] {
  const pronti = nodi.get(nodo);
  if (pronti !== undefined) return pronti;
  const trovati: ts.Node[] = [];
  const visita = (uno: ts.Node): void => {
    trovati.push(uno);
    ts.forEachChild(uno, visita);
  };
  visita(nodo);
  if (ts.isSourceFile(nodo)) nodi.set(nodo, trovati);
  return trovati;
}

/** What a call or an access reads like, without the blanks: `Date.now`, `process.env`. */
export function nomePuntato(nodo: ts.Node): string {
  return nodo.getText().replace(/\s+/g, '');
}
