/** As words are compared: without case and accents. */
const nudo = (testo: string): string =>
  testo
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .toLowerCase();

/** Of a list that is read whole, the rows that hold every word of a text in any of their fields: what `contiene` says of the long ones. */
export function cercaFra<R>(righe: readonly R[], testo: string, campi: (riga: R) => readonly string[]): R[] {
  const parole = nudo(testo).split(/\s+/).filter(Boolean);
  return righe.filter((riga) => {
    const tutto = nudo(campi(riga).join(' '));
    return parole.every((parola) => tutto.includes(parola));
  });
}
