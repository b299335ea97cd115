import { confronta, somma, type Cents } from '#kernel/importo';
import type { DovutoDiPosizione } from './chiusura.ts';
import { importiValidi, type FattiCosto } from './quanto.ts';

/**
 * The dovuti that a receipt touches, each at the amount that was asked of it: the closing compares what was paid with that, and not with
 * what holds when the receipt comes. An amount that held within the life of a token before the payment is as good as the one in force (see
 * `importiValidi`); among those, the ones that make up what was paid are what the payer was told. If none does, what was in force is
 * compared.
 */
export function alPrezzoChiesto<D extends DovutoDiPosizione & FattiCosto>(
  dovuti: readonly D[],
  pagatoCents: Cents,
  pagatoIl: Date,
): readonly D[] {
  if (dovuti.every(costaSempreUguale)) return dovuti;
  const validi = dovuti.map((d) => (costaSempreUguale(d) ? [d.importoCents] : importiValidi(d, pagatoIl)));
  const modi = Math.max(...validi.map((v) => v.length));
  // An instant gives one amount to each: they are taken in step, and not mixed.
  const prezzi = Array.from({ length: modi }, (_, n) =>
    dovuti.map((d, i) => ({ ...d, importoCents: validi[i]?.[n] ?? validi[i]?.at(-1) ?? d.importoCents })),
  );
  return prezzi.find((p) => isPagato(p, pagatoCents)) ?? prezzi[0] ?? dovuti;
}

function costaSempreUguale({ termini, quotazioni }: FattiCosto): boolean {
  return termini === null && quotazioni === null;
}

/** Is it what was asked under the iuv, or what all of it comes to? */
function isPagato(dovuti: readonly DovutoDiPosizione[], pagatoCents: Cents): boolean {
  const sotto = dovuti.filter((d) => d.sottoIuv && d.stato !== 'pagato');
  return [sotto.filter((d) => d.stato === 'da_pagare'), sotto].some(
    (quali) => quali.length > 0 && confronta(somma(quali.map((d) => d.importoCents)), pagatoCents) === 0,
  );
}
