import { datiAvviso, disegnaAvviso, leggiCarta, siStampa } from '#modules/avvisi';
import type { Avviso } from '#modules/posizioni';
import { scarica, vai } from '#platform/http/pagina';
import { leggiAperto } from '../aperto.ts';
import { VAI } from '../indirizzi.ts';
import { leggibileQui } from '../mio.ts';
import { ammessa } from '../guardie.ts';
import { enteDi, type PaginaPortale } from '../visita.ts';

/** The notice to print, while it can be paid; afterwards the page of the notice says why there is none. */
export const avvisoPdf: PaginaPortale = {
  percorso: '/avvisi/:iuv/avviso.pdf',
  chi: 'tutti',
  get: async (u, r) => {
    const quale = await leggibileQui(u, r);
    if (quale === null) return vai(VAI.avvisoPerche('chiuso'));
    const ente = await enteDi(u, quale.enteId);
    const si = (uno: Avviso): boolean => ammessa('/avvisi/:iuv/avviso.pdf', uno) && siStampa(uno, ente);
    const avviso = await leggiAperto(u, quale, { azione: 'avviso.scaricato', si });
    if (avviso === null || !siStampa(avviso, ente)) return vai(VAI.intero(quale.iuvId));
    const per = u.per(quale.enteId);
    const dati = datiAvviso(avviso, await leggiCarta(per, ente, r.query['lingua']), per.now);
    if (dati === null) return vai(VAI.intero(quale.iuvId));
    return scarica({
      nome: `avviso_${dati.numeroAvviso}.pdf`,
      contentType: 'application/pdf',
      corpo: await disegnaAvviso(dati),
    });
  },
};
