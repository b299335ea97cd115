import { ok, type Esito } from '#kernel/esito';
import { COLONNE, type VersioneDovuti } from '../dovuti/colonne.ts';
import { campiDi, dialettoDi, pezziDi, protetto } from '../dovuti/dialetto.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../rifiuti.ts';

/** The cells of a row that a person has corrected, by name of their column. */
export type Celle = Readonly<Record<string, string>>;

/** A row as the file has it, with its corrected cells in their place: what is not corrected stays as it was, letter by letter. */
export function correggi(riga: string, celle: Celle, versione: VersioneDovuti): string {
  const pezzi = pezziDi(riga);
  COLONNE[versione].forEach(({ nome }, n) => {
    const valore = celle[nome];
    if (valore !== undefined) pezzi[n] = protetto(valore, dialettoDi(versione));
  });
  // A row that is too short has empty cells up to the corrected one, and to the last.
  const quanti = Math.max(pezzi.length, COLONNE[versione].length);
  return Array.from({ length: quanti }, (_, n) => pezzi[n] ?? '').join(';');
}

/** Judges corrections: once in the row, they must be read as they were written, and the other cells as they were before. */
export function giudicaCorrezioni(riga: string, celle: Celle, versione: VersioneDovuti): Esito<string, RifiutoFlusso> {
  const colonne = COLONNE[versione];
  const prima = campiDi(riga, dialettoDi(versione));
  if (prima.length > colonne.length) return rifiutoFlusso('ANTEPRIMA_RIGA_ILLEGGIBILE');
  const corretta = correggi(riga, celle, versione);
  const dopo = campiDi(corretta, dialettoDi(versione));
  const guasta = colonne.find(({ nome }, n) => (dopo[n] ?? '') !== (celle[nome]?.trim() ?? prima[n] ?? ''));
  if (guasta !== undefined || dopo.length !== colonne.length || /[\r\n\0]/.test(corretta))
    return rifiutoFlusso('ANTEPRIMA_VALORE_NON_SCRIVIBILE', { campo: guasta?.nome ?? '' });
  return ok(corretta);
}

/** The cells of a row by name of their column. */
export function celleDi(riga: string, versione: VersioneDovuti): Record<string, string> {
  const valori = campiDi(riga, dialettoDi(versione));
  return Object.fromEntries(COLONNE[versione].map(({ nome }, n) => [nome, valori[n] ?? '']));
}
