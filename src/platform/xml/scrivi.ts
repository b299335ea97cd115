/** Well-formed XML that this file has written. Nobody else can make one: whatever is not an Xml is text, and is escaped. */
export type Xml = Frammento;

/** What may stand inside a template: text and whole numbers are escaped, Xml stands as it is, a list is its items, null is nothing. */
export type Contenuto = string | number | Xml | readonly Contenuto[] | null;

class Frammento {
  readonly #sorgente: string;
  constructor(sorgente: string) {
    this.#sorgente = sorgente;
  }
  toString(): string {
    return this.#sorgente;
  }
}

/** Everything XML 1.0 has no place for: control characters, lone surrogates, U+FFFE, U+FFFF. */
const VIETATI = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
/** Line breaks and tabs too: a parser would turn them into blanks inside an attribute, and a return into a line feed anywhere. */
const SPECIALI = /[&<>"'\t\n\r]/g;
/** Nothing to escape and nothing to drop: nearly all that is written. */
const SEMPLICE = /^[ !#-%(-;=?-~]*$/;
/** A name, with or without prefix; ASCII is all that the contracts of this field use. */
const NOME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;

/**
 * Tagged template that writes XML: whatever is interpolated is escaped, in a text or inside a quoted attribute, and characters that
 * XML forbids are dropped. Names of elements and attributes cannot be interpolated: see `elemento`.
 */
export function xml(parti: TemplateStringsArray, ...valori: readonly Contenuto[]): Xml {
  let sorgente = parti[0] ?? '';
  for (const [i, valore] of valori.entries()) sorgente += scrivi(valore) + (parti[i + 1] ?? '');
  return new Frammento(sorgente);
}

/** An element whose name is a value. Throws when the name, or that of an attribute, is not a name of XML: it is ours to give. */
export function elemento(nome: string, contenuto: Contenuto, attributi?: Readonly<Record<string, string>>): Xml {
  let scritti = '';
  for (const chiave in attributi) scritti += ` ${verifica(chiave)}="${escape(attributi[chiave] ?? '')}"`;
  return new Frammento(`<${verifica(nome)}${scritti}>${scrivi(contenuto)}</${nome}>`);
}

/** An element that is left out when it has no value. */
export function facoltativo(nome: string, contenuto: Contenuto): Xml | null {
  return contenuto === null ? null : elemento(nome, contenuto);
}

/** Bytes as xs:base64Binary: there is nothing to escape in it, and it is not looked through. */
export function base64(byte: Buffer): Xml {
  return new Frammento(byte.toString('base64'));
}

function scrivi(valore: Contenuto): string {
  if (valore === null) return '';
  if (valore instanceof Frammento) return valore.toString();
  if (typeof valore === 'object') {
    let scritti = '';
    for (const voce of valore) scritti += scrivi(voce);
    return scritti;
  }
  return escape(String(valore));
}

function escape(testo: string): string {
  if (SEMPLICE.test(testo)) return testo;
  return testo.replace(VIETATI, '').replace(SPECIALI, (c) => `&#${c.charCodeAt(0)};`);
}

const VISTI_MAX = 1000;
const visti = new Set<string>();

/** A program has few names, and writes them again and again. */
function verifica(nome: string): string {
  if (visti.has(nome)) return nome;
  if (!NOME.test(nome)) throw new Error(`Not a name of XML: ${nome}`);
  if (visti.size < VISTI_MAX) visti.add(nome);
  return nome;
}
