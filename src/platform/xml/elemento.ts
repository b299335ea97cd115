/**
 * An element of a message, copied out of libxml2: plain data, which outlives the document and can be passed about. `spazio` is the
 * namespace URI ('' for none), `testo` its own text, CDATA included ('' when it has children and nothing but blanks between them).
 */
export type Elemento = {
  readonly nome: string;
  readonly spazio: string;
  readonly attributi: readonly Attributo[];
  readonly testo: string;
  readonly figli: readonly Elemento[];
};

export type Attributo = { readonly nome: string; readonly spazio: string; readonly valore: string };

/** The first child with this name, in no namespace unless `spazio` names one; null when there is none. */
export function figlio(elemento: Elemento, nome: string, spazio = ''): Elemento | null {
  return elemento.figli.find((e) => e.nome === nome && e.spazio === spazio) ?? null;
}

/** The first element with this local name, whatever its namespace and depth, in document order, `elemento` itself included. */
export function cerca(elemento: Elemento, nome: string): Elemento | null {
  if (elemento.nome === nome) return elemento;
  for (const e of elemento.figli) {
    const trovato = cerca(e, nome);
    if (trovato !== null) return trovato;
  }
  return null;
}

/**
 * One text for all the spellings of the same element: namespaces by URI, so that prefixes do not count, attributes in order, leaves
 * without the blanks around them; no indentation, comments, processing instructions. Equal texts mean equal content (model 6).
 */
export function canonico(elemento: Elemento): string {
  return JSON.stringify(forma(elemento));
}

function forma(elemento: Elemento): unknown[] {
  const attributi = elemento.attributi.map((a) => [a.spazio, a.nome, a.valore]).sort(primaPerNome);
  return [elemento.spazio, elemento.nome, attributi, elemento.testo.trim(), ...elemento.figli.map(forma)];
}

function primaPerNome(a: string[], b: string[]): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
