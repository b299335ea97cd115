import { LIMITI } from '#kernel/limiti';
import type { GuardiaRete } from '#platform/guardia-rete';
import type { RispostaImporto, ServizioImporti, Wires } from '#platform/contesto';
import { interruttore, type Interruttore, type Soglie } from '#platform/interruttore';
import { creaFilo, percheDi, posta, SenzaRisposta, type Filo } from './chiama.ts';

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

/** The token was refused: a new one may be taken. */
class TokenRifiutato extends SenzaRisposta {}

type Stato = { circuito: Interruttore; token: { valore: string; finoMs: number } | null; inVolo: number };

const adessoMs = (): number => performance.now();

type Opzioni = { guardia: GuardiaRete; attesaMs?: number; circuito?: Soglie };

/** The way out to the services of the enti. Each has its own circuit and token. `attesaMs` is for the whole of one question. */
export function creaAttualizzazione(opzioni: Opzioni): Wires['attualizzazione'] {
  const { guardia, attesaMs = LIMITI.quotazioneAttesaMs, circuito = REGOLE.circuito } = opzioni;
  const filo = creaFilo(guardia, { corpoBytesMax: REGOLE.corpoBytesMax });
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
  const intestazioni: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { stato, testo } = await posta(filo, url, { corpo: JSON.stringify(corpo), intestazioni, signal });
  if (stato >= 300 && stato < 400) throw new SenzaRisposta('irraggiungibile');
  if (token !== undefined && (stato === 401 || stato === 403)) throw new TokenRifiutato('accesso_negato');
  const letto = json(testo);
  const bene = stato >= 200 && stato < 300;
  // A refusal by code may come with any status.
  if (letto === null || (!bene && typeof letto['codice'] !== 'string'))
    throw new SenzaRisposta(bene ? 'risposta_illeggibile' : 'errore_del_servizio');
  return letto;
}

function json(testo: string): Risposta | null {
  try {
    const letto: unknown = JSON.parse(testo);
    return typeof letto === 'object' && letto !== null && !Array.isArray(letto) ? (letto as Risposta) : null;
  } catch {
    return null;
  }
}
