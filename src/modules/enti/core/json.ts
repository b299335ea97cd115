/** What JSON documents need to be shown and compared: where each part of a text lies, what differs between two, one form for all. */

export type Posizione = { riga: number; colonna: number };

/** Where each value of a JSON text begins, by its JSON pointer. The text must be JSON. */
export function posizioniJson(testo: string): ReadonlyMap<string, Posizione> {
  const inizi = new Map<string, number>();
  const pezzi = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  /** Of each container that is open: its pointer, and the key or index of the value that comes. */
  const aperti: { puntatore: string; chiave: string | null; indice: number }[] = [];
  let precedente = '';
  for (const { 0: pezzo, index } of testo.matchAll(pezzi)) {
    const dentro = aperti.at(-1);
    const isChiave =
      dentro?.chiave !== null && dentro !== undefined && pezzo.startsWith('"') && '{,'.includes(precedente);
    if (isChiave) dentro.chiave = JSON.parse(pezzo) as string;
    else if (pezzo === ',' && dentro !== undefined) dentro.indice += 1;
    else if (pezzo === '}' || pezzo === ']') aperti.pop();
    else if (pezzo !== ':' && pezzo !== ',') {
      const puntatore =
        dentro === undefined ? '' : `${dentro.puntatore}/${scappa(dentro.chiave ?? String(dentro.indice))}`;
      inizi.set(puntatore, index);
      if (pezzo === '{' || pezzo === '[') aperti.push({ puntatore, chiave: pezzo === '{' ? '' : null, indice: 0 });
    }
    precedente = pezzo;
  }
  return conRighe(testo, inizi);
}

/** Places as line and column, from 1. They come in the order of the text: each line is counted once. */
function conRighe(testo: string, inizi: ReadonlyMap<string, number>): Map<string, Posizione> {
  const posizioni = new Map<string, Posizione>();
  let [riga, inizioRiga] = [1, 0];
  for (const [puntatore, indice] of inizi) {
    for (
      let fine = testo.indexOf('\n', inizioRiga);
      fine !== -1 && fine < indice;
      fine = testo.indexOf('\n', inizioRiga)
    ) {
      riga += 1;
      inizioRiga = fine + 1;
    }
    posizioni.set(puntatore, { riga, colonna: indice - inizioRiga + 1 });
  }
  return posizioni;
}

/** The place of a pointer; where it leads to nothing (what is missing has no place), of what would hold it. */
export function posizioneDi(posizioni: ReadonlyMap<string, Posizione>, puntatore: string): Posizione | null {
  for (let resto = puntatore; ; resto = resto.slice(0, resto.lastIndexOf('/'))) {
    const trovata = posizioni.get(resto);
    if (trovata !== undefined) return trovata;
    if (resto === '' || !resto.includes('/')) return posizioni.get('') ?? null;
  }
}

const scappa = (chiave: string): string => chiave.replaceAll('~', '~0').replaceAll('/', '~1');

/** One change between two documents: what was there and what is, at a JSON pointer. */
export type Differenza =
  | { genere: 'aggiunto'; percorso: string; dopo: unknown }
  | { genere: 'tolto'; percorso: string; prima: unknown }
  | { genere: 'cambiato'; percorso: string; prima: unknown; dopo: unknown };

/** What differs, in the order of the pointers' names. Lists are compared place by place. */
export function differenzeJson(prima: unknown, dopo: unknown, percorso = ''): Differenza[] {
  if (!isContenitore(prima) || !isContenitore(dopo) || Array.isArray(prima) !== Array.isArray(dopo))
    return testoCanonico(prima) === testoCanonico(dopo) ? [] : [{ genere: 'cambiato', percorso, prima, dopo }];
  const vecchie = new Map(Object.entries(prima));
  const nuove = new Map(Object.entries(dopo));
  return [...new Set([...vecchie.keys(), ...nuove.keys()])].flatMap((chiave): Differenza[] => {
    const dove = `${percorso}/${scappa(chiave)}`;
    if (!nuove.has(chiave)) return [{ genere: 'tolto', percorso: dove, prima: vecchie.get(chiave) }];
    if (!vecchie.has(chiave)) return [{ genere: 'aggiunto', percorso: dove, dopo: nuove.get(chiave) }];
    return differenzeJson(vecchie.get(chiave), nuove.get(chiave), dove);
  });
}

function isContenitore(valore: unknown): valore is object {
  return typeof valore === 'object' && valore !== null;
}

/** The same text for equal documents, in whatever order their keys were written. */
export function testoCanonico(valore: unknown): string {
  if (Array.isArray(valore)) return `[${valore.map(testoCanonico).join(',')}]`;
  if (!isContenitore(valore)) return JSON.stringify(valore) ?? 'null';
  const coppie = Object.entries(valore).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${coppie.map(([chiave, suo]) => `${JSON.stringify(chiave)}:${testoCanonico(suo)}`).join(',')}}`;
}
