import {
  ParseOption,
  XmlDocument,
  XmlElement,
  XmlParseError,
  XmlText,
  XmlTreeNode,
  type XmlAttribute,
  type XmlNode,
} from 'libxml2-wasm';
import { rifiuto, type Esito, type Rifiuto } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import type { Difetto } from './difetti.ts';
import type { Attributo, Elemento } from './elemento.ts';
import type { Schema } from './schema.ts';

/**
 * Nothing outside the message is ever read: NO_XXE, NONET and NO_SYS_CATALOG say so three times. NOENT, DTDLOAD and HUGE are left
 * out on purpose: they open what is shut. Depth (256), entity growth and the length of names are bounded by libxml2 itself.
 */
const OPZIONI: ParseOption =
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_NOCDATA |
  ParseOption.XML_PARSE_BIG_LINES;

/** Nodes of any kind in one message. A receipt with five transfers and every metadata has about a thousand, indentation included. */
const NODI_MAX = 50_000;
/**
 * Attributes and processing instructions in one message, which has a handful at most. Each costs some 5 µs when the message is
 * validated or copied: 80,000 attributes took 0.4 s.
 */
const ATTRIBUTI_MAX = 1_000;

const NESSUN_ATTRIBUTO: readonly Attributo[] = [];

export type RifiutoXml =
  | { codice: 'xml_troppo_grande'; genere: 'troppo_grande'; parametri: { bytesMax: number } }
  | { codice: 'xml_malformato'; genere: 'non_valido'; parametri: { riga: number; colonna: number } }
  | { codice: 'xml_dtd'; genere: 'non_valido' } // a DTD: it has no use in a message, and every attack on a parser begins with one
  | { codice: 'xml_troppi_nodi'; genere: 'troppo_grande'; parametri: { nodiMax: number; attributiMax: number } };

export type Documento = {
  readonly radice: Elemento;
  /** What the schema finds wrong in that element of this document; empty when it is valid. To be called inside `conXml` only. */
  difetti(schema: Schema, elemento: Elemento): Difetto[];
};

/**
 * Parses a message and hands it to `fn`, whose outcome it returns; a message that is not XML, has a DTD, or is too large is a refusal.
 * The memory of libxml2 is freed before returning, whatever happens: what `fn` receives is a copy, so that no node can escape.
 * (Its wrappers are only weak references, cleared when the turn of the event loop ends: a loop over many messages must yield.)
 */
export function conXml<T, R extends Rifiuto = never>(
  messaggio: Uint8Array,
  fn: (documento: Documento) => Esito<T, R>,
  { bytesMax = LIMITI.soapBytesMax }: { bytesMax?: number } = {},
): Esito<T, R | RifiutoXml> {
  if (messaggio.byteLength > bytesMax) return rifiuto('xml_troppo_grande', 'troppo_grande', { bytesMax });
  const aperto = apri(messaggio);
  if (!aperto.ok) return aperto;
  const doc = aperto.value;
  const copia = new Copia();
  try {
    // After parsing, for a search for "<!DOCTYPE" in the bytes would miss UTF-16.
    if (doc.dtd !== null) return rifiuto('xml_dtd', 'non_valido');
    const radice = copia.di(doc.root);
    if (radice === null) {
      return rifiuto('xml_troppi_nodi', 'troppo_grande', { nodiMax: NODI_MAX, attributiMax: ATTRIBUTI_MAX });
    }
    return fn({ radice, difetti: (schema, elemento) => schema.difetti(copia.originale(elemento)) });
  } finally {
    copia.chiudi();
    doc.dispose();
  }
}

function apri(messaggio: Uint8Array): Esito<XmlDocument, RifiutoXml> {
  try {
    return { ok: true, value: XmlDocument.fromBuffer(messaggio, { option: OPZIONI }) };
  } catch (causa) {
    if (!(causa instanceof XmlParseError)) throw causa;
    const dove = causa.details[0];
    return rifiuto('xml_malformato', 'non_valido', { riga: dove?.line ?? 0, colonna: dove?.col ?? 0 });
  }
}

/** Copies a tree of libxml2, and remembers which node each element came from as long as the document is open. */
class Copia {
  readonly #nodi = new Map<Elemento, XmlElement>();
  #visitati = 0;
  #rari = 0;

  /** Null when there are too many nodes. The recursion is as deep as the document: at most 256. */
  di(nodo: XmlElement): Elemento | null {
    const attributi = this.#attributiDi(nodo);
    if (attributi === null) return null;
    const figli: Elemento[] = [];
    let testo = '';
    for (let n: XmlNode | null = nodo.firstChild; n !== null; n = dopo(n)) {
      if ((this.#visitati += 1) > NODI_MAX) return null;
      if (n instanceof XmlElement) {
        const copiato = this.di(n);
        if (copiato === null) return null;
        figli.push(copiato);
      } else if (n instanceof XmlText) {
        testo += n.content;
      } else if (!(n instanceof XmlTreeNode) && (this.#rari += 1) > ATTRIBUTI_MAX) {
        return null;
      }
    }
    if (figli.length > 0 && testo.trim() === '') testo = '';
    const elemento = { nome: nodo.name, spazio: nodo.namespaceUri, attributi, testo, figli };
    this.#nodi.set(elemento, nodo);
    return elemento;
  }

  #attributiDi(nodo: XmlElement): readonly Attributo[] | null {
    const attrs = nodo.attrs;
    if (attrs.length === 0) return NESSUN_ATTRIBUTO;
    if ((this.#rari += attrs.length) > ATTRIBUTI_MAX) return null;
    return attrs.map((a: XmlAttribute) => ({ nome: a.name, spazio: a.namespaceUri, valore: a.value }));
  }

  /** The node of an element of this document. Throws when the document is closed: the node would be freed memory. */
  originale(elemento: Elemento): XmlElement {
    const nodo = this.#nodi.get(elemento);
    if (nodo === undefined) throw new Error('Not an element of an open document');
    return nodo;
  }

  chiudi(): void {
    this.#nodi.clear();
  }
}

/** The next sibling. The library gives none to a processing instruction, the only child that is no XmlTreeNode: XPath knows it. */
function dopo(nodo: XmlNode): XmlNode | null {
  return nodo instanceof XmlTreeNode ? nodo.next : nodo.get('following-sibling::node()[1]');
}
