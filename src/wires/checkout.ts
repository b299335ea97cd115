import { LIMITI } from '#kernel/limiti';
import type { CarrelloCheckout, RispostaCheckout, ScambioCheckout, Wires } from '#platform/contesto';
import { interruttore, type Soglie } from '#platform/interruttore';

/** Checkout of pagoPA, `POST /carts` (pagopa.md 4): the address up to the version, our key, where its pages may be. */
export type DoveCheckout = { url: string; versione: '1' | '2'; chiave: string; origini: readonly string[] };

const REGOLE = {
  circuito: { guastiMax: 5, apertoMs: 30_000 },
  /** A Checkout that hangs must not take all the connections of the process. */
  inVoloMax: 50,
  /** companyName and description. */
  testoCaratteriMax: 140,
  locationCaratteriMax: 2048,
  /** A ProblemJson has some hundred. */
  rispostaBytesMax: 8 * 1024,
} as const;

const adessoMs = (): number => performance.now();

/** The way out to Checkout; null where there is no address: then nobody is asked. `attesaMs` is for the whole of one question. */
export function creaCheckout(
  dove: DoveCheckout | null,
  opzioni: { attesaMs?: number; circuito?: Soglie } = {},
): Wires['checkout'] {
  if (dove === null) return null;
  const { attesaMs = LIMITI.checkoutAttesaMs, circuito = REGOLE.circuito } = opzioni;
  const stato = { circuito: interruttore(circuito, adessoMs), inVolo: 0 };
  return {
    crea: async (carrello, visto = () => undefined) => {
      if (stato.inVolo >= REGOLE.inVoloMax) return { esito: 'nessuna', perche: 'troppe_richieste' };
      if (!stato.circuito.passa()) return { esito: 'nessuna', perche: 'circuito_aperto' };
      stato.inVolo += 1;
      const inizio = adessoMs();
      const richiesta = JSON.stringify(corpo(carrello, dove.versione));
      const racconta = (altro: Pick<ScambioCheckout, 'risposta' | 'come'>): void =>
        visto({ richiesta, ...altro, durataMs: Math.round(adessoMs() - inizio) });
      try {
        const { risposta, testo, come } = await chiedi(dove, richiesta, AbortSignal.timeout(attesaMs));
        racconta({ risposta: testo, come });
        if (risposta.esito === 'nessuna') stato.circuito.male();
        else stato.circuito.bene();
        return risposta;
      } catch (causa) {
        stato.circuito.male();
        const perche = causa instanceof Error && causa.name === 'TimeoutError' ? 'tempo_scaduto' : 'irraggiungibile';
        racconta({ risposta: null, come: perche });
        return { esito: 'nessuna', perche };
      } finally {
        stato.inVolo -= 1;
      }
    },
  };
}

type Risposto = { risposta: RispostaCheckout; testo: string; come: string };

async function chiedi(dove: DoveCheckout, body: string, signal: AbortSignal): Promise<Risposto> {
  const presa = await fetch(`${dove.url}/v${dove.versione}/carts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'ocp-apim-subscription-key': dove.chiave },
    body,
    // Its page is for the browser: it is handed over, never followed.
    redirect: 'manual',
    signal,
  });
  const location = presa.headers.get('location');
  const righe = [`HTTP ${presa.status}`, ...(location === null ? [] : [`location: ${location}`])];
  const testo = [...righe, '', await inizioDi(presa)].join('\n');
  return { risposta: giudica(presa.status, location ?? '', dove), testo, come: `http_${presa.status}` };
}

function giudica(status: number, location: string, dove: DoveCheckout): RispostaCheckout {
  if (status === 302) return pagina(location, dove);
  if (status === 401 || status === 403) return { esito: 'rifiutato', perche: 'chiave' };
  if (status === 400 || status === 422) return { esito: 'rifiutato', perche: 'avvisi' };
  return { esito: 'nessuna', perche: `http_${status}` };
}

/** The beginning of what it says: an answer without end is not read to its end, and one that breaks off has said all the same. */
async function inizioDi({ body }: Response): Promise<string> {
  if (body === null) return '';
  const pezzi: Uint8Array[] = [];
  let byte = 0;
  try {
    for await (const pezzo of body) {
      pezzi.push(pezzo);
      byte += pezzo.length;
      if (byte >= REGOLE.rispostaBytesMax) break;
    }
  } catch {
    // What is judged is the status, which came whole.
  }
  return Buffer.concat(pezzi).subarray(0, REGOLE.rispostaBytesMax).toString();
}

/** An address that is not one of its pages is no answer: a browser of ours would be sent to somebody else's. */
function pagina(location: string, { origini }: DoveCheckout): RispostaCheckout {
  const sua = URL.canParse(location) && origini.includes(new URL(location).origin);
  if (!sua || location.length > REGOLE.locationCaratteriMax) return { esito: 'nessuna', perche: 'pagina_altrove' };
  return { esito: 'pagina', location };
}

function corpo(c: CarrelloCheckout, versione: '1' | '2'): object {
  const { ok, annullato, errore, attesa } = c.ritorni;
  return {
    ...(c.email !== null && { emailNotice: c.email }),
    paymentNotices: c.avvisi.map((uno) => ({
      noticeNumber: uno.numeroAvviso,
      fiscalCode: uno.codiceFiscaleEnte,
      amount: uno.importoCents,
      companyName: corto(uno.denominazione),
      description: corto(uno.causale),
    })),
    returnUrls: {
      ...{ returnOkUrl: ok, returnCancelUrl: annullato, returnErrorUrl: errore },
      ...(versione === '2' && { returnWaitingUrl: attesa }),
    },
    idCart: c.idCart,
    allCCP: c.tutteCcp,
  };
}

/** In whole characters: half of one would be refused. */
function corto(testo: string): string {
  return [...testo.toWellFormed()].slice(0, REGOLE.testoCaratteriMax).join('');
}
