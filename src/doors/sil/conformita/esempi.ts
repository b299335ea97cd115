import { valoreDi, ok } from '#kernel/esito';
import { conXml } from '#platform/xml/documento';
import type { Elemento } from '#platform/xml/elemento';
import { elemento, type Xml } from '#platform/xml/scrivi';

/** What a schema declares, by name with its namespace. */
type Dichiarazioni = { tipi: Map<string, Tipo>; radici: Map<string, Elemento> };
/** A declared type, and how its schema reads the names in it. */
type Tipo = { dove: Elemento; schema: Contesto };
type Contesto = { spazio: string; qualificati: boolean; prefissi: ReadonlyMap<string, string> };

const XSD = 'http://www.w3.org/2001/XMLSchema';

/**
 * A whole example of every element that some schemas declare: with all that may be there, lists of two, each value good by its type. By
 * name, `{namespace}name`.
 */
export function esempi(schemi: readonly string[]): Map<string, Xml> {
  const d = dichiarate(schemi);
  return new Map([...d.radici].map(([nome, radice]) => [nome, scriviRadice(nome, radice, d)] as const));
}

function dichiarate(schemi: readonly string[]): Dichiarazioni {
  const tutte: Dichiarazioni = { tipi: new Map(), radici: new Map() };
  for (const testo of schemi) {
    const radice = valoreDi(conXml(Buffer.from(testo), (documento) => ok(documento.radice)));
    const copia = radice;
    const spazio = attributo(copia, 'targetNamespace') ?? '';
    const prefissi = new Map([...testo.matchAll(/xmlns:(\w+)="([^"]*)"/g)].map(([, p = '', s = '']) => [p, s]));
    const schema = { spazio, qualificati: attributo(copia, 'elementFormDefault') === 'qualified', prefissi };
    for (const dove of copia.figli) {
      const nome = `{${spazio}}${attributo(dove, 'name') ?? ''}`;
      if (dove.nome === 'complexType' || dove.nome === 'simpleType') tutte.tipi.set(nome, { dove, schema });
      if (dove.nome !== 'element') continue;
      tutte.radici.set(nome, dove);
      tutte.tipi.set(`radice ${nome}`, { dove, schema });
    }
  }
  return tutte;
}

const attributo = (e: Elemento, nome: string): string | null =>
  e.attributi.find((a) => a.nome === nome)?.valore ?? null;

function scriviRadice(nome: string, radice: Elemento, d: Dichiarazioni): Xml {
  const schema = d.tipi.get(`radice ${nome}`)?.schema;
  if (schema === undefined) throw new Error(`No schema has ${nome}`);
  const locale = attributo(radice, 'name') ?? '';
  return elemento(`r:${locale}`, contenutoDi(radice, schema, d), { 'xmlns:r': schema.spazio });
}

/** What is inside an element: by the type that it names, or by the one written in it. */
function contenutoDi(e: Elemento, schema: Contesto, d: Dichiarazioni): (Xml | string)[] {
  const nome = attributo(e, 'type');
  const tipo = nome === null ? null : risolvi(nome, schema);
  if (tipo?.startsWith(`{${XSD}}`) === true) return [valoreBase(tipo.slice(XSD.length + 2))];
  const dichiarato = tipo === null ? { dove: e.figli[0] ?? e, schema } : d.tipi.get(tipo);
  if (dichiarato === undefined) throw new Error(`Unknown type ${tipo ?? ''}`);
  return dichiarato.dove.nome === 'simpleType' ? [valoreSemplice(dichiarato, d)] : figliDi(dichiarato, d);
}

function figliDi({ dove, schema }: Tipo, d: Dichiarazioni): Xml[] {
  const estende = cercaUno(dove, 'extension');
  const base = estende === null ? null : d.tipi.get(risolvi(attributo(estende, 'base') ?? '', schema));
  const prima = base === null || base === undefined ? [] : figliDi(base, d);
  const sequenza = cercaUno(estende ?? dove, 'sequence');
  const suoi = (sequenza?.figli ?? []).flatMap((figlio): Xml[] => {
    const nome = attributo(figlio, 'name') ?? '';
    const uno = schema.qualificati
      ? elemento(`q:${nome}`, contenutoDi(figlio, schema, d), { 'xmlns:q': schema.spazio })
      : elemento(nome, contenutoDi(figlio, schema, d));
    return ['1', null].includes(attributo(figlio, 'maxOccurs')) ? [uno] : [uno, uno];
  });
  return [...prima, ...suoi];
}

/** Through what only wraps: `complexContent` and the like. */
function cercaUno(e: Elemento, nome: string): Elemento | null {
  for (const figlio of e.figli) {
    if (figlio.nome === nome) return figlio;
    const sotto = figlio.nome === 'complexContent' ? cercaUno(figlio, nome) : null;
    if (sotto !== null) return sotto;
  }
  return null;
}

function risolvi(nome: string, { prefissi, spazio }: Contesto): string {
  const [prefisso = '', locale] = nome.split(':');
  return locale === undefined ? `{${spazio}}${nome}` : `{${prefissi.get(prefisso) ?? ''}}${locale}`;
}

const BASE: Readonly<Record<string, string>> = {
  string: 'testo',
  base64Binary: 'QQ==',
  boolean: 'true',
  int: '1',
  integer: '1',
  decimal: '12.50',
  date: '2026-11-20',
  dateTime: '2026-11-20T10:11:12',
};

function valoreBase(nome: string): string {
  const valore = BASE[nome];
  if (valore === undefined) throw new Error(`No example of xs:${nome}`);
  return valore;
}

/** What patterns of these contracts accept, and nothing but fictitious people. */
const CANDIDATI = [
  ...['12.50', 'IT', '9/0101101IM/', 'IT60X0542811101000000123456', 'mario@example.org', 'ABCDITRR', '01', '1', '0'],
  ...['a'.repeat(64), 'testo di prova'],
];

function valoreSemplice({ dove, schema }: Tipo, d: Dichiarazioni): string {
  const restringe = dove.figli.find(({ nome }) => nome === 'restriction');
  if (restringe === undefined) throw new Error('A simple type that restricts nothing');
  const faccia = (nome: string): string | null =>
    attributo(restringe.figli.find((f) => f.nome === nome) ?? restringe, 'value');
  const [prima] = restringe.figli.filter(({ nome }) => nome === 'enumeration');
  if (prima !== undefined) return attributo(prima, 'value') ?? '';
  const forma = faccia('pattern');
  if (forma !== null) {
    const buono = CANDIDATI.find((uno) => new RegExp(`^(?:${forma})$`).test(uno));
    if (buono === undefined) throw new Error(`No example of ${forma}`);
    return buono;
  }
  const base = risolvi(attributo(restringe, 'base') ?? '', schema);
  const tipo = d.tipi.get(base);
  const detto = tipo === undefined ? valoreBase(base.slice(XSD.length + 2)) : valoreSemplice(tipo, d);
  if (base !== `{${XSD}}string`) return detto;
  const minima = Number(faccia('length') ?? faccia('minLength') ?? '0');
  const massima = Number(faccia('length') ?? faccia('maxLength') ?? '999');
  return detto.padEnd(minima, 'x').slice(0, massima);
}
