import type { XmlValidateError } from 'libxml2-wasm';

/**
 * What a schema finds wrong at one place. It names elements, rules and lines, and never a value: a defect is stored, shown and sent
 * back to the caller, and a value may be somebody's name or tax code.
 */
export type Difetto = {
  /** Local name of the element; cut, for whoever wrote the message chose it. */
  readonly elemento: string;
  readonly regola: Regola;
  /** Names that the schema would have accepted there (`non_atteso`, `mancante`), or the attribute (`attributo`). */
  readonly nomi: readonly string[];
  readonly riga: number;
};

/** A facet (`lunghezza`, `formato`, `valore`, `intervallo`), a type, or the place of elements, attributes and text. */
export type Regola =
  | 'lunghezza'
  | 'formato'
  | 'valore'
  | 'intervallo'
  | 'tipo'
  | 'non_atteso'
  | 'mancante'
  | 'sconosciuto'
  | 'attributo'
  | 'contenuto';

/** More are not told: whoever repairs a message repairs the first ones and tries again. */
const DIFETTI_MAX = 20;
const NOME_MAX = 60;

/** One word per facet of XML Schema 1.0 that pagoPA's contracts use. */
const FACCETTE: Readonly<Record<string, Regola>> = {
  length: 'lunghezza',
  minLength: 'lunghezza',
  maxLength: 'lunghezza',
  pattern: 'formato',
  enumeration: 'valore',
  minInclusive: 'intervallo',
  maxInclusive: 'intervallo',
};

/** The defects behind a validation error of libxml2, at most DIFETTI_MAX. */
export function daErrore(errore: XmlValidateError): Difetto[] {
  return errore.details.slice(0, DIFETTI_MAX).map(({ message, line }) => ({ ...leggi(message), riga: line }));
}

function leggi(messaggio: string): Omit<Difetto, 'riga'> {
  // Only up to the first colon after the names is the message ours to trust: what follows may quote the document.
  const [, elemento = '', attributo, resto = ''] =
    /^Element '([^']*)'(?:, attribute '([^']*)')?: (.*)/s.exec(messaggio) ?? [];
  const nome = locale(elemento);
  if (attributo !== undefined) return { elemento: nome, regola: 'attributo', nomi: [locale(attributo)] };
  const faccetta = /^\[facet '(\w+)'\]/.exec(resto)?.[1];
  if (faccetta !== undefined) return { elemento: nome, regola: FACCETTE[faccetta] ?? 'formato', nomi: [] };
  return { elemento: nome, ...struttura(resto) };
}

function struttura(resto: string): { regola: Regola; nomi: string[] } {
  if (resto.startsWith('This element is not expected.')) return { regola: 'non_atteso', nomi: attesi(resto) };
  if (resto.startsWith('Missing child element(s).')) return { regola: 'mancante', nomi: attesi(resto) };
  if (resto.startsWith('No matching global declaration')) return { regola: 'sconosciuto', nomi: [] };
  if (resto.startsWith("'")) return { regola: 'tipo', nomi: [] };
  return { regola: 'contenuto', nomi: [] };
}

/** `Expected is one of ( IBAN, {urn:x}y ).`: names of the schema, not of the message. */
function attesi(resto: string): string[] {
  const lista = /Expected is (?:one of )?\( (.*) \)/s.exec(resto)?.[1];
  return lista === undefined ? [] : lista.split(', ').map(locale);
}

function locale(nome: string): string {
  return nome.slice(nome.lastIndexOf('}') + 1).slice(0, NOME_MAX);
}
