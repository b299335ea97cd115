type Opzioni<K, V> = {
  /** Does a set of calls together, and gives their answers in the same order. When it throws, nothing of the set is done. */
  esegui: (chiavi: readonly K[]) => Promise<readonly V[]>;
  /** Sets on their way at once. */
  inVoloMax: number;
  /** Calls in one set. */
  insiemeMax: number;
};

type Chiamata<K, V> = { chiave: K; ok: (valore: V) => void; ko: (causa: unknown) => void };

/**
 * Turns many calls for one thing each into few calls for a set: what arrives in one turn of the event loop, or while a set is on its way,
 * goes together. Whoever comes alone waits for nobody. A set that fails is tried again call by call, so that the one that
 * cannot be done does not stop those beside it. What waits is bounded by the connections of those who wait.
 */
export function raccolta<K, V>({ esegui, inVoloMax, insiemeMax }: Opzioni<K, V>): (chiave: K) => Promise<V> {
  const attesa: Chiamata<K, V>[] = [];
  let inVolo = 0;
  let destata = false;
  const uno = async (chiamata: Chiamata<K, V>): Promise<void> => {
    try {
      const [valore] = await esegui([chiamata.chiave]);
      chiamata.ok(valore as V);
    } catch (causa) {
      chiamata.ko(causa);
    }
  };
  const insieme = async (chiamate: readonly Chiamata<K, V>[]): Promise<void> => {
    const [prima] = chiamate;
    if (prima !== undefined && chiamate.length === 1) return uno(prima);
    try {
      const valori = await esegui(chiamate.map(({ chiave }) => chiave));
      for (const [n, chiamata] of chiamate.entries()) chiamata.ok(valori[n] as V);
    } catch {
      // Not waited for: whichever of them is slow must not keep the next set from going.
      for (const chiamata of chiamate) void uno(chiamata);
    }
  };
  // While a set is on its way the next one leaves full, or when that one is back: small sets would cost as many statements as large ones.
  const puoPartire = (): boolean =>
    inVolo === 0 ? attesa.length > 0 : inVolo < inVoloMax && attesa.length >= insiemeMax;
  const parti = (): void => {
    destata = false;
    while (puoPartire()) {
      inVolo += 1;
      void insieme(attesa.splice(0, insiemeMax)).finally(() => {
        inVolo -= 1;
        desta();
      });
    }
  };
  // At the end of the turn, when all that has arrived in it has been read.
  const desta = (): void => {
    if (destata || !puoPartire()) return;
    destata = true;
    setImmediate(parti);
  };
  return (chiave) =>
    new Promise((ok, ko) => {
      attesa.push({ chiave, ok, ko });
      desta();
    });
}
