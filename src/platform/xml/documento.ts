import { ParseOption, XmlDocument, XmlElement, XmlParseError, XmlTreeNode, type XmlNode } from 'libxml2-wasm';
import { rifiuto, type Esito, type Rifiuto } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { copiaDi } from './copia.ts';
import type { Difetto } from './difetti.ts';
import type { Elemento } from './elemento.ts';
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
  let isAperto = true;
  try {
    // After parsing, for a search for "<!DOCTYPE" in the bytes would miss UTF-16.
    if (doc.dtd !== null) return rifiuto('xml_dtd', 'non_valido');
    const { root } = doc;
    const radice = copiaDi(root, { nodiMax: NODI_MAX, rariMax: ATTRIBUTI_MAX });
    if (radice === null) {
      return rifiuto('xml_troppi_nodi', 'troppo_grande', { nodiMax: NODI_MAX, attributiMax: ATTRIBUTI_MAX });
    }
    const difetti = (schema: Schema, elemento: Elemento): Difetto[] => {
      const nodo = isAperto ? originale(elemento, radice, root) : null;
      // Of a closed document the node would be freed memory.
      if (nodo === null) throw new Error('Not an element of an open document');
      return schema.difetti(nodo);
    };
    return fn({ radice, difetti });
  } finally {
    isAperto = false;
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

/** The node of an element of the copy: nodes and copies are walked side by side, for a copy has the elements of its original, in order. */
function originale(cercato: Elemento, copia: Elemento, nodo: XmlElement): XmlElement | null {
  if (copia === cercato) return nodo;
  let n: XmlNode | null = nodo.firstChild;
  for (const figlio of copia.figli) {
    while (n !== null && !(n instanceof XmlElement)) n = dopo(n);
    if (n === null) return null;
    const trovato = originale(cercato, figlio, n);
    if (trovato !== null) return trovato;
    n = dopo(n);
  }
  return null;
}

/** The next sibling. The library gives none to a processing instruction, the only child that is no XmlTreeNode: XPath knows it. */
function dopo(nodo: XmlNode): XmlNode | null {
  return nodo instanceof XmlTreeNode ? nodo.next : nodo.get('following-sibling::node()[1]');
}
