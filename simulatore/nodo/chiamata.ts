/** The Nodo as a client of paForNode: one SOAP call, timed, judged, remembered. It knows one address and follows no redirect. */
import type { Memoria } from '../memoria.ts';
import { OPERAZIONI, type Operazione } from './contratto.ts';
import { type Contesto, giudica, type Risposta, type Verdetto } from './giudice.ts';
import type { Elemento } from './xml.ts';

export type Scambio = {
  numero: number;
  istante: Date;
  operazione: Operazione;
  codiceFiscaleEnte: string;
  numeroAvviso: string;
  richiesta: string;
  risposta: string;
  /** null when no HTTP answer came. */
  statoHttp: number | null;
  ms: number;
  verdetto: Verdetto;
};

export type Domanda = Required<Pick<Contesto, 'codiceFiscaleEnte' | 'numeroAvviso'>> &
  Contesto & { operazione: Operazione; richiesta: string };

export type Chiama = (domanda: Domanda) => Promise<{ scambio: Scambio; corpo?: Elemento }>;

/** An answer of ours has a few kB; beyond this the rest is not read and the answer counts as unreadable. */
const RISPOSTA_BYTES_MAX = 262_144;

/** `attesaMs` replaces the Nodo's own waiting times, for tests. */
export function creaChiamata(indirizzo: string, scambi: Memoria<Scambio>, attesaMs?: number): Chiama {
  let numero = 0;
  return async (domanda) => {
    const { operazione, richiesta, codiceFiscaleEnte, numeroAvviso } = domanda;
    const istante = new Date();
    const inizio = performance.now();
    const risposta = await spedisci(indirizzo, operazione, richiesta, attesaMs ?? OPERAZIONI[operazione].attesaMs);
    const ms = Math.round(performance.now() - inizio);
    const { verdetto, corpo } = giudica(operazione, risposta, domanda);
    if (ms > 2000)
      verdetto.avvertenze.push(
        'oltre 2 secondi: sotto la soglia di servizio di SANP deve stare il 98 % delle risposte',
      );
    numero += 1;
    const scambio = scambi.ricorda({
      ...{ numero, istante, operazione, codiceFiscaleEnte, numeroAvviso, richiesta, ms, verdetto },
      risposta: risposta.tipo === 'http' ? new TextDecoder().decode(risposta.corpo) : '',
      statoHttp: risposta.tipo === 'http' ? risposta.stato : null,
    });
    return corpo ? { scambio, corpo } : { scambio };
  };
}

async function spedisci(
  indirizzo: string,
  operazione: Operazione,
  richiesta: string,
  attesaMs: number,
): Promise<Risposta> {
  const signal = AbortSignal.timeout(attesaMs);
  try {
    const risposta = await fetch(indirizzo, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: operazione },
      body: richiesta,
      redirect: 'manual',
      signal,
    });
    return { tipo: 'http', stato: risposta.status, corpo: await leggiCorpo(risposta) };
  } catch (guasto) {
    if (signal.aborted) return { tipo: 'tempo_scaduto', attesaMs };
    return { tipo: 'irraggiungibile', motivo: motivoDi(guasto) };
  }
}

async function leggiCorpo(risposta: Response): Promise<Uint8Array> {
  const pezzi: Uint8Array[] = [];
  let byte = 0;
  for await (const pezzo of risposta.body ?? []) {
    pezzi.push(pezzo);
    byte += pezzo.byteLength;
    if (byte > RISPOSTA_BYTES_MAX) break;
  }
  return Buffer.concat(pezzi);
}

/** `fetch` hides the reason (ECONNREFUSED, ECONNRESET) in the cause. */
function motivoDi(guasto: unknown): string {
  const causa = guasto instanceof Error ? (guasto.cause ?? guasto) : guasto;
  if (!(causa instanceof Error)) return String(causa);
  return 'code' in causa ? String(causa.code) : causa.message;
}
