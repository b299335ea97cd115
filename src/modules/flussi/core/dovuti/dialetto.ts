/**
 * The CSV dialect of the 1_x files (mypay-file-formats.md 1.6), which is not RFC 4180: one record a physical line, `;` between
 * fields, a `;` inside a balanced pair of `"` is text, one outer pair of `"` is taken off and `\"` stands for `"`.
 * With an odd number of quotes the separators left of the last quote are not recognised, as vendors' files were always read.
 */
export function campiDi(riga: string): string[] {
  if (!riga.includes('"')) return riga.split(';').map((campo) => campo.trim());
  return pezziDi(riga).map(campo);
}

/** The fields as they are written, between one separator and the next. */
export function pezziDi(riga: string): string[] {
  const pezzi: string[] = [];
  let dopo = contaVirgolette(riga);
  let inizio = 0;
  for (let i = 0; i < riga.length; i += 1) {
    const lettera = riga[i];
    if (lettera === '"') dopo -= 1;
    // A separator counts where an even number of quotes follows it.
    if (lettera === ';' && dopo % 2 === 0) {
      pezzi.push(riga.slice(inizio, i));
      inizio = i + 1;
    }
  }
  pezzi.push(riga.slice(inizio));
  return pezzi;
}

function contaVirgolette(riga: string): number {
  let quante = 0;
  for (let i = riga.indexOf('"'); i !== -1; i = riga.indexOf('"', i + 1)) quante += 1;
  return quante;
}

function campo(grezzo: string): string {
  const pulito = grezzo.trim();
  const nudo = pulito.length >= 2 && pulito.startsWith('"') && pulito.endsWith('"') ? pulito.slice(1, -1) : pulito;
  return nudo.replaceAll('\\"', '"');
}

/** A field as it is written: quoted only where it holds a separator or a quote. */
export function protetto(valore: string): string {
  return /[;"]/.test(valore) ? `"${valore.replaceAll('"', '\\"')}"` : valore;
}
