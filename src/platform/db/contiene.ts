import { sql, type RawBuilder } from 'kysely';
import { parseDecimale, parseEuro } from '#kernel/importo';

/** More words than a name and a number are looked for with. */
const PAROLE_MAX = 10;
/** From so many digits on, blanks among them are those of a number written in groups. */
const CIFRE_DI_UN_NUMERO = 10;

/**
 * The rows that hold every word of a text, whatever its case and accents, in any of the fields; a word that is an amount is also looked for
 * among the amounts. For lists that are short enough to be read through: the long ones have an index, and a search of their own. Blank:
 * all of them.
 */
export function contiene(
  testo: string,
  { campi, importi = [] }: { campi: readonly RawBuilder<unknown>[]; importi?: readonly RawBuilder<unknown>[] },
): RawBuilder<unknown> {
  const parole = paroleDi(testo);
  if (parole.length === 0) return sql`true`;
  const insieme = sql`concat_ws(' ', ${sql.join(campi)})`;
  // Most have no accent, and are spared what takes accents away, which is dear.
  const tutto = sql`
    case when octet_length(${insieme}) = length(${insieme}) then lower(${insieme})
         else regexp_replace(lower(normalize(${insieme}, NFD)), '[\\u0300-\\u036f]', '', 'g') end`;
  const trovata = (parola: string): RawBuilder<unknown> => {
    const cents = parseDecimale(parola.replaceAll('€', '')) ?? parseEuro(parola);
    const nudo = parola.normalize('NFD').replaceAll(/[\u0300-\u036F]/g, '');
    const fra = importi.map((importo) => (cents === null ? sql`false` : sql`${importo} = ${cents}`));
    return sql`(${sql.join([sql`strpos(${tutto}, ${nudo.toLowerCase()}) > 0`, ...fra], sql` or `)})`;
  };
  return sql`(${sql.join(parole.map(trovata), sql` and `)})`;
}

function paroleDi(testo: string): string[] {
  const cifre = testo.replaceAll(/\s/g, '');
  if (/^\d+$/.test(cifre) && cifre.length >= CIFRE_DI_UN_NUMERO) return [cifre];
  return testo
    .split(/\s+/)
    .filter((parola) => parola !== '')
    .slice(0, PAROLE_MAX);
}
