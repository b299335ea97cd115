import { isUtf8 } from 'node:buffer';

/** What a body says; or what is wrong with it. `nome`: the field that one object has twice. */
export type JsonLetto =
  { readonly ok: true; readonly valore: unknown } | { readonly ok: false; readonly nome: string | null };

/** Of a name no more is said. */
const NOME_MAX = 60;

/**
 * Reads JSON that everybody reads in the same way (RFC 7493): in UTF-8, each field once in its object. Of an amount that is written twice
 * one reader takes the first and another the last.
 */
export function leggiJson(byte: Buffer, testo: string): JsonLetto {
  if (!isUtf8(byte)) return { ok: false, nome: null };
  let valore: unknown;
  try {
    valore = JSON.parse(testo);
  } catch {
    return { ok: false, nome: null };
  }
  const nome = ripetuto(testo);
  return nome === null ? { ok: true, valore } : { ok: false, nome };
}

const VIRGOLETTE = 0x22;
const BARRA = 0x5c;
const DUE_PUNTI = 0x3a;
const APERTA = 0x7b;
const CHIUSA = 0x7d;
const SPAZIO = 0x20;

/** The first name that stands twice in an object of a text that is JSON. */
function ripetuto(testo: string): string | null {
  const fuori: Set<string>[] = [];
  let nomi = new Set<string>();
  for (let i = 0; i < testo.length; i += 1) {
    const c = testo.charCodeAt(i);
    if (c === APERTA) {
      fuori.push(nomi);
      nomi = new Set();
    } else if (c === CHIUSA) nomi = fuori.pop() ?? nomi;
    else if (c === VIRGOLETTE) {
      const inizio = i;
      i = fineTesto(testo, i);
      if (!isNome(testo, i)) continue;
      const scritto = testo.slice(inizio, i + 1);
      // As it is read, however it is written.
      const nome = scritto.includes('\\') ? (JSON.parse(scritto) as string) : scritto.slice(1, -1);
      if (nomi.has(nome)) return nome.slice(0, NOME_MAX);
      nomi.add(nome);
    }
  }
  return null;
}

/** Where a text that begins there ends: at quotes that no backslash escapes. */
function fineTesto(testo: string, da: number): number {
  for (let fine = testo.indexOf('"', da + 1); ; fine = testo.indexOf('"', fine + 1)) {
    let barre = fine;
    while (testo.charCodeAt(barre - 1) === BARRA) barre -= 1;
    if ((fine - barre) % 2 === 0) return fine;
  }
}

/** Is it the name of a field: does a colon come next? */
function isNome(testo: string, fine: number): boolean {
  let i = fine + 1;
  while (testo.charCodeAt(i) <= SPAZIO) i += 1;
  return testo.charCodeAt(i) === DUE_PUNTI;
}
