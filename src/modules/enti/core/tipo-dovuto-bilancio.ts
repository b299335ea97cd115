import { ok, type Esito } from '#kernel/esito';
import { confronta, differenza, formatDecimale, parseEuro, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';

/**
 * A line of the bilancio: how much goes to a chapter, of an office, under an accertamento. `resto` takes what the other lines leave:
 * the whole amount, where it is alone. The XML of files is a form of it, not what is kept.
 */
export type VoceBilancio = {
  capitolo: string;
  ufficio: string | null;
  accertamento: string | null;
  importoCents: Cents | 'resto';
};

/** Lengths of the XML's elements (mypay-features 3.4). */
const CODICE = { capitolo: 12, ufficio: 16, accertamento: 32 } as const;
const VOCI_BILANCIO_MAX = 50;

/** Is it a bilancio for dovuti of that fixed amount, or (null) of any? */
export function validaBilancioConsueto(
  voci: readonly VoceBilancio[],
  fissoCents: Cents | null,
): Esito<undefined, RifiutoEnti> {
  if (voci.length === 0 || voci.length > VOCI_BILANCIO_MAX)
    return rifiutoEnti('BILANCIO_NON_VALIDO', { riga: VOCI_BILANCIO_MAX });
  const sbagliata = voci.findIndex((voce) => !voceValida(voce));
  if (sbagliata !== -1) return rifiutoEnti('BILANCIO_NON_VALIDO', { riga: sbagliata + 1 });
  const resti = voci.filter(({ importoCents }) => importoCents === 'resto').length;
  // Of an unknown amount only a rest can be the balance; two rests would be none.
  if (resti > 1 || (resti === 0 && fissoCents === null)) return rifiutoEnti('BILANCIO_SENZA_RESTO');
  if (fissoCents !== null && applicaBilancio(voci, fissoCents) === null) return rifiutoEnti('BILANCIO_NON_TORNA');
  return ok();
}

function voceValida({ capitolo, ufficio, accertamento, importoCents }: VoceBilancio): boolean {
  const codici = { capitolo, ufficio: ufficio ?? 'x', accertamento: accertamento ?? 'x' };
  const inForma = Object.entries(codici).every(
    ([nome, codice]) =>
      /^[^\s<>&;](?:[^\p{Cc}<>&;]*[^\s<>&;])?$/u.test(codice) && codice.length <= CODICE[nome as keyof typeof CODICE],
  );
  return inForma && (importoCents === 'resto' || confronta(importoCents, ZERO_CENTS) > 0);
}

/** The lines for an amount, each with its own; null when they do not sum to it. */
export function applicaBilancio(
  voci: readonly VoceBilancio[],
  importoCents: Cents,
): (VoceBilancio & { importoCents: Cents })[] | null {
  const detti = somma(voci.flatMap(({ importoCents: suo }) => (suo === 'resto' ? [] : [suo])));
  const resto = differenza(importoCents, detti);
  const haResto = voci.some(({ importoCents: suo }) => suo === 'resto');
  if (haResto ? confronta(resto, ZERO_CENTS) <= 0 : confronta(resto, ZERO_CENTS) !== 0) return null;
  return voci.map((voce) => ({ ...voce, importoCents: voce.importoCents === 'resto' ? resto : voce.importoCents }));
}

/** The word for what is left, in what a clerk writes. */
const RESTO = 'resto';

/** Reads what a clerk writes, a line each: `capitolo; ufficio; accertamento; importo`, where the amount may be «resto». Blank: none. */
export function parseBilancio(testo: string): Esito<VoceBilancio[] | null, RifiutoEnti> {
  const righe = testo
    .split('\n')
    .map((riga) => riga.trim())
    .filter((riga) => riga !== '');
  if (righe.length === 0) return ok(null);
  const voci: VoceBilancio[] = [];
  for (const [i, riga] of righe.entries()) {
    const parti = riga.split(';').map((parte) => parte.trim());
    const [capitolo = '', ufficio = '', accertamento = '', importo = ''] = parti;
    const importoCents = importo.toLowerCase() === RESTO ? RESTO : parseEuro(importo);
    if (parti.length !== 4 || importoCents === null) return rifiutoEnti('BILANCIO_NON_VALIDO', { riga: i + 1 });
    voci.push({ capitolo, ufficio: ufficio || null, accertamento: accertamento || null, importoCents });
  }
  return ok(voci);
}

/** Opposite of {@link parseBilancio}. */
export function scriviBilancio(voci: readonly VoceBilancio[] | null): string {
  return (voci ?? [])
    .map(({ capitolo, ufficio, accertamento, importoCents }) =>
      [
        capitolo,
        ufficio ?? '',
        accertamento ?? '',
        importoCents === RESTO ? RESTO : formatDecimale(importoCents).replace('.', ','),
      ].join('; '),
    )
    .join('\n');
}
