import { cents, somma, type Cents } from '#kernel/importo';

/**
 * Shares an amount in proportion to `pesi`, to the cent: each gets the whole part of its share, and the cents left go, one each, to
 * those that lost the largest fraction, the first where they are equal. Where the amount does not exceed the sum of the weights, nobody
 * gets more than its weight. The weights are not all zero.
 */
export function ripartisci(totaleCents: Cents, pesi: readonly Cents[]): Cents[] {
  const totale = BigInt(totaleCents);
  const tutti = BigInt(somma(pesi));
  const parti = pesi.map((peso, n) => {
    const prodotto = totale * BigInt(peso);
    return { n, intera: prodotto / tutti, resto: prodotto % tutti };
  });
  const avanzo = Number(totale - parti.reduce((x, { intera }) => x + intera, 0n));
  const primi = new Set(
    parti
      .toSorted((a, b) => (a.resto === b.resto ? a.n - b.n : a.resto < b.resto ? 1 : -1))
      .slice(0, avanzo)
      .map(({ n }) => n),
  );
  return parti.map(({ n, intera }) => cents(Number(intera) + (primi.has(n) ? 1 : 0)));
}

/**
 * Shares columns over rows: `righe` are the amounts of the rows, `colonne` those of the columns, of equal sum. Each row takes in
 * proportion to what is left of each column; the last takes what is left, so that nothing is lost of either.
 */
export function ripartisciInRighe(righe: readonly Cents[], colonne: readonly Cents[]): Cents[][] {
  let resto = [...colonne];
  return righe.map((riga, n) => {
    const parti = n === righe.length - 1 ? resto : ripartisci(riga, resto);
    resto = resto.map((r, i) => cents(r - (parti[i] ?? 0)));
    return parti;
  });
}
