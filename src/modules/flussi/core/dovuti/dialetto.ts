/** How the quotes of a file are read: those of 1_x are their own, those of 2_0 are of RFC 4180. */
export type Dialetto = '1_x' | '2_0';

/** The dialect of a version. */
export function dialettoDi(versione: string): Dialetto {
  return versione === '2_0' ? '2_0' : '1_x';
}

/**
 * The CSV dialect of the 1_x files (mypay-file-formats.md 1.6), which is not RFC 4180: one record a physical line, `;` between
 * fields, a `;` inside a balanced pair of `"` is text, one outer pair of `"` is taken off and `\"` stands for `"`.
 * With an odd number of quotes the separators left of the last quote are not recognised, as vendors' files were always read.
 * In 2_0 `""` stands for `"`, as every spreadsheet writes it; a record is one physical line there too.
 */
export function campiDi(riga: string, dialetto: Dialetto = '1_x'): string[] {
  if (!riga.includes('"')) return riga.split(';').map((campo) => campo.trim());
  return pezziDi(riga).map((pezzo) => campo(pezzo, dialetto));
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

function campo(grezzo: string, dialetto: Dialetto): string {
  const pulito = grezzo.trim();
  const chiuso = pulito.length >= 2 && pulito.startsWith('"') && pulito.endsWith('"');
  const nudo = chiuso ? pulito.slice(1, -1) : pulito;
  if (dialetto === '2_0') return chiuso ? nudo.replaceAll('""', '"').trim() : nudo;
  return nudo.replaceAll('\\"', '"');
}

/** A field as it is written: quoted only where it holds a separator or a quote. */
export function protetto(valore: string, dialetto: Dialetto = '1_x'): string {
  return /[;"]/.test(valore) ? `"${valore.replaceAll('"', dialetto === '2_0' ? '""' : '\\"')}"` : valore;
}
