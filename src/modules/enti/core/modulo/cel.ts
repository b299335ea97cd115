import { Environment } from '@marcbachmann/cel-js';
import { formatEuro, cents } from '#kernel/importo';
import { formatGiorno, giorniFra, parseGiorno, piuGiorni, type Giorno } from '#kernel/giorno';

/**
 * What expressions (CEL) know besides CEL itself: money and days as types of their own, so that lamps added to euro are refused when
 * the definition is written, and functions that are total or say why not. There is no floating point and no clock.
 */

/** A value that is not there yet: a field left empty, a row not chosen. Whoever reads it has nothing to say, which is not an error. */
export class Vuoto extends Error {}
/** Thrown often, and never shown: one is enough, and its stack is not looked for each time. */
export const VUOTO = new Vuoto('no value yet');

/** A computation that has no answer: too large, not in the table. */
export class Impossibile extends Error {}

/** Far above any amount, and far within 64 bits. */
const IMPORTO_CEL_MAX = 1_000_000_000_000_000n;

/** An amount in cents. */
export class ImportoCel {
  readonly n: bigint;
  constructor(n: bigint) {
    if (n > IMPORTO_CEL_MAX || n < -IMPORTO_CEL_MAX) throw new Impossibile('amount out of bounds');
    this.n = n;
  }
}

/** A day. */
export class GiornoCel {
  readonly giorno: Giorno;
  constructor(giorno: Giorno) {
    this.giorno = giorno;
  }
}

/** What holds the fields of a group, of a row or of a tariff: each kind of them is a subclass, which is its type in CEL. */
export class OggettoCel {
  [campo: string]: unknown;
}
export type ClasseCel = new () => OggettoCel;

/** Puts a value in its place. */
export function metti(oggetto: object, nome: string, valore: unknown): void {
  Object.defineProperty(oggetto, nome, { value: valore, configurable: true, enumerable: true, writable: true });
}

/** Says that the value is not there: whoever reads it finds out. */
export function mettiVuoto(oggetto: object, nome: string): void {
  const get = (): never => {
    throw VUOTO;
  };
  Object.defineProperty(oggetto, nome, { get, configurable: true, enumerable: true });
}

/** n / d to the nearest whole, halves away from zero. */
export function dividiArrotondando(n: bigint, d: bigint): bigint {
  if (d === 0n) throw new Impossibile('division by zero');
  const [su, giu] = [n < 0n ? -n : n, d < 0n ? -d : d];
  const intero = (2n * su + giu) / (2n * giu);
  return n < 0n === d < 0n ? intero : -intero;
}

function dividiPerDifetto(n: bigint, d: bigint): bigint {
  if (d === 0n) throw new Impossibile('division by zero');
  const intero = n / d;
  return n % d !== 0n && n < 0n !== d < 0n ? intero - 1n : intero;
}

function giornoPiu({ giorno }: GiornoCel, n: bigint): GiornoCel {
  // 9999 years of days: beyond them piuGiorni throws too.
  if (n > 4_000_000n || n < -4_000_000n) throw new Impossibile('day out of bounds');
  try {
    return new GiornoCel(piuGiorni(giorno, Number(n)));
  } catch (cause) {
    throw new Impossibile('day out of bounds', { cause });
  }
}

function giornoDi(testo: string): GiornoCel {
  const giorno = parseGiorno(testo);
  if (giorno === null) throw new Impossibile('not a day');
  return new GiornoCel(giorno);
}

const pezzo = ({ giorno }: GiornoCel, da: number, a: number): bigint => BigInt(giorno.slice(da, a));

/** Whole months from a day to another, as a calendar counts them: from 31 January to 28 February there is none. */
function mesi(dal: GiornoCel, al: GiornoCel): bigint {
  if (al.giorno < dal.giorno) return -mesi(al, dal);
  const interi = (pezzo(al, 0, 4) - pezzo(dal, 0, 4)) * 12n + pezzo(al, 5, 7) - pezzo(dal, 5, 7);
  return pezzo(al, 8, 10) < pezzo(dal, 8, 10) ? interi - 1n : interi;
}

const estremo = <T>(primaDi: (a: T, b: T) => boolean): [(a: T, b: T) => T, (a: T, b: T) => T] => [
  (a, b) => (primaDi(b, a) ? b : a),
  (a, b) => (primaDi(a, b) ? b : a),
];

/** The names of our functions; `riga` and `fascia` belong to each tariff. */
export const FUNZIONI_NOSTRE = [
  ...['euro', 'cents', 'inCents', 'parte', 'somma', 'minimo', 'massimo', 'arrotonda', 'perDifetto', 'perEccesso'],
  ...['data', 'giorni', 'mesi', 'anno', 'mese', 'giornoDelMese', 'giornoDellaSettimana', 'piuGiorni', 'formatta'],
  ...['presente', 'oppure'],
] as const;

/** A new environment: CEL, our types, our functions. `limits` are checked while an expression is read. */
export function ambienteBase(limits: { maxAstNodes: number; maxDepth: number; maxListElements: number }): Environment {
  const ambiente = new Environment({ limits: { ...limits, maxMapEntries: 0, maxCallArguments: 8 } })
    .registerType('Importo', { ctor: ImportoCel, fields: {} })
    .registerType('Giorno', { ctor: GiornoCel, fields: {} });
  registraImporti(ambiente);
  registraGiorni(ambiente);
  registraNumeri(ambiente);
  registraAssenze(ambiente);
  return ambiente;
}

function registraImporti(ambiente: Environment): void {
  type I = ImportoCel;
  const per = (a: I, b: bigint): I => new ImportoCel(a.n * b);
  const [minimo, massimo] = estremo<I>((a, b) => a.n < b.n);
  ambiente
    .registerOperator('Importo + Importo: Importo', (a: I, b: I) => new ImportoCel(a.n + b.n))
    .registerOperator('Importo - Importo: Importo', (a: I, b: I) => new ImportoCel(a.n - b.n))
    .registerOperator('-Importo: Importo', (a: I) => new ImportoCel(-a.n))
    .registerOperator('Importo * int: Importo', per)
    .registerOperator('int * Importo: Importo', (a: bigint, b: I) => per(b, a))
    .registerOperator('Importo == Importo: bool', (a: I, b: I) => a.n === b.n)
    .registerOperator('Importo < Importo: bool', (a: I, b: I) => a.n < b.n)
    .registerOperator('Importo <= Importo: bool', (a: I, b: I) => a.n <= b.n)
    .registerOperator('Importo > Importo: bool', (a: I, b: I) => a.n > b.n)
    .registerOperator('Importo >= Importo: bool', (a: I, b: I) => a.n >= b.n)
    .registerFunction('euro(int): Importo', (n: bigint) => new ImportoCel(n * 100n))
    .registerFunction('cents(int): Importo', (n: bigint) => new ImportoCel(n))
    .registerFunction('inCents(Importo): int', (a: I) => a.n)
    .registerFunction(
      'parte(Importo, int, int): Importo',
      (a: I, n: bigint, d: bigint) => new ImportoCel(dividiArrotondando(a.n * n, d)),
    )
    .registerFunction('somma(list<Importo>): Importo', (voci: readonly I[]) => {
      return new ImportoCel(voci.reduce((totale, voce) => totale + voce.n, 0n));
    })
    .registerFunction('minimo(Importo, Importo): Importo', minimo)
    .registerFunction('massimo(Importo, Importo): Importo', massimo)
    .registerFunction('formatta(Importo): string', (a: I) => formatEuro(cents(Number(a.n))));
}

function registraGiorni(ambiente: Environment): void {
  type G = GiornoCel;
  const [minimo, massimo] = estremo<G>((a, b) => a.giorno < b.giorno);
  const due = (n: bigint, cifre: number): string => String(n).padStart(cifre, '0');
  ambiente
    .registerOperator('Giorno == Giorno: bool', (a: G, b: G) => a.giorno === b.giorno)
    .registerOperator('Giorno < Giorno: bool', (a: G, b: G) => a.giorno < b.giorno)
    .registerOperator('Giorno <= Giorno: bool', (a: G, b: G) => a.giorno <= b.giorno)
    .registerOperator('Giorno > Giorno: bool', (a: G, b: G) => a.giorno > b.giorno)
    .registerOperator('Giorno >= Giorno: bool', (a: G, b: G) => a.giorno >= b.giorno)
    .registerFunction('data(string): Giorno', giornoDi)
    .registerFunction('data(int, int, int): Giorno', (anno: bigint, mese: bigint, giorno: bigint) =>
      giornoDi(`${due(anno, 4)}-${due(mese, 2)}-${due(giorno, 2)}`),
    )
    .registerFunction('giorni(Giorno, Giorno): int', (dal: G, al: G) => BigInt(giorniFra(dal.giorno, al.giorno)))
    .registerFunction('mesi(Giorno, Giorno): int', mesi)
    .registerFunction('anno(Giorno): int', (g: G) => pezzo(g, 0, 4))
    .registerFunction('mese(Giorno): int', (g: G) => pezzo(g, 5, 7))
    .registerFunction('giornoDelMese(Giorno): int', (g: G) => pezzo(g, 8, 10))
    // 2024-01-01 was a Monday, which is 1.
    .registerFunction('giornoDellaSettimana(Giorno): int', ({ giorno }: G) => {
      const dal = giorniFra('2024-01-01' as Giorno, giorno) % 7;
      return BigInt(dal < 0 ? dal + 8 : dal + 1);
    })
    .registerFunction('piuGiorni(Giorno, int): Giorno', giornoPiu)
    .registerFunction('minimo(Giorno, Giorno): Giorno', minimo)
    .registerFunction('massimo(Giorno, Giorno): Giorno', massimo)
    .registerFunction('formatta(Giorno): string', (g: G) => formatGiorno(g.giorno));
}

const INT_MAX = 2n ** 63n - 1n;

/** CEL's whole numbers have 64 bits: its own operators say so, and ours must. */
function intero(n: bigint): bigint {
  if (n > INT_MAX || n < -INT_MAX) throw new Impossibile('number out of bounds');
  return n;
}

function registraNumeri(ambiente: Environment): void {
  const [minimo, massimo] = estremo<bigint>((a, b) => a < b);
  ambiente
    .registerFunction('somma(list<int>): int', (voci: readonly bigint[]) => intero(voci.reduce((a, b) => a + b, 0n)))
    .registerFunction('minimo(int, int): int', minimo)
    .registerFunction('massimo(int, int): int', massimo)
    .registerFunction('arrotonda(int, int): int', (n: bigint, d: bigint) => intero(dividiArrotondando(n, d)))
    .registerFunction('perDifetto(int, int): int', (n: bigint, d: bigint) => intero(dividiPerDifetto(n, d)))
    .registerFunction('perEccesso(int, int): int', (n: bigint, d: bigint) => intero(-dividiPerDifetto(-n, d)));
}

/** What the library hands to a macro, as far as we use it. */
type Tipo = { readonly name: string };
type Controllo = {
  check(nodo: unknown, ctx: unknown): Tipo;
  getType(nome: string): Tipo;
  createError(codice: string, messaggio: string, nodo: unknown): Error;
};
type Esecuzione = { run(nodo: unknown, ctx: unknown): unknown };
type Macro = { args: readonly unknown[] };

/** `presente(x)`: is there a value? `oppure(x, y)`: x, or y where there is none. They read what others may not. */
function registraAssenze(ambiente: Environment): void {
  const seVuoto = (leggi: () => unknown, altrimenti: () => unknown): unknown => {
    try {
      return leggi();
    } catch (errore) {
      if (errore instanceof Vuoto) return altrimenti();
      throw errore;
    }
  };
  ambiente.registerFunction('presente(ast): bool', ({ args: [cosa] }: Macro) => ({
    typeCheck: (controllo: Controllo, _macro: unknown, ctx: unknown): Tipo => {
      controllo.check(cosa, ctx);
      return controllo.getType('bool');
    },
    evaluate: (esecuzione: Esecuzione, _macro: unknown, ctx: unknown): unknown =>
      seVuoto(
        () => !isVuoto(esecuzione.run(cosa, ctx)),
        () => false,
      ),
  }));
  ambiente.registerFunction('oppure(ast, ast): dyn', ({ args: [cosa, altro] }: Macro) => ({
    typeCheck: (controllo: Controllo, _macro: unknown, ctx: unknown): Tipo => {
      const tipo = controllo.check(cosa, ctx);
      const suo = controllo.check(altro, ctx);
      if (tipo.name === suo.name) return tipo;
      throw controllo.createError('no_such_overload', `no such overload: oppure(${tipo.name}, ${suo.name})`, altro);
    },
    evaluate: (esecuzione: Esecuzione, _macro: unknown, ctx: unknown): unknown =>
      seVuoto(
        () => {
          const valore = esecuzione.run(cosa, ctx);
          return isVuoto(valore) ? esecuzione.run(altro, ctx) : valore;
        },
        () => esecuzione.run(altro, ctx),
      ),
  }));
}

/** Texts and choices have a nothing of their own. */
function isVuoto(valore: unknown): boolean {
  return valore === '' || (Array.isArray(valore) && valore.length === 0);
}

/** Names that a field at the root, or a tariff, may not take: they already mean something in an expression. Functions are apart. */
export const NOMI_RISERVATI: ReadonlySet<string> = new Set([
  ...['oggi', 'riga', 'voce', 'int', 'string', 'bool', 'true', 'false', 'null', 'in', 'cel', 'google', 'optional'],
  ...['list', 'map', 'type', 'dyn', 'bytes', 'double', 'uint', 'duration', 'timestamp'],
  // Words that CEL keeps for itself.
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package'],
  ...['namespace', 'return', 'var', 'void', 'while', 'prototype'],
]);
