import {
  arrivoDelCarrello,
  carrelloDaRiferimento,
  leggiCarrello,
  ritornoArrivo,
  segnaRientro,
  type Rientro,
} from '#modules/pagamenti';
import { errore, vai, vaiFuori } from '#platform/http/pagina';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale } from '../visita.ts';

const RITORNI: readonly Rientro[] = ['ok', 'annullato', 'errore', 'attesa'];

/**
 * Where Checkout sends the browser back. By which of its ways it came is written down as a hint, and nothing else is believed of an address
 * that anybody can type: the page that follows says what receipts say. Who came from the site of an ente goes on to it; not yet who does
 * not know whether they have paid.
 */
export const ritorno: PaginaPortale = {
  percorso: '/pagamento/:riferimento/:come',
  chi: 'tutti',
  get: async ({ ctx }, { parametri }) => {
    const rientro = RITORNI.find((uno) => uno === parametri['come']);
    const riferimento = parametri['riferimento'] ?? '';
    const carrelloId = carrelloDaRiferimento(ctx, riferimento);
    const lascia = parametri['come'] === 'ente';
    if (rientro === undefined && !lascia) return errore('nonTrovata');
    if (carrelloId !== null && rientro !== undefined) await segnaRientro(ctx, { carrelloId, rientro });
    const carrello = carrelloId === null || rientro === 'attesa' ? null : await leggiCarrello(ctx, carrelloId);
    const arrivo = carrello === null ? null : await arrivoDelCarrello(ctx, carrello);
    const dove = arrivo === null ? null : ritornoArrivo(ctx, arrivo, carrello);
    return dove === null ? vai(VAI.pagamento(riferimento)) : vaiFuori(dove);
  },
};
