import { leggiCarrello, leggiRiferimentoCarrello, riferimentoCarrello } from '#modules/pagamenti';
import { vai } from '#platform/http/pagina';
import { VAI } from '../indirizzi.ts';
import { mostraPagamento, pagamentoPerduto, ultimoGiorno } from '../mostra-pagamento.tsx';
import type { PaginaPortale } from '../visita.ts';

/**
 * «Stato del pagamento»: how a payment went, for whoever is given its address by who paid, or finds it in our mail. It shows and does
 * nothing, names nobody, and says until when it lasts.
 */
export const stato: PaginaPortale = {
  percorso: '/stato/:riferimento',
  chi: 'tutti',
  get: async (u, r) => {
    const riferimento = r.parametri['riferimento'] ?? '';
    const letto = leggiRiferimentoCarrello(u.ctx, riferimento, 'stato');
    const suo = letto === null ? null : await leggiCarrello(u.ctx, letto.carrelloId);
    if (letto === null || suo === null) return pagamentoPerduto(u);
    // Who was paying it may also go on.
    if (r.sessione?.carrelloId === suo.id) return vai(VAI.pagamento(riferimentoCarrello(u.ctx, suo.id)));
    const piede = <p>{u.t.ricevute.stato.valeFino(ultimoGiorno(u, letto.scadeIl))}</p>;
    return mostraPagamento(u, r, { carrello: suo, dove: VAI.stato(riferimento), mio: false, piede });
  },
};
