import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';

/** What is told of the parts of an XML, in order. Names are without their prefix. */
export type Lettore = {
  apre?: (nome: string, attributi: Readonly<Record<string, string>>) => void;
  testo?: (testo: string) => void;
  chiude?: (nome: string) => void;
};

/** Thrown for what cannot be read: not well formed, with a document type, not in UTF-8 (`rovinato`); too much text between two tags. */
export class XmlIllegibile extends Error {
  readonly perche: 'rovinato' | 'testo_lungo';
  constructor(perche: XmlIllegibile['perche'], causa?: unknown) {
    super(`xml: ${perche}`, { cause: causa });
    this.perche = perche;
  }
}

/** Characters between one tag and the next: what is longer would be held in memory whole. */
const SENZA_TAG_MAX = 1024 * 1024;

/**
 * Reads an XML that may be large a piece at a time, and yields after each: what was read may be handed on. Nothing of it is held
 * but what the reader keeps. A document type, an encoding that is not UTF-8 and what is not well formed throw {@link XmlIllegibile}.
 */
export async function* leggiPezzi(flusso: Readable, lettore: Lettore): AsyncGenerator<void> {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  let senzaTag = 0;
  parser.on('opentag', ({ name, attributes }) => {
    senzaTag = 0;
    lettore.apre?.(nudo(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    senzaTag = 0;
    lettore.chiude?.(nudo(name));
  });
  parser.on('text', (testo) => lettore.testo?.(testo));
  parser.on('cdata', (testo) => lettore.testo?.(testo));
  parser.on('doctype', () => {
    throw new XmlIllegibile('rovinato');
  });
  parser.on('error', (causa) => {
    throw new XmlIllegibile('rovinato', causa);
  });
  const decodifica = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const pezzo of flusso) {
      const testo = decodifica.decode(pezzo as Buffer, { stream: true });
      senzaTag += testo.length;
      if (senzaTag - testo.length > SENZA_TAG_MAX) throw new XmlIllegibile('testo_lungo');
      parser.write(testo);
      yield;
    }
    parser.write(decodifica.decode());
    parser.close();
    yield;
  } catch (causa) {
    // Bytes that are not UTF-8.
    if (causa instanceof TypeError) throw new XmlIllegibile('rovinato', causa);
    throw causa;
  } finally {
    flusso.destroy();
  }
}

/** Reads an XML to its end. */
export async function leggiTutto(flusso: Readable, lettore: Lettore): Promise<void> {
  const pezzi = leggiPezzi(flusso, lettore);
  while ((await pezzi.next()).done !== true);
}

function nudo(nome: string): string {
  return nome.slice(nome.indexOf(':') + 1);
}

/** An attribute, whatever its prefix. */
export function attributo(attributi: Readonly<Record<string, string>>, nome: string): string {
  const chiave = Object.keys(attributi).find((una) => nudo(una) === nome);
  return chiave === undefined ? '' : (attributi[chiave] ?? '');
}
