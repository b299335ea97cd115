import { datiRicevuta, disegnaRicevuta, leggiRicevute } from '#modules/pagamenti';
import type { Avviso } from '#modules/posizioni';
import { scarica, vai } from '#platform/http/pagina';
import { leggiAperto } from '../aperto.ts';
import { ammessa } from '../guardie.ts';
import { VAI } from '../indirizzi.ts';
import { leggibileQui } from '../mio.ts';
import { enteDi, type PaginaPortale } from '../visita.ts';

/** The receipt to keep, as soon as there is one. */
export const ricevutaPdf: PaginaPortale = {
  percorso: '/avvisi/:iuv/ricevuta.pdf',
  chi: 'tutti',
  get: async (u, r) => {
    const quale = await leggibileQui(u, r);
    if (quale === null) return vai(VAI.avvisoPerche('chiuso'));
    const [ricevuta] = await leggiRicevute(u.ctx, quale);
    if (ricevuta === undefined) return vai(VAI.intero(quale.iuvId));
    const ente = await enteDi(u, quale.enteId);
    const si = (uno: Avviso): boolean => ammessa('/avvisi/:iuv/ricevuta.pdf', uno);
    const avviso = await leggiAperto(u, quale, { azione: 'ricevuta.scaricata', si });
    const dati = avviso === null ? null : await datiRicevuta(u.per(quale.enteId), { avviso, ente, ricevuta });
    if (dati === null) return vai(VAI.intero(quale.iuvId));
    return scarica({
      nome: `ricevuta_${dati.numeroAvviso}.pdf`,
      contentType: 'application/pdf',
      corpo: await disegnaRicevuta(dati),
    });
  },
};
