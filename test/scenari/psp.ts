import type { Narratore } from './narratore.ts';
import type { Scena } from './scena.ts';

type Passo = {
  titolo: string;
  operazione: string;
  richiesta: string;
  risposta: string;
  statoHttp: number;
  verdetto: { esito: string; errori?: unknown[] };
};
type Pagamento = { esito: string; frase: string; passi: Passo[]; ricevute: { receiptId: string }[]; errori?: unknown };

const OPERAZIONI = {
  1: ['paVerifyPaymentNotice', 'paGetPayment', 'paSendRT'],
  2: ['paVerifyPaymentNotice', 'paGetPaymentV2', 'paSendRTV2'],
} as const;

type Dove = Pick<Scena, 'n' | 'demo' | 'ente'>;

/** What a PSP of the simulatore took, and how much of it is whose. */
export type Incasso = { receiptId: string; importo: string; trasferimenti: { ente: string; importo: string }[] };

/** Pays a notice at a PSP of the simulatore, which speaks with the door of the Nodo over HTTP and SOAP. */
export async function pagaDalPsp(
  dove: Dove,
  { numeroAvviso, versione = 2 }: { numeroAvviso: string; versione?: 1 | 2 },
): Promise<Incasso> {
  const n: Narratore = dove.n;
  const pagamento = await ordina(dove, { numeroAvviso, versione });
  n.pretendi(pagamento.esito === 'pagato', `Il pagamento non riesce (${pagamento.esito}): ${pagamento.frase}`);
  const fatte = pagamento.passi.map(({ operazione }) => operazione);
  const attese: readonly string[] = OPERAZIONI[versione];
  n.pretendi(
    attese.every((operazione, i) => fatte[i] === operazione),
    `Le chiamate sono ${fatte.join(', ')} e non ${attese.join(', ')}.`,
  );
  const receiptId = pagamento.ricevute[0]?.receiptId;
  n.pretendi(receiptId !== undefined, 'Il PSP non ha prodotto una ricevuta.');
  n.dice(pagamento.frase);
  const [, attivazione = ''] = pagamento.passi.map(({ risposta }) => risposta);
  const trasferimenti = [...attivazione.matchAll(/<transfer>([\s\S]*?)<\/transfer>/g)].map(([, uno = '']) => ({
    ente: elemento(uno, 'fiscalCodePA'),
    importo: elemento(uno, 'transferAmount'),
  }));
  return { receiptId, importo: elemento(attivazione, 'paymentAmount'), trasferimenti };
}

/** The PSPs report what they have credited to the ente of the story: the names of their statements. */
export async function pubblicaRendicontazioni({ demo, ente, ...dove }: Dove): Promise<string[]> {
  const n: Narratore = dove.n;
  const risposta = await fetch(new URL('/api/fdr', demo.simulatore), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ codiceFiscaleEnte: ente.codiceFiscale }),
  });
  n.pretendi(risposta.ok, `Il simulatore non pubblica le rendicontazioni: HTTP ${risposta.status}.`);
  const pubblicate = (await risposta.json()) as { fdr: string }[];
  n.pretendi(pubblicate.length > 0, 'Nessun PSP ha qualcosa da rendicontare.');
  return pubblicate.map(({ fdr }) => fdr);
}

/** Only asks what a notice costs. `rifiuto` is the fault of the Nodo, null where it can be paid. */
export async function chiediAlPsp(
  dove: Dove,
  numeroAvviso: string,
): Promise<{ rifiuto: string | null; importo: string; entro: string }> {
  const { passi } = await ordina(dove, { numeroAvviso, varianti: { finoA: 'verifica' } });
  const risposta = passi[0]?.risposta ?? '';
  const rifiuto = elemento(risposta, 'faultCode');
  return {
    rifiuto: rifiuto === '' ? null : rifiuto,
    importo: elemento(risposta, 'amount'),
    entro: elemento(risposta, 'dueDate'),
  };
}

/** Asks, and wants that refusal. */
export async function nonSiPaga(
  dove: Dove,
  { numeroAvviso, che, perche }: { numeroAvviso: string; che: string; perche: string },
): Promise<void> {
  const { rifiuto } = await chiediAlPsp(dove, numeroAvviso);
  dove.n.pretendi(rifiuto === perche, `${che}: la risposta è ${rifiuto ?? 'che si può pagare'} e non ${perche}.`);
  dove.n.dice(`${che} non si paga: ${perche}.`);
}

async function ordina({ demo, ente, ...dove }: Dove, ordine: object): Promise<Pagamento> {
  const n: Narratore = dove.n;
  const risposta = await fetch(new URL('/api/paga', demo.simulatore), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ codiceFiscaleEnte: ente.codiceFiscale, ...ordine }),
  });
  const pagamento = (await risposta.json()) as Pagamento;
  n.pretendi(risposta.status === 200, `Il PSP non prende l’ordine: ${JSON.stringify(pagamento)}`);
  for (const passo of pagamento.passi) racconta(n, passo);
  return pagamento;
}

function racconta(n: Narratore, { operazione, richiesta, risposta, statoHttp, verdetto }: Passo): void {
  n.dice(`${operazione}: HTTP ${statoHttp}, ${verdetto.esito}`);
  n.salva(`${operazione}-richiesta.xml`, richiesta);
  n.salva(`${operazione}-risposta.xml`, risposta);
}

/** The text of the first element of that name: a message of ours, which the simulatore has already judged. */
function elemento(xml: string, nome: string): string {
  return new RegExp(`<${nome}>([^<]*)</${nome}>`).exec(xml)?.[1] ?? '';
}
