import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { LIMITI } from '#kernel/limiti';
import { IndirizzoVietato, type GuardiaRete } from '#platform/guardia-rete';
import type { RispostaImporto, ServizioImporti, Wires } from '#platform/contesto';
import { interruttore, type Interruttore, type Soglie } from '#platform/interruttore';

/**
 * The service by which an ente says what a notice costs now (webservices 1.25): a token for user and password, then the amount. What it
 * may take is bounded as a whole, login, answer and all: a payer is waiting at a counter.
 */
const REGOLE = {
  circuito: { guastiMax: 5, apertoMs: 30_000 },
  /** An ente's service that hangs must not take all the connections of the process. */
  inVoloMax: 20,
  /** The life of a token is not said: one that has died before is asked for again. */
  tokenMs: 10 * 60_000,
  /** The largest answer, with fifty lines of accounts, is 20 kB. */
  corpoBytesMax: 64 * 1024,
  /** Services remembered at once: more than there are enti. */
  serviziMax: 2000,
} as const;

/** Why there is no answer. `token` beside it: what was refused is the token. */
class SenzaRisposta extends Error {
  readonly perche: string;
  constructor(perche: string) {
    super(perche);
    this.perche = perche;
  }
}

/** The token was refused: a new one may be taken. */
class TokenRifiutato extends SenzaRisposta {}

type Stato = { circuito: Interruttore; token: { valore: string; finoMs: number } | null; inVolo: number };

/** Connections that wait for the next question are few, and not for long: who is at the other end closes them too. */
const TENUTE = { keepAlive: true, maxFreeSockets: 4, timeout: 4000 } as const;

const adessoMs = (): number => performance.now();

/** What the questions of this process share: the guard of the networks, and connections kept for the next one. */
type Filo = { guardia: GuardiaRete; http: http.Agent; https: https.Agent };

type Opzioni = { guardia: GuardiaRete; attesaMs?: number; circuito?: Soglie };

/** The way out to the services of the enti. Each has its own circuit and token. `attesaMs` is for the whole of one question. */
export function creaAttualizzazione(opzioni: Opzioni): Wires['attualizzazione'] {
  const { guardia, attesaMs = LIMITI.quotazioneAttesaMs, circuito = REGOLE.circuito } = opzioni;
  const filo: Filo = { guardia, http: new http.Agent(TENUTE), https: new https.Agent(TENUTE) };
  const stati = new Map<string, Stato>();
  const statoDi = ({ urlAccesso, urlImporto, utente, password }: ServizioImporti): Stato => {
    const chiave = JSON.stringify([urlAccesso, urlImporto, utente, password]);
    const noto = stati.get(chiave);
    if (noto !== undefined) return noto;
    if (stati.size >= REGOLE.serviziMax) stati.clear();
    const nuovo: Stato = { circuito: interruttore(circuito, adessoMs), token: null, inVolo: 0 };
    stati.set(chiave, nuovo);
    return nuovo;
  };
  return {
    chiedi: async (servizio, avviso) => {
      const stato = statoDi(servizio);
      if (stato.inVolo >= REGOLE.inVoloMax) return { esito: 'nessuna', perche: 'troppe_richieste' };
      if (!stato.circuito.passa()) return { esito: 'nessuna', perche: 'circuito_aperto' };
      stato.inVolo += 1;
      try {
        const risposta = await chiedi(stato, servizio, { ...avviso, filo, signal: AbortSignal.timeout(attesaMs) });
        stato.circuito.bene();
        return risposta;
      } catch (causa) {
        stato.circuito.male();
        return { esito: 'nessuna', perche: percheDi(causa) };
      } finally {
        stato.inVolo -= 1;
      }
    },
  };
}

type Domanda = { codiceFiscaleEnte: string; numeroAvviso: string; filo: Filo; signal: AbortSignal };

async function chiedi(stato: Stato, servizio: ServizioImporti, domanda: Domanda): Promise<RispostaImporto> {
  const vecchio = stato.token !== null && adessoMs() < stato.token.finoMs ? stato.token.valore : null;
  try {
    return await importo(servizio, domanda, vecchio ?? (await accedi(stato, servizio, domanda)));
  } catch (causa) {
    // It died before we thought: once more with a new one, in what is left of the time.
    if (!(causa instanceof TokenRifiutato)) throw causa;
    stato.token = null;
    if (vecchio === null) throw causa;
    return importo(servizio, domanda, await accedi(stato, servizio, domanda));
  }
}

async function accedi(
  stato: Stato,
  { urlAccesso, utente, password }: ServizioImporti,
  { filo, signal }: Pick<Domanda, 'filo' | 'signal'>,
): Promise<string> {
  if (urlAccesso === null) return password;
  const detto = await manda(urlAccesso, { username: utente, password }, { filo, signal });
  const token = detto['token'];
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,8192}$/.test(token)) throw new SenzaRisposta('accesso_negato');
  stato.token = { valore: token, finoMs: adessoMs() + REGOLE.tokenMs };
  return token;
}

async function importo(
  { urlImporto }: ServizioImporti,
  { codiceFiscaleEnte, numeroAvviso, filo, signal }: Domanda,
  token: string,
): Promise<RispostaImporto> {
  const corpo = { cfEnteCreditore: codiceFiscaleEnte, importoPosizione: 'S', numeroAvviso };
  const detto = await manda(urlImporto, corpo, { filo, signal, token });
  const { codice, bilancio } = detto;
  if (typeof codice === 'string' && codice !== '') return { esito: 'codice', codice };
  const cents = interoDi(detto['importoPosizione']);
  if (detto['numeroAvviso'] !== numeroAvviso || cents === null) throw new SenzaRisposta('risposta_illeggibile');
  return {
    esito: 'importo',
    importoCents: cents,
    bilancio: typeof bilancio === 'string' && bilancio !== '' ? bilancio : null,
  };
}

/** Whole cents, as a number or as its digits. Nothing else is one: JavaScript would make a cent of `true`. */
function interoDi(valore: unknown): number | null {
  const n = typeof valore === 'string' && /^-?\d{1,15}$/.test(valore) ? Number(valore) : valore;
  return Number.isInteger(n) ? (n as number) : null;
}

type Risposta = Record<string, unknown>;

async function manda(
  url: string,
  corpo: Risposta,
  { filo, signal, token }: { filo: Filo; signal: AbortSignal; token?: string },
): Promise<Risposta> {
  if (!isAmmesso(url)) throw new SenzaRisposta('indirizzo_non_ammesso');
  const { stato, testo } = await posta(new URL(url), JSON.stringify(corpo), { filo, signal, token });
  if (token !== undefined && (stato === 401 || stato === 403)) throw new TokenRifiutato('accesso_negato');
  const letto = json(testo);
  const bene = stato >= 200 && stato < 300;
  // A refusal by code may come with any status.
  if (letto === null || (!bene && typeof letto['codice'] !== 'string'))
    throw new SenzaRisposta(bene ? 'risposta_illeggibile' : 'errore_del_servizio');
  return letto;
}

/** In clear only to this very machine: the demo's simulatore. Which networks may be called is the guard's business. */
function isAmmesso(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

/** By node:http and not by fetch, whose connections nobody can guard. */
async function posta(
  url: URL,
  corpo: string,
  { filo, signal, token }: { filo: Filo; signal: AbortSignal; token: string | undefined },
): Promise<{ stato: number; testo: string }> {
  filo.guardia.controlla(url.hostname);
  const sicuro = url.protocol === 'https:';
  const richiesta = (sicuro ? https : http).request(url, {
    method: 'POST',
    agent: sicuro ? filo.https : filo.http,
    lookup: filo.guardia.lookup,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(corpo),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    signal,
  });
  try {
    richiesta.end(corpo);
    const [risposta] = (await once(richiesta, 'response')) as [http.IncomingMessage];
    const stato = risposta.statusCode ?? 0;
    // Where it leads would get our password.
    if (stato >= 300 && stato < 400) throw new SenzaRisposta('irraggiungibile');
    return { stato, testo: await leggi(risposta) };
  } catch (causa) {
    richiesta.destroy();
    throw signal.aborted ? new SenzaRisposta('tempo_scaduto') : causa;
  }
}

/** The body, unless it is longer than it may be. The signal bounds the time that it takes to come. */
async function leggi(risposta: http.IncomingMessage): Promise<string> {
  const pezzi: Uint8Array[] = [];
  let bytes = 0;
  for await (const pezzo of risposta as AsyncIterable<Uint8Array>) {
    bytes += pezzo.byteLength;
    if (bytes > REGOLE.corpoBytesMax) throw new SenzaRisposta('risposta_illeggibile');
    pezzi.push(pezzo);
  }
  return Buffer.concat(pezzi).toString('utf8');
}

function json(testo: string): Risposta | null {
  try {
    const letto: unknown = JSON.parse(testo);
    return typeof letto === 'object' && letto !== null && !Array.isArray(letto) ? (letto as Risposta) : null;
  } catch {
    return null;
  }
}

/** In a word of ours: what the other side said may hold anything, and goes no further. */
function percheDi(causa: unknown): string {
  if (causa instanceof SenzaRisposta) return causa.perche;
  return causa instanceof IndirizzoVietato ? 'indirizzo_non_ammesso' : 'irraggiungibile';
}
