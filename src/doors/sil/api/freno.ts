const FINESTRA_MS = 60_000;
/** Keys counted at once: more than there are enti. */
const CHIAVI_MAX = 20_000;
/** Calls that were already on their way when the first was refused are refused too: later ones were sent by who does not wait. */
const IN_VIAGGIO_MS = 5_000;

/** What is left to a key of this minute. `insiste`: it has been told to wait, and has not. */
export type Conto = { limite: number; rimaste: number; fraSecondi: number; troppe: boolean; insiste: boolean };

/**
 * Counts calls by key, minute by minute, in this process: it protects a process from one caller, and a count that all of them share would
 * cost each call a write. Where there are more processes, as many times more pass.
 */
export function creaFreno({ limite, orologio }: { limite: number; orologio: () => Date }): (chiave: string) => Conto {
  let minuto = 0;
  let conti = new Map<string, { fatte: number; rifiutataAl: number }>();
  return (chiave) => {
    const ora = orologio().getTime();
    const questo = Math.floor(ora / FINESTRA_MS);
    if (questo !== minuto || conti.size >= CHIAVI_MAX) {
      minuto = questo;
      conti = new Map();
    }
    const { fatte: prima, rifiutataAl: al } = conti.get(chiave) ?? { fatte: 0, rifiutataAl: Infinity };
    const fatte = prima + 1;
    const troppe = fatte > limite;
    const rifiutataAl = troppe ? Math.min(al, ora) : al;
    conti.set(chiave, { fatte, rifiutataAl });
    const fraSecondi = Math.ceil(((questo + 1) * FINESTRA_MS - ora) / 1000);
    return {
      limite,
      rimaste: Math.max(0, limite - fatte),
      fraSecondi,
      troppe,
      insiste: ora - rifiutataAl > IN_VIAGGIO_MS,
    };
  };
}
