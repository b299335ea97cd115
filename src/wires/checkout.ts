import { LIMITI } from '#kernel/limiti';
import type { CarrelloCheckout, RispostaCheckout, Wires } from '#platform/contesto';
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
    crea: async (carrello) => {
      if (stato.inVolo >= REGOLE.inVoloMax) return { esito: 'nessuna', perche: 'troppe_richieste' };
      if (!stato.circuito.passa()) return { esito: 'nessuna', perche: 'circuito_aperto' };
      stato.inVolo += 1;
      try {
        const risposta = await chiedi(dove, carrello, AbortSignal.timeout(attesaMs));
        if (risposta.esito === 'nessuna') stato.circuito.male();
        else stato.circuito.bene();
        return risposta;
      } catch (causa) {
        stato.circuito.male();
        const scaduto = causa instanceof Error && causa.name === 'TimeoutError';
        return { esito: 'nessuna', perche: scaduto ? 'tempo_scaduto' : 'irraggiungibile' };
      } finally {
        stato.inVolo -= 1;
      }
    },
  };
}

async function chiedi(dove: DoveCheckout, carrello: CarrelloCheckout, signal: AbortSignal): Promise<RispostaCheckout> {
  const risposta = await fetch(`${dove.url}/v${dove.versione}/carts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'ocp-apim-subscription-key': dove.chiave },
    body: JSON.stringify(corpo(carrello, dove.versione)),
    // Its page is for the browser: it is handed over, never followed.
    redirect: 'manual',
    signal,
  });
  await risposta.body?.cancel();
  if (risposta.status === 302) return pagina(risposta.headers.get('location') ?? '', dove);
  if (risposta.status === 401 || risposta.status === 403) return { esito: 'rifiutato', perche: 'chiave' };
  if (risposta.status === 400 || risposta.status === 422) return { esito: 'rifiutato', perche: 'avvisi' };
  return { esito: 'nessuna', perche: `http_${risposta.status}` };
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
