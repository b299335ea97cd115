/** Chance that is the same at each run: the demo is made again where it was interrupted, and comes out equal. */
export type Caso = {
  /** A whole number from `da` to `a`, both included. */
  intero(da: number, a: number): number;
  scegli<T>(elenco: readonly T[]): T;
};

/** Mulberry32: 32 bits of state are plenty for some hundred dovuti. */
export function creaCaso(seme: number): Caso {
  let stato = seme >>> 0;
  const prossimo = (): number => {
    stato = (stato + 0x6d2b79f5) >>> 0;
    let t = Math.imul(stato ^ (stato >>> 15), 1 | stato);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const intero = (da: number, a: number): number => da + Math.floor(prossimo() * (a - da + 1));
  return {
    intero,
    scegli: (elenco) => {
      const scelto = elenco[intero(0, elenco.length - 1)];
      if (scelto === undefined) throw new RangeError('scegli: an empty list');
      return scelto;
    },
  };
}
