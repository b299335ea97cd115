import { carrelloDaRiferimento, segnaRientro, type Rientro } from '#modules/pagamenti';
import { errore, vai } from '#platform/http/pagina';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale } from '../visita.ts';

const RITORNI: readonly Rientro[] = ['ok', 'annullato', 'errore', 'attesa'];

/**
 * Where Checkout sends the browser back. By which of its ways it came is written down as a hint, and nothing else is believed of an address
 * that anybody can type: the page that follows says what receipts say.
 */
export const ritorno: PaginaPortale = {
  percorso: '/pagamento/:riferimento/:come',
  chi: 'tutti',
  get: async ({ ctx }, { parametri }) => {
    const rientro = RITORNI.find((uno) => uno === parametri['come']);
    const riferimento = parametri['riferimento'] ?? '';
    const carrelloId = carrelloDaRiferimento(ctx, riferimento);
    if (rientro === undefined) return errore('nonTrovata');
    if (carrelloId !== null) await segnaRientro(ctx, { carrelloId, rientro });
    return vai(VAI.pagamento(riferimento));
  },
};
