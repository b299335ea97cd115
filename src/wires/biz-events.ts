import { LIMITI } from '#kernel/limiti';
import type { RispostaBizEvents, ServizioBizEvents, Wires } from '#platform/contesto';

/** Amounts are numbers in euros: they are kept as they are written, digit by digit, and never become a floating point. */
const IMPORTI = new Set(['paymentAmount', 'transferAmount', 'fee', 'primaryCiIncurredFee']);

/** Why there is no receipt, by what the service answers. */
const RISPOSTE: Readonly<Record<number, string>> = {
  401: 'chiave_rifiutata',
  403: 'chiave_rifiutata',
  404: 'non_trovata',
  429: 'troppe_richieste',
};

/** Thrown where there is nothing to read; `message` is a word of ours. */
class Nessuna extends Error {}

/** The way out to biz-events of pagoPA (pagopa.md 6.5), for receipts that never came. `attesaMs` is for one question. */
export function creaBizEvents({ attesaMs = LIMITI.bizEventsAttesaMs }: { attesaMs?: number } = {}): Wires['bizEvents'] {
  return {
    ricevuta: async (servizio, { codiceFiscale, iur }) => {
      const percorso = `/organizations/${encodeURIComponent(codiceFiscale)}/receipts/${encodeURIComponent(iur)}`;
      try {
        return await domanda(servizio, percorso, attesaMs);
      } catch (causa) {
        if (causa instanceof Nessuna) return { esito: 'nessuna', perche: causa.message };
        const scaduto = causa instanceof Error && causa.name === 'TimeoutError';
        return { esito: 'nessuna', perche: scaduto ? 'tempo_scaduto' : 'irraggiungibile' };
      }
    },
  };
}

async function domanda(
  { url, chiave }: ServizioBizEvents,
  percorso: string,
  attesaMs: number,
): Promise<RispostaBizEvents> {
  const risposta = await fetch(url.replace(/\/$/, '') + percorso, {
    headers: { accept: 'application/json', 'ocp-apim-subscription-key': chiave },
    // Where it leads would get our key.
    redirect: 'error',
    signal: AbortSignal.timeout(attesaMs),
  });
  const corpo = await leggi(risposta);
  if (!risposta.ok) throw new Nessuna(RISPOSTE[risposta.status] ?? `http_${risposta.status}`);
  return { esito: 'ricevuta', corpo, letta: json(corpo.toString('utf8')) };
}

/** The body, counted while it arrives. */
async function leggi(risposta: Response): Promise<Buffer> {
  const pezzi: Uint8Array[] = [];
  let bytes = 0;
  for await (const pezzo of (risposta.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += pezzo.byteLength;
    if (bytes > LIMITI.bizEventsCorpoBytesMax) throw new Nessuna('risposta_troppo_grande');
    pezzi.push(pezzo);
  }
  return Buffer.concat(pezzi);
}

function json(testo: string): Readonly<Record<string, unknown>> {
  let letto: unknown;
  try {
    letto = JSON.parse(testo, (nome: string, valore: unknown, contesto?: { source?: string }) =>
      IMPORTI.has(nome) && typeof valore === 'number' ? contesto?.source : valore,
    );
  } catch {
    throw new Nessuna('risposta_illeggibile');
  }
  if (typeof letto !== 'object' || letto === null || Array.isArray(letto)) throw new Nessuna('risposta_illeggibile');
  return letto as Readonly<Record<string, unknown>>;
}
