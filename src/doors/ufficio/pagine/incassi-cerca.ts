import { cercaIn } from '../filtri.ts';
import { indirizzoFlussi, qualiFlussiDi } from '../flussi-elenco.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

/** Looks for a booked file. The form of the list books one, which not everybody may: who may only look searches here. */
export const incassiCerca: PaginaUfficio = {
  percorso: '/incassi/cerca',
  chi: 'operatore',
  atto: { post: 'consulta' },
  post: alLavoro((l, r) =>
    cercaIn(l, r, (id) => indirizzoFlussi(VAI.incassi, { quali: qualiFlussiDi(r.modulo), r: id })),
  ),
};
