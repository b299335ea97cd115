import type { Lingua } from '#kernel/lingua';
import { testiDi } from '#testi/catalogo';

/** A part of a sentence is told from another by so many letters. */
const RICONOSCIBILE = 14;
const SEGNO = '§';

/** Everything that a catalogue says: of what is put together at need, the parts that are always there. */
function frasi(cosa: unknown): string[] {
  if (typeof cosa === 'string') return [cosa];
  if (typeof cosa === 'function') return parti(cosa as (...dati: string[]) => unknown);
  return typeof cosa === 'object' && cosa !== null ? Object.values(cosa).flatMap(frasi) : [];
}

function parti(frase: (...dati: string[]) => unknown): string[] {
  try {
    return String(frase(SEGNO, SEGNO, SEGNO))
      .split(SEGNO)
      .map((parte) => parte.trim())
      .filter((parte) => parte.length >= RICONOSCIBILE);
  } catch {
    return [];
  }
}

const italiane = new Set(frasi(testiDi('it')));

/** The Italian sentences that stand in a page of another language, though that says them in words of its own. */
export function soloItaliano(html: string, lingua: Lingua): string[] {
  const sue = new Set(frasi(testiDi(lingua)));
  const nostre = [...italiane].filter((frase) => !sue.has(frase));
  const pezzi = new Set(
    [
      ...html.matchAll(/>([^<]+)</g),
      ...html.matchAll(/ (?:aria-label|placeholder|title|alt|data-titolo)="([^"]+)"/g),
    ].map(([, testo = '']) => testo.trim().replaceAll('&quot;', '"')),
  );
  return nostre.filter((frase) =>
    frase.length < RICONOSCIBILE ? pezzi.has(frase) : [...pezzi].some((pezzo) => pezzo.includes(frase)),
  );
}
