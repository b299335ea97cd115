import type { Demo } from '#support/copia';
import type { Narratore } from './narratore.ts';

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

/** Pays a notice at a PSP of the simulatore, which speaks with the door of the Nodo over HTTP and SOAP. Returns the receipt's id. */
export async function pagaDalPsp(
  n: Narratore,
  { demo, ente, numeroAvviso, versione }: { demo: Demo; ente: string; numeroAvviso: string; versione: 1 | 2 },
): Promise<string> {
  const risposta = await fetch(new URL('/api/paga', demo.simulatore), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ numeroAvviso, codiceFiscaleEnte: ente, versione }),
  });
  const pagamento = (await risposta.json()) as Pagamento;
  n.pretendi(risposta.status === 200, `Il PSP non prende l’ordine: ${JSON.stringify(pagamento)}`);
  for (const { operazione, richiesta, risposta: data, statoHttp, verdetto } of pagamento.passi) {
    n.dice(`${operazione}: HTTP ${statoHttp}, ${verdetto.esito}`);
    n.salva(`${operazione}-richiesta.xml`, richiesta);
    n.salva(`${operazione}-risposta.xml`, data);
  }
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
  return receiptId;
}
