import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { IndirizzoVietato, type GuardiaRete } from '#platform/guardia-rete';

/** Why there is no answer, in a word of ours: what the other side said may hold anything, and goes no further. */
export class SenzaRisposta extends Error {
  readonly perche: string;
  constructor(perche: string) {
    super(perche);
    this.perche = perche;
  }
}

/** Connections that wait for the next question are few, and not for long: who is at the other end closes them too. */
const TENUTE = { keepAlive: true, timeout: 4000 } as const;

/** What the calls of a process to addresses that others have written share: the guard of the networks, and connections kept. */
export type Filo = { guardia: GuardiaRete; http: http.Agent; https: https.Agent; corpoBytesMax: number };

type Misure = { corpoBytesMax: number; tenuteMax?: number };

export function creaFilo(guardia: GuardiaRete, { corpoBytesMax, tenuteMax = 4 }: Misure): Filo {
  const opzioni = { ...TENUTE, maxFreeSockets: tenuteMax };
  return { guardia, corpoBytesMax, http: new http.Agent(opzioni), https: new https.Agent(opzioni) };
}

/** In clear only to this very machine: the demo's simulatore. Which networks may be called is the guard's business. */
function isAmmesso(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

type Domanda = { corpo: string; intestazioni: Readonly<Record<string, string>>; signal: AbortSignal };

/** What came back, with the name of what it is made of. `corpo`: its bytes, for who reads in them how they are encoded. */
export type Risposta = { stato: number; testo: string; tipo: string; corpo: Buffer };

/** POSTs a body of JSON ({@link chiama}). */
export function posta(filo: Filo, url: string, domanda: Domanda): Promise<Risposta> {
  const intestazioni = { accept: 'application/json', 'content-type': 'application/json', ...domanda.intestazioni };
  return chiama(filo, url, { ...domanda, metodo: 'POST', intestazioni });
}

/**
 * Asks by node:http and not by fetch, whose connections nobody can guard. An answer that sends elsewhere is an answer, and nobody goes
 * there: it would get what was sent. `signal` bounds the whole, answer and all. Throws where there is no answer.
 */
export async function chiama(
  filo: Filo,
  url: string,
  { metodo, corpo, intestazioni, signal }: Omit<Domanda, 'corpo'> & { metodo: string; corpo: string | null },
): Promise<Risposta> {
  if (!isAmmesso(url)) throw new SenzaRisposta('indirizzo_non_ammesso');
  const dove = new URL(url);
  filo.guardia.controlla(dove.hostname);
  const sicuro = dove.protocol === 'https:';
  const richiesta = (sicuro ? https : http).request(dove, {
    method: metodo,
    agent: sicuro ? filo.https : filo.http,
    lookup: filo.guardia.lookup,
    headers: { ...(corpo !== null && { 'content-length': Buffer.byteLength(corpo) }), ...intestazioni },
    signal,
  });
  try {
    richiesta.end(corpo ?? undefined);
    const [risposta] = (await once(richiesta, 'response')) as [http.IncomingMessage];
    const tipo = risposta.headers['content-type'] ?? '';
    const byte = await leggi(risposta, filo.corpoBytesMax);
    return { stato: risposta.statusCode ?? 0, testo: byte.toString('utf8'), tipo, corpo: byte };
  } catch (causa) {
    richiesta.destroy();
    throw signal.aborted ? new SenzaRisposta('tempo_scaduto') : causa;
  }
}

/** The body, unless it is longer than it may be. The signal bounds the time that it takes to come. */
async function leggi(risposta: http.IncomingMessage, corpoBytesMax: number): Promise<Buffer> {
  const pezzi: Uint8Array[] = [];
  let bytes = 0;
  for await (const pezzo of risposta as AsyncIterable<Uint8Array>) {
    bytes += pezzo.byteLength;
    if (bytes > corpoBytesMax) throw new SenzaRisposta('risposta_illeggibile');
    pezzi.push(pezzo);
  }
  return Buffer.concat(pezzi);
}

/** Why a call has failed. */
export function percheDi(causa: unknown): string {
  if (causa instanceof SenzaRisposta) return causa.perche;
  return causa instanceof IndirizzoVietato ? 'indirizzo_non_ammesso' : 'irraggiungibile';
}
