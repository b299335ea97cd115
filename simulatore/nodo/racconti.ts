/** What each step of a payment means, told to whoever is looking. */
import { centesimi, euro } from './cifre.ts';

export const FRASI = {
  nonPagabile: 'L’avviso non si può pagare: chi paga torna a casa con i suoi soldi.',
  nonAttivato: 'Il pagamento si ferma prima dell’incasso: chi paga non ha speso nulla.',
  guardato: 'Chi paga ha visto quanto deve e non ha pagato.',
  abbandonato: 'Chi paga ha rinunciato dopo l’attivazione: il Nodo non manda nulla, l’avviso resta da pagare.',
  pagato: 'Il pagamento è fatto e l’ente ha la ricevuta.',
  ricevutaRifiutata: 'Il pagamento è fatto, ma l’ente ha rifiutato la ricevuta, e il Nodo non la ripeterà.',
  ricevutaInAttesa: 'Il pagamento è fatto, ma l’ente non ha ancora la ricevuta.',
} as const;

export const RACCONTI = {
  verifica: (ente: string, standIn: boolean): string =>
    `Il PSP legge l’avviso e il Nodo chiede a ${ente} se esiste e quanto costa adesso.${standIn ? IN_STAND_IN : ''}`,
  attivazione: (importo: string): string =>
    `Chi paga accetta ${euro(centesimi(importo))}: il Nodo chiede su quali conti accreditare. ` +
    'Da qui, per 30 minuti, nessun altro può pagare lo stesso avviso.',
  ricevuta: (psp: string, orfana: boolean): string =>
    `${psp} ha incassato. Il Nodo consegna la ricevuta all’ente.${orfana ? MAI_INTERROGATO : ''}`,
  persa: (psp: string): string =>
    `${psp} ha incassato. La ricevuta è pronta, ma non parte: l’ente non sa di essere stato pagato. Si può consegnare più tardi.`,
  insieme: (psp: string, copia: number): string =>
    `${psp} ha incassato. Si è rotto un collegamento, e la stessa ricevuta parte due volte nello stesso istante: questa è la ${copia}ª.`,
  doppia: 'Il Nodo manda di nuovo la stessa ricevuta: per l’ente non deve cambiare nulla.',
  copia: (idPA: string): string =>
    `Una parte dell’importo è per l’ente ${idPA}: riceve la sua copia della stessa ricevuta.`,
  secondo:
    'Lo stesso avviso è stato pagato un’altra volta: arriva una ricevuta con un altro receiptId. Quei soldi sono da restituire.',
} as const;

const IN_STAND_IN =
  ' In stand-in il vero Nodo non ci chiamerebbe: userebbe la copia dell’avviso nell’archivio centrale (ACA).';
const MAI_INTERROGATO = ' Nessuno aveva chiesto nulla all’ente: per lui l’avviso può essere sconosciuto.';
