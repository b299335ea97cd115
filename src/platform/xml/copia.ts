import type { XmlElement } from 'libxml2-wasm';
import {
  XmlNamedNodeStruct,
  XmlNodeStruct,
  XmlNodeType,
  XmlNsStruct,
  xmlNodeGetContent,
} from 'libxml2-wasm/lib/libxml2.mjs';
import type { Attributo, Elemento } from './elemento.ts';

/** What a copy may hold: nodes of any kind, and among them attributes and processing instructions. */
export type Misura = { nodiMax: number; rariMax: number };

const NESSUN_ATTRIBUTO: readonly Attributo[] = [];

/**
 * The tree under an element of libxml2, as plain data; null when there is too much of it. It is read where it lies, by the layout that
 * the library itself reads it by: its nodes are objects made anew at each step, and cost as much as parsing the message did.
 */
export function copiaDi(radice: XmlElement, { nodiMax, rariMax }: Misura): Elemento | null {
  let nodi = 0;
  let rari = 0;
  const spazioDi = lettoreSpazi();
  const attributiDi = (nodo: number): readonly Attributo[] | null => {
    let attr = XmlNodeStruct.properties(nodo);
    if (attr === 0) return NESSUN_ATTRIBUTO;
    const attributi: Attributo[] = [];
    for (; attr !== 0; attr = XmlNodeStruct.next(attr)) {
      if ((rari += 1) > rariMax) return null;
      attributi.push({ nome: XmlNodeStruct.name_(attr), spazio: spazioDi(attr), valore: xmlNodeGetContent(attr) });
    }
    return attributi;
  };
  // The recursion is as deep as the document: at most 256.
  const copia = (nodo: number): Elemento | null => {
    const attributi = attributiDi(nodo);
    if (attributi === null) return null;
    const figli: Elemento[] = [];
    let testo = '';
    for (let n = XmlNodeStruct.children(nodo); n !== 0; n = XmlNodeStruct.next(n)) {
      if ((nodi += 1) > nodiMax) return null;
      const tipo = XmlNodeStruct.type(n);
      if (tipo === Number(XmlNodeType.XML_ELEMENT_NODE)) {
        const figlio = copia(n);
        if (figlio === null) return null;
        figli.push(figlio);
      } else if (tipo === Number(XmlNodeType.XML_TEXT_NODE)) {
        testo += xmlNodeGetContent(n);
      } else if (tipo === Number(XmlNodeType.XML_PI_NODE) && (rari += 1) > rariMax) {
        return null;
      }
    }
    if (figli.length > 0 && testo.trim() === '') testo = '';
    return { nome: XmlNodeStruct.name_(nodo), spazio: spazioDi(nodo), attributi, testo, figli };
  };
  return copia(indirizzoDi(radice));
}

/** The namespace of a node. A document names few, and neighbours have the same: reading one costs as much as the text of an element. */
function lettoreSpazi(): (nodo: number) => string {
  let letto = 0;
  let nome = '';
  return (nodo) => {
    const ns = XmlNamedNodeStruct.namespace(nodo);
    if (ns === 0) return '';
    if (ns !== letto) nome = XmlNsStruct.href(ns);
    letto = ns;
    return nome;
  };
}

/** Where a node lies in the memory of libxml2: the library keeps it out of its types. */
function indirizzoDi(nodo: XmlElement): number {
  const indirizzo: unknown = Reflect.get(nodo, '_nodePtr');
  if (typeof indirizzo !== 'number' || indirizzo === 0) throw new Error('libxml2-wasm: a node without an address');
  return indirizzo;
}
