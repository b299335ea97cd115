import type { ChiamataEnte, RispostaEnte } from '#platform/chiamata-ente';
import type { Wires } from '#platform/contesto';
import type { GuardiaRete } from '#platform/guardia-rete';
import { interruttore, type Interruttore, type Soglie } from '#platform/interruttore';
import { creaFilo, percheDi, posta, type Filo } from './chiama.ts';

/** The software of an ente, at an address that somebody of the ente has written: events and outcomes go there. */
const REGOLE = {
  /** For the whole of one call: who takes longer has to take first and work afterwards. */
  attesaMs: 10_000,
  /** Who hangs takes ten seconds of a worker each time that it is tried: seldom, if it goes on hanging. */
  circuito: { guastiMax: 5, apertoMs: 15_000, apertoMaxMs: 300_000 },
  /** A software that hangs must not take all the connections of the process. */
  inVoloMax: 64,
  corpoBytesMax: 256 * 1024,
  /** Addresses remembered at once: more than there are subscriptions. */
  indirizziMax: 5000,
} as const;

type Opzioni = { guardia: GuardiaRete; attesaMs?: number; circuito?: Soglie };

type Stato = { circuito: Interruttore; inVolo: number };

const adessoMs = (): number => performance.now();

/** The way out to the software of the enti. Each address has its own circuit. */
export function creaEnte({ guardia, attesaMs = REGOLE.attesaMs, circuito = REGOLE.circuito }: Opzioni): Wires['ente'] {
  const filo = creaFilo(guardia, { corpoBytesMax: REGOLE.corpoBytesMax, tenuteMax: REGOLE.inVoloMax });
  const stati = new Map<string, Stato>();
  const statoDi = (url: string): Stato => {
    const noto = stati.get(url);
    if (noto !== undefined) return noto;
    if (stati.size >= REGOLE.indirizziMax) stati.clear();
    const nuovo = { circuito: interruttore(circuito, adessoMs), inVolo: 0 };
    stati.set(url, nuovo);
    return nuovo;
  };
  return {
    manda: async (chiamata) => {
      const stato = statoDi(chiamata.url);
      if (stato.inVolo >= REGOLE.inVoloMax) return { esito: 'rinviata', perche: 'troppe_richieste' };
      if (!stato.circuito.passa()) return { esito: 'rinviata', perche: 'circuito_aperto' };
      stato.inVolo += 1;
      try {
        const risposta = await una(filo, chiamata, attesaMs);
        if (sana(risposta)) stato.circuito.bene();
        else stato.circuito.male();
        return risposta;
      } finally {
        stato.inVolo -= 1;
      }
    },
  };
}

async function una(filo: Filo, { url, ...cosa }: ChiamataEnte, attesaMs: number): Promise<RispostaEnte> {
  const iniziata = adessoMs();
  const durataMs = (): number => Math.round(adessoMs() - iniziata);
  try {
    const { stato, testo } = await posta(filo, url, { ...cosa, signal: AbortSignal.timeout(attesaMs) });
    return { esito: 'risposta', stato, testo, durataMs: durataMs() };
  } catch (causa) {
    return { esito: 'nessuna', perche: percheDi(causa), durataMs: durataMs() };
  }
}

/** Who refuses one thing is there all the same; who is broken, or says that it is too much, is left alone for a while. */
function sana(risposta: RispostaEnte): boolean {
  return risposta.esito === 'risposta' && risposta.stato < 500 && risposta.stato !== 429;
}
