/** Checkout: the carts that portals ask it to have paid, and what becomes of each (pagopa.md 4; SANP 3.12, payment at the front end). */
import { creaMemoria } from '../memoria.ts';
import type { Banco } from '../nodo/banco.ts';
import { centesimi } from '../nodo/cifre.ts';

/** A cart as it is asked for. */
export type Richiesta = {
  emailNotice?: string;
  paymentNotices: {
    noticeNumber: string;
    fiscalCode: string;
    amount: number;
    companyName: string;
    description: string;
  }[];
  returnUrls: { returnOkUrl: string; returnCancelUrl: string; returnErrorUrl: string; returnWaitingUrl?: string };
  idCart?: string;
  allCCP?: boolean;
};

/** What the person at the page does, or what goes wrong. */
export const ANDAMENTI = {
  paga: 'Paga con la carta',
  rifiutata: 'La carta è rifiutata',
  rinuncia: 'Rinuncia e torna indietro',
  tardi: 'Paga, ma l’esito arriva più tardi',
  persa: 'Paga, ma le ricevute si perdono',
  meta: 'Paga, ma arriva solo la prima ricevuta',
} as const;
export type Andamento = keyof typeof ANDAMENTI;

export type Carrello = {
  id: string;
  istante: Date;
  versione: 1 | 2;
  richiesta: Richiesta;
  andamento: Andamento | null;
  /** Notices that somebody had paid meanwhile, or that could not be paid any more. */
  rifiutati: number;
};

/** ProblemJson of Checkout. */
export type Problema = { stato: 400 | 422; dettaglio: string };

export type Cassa = {
  apri: (versione: 1 | 2, richiesta: Richiesta) => Promise<Carrello | Problema>;
  trova: (id: string) => Carrello | undefined;
  elenco: () => readonly Carrello[];
  /** Gives where the browser goes. Done twice, the second time only leads there again. */
  concludi: (carrello: Carrello, andamento: Andamento) => Promise<string>;
  chiudi: () => void;
};

const CARRELLI_MAX = 200;
const AVVISI_MAX = 5;
/** How late «più tardi» is: long enough to see the page that waits. */
const RITARDO_MS = 6000;

export function creaCassa(banco: Pick<Banco, 'paga'>, ritardoMs = RITARDO_MS): Cassa {
  const carrelli = creaMemoria<Carrello>(CARRELLI_MAX);
  const attese = new Set<NodeJS.Timeout>();
  return {
    async apri(versione, richiesta) {
      const problema = giudica(richiesta) ?? (await interroga(banco, richiesta));
      if (problema) return problema;
      const id = crypto.randomUUID();
      return carrelli.ricorda({ id, istante: new Date(), versione, richiesta, andamento: null, rifiutati: 0 });
    },
    trova: (id) => carrelli.elenco().find((carrello) => carrello.id === id),
    elenco: carrelli.elenco,
    async concludi(carrello, andamento) {
      if (carrello.andamento !== null) return ritornoDi(carrello, carrello.andamento);
      carrello.andamento = andamento;
      if (andamento === 'tardi') {
        const attesa = setTimeout(() => {
          attese.delete(attesa);
          void paga(banco, carrello, 'paga');
        }, ritardoMs);
        attese.add(attesa);
      } else if (andamento !== 'rifiutata' && andamento !== 'rinuncia') {
        await paga(banco, carrello, andamento);
      }
      return ritornoDi(carrello, andamento);
    },
    chiudi() {
      for (const attesa of attese) clearTimeout(attesa);
    },
  };
}

function giudica({ paymentNotices }: Richiesta): Problema | undefined {
  if (paymentNotices.length > AVVISI_MAX) return { stato: 422, dettaglio: `Al massimo ${AVVISI_MAX} avvisi` };
  const avvisi = paymentNotices.map((uno) => `${uno.fiscalCode} ${uno.noticeNumber}`);
  if (new Set(avvisi).size < avvisi.length) return { stato: 422, dettaglio: 'Lo stesso avviso due volte' };
  return undefined;
}

/** checkPosition: the Nodo asks each ente whether its notice can be paid, and for how much. */
async function interroga(banco: Pick<Banco, 'paga'>, { paymentNotices }: Richiesta): Promise<Problema | undefined> {
  for (const { noticeNumber, fiscalCode, amount } of paymentNotices) {
    const varianti = { finoA: 'verifica' } as const;
    const fatto = await banco.paga({ numeroAvviso: noticeNumber, codiceFiscaleEnte: fiscalCode, varianti });
    if (!fatto.ok || fatto.pagamento.esito !== 'verificato') return { stato: 400, dettaglio: 'Invalid payment info' };
    const risposta = fatto.pagamento.passi[0]?.scambio?.risposta ?? '';
    const chiesto = centesimi(/<amount>([\d.]+)<\/amount>/.exec(risposta)?.[1] ?? '0.00');
    if (chiesto !== amount) return { stato: 422, dettaglio: `L’avviso ${noticeNumber} costa un altro importo` };
  }
  return undefined;
}

/** Each notice is a payment of its own, with its receipt: the cart is known by what the receipts say. */
async function paga(
  banco: Pick<Banco, 'paga'>,
  carrello: Carrello,
  andamento: 'paga' | 'persa' | 'meta',
): Promise<void> {
  const { paymentNotices, idCart } = carrello.richiesta;
  for (const [i, { noticeNumber, fiscalCode }] of paymentNotices.entries()) {
    const persa = andamento === 'persa' || (andamento === 'meta' && i > 0);
    const varianti = { ...(idCart && { idCart }), ...(persa && { consegna: 'persa' as const }) };
    const fatto = await banco.paga({ numeroAvviso: noticeNumber, codiceFiscaleEnte: fiscalCode, varianti });
    if (!fatto.ok || fatto.pagamento.esito === 'rifiutato') carrello.rifiutati += 1;
  }
}

function ritornoDi({ richiesta: { returnUrls }, rifiutati }: Carrello, andamento: Andamento): string {
  if (andamento === 'rinuncia') return returnUrls.returnCancelUrl;
  if (andamento === 'rifiutata' || rifiutati > 0) return returnUrls.returnErrorUrl;
  // Version 1 has no address for an outcome that is not known yet.
  return andamento === 'tardi' ? (returnUrls.returnWaitingUrl ?? returnUrls.returnOkUrl) : returnUrls.returnOkUrl;
}
