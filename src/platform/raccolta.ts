type Opzioni<K, V> = {
  /** Does a set of calls together, and gives their answers in the same order. When it throws, nothing of the set is done. */
  esegui: (chiavi: readonly K[]) => Promise<readonly V[]>;
  /** Sets on their way at once. */
  inVoloMax: number;
  /** Calls in one set. */
  insiemeMax: number;
  /**
   * What a call is about, by names. Two about the same thing are never in one set: the second leaves when the first has its answer, as if
   * they came one after the other.
   */
  cose?: (chiave: K) => readonly string[];
  /** May a set that failed in this way be tried again call by call? Absent: always. */
  isRitentabile?: (causa: unknown) => boolean;
};

type Chiamata<K, V> = { chiave: K; cose: readonly string[]; ok: (valore: V) => void; ko: (causa: unknown) => void };

/**
 * Turns many calls for one thing each into few calls for a set: what arrives in one turn of the event loop, or while a set is on its way,
 * goes together. Whoever comes alone waits for nobody. A set that fails is tried again call by call, so that the one that
 * cannot be done does not stop those beside it. What waits is bounded by the connections of those who wait.
 */
export function raccolta<K, V>({
  inVoloMax,
  insiemeMax,
  cose = () => [],
  ...come
}: Opzioni<K, V>): (chiave: K) => Promise<V> {
  const attesa: Chiamata<K, V>[] = [];
  const occupate = new Set<string>();
  let inVolo = 0;
  let destata = false;
  // While a set is on its way the next one leaves full, or when that one is back: small sets would cost as many statements as large ones.
  const puoPartire = (quante: number): boolean =>
    inVolo === 0 ? quante > 0 : inVolo < inVoloMax && quante >= insiemeMax;
  const parti = (): void => {
    destata = false;
    while (puoPartire(attesa.length)) {
      const posti = sceglibili(attesa, occupate, insiemeMax);
      // What is free leaves when the set on its way is back; what is not, when what it waits for has its answer.
      if (!puoPartire(posti.length)) return;
      const scelte = prendi(attesa, posti);
      for (const { cose: sue } of scelte) for (const cosa of sue) occupate.add(cosa);
      inVolo += 1;
      void insieme(scelte, come).finally(() => {
        inVolo -= 1;
        desta();
      });
    }
  };
  // At the end of the turn, when all that has arrived in it has been read.
  const desta = (): void => {
    if (destata || !puoPartire(attesa.length)) return;
    destata = true;
    setImmediate(parti);
  };
  const libera = (sue: readonly string[]): void => {
    if (sue.length === 0) return;
    for (const cosa of sue) occupate.delete(cosa);
    desta();
  };
  return (chiave) =>
    new Promise((ok, ko) => {
      const sue = cose(chiave);
      attesa.push({
        ...{ chiave, cose: sue },
        ok: (valore) => {
          libera(sue);
          ok(valore);
        },
        ko: (causa) => {
          libera(sue);
          ko(causa);
        },
      });
      desta();
    });
}

type Come<K, V> = Pick<Opzioni<K, V>, 'esegui' | 'isRitentabile'>;

async function insieme<K, V>(chiamate: readonly Chiamata<K, V>[], come: Come<K, V>): Promise<void> {
  const { esegui, isRitentabile = () => true } = come;
  const [prima] = chiamate;
  if (prima !== undefined && chiamate.length === 1) return una(prima, come);
  try {
    const valori = await esegui(chiamate.map(({ chiave }) => chiave));
    for (const [n, chiamata] of chiamate.entries()) chiamata.ok(valori[n] as V);
  } catch (causa) {
    const ancora = isRitentabile(causa);
    for (const chiamata of chiamate) {
      // Not waited for: whichever of them is slow must not keep the next set from going.
      if (ancora) void una(chiamata, come);
      else chiamata.ko(causa);
    }
  }
}

async function una<K, V>({ chiave, ok, ko }: Chiamata<K, V>, { esegui }: Come<K, V>): Promise<void> {
  try {
    const [valore] = await esegui([chiave]);
    ok(valore as V);
  } catch (causa) {
    ko(causa);
  }
}

/**
 * Of those that wait, the places of the first that may leave together: about nothing that is under way, nor that one before them waits
 * for.
 */
function sceglibili(
  attesa: readonly { cose: readonly string[] }[],
  occupate: ReadonlySet<string>,
  massimo: number,
): number[] {
  const posti: number[] = [];
  const prese = new Set(occupate);
  for (const [posto, { cose }] of attesa.entries()) {
    if (posti.length === massimo) break;
    if (!cose.some((cosa) => prese.has(cosa))) posti.push(posto);
    for (const cosa of cose) prese.add(cosa);
  }
  return posti;
}

/** Takes out what is at these places, which are in order. */
function prendi<T>(da: T[], posti: readonly number[]): T[] {
  if (posti.at(-1) === posti.length - 1) return da.splice(0, posti.length);
  return posti.flatMap((posto, n) => da.splice(posto - n, 1));
}

/**
 * The same by groups: what is of different groups never goes together, nor waits for one another. A group is forgotten when nobody waits in
 * it: there are as many as have calls under way.
 */
export function raccolte<K, V>({
  gruppo,
  ...come
}: Opzioni<K, V> & { gruppo: (chiave: K) => string }): (chiave: K) => Promise<V> {
  const gruppi = new Map<string, { chiedi: (chiave: K) => Promise<V>; attese: number }>();
  return async (chiave) => {
    const nome = gruppo(chiave);
    const suo = gruppi.get(nome) ?? { chiedi: raccolta(come), attese: 0 };
    gruppi.set(nome, suo);
    suo.attese += 1;
    try {
      return await suo.chiedi(chiave);
    } finally {
      suo.attese -= 1;
      if (suo.attese === 0) gruppi.delete(nome);
    }
  };
}
