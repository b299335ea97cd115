/**
 * 11 digits, the last of which checks the others (the control of the decree of 23 December 1976, a Luhn sum). The same check rules
 * the numeric tax codes of those who are not natural persons. Eleven zeros satisfy it, but nobody was ever given them.
 */
export function partitaIvaValida(testo: string): boolean {
  if (!/^\d{11}$/.test(testo) || /^0+$/.test(testo)) return false;
  let somma = 0;
  for (let i = 0; i < 11; i++) {
    const cifra = Number(testo[i]);
    const doppia = cifra * 2;
    if (i % 2 === 0) somma += cifra;
    else somma += doppia > 9 ? doppia - 9 : doppia;
  }
  return somma % 10 === 0;
}
