/**
 * After how many faults in a row a way out is left alone, and for how long. `apertoMaxMs`: each time that it is tried and does not answer
 * it is left alone for twice as long, up to so long; without it, always for as long.
 */
export type Soglie = { guastiMax: number; apertoMs: number; apertoMaxMs?: number };

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
export function interruttore(
  { guastiMax, apertoMs, apertoMaxMs = apertoMs }: Soglie,
  adessoMs: () => number,
): Interruttore {
  let guasti = 0;
  let riprovaDa = 0;
  let riposoMs = apertoMs;
  return {
    passa: () => {
      if (guasti < guastiMax) return true;
      if (adessoMs() < riprovaDa) return false;
      riposoMs = Math.min(riposoMs * 2, apertoMaxMs);
      riprovaDa = adessoMs() + riposoMs;
      return true;
    },
    bene: () => {
      guasti = 0;
      riposoMs = apertoMs;
    },
    male: () => {
      guasti += 1;
      riprovaDa = adessoMs() + riposoMs;
    },
  };
}
