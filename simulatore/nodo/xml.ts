/**
 * A small reading and writing of XML, enough for SOAP 1.1 document/literal. It is the simulatore's own on purpose: were it shared with the
 * product, both sides would make the same mistake and agree on it.
 */
import { ParseOption, XmlCData, XmlDocument, XmlElement, XmlText } from 'libxml2-wasm';

export type Elemento = {
  nome: string;
  spazio: string;
  /** The text directly inside, comments left out. */
  testo: string;
  /** Names of the attributes, namespace declarations left out. */
  attributi: string[];
  figli: Elemento[];
};

/** One element to write: its name and its text or its children; `null` children are optional elements left out. */
export type Voce = readonly [nome: string, valore: string | readonly (Voce | null)[]];

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const LETTURA = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NOERROR;

/** Reads a document whole. Throws on what is not well formed, and on any DTD: the Nodo never sends or takes one. */
export function leggiXml(sorgente: Uint8Array): Elemento {
  using documento = XmlDocument.fromBuffer(sorgente, { option: LETTURA });
  if (documento.dtd !== null) throw new Error('contiene una DTD');
  return copia(documento.root);
}

function copia(elemento: XmlElement): Elemento {
  const figli: Elemento[] = [];
  let testo = '';
  for (let nodo = elemento.firstChild; nodo !== null; nodo = nodo.next) {
    if (nodo instanceof XmlElement) figli.push(copia(nodo));
    else if (nodo instanceof XmlText || nodo instanceof XmlCData) testo += nodo.content;
  }
  const attributi = elemento.attrs.filter((a) => a.namespaceUri !== XSI).map((a) => a.name);
  return { nome: elemento.name, spazio: elemento.namespaceUri, testo, attributi, figli };
}

/** Follows a path of children; undefined where it ends in nothing. */
export function trova(elemento: Elemento | undefined, ...percorso: string[]): Elemento | undefined {
  let qui = elemento;
  for (const nome of percorso) qui = qui?.figli.find((figlio) => figlio.nome === nome);
  return qui;
}

/** The text at the end of a path, without blanks around; undefined where there is no such element. */
export function testoDi(elemento: Elemento | undefined, ...percorso: string[]): string | undefined {
  return trova(elemento, ...percorso)?.testo.trim();
}

/** What was read, ready to be written again: receipts bring back the debtor and the metadata of the activation unchanged. */
export function voceDi(elemento: Elemento): Voce {
  return [elemento.nome, elemento.figli.length > 0 ? elemento.figli.map(voceDi) : elemento.testo];
}

/** Writes one element and what it holds, two blanks a level. */
export function scriviXml([nome, valore]: Voce, rientro = ''): string {
  if (typeof valore === 'string') return `${rientro}<${nome}>${protetto(valore)}</${nome}>\n`;
  const figli = valore.filter((figlio) => figlio !== null).map((figlio) => scriviXml(figlio, `${rientro}  `));
  const nomeFinale = nome.split(' ', 1)[0];
  return `${rientro}<${nome}>\n${figli.join('')}${rientro}</${nomeFinale}>\n`;
}

function protetto(testo: string): string {
  return testo.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The same document indented for a person, as it came where it cannot be read. For showing only: what was sent is kept untouched. */
export function leggibile(sorgente: string): string {
  try {
    using documento = XmlDocument.fromString(sorgente, { option: LETTURA | ParseOption.XML_PARSE_NOBLANKS });
    return documento.dtd === null ? documento.toString({ format: true }) : sorgente;
  } catch {
    return sorgente;
  }
}
