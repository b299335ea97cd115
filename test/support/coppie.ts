/** Factors of a test, each with its values: `{ width: [320, 1280], lingua: ['it', 'de'] }`. */
export type Fattori = Readonly<Record<string, readonly unknown[]>>;

export type CasoDi<F extends Fattori> = { [K in keyof F]: F[K][number] };

/** Every combination of the values that is admitted. */
export function prodotto<F extends Fattori>(fattori: F, ammesso: (caso: CasoDi<F>) => boolean): CasoDi<F>[] {
  let casi: Record<string, unknown>[] = [{}];
  for (const [nome, valori] of Object.entries(fattori))
    casi = casi.flatMap((caso) => valori.map((valore) => ({ ...caso, [nome]: valore })));
  return (casi as CasoDi<F>[]).filter(ammesso);
}

/**
 * Few of them, such that every pair of values that may stand together does in one at least: the next is always the one with most pairs not
 * yet seen. The same factors give the same cases.
 */
export function coppie<F extends Fattori>(fattori: F, ammesso: (caso: CasoDi<F>) => boolean): CasoDi<F>[] {
  const tutti = prodotto(fattori, ammesso).map((caso) => ({ caso, sue: coppieDi(caso) }));
  const mancano = new Set(tutti.flatMap(({ sue }) => sue));
  const scelti: CasoDi<F>[] = [];
  while (mancano.size > 0) {
    let migliore = { nuove: 0, caso: tutti[0]?.caso, sue: tutti[0]?.sue ?? [] };
    for (const { caso, sue } of tutti) {
      const nuove = sue.filter((una) => mancano.has(una)).length;
      if (nuove > migliore.nuove) migliore = { nuove, caso, sue };
    }
    if (migliore.caso === undefined || migliore.nuove === 0)
      throw new Error('coppie: nothing admitted covers what is left');
    scelti.push(migliore.caso);
    for (const una of migliore.sue) mancano.delete(una);
  }
  return scelti;
}

function coppieDi(caso: Readonly<Record<string, unknown>>): string[] {
  const voci = Object.entries(caso).map((voce) => JSON.stringify(voce));
  return voci.flatMap((una, i) => voci.slice(i + 1).map((altra) => `${una} ${altra}`));
}
