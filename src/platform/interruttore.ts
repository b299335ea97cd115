/** After how many faults in a row a way out is left alone, and for how long. */
export type Soglie = { guastiMax: number; apertoMs: number };

/** A circuit breaker: who is not answering is left alone for a while, and those who wait for it are spared the wait. */
export type Interruttore = {
  /** May it be tried now? When the time of rest is over one call goes, alone; what becomes of it decides for the others. */
  passa(): boolean;
  /** It answered. */
  bene(): void;
  /** It did not. */
  male(): void;
};

/** A closed circuit. `adessoMs` counts from anywhere, but never goes back. */
export function interruttore({ guastiMax, apertoMs }: Soglie, adessoMs: () => number): Interruttore {
  let guasti = 0;
  let riprovaDa = 0;
  return {
    passa: () => {
      if (guasti < guastiMax) return true;
      if (adessoMs() < riprovaDa) return false;
      riprovaDa = adessoMs() + apertoMs;
      return true;
    },
    bene: () => {
      guasti = 0;
    },
    male: () => {
      guasti += 1;
      riprovaDa = adessoMs() + apertoMs;
    },
  };
}
