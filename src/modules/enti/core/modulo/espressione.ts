import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { FUNZIONI_NOSTRE, GiornoCel, ImportoCel, Vuoto } from './cel.ts';
import type { Difetti, Difetto } from './difetti.ts';
import type { Nodo } from './struttura.ts';

/** The types that an expression may be asked to have. */
export type TipoCel = 'bool' | 'int' | 'string' | 'Importo' | 'Giorno' | 'list<string>';

/** What came of an expression: a value, nothing because it reads what is not there yet, or a computation that has no answer. */
export type Valutata = { esito: 'valore'; valore: unknown } | { esito: 'vuoto' } | { esito: 'guasto' };

/** An expression read and checked once. */
export type Espressione = {
  /** The fields it reads. */
  dipende: readonly Nodo[];
  /** How many steps it takes at the worst. */
  passi: number;
  valuta(contesto: object): Valutata;
};

/** Where an expression stands: what it may name, and where to say what is wrong with it. */
export type Luogo = {
  ambiente: Environment;
  nodi: ReadonlyMap<string, Nodo>;
  /** The repeatable group whose row is `riga` here. */
  ripetibile: Nodo | null;
  /** The longest list that can be gone through. */
  listaMax: number;
  percorso: string;
};

const MACRO = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
const FUNZIONI = new Set<string>([...FUNZIONI_NOSTRE, 'size', 'int', 'string']);
// No `join`: a text made of all the texts of a list, inside another list, has no length that can be told beforehand.
const METODI = new Set([
  ...['size', 'contains', 'startsWith', 'endsWith', 'lowerAscii', 'upperAscii', 'trim', 'substring'],
  ...['riga', 'fascia'],
]);
/** What goes through a text or a table from end to end counts for more than a step. */
const PASSI_LUNGHI = 25;
const LUNGHI = new Set(['size', 'contains', 'lowerAscii', 'upperAscii', 'trim', 'somma', 'fascia', 'riga']);

/** Reads an expression that must be of that type; null when it cannot be, and says why, with line and column. */
export function leggiEspressione(testo: string, atteso: TipoCel, luogo: Luogo, difetti: Difetti): Espressione | null {
  const qui = (inizio: number): Difetto['posizione'] => posizione(testo, inizio);
  let letta;
  try {
    letta = luogo.ambiente.parse(testo);
  } catch (errore) {
    const { codice, inizio, dettaglio } = erroreDi(errore);
    if (codice === 'limit_exceeded')
      difetti.aggiungi('MODULO_ESPRESSIONE_TROPPO_GRANDE', luogo.percorso, {}, qui(inizio));
    else difetti.aggiungi('MODULO_ESPRESSIONE_ILLEGGIBILE', luogo.percorso, { dettaglio }, qui(inizio));
    return null;
  }
  const esame = new Esame(luogo, difetti, qui);
  const passi = esame.passi(letta.ast, new Set());
  if (esame.vietata) return null;
  const tipo = letta.check();
  if (!tipo.valid) {
    const { codice, inizio, dettaglio } = erroreDi(tipo.error);
    const ignoto = codice === 'unknown_variable' || codice === 'no_such_key';
    if (ignoto) difetti.aggiungi('MODULO_NOME_SCONOSCIUTO', luogo.percorso, { nome: dettaglio }, qui(inizio));
    else difetti.aggiungi('MODULO_TIPI', luogo.percorso, { dettaglio }, qui(inizio));
    return null;
  }
  if (tipo.type !== atteso) {
    difetti.aggiungi('MODULO_TIPO_ATTESO', luogo.percorso, { atteso, trovato: tipo.type ?? '' }, qui(0));
    return null;
  }
  return { dipende: [...esame.dipende], passi, valuta: (contesto) => valuta(letta, atteso, contesto) };
}

function valuta(letta: (contesto: object) => unknown, atteso: TipoCel, contesto: object): Valutata {
  try {
    const valore = letta(contesto);
    return DI_TIPO[atteso](valore) ? { esito: 'valore', valore } : { esito: 'guasto' };
  } catch (errore) {
    // Division by zero, overflow, a list that ends before, no row in the table: the answer is that there is none.
    const vuoto = errore instanceof Vuoto || (errore instanceof Error && errore.cause instanceof Vuoto);
    return { esito: vuoto ? 'vuoto' : 'guasto' };
  }
}

/** The type was checked before; a value is looked at again because a list may hold anything at run time. */
const DI_TIPO: Record<TipoCel, (valore: unknown) => boolean> = {
  bool: (valore) => typeof valore === 'boolean',
  int: (valore) => typeof valore === 'bigint',
  string: (valore) => typeof valore === 'string',
  Importo: (valore) => valore instanceof ImportoCel,
  Giorno: (valore) => valore instanceof GiornoCel,
  'list<string>': (valore) => Array.isArray(valore) && valore.every((voce) => typeof voce === 'string'),
};

/** What the library says is wrong: its code, where it begins, and the words that a sentence of ours can quote. */
function erroreDi(errore: unknown): { codice: string; inizio: number; dettaglio: string } {
  const { code, range, summary } = errore as { code?: string; range?: { start: number }; summary?: string };
  const detto = summary ?? '';
  const citati = [...detto.matchAll(/'([^']+)'/g)].map(([, parola]) => parola).join(' / ');
  const dopo = /: (.+)$/s.exec(detto)?.[1];
  return { codice: code ?? '', inizio: range?.start ?? 0, dettaglio: (dopo ?? (citati || detto)).slice(0, 200) };
}

function posizione(testo: string, inizio: number): { riga: number; colonna: number } {
  const prima = testo.slice(0, inizio).split('\n');
  return { riga: prima.length, colonna: (prima.at(-1) ?? '').length + 1 };
}

/** One walk over the tree: what is forbidden, what is read, how long it takes. */
class Esame {
  readonly dipende = new Set<Nodo>();
  vietata = false;
  readonly #luogo: Luogo;
  readonly #difetti: Difetti;
  readonly #qui: (inizio: number) => Difetto['posizione'];

  constructor(luogo: Luogo, difetti: Difetti, qui: (inizio: number) => Difetto['posizione']) {
    this.#luogo = luogo;
    this.#difetti = difetti;
    this.#qui = qui;
  }

  /** Steps of a node; `legati` are the names that macros around it have given to the items of a list. */
  passi(nodo: ASTNode, legati: ReadonlySet<string>): number {
    const { op } = nodo;
    if (op === 'id' || op === '.') return this.#nome(nodo, legati);
    if (op === 'rcall') return this.#metodo(nodo, legati);
    if (op === 'call') {
      const [funzione, argomenti] = nodo.args;
      if (!FUNZIONI.has(funzione)) this.#vieta('FUNZIONE', nodo, funzione);
      return passo(funzione) + this.#somma(argomenti, legati);
    }
    if (op === '!_' || op === '-_') return 1 + this.passi(nodo.args, legati);
    if (op === 'value') {
      if (!['bigint', 'string', 'boolean'].includes(typeof nodo.args)) this.#vieta('COSTRUTTO', nodo);
      return 1;
    }
    if (op !== 'map' && op !== '.?' && op !== '[?]') return 1 + this.#somma(nodo.args, legati);
    this.#vieta('COSTRUTTO', nodo);
    return 1;
  }

  #somma(nodi: readonly ASTNode[], legati: ReadonlySet<string>): number {
    return nodi.reduce((totale, nodo) => totale + this.passi(nodo, legati), 0);
  }

  #metodo(nodo: ASTNode & { op: 'rcall' }, legati: ReadonlySet<string>): number {
    const [nome, su, argomenti] = nodo.args;
    const prima = this.passi(su, legati);
    if (!MACRO.has(nome)) {
      if (!METODI.has(nome)) this.#vieta('FUNZIONE', nodo, nome);
      return passo(nome) + prima + this.#somma(argomenti, legati);
    }
    const [variabile, ...corpo] = argomenti;
    const dentro = variabile?.op === 'id' ? new Set([...legati, variabile.args]) : legati;
    return 1 + prima + this.#luogo.listaMax * (1 + this.#somma(corpo, dentro));
  }

  /** A name, or a way through names: what it reads is the field it leads to, or all the fields of the group where it stops. */
  #nome(nodo: ASTNode & { op: 'id' | '.' }, legati: ReadonlySet<string>): number {
    const nomi: string[] = [];
    let sotto: ASTNode = nodo;
    for (; sotto.op === '.'; [sotto] = sotto.args) nomi.unshift(sotto.args[1]);
    if (sotto.op !== 'id') return nomi.length + this.passi(sotto, legati);
    if (!legati.has(sotto.args)) this.#leggi(sotto.args, nomi);
    return 1 + nomi.length;
  }

  #leggi(primo: string, nomi: readonly string[]): void {
    const { nodi, ripetibile } = this.#luogo;
    const radice = primo === 'riga' && ripetibile !== null ? ripetibile.percorso : primo;
    let trovato: Nodo | undefined = nodi.get(radice);
    for (const nome of nomi) trovato = nodi.get(`${trovato?.percorso ?? ''}.${nome}`) ?? trovato;
    if (trovato !== undefined) for (const letto of conDiscendenti(trovato)) this.dipende.add(letto);
  }

  #vieta(che: 'FUNZIONE' | 'COSTRUTTO', nodo: ASTNode, funzione = ''): void {
    this.vietata = true;
    const codice = che === 'FUNZIONE' ? 'MODULO_FUNZIONE_VIETATA' : 'MODULO_COSTRUTTO_VIETATO';
    const parametri = che === 'FUNZIONE' ? { funzione } : { costrutto: testoDi(nodo) };
    this.#difetti.aggiungi(codice, this.#luogo.percorso, parametri, this.#qui(nodo.range.start));
  }
}

function passo(nome: string): number {
  return LUNGHI.has(nome) ? PASSI_LUNGHI : 1;
}

function testoDi({ input, range }: ASTNode): string {
  return input.slice(range.start, range.end).slice(0, 60);
}

/** A field, and those inside it. */
export function conDiscendenti(nodo: Nodo): Nodo[] {
  return [nodo, ...nodo.figli.flatMap(conDiscendenti)];
}
