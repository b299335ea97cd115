/** The mark by which a spreadsheet knows that a CSV is UTF-8. */
export const INIZIO_CSV = '\uFEFF';

/**
 * A line of a CSV that a person opens: semicolons, as an Italian spreadsheet expects. What would begin a formula is made text; the files
 * for programs are not written by this.
 */
export function rigaCsv(campi: readonly string[]): string {
  return `${campi.map(campo).join(';')}\r\n`;
}

function campo(testo: string): string {
  const innocuo = /^[=+\-@\t\r]/.test(testo) ? `'${testo}` : testo;
  return /[";\r\n]/.test(innocuo) ? `"${innocuo.replaceAll('"', '""')}"` : innocuo;
}
