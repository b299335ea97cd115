import type { EnteId } from '#kernel/ids';
import { parseDecimale, parseEuro, type Cents } from '#kernel/importo';

/** More words than a name and a causale are looked for with. */
const PAROLE_MAX = 10;
/** From so many letters on, a word is also the beginning of a longer one. */
const INIZIO_LETTERE = 3;
/** Of a longer word only the beginning is kept. */
const PAROLA_LETTERE = 50;
/** A whole number of euro up to here may be an amount, as well as a word. */
const EURO_INTERI = /^\d{1,9}$/;

/**
 * What is looked for, as the tsquery that the read model answers: every word, in any order, each as the beginning of a longer one; and
 * amounts, «45,00» or «45». Null: there is nothing to look for among words. posizioni.parole writes the other side.
 */
export function domandaDi(testo: string, enteId: EnteId): string | null {
  const ente = enteId.slice(-4);
  const pezzi = testo
    .split(/\s+/)
    .flatMap((pezzo) => condizioniDi(pezzo, ente))
    .slice(0, PAROLE_MAX);
  return pezzi.length === 0 ? null : pezzi.join(' & ');
}

function condizioniDi(pezzo: string, ente: string): string[] {
  const importo = importoDi(pezzo);
  const paga = importo === null ? [] : [`'${ente}=${importo}'`];
  // With its decimals it can be nothing else.
  if (importo !== null && !EURO_INTERI.test(pezzo)) return paga;
  const parole = paroleDi(pezzo).map((p) => (p.length < INIZIO_LETTERE ? `'${ente}${p}'` : `'${ente}${p}':*`));
  return importo === null ? parole : [`(${[...parole, ...paga].join(' | ')})`];
}

/** «45», «45,00», «1.234,56», «45.00», with or without the sign of the euro. */
function importoDi(pezzo: string): Cents | null {
  return parseDecimale(pezzo.replaceAll('€', '')) ?? parseEuro(pezzo);
}

function paroleDi(testo: string): string[] {
  const senzaSegni = testo
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .toLowerCase();
  return senzaSegni
    .split(/[^a-z0-9]+/)
    .filter((parola) => parola !== '')
    .map((parola) => parola.slice(0, PAROLA_LETTERE));
}
