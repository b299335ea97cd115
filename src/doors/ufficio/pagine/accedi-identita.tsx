import { concludiAccesso, iniziaAccesso } from '#modules/utenti';
import { vai } from '#platform/http/pagina';
import { giaEntrato, nonEntrato, prova } from '../accesso/prova.tsx';
import { destinazione, dopoDi } from '../dopo-accesso.ts';
import { con, VAI } from '../indirizzi.ts';
import type { PaginaUfficio, Ufficio } from '../lavoro.ts';

/** To the provider of identity: by a link and not by a form, as in the portale. */
export const entraIdentita: PaginaUfficio = {
  percorso: '/accedi/identita',
  chi: 'tutti',
  get: async (u, r) => {
    const dopo = dopoDi(destinazione(r));
    const dati = { chi: 'operatore' as const, browser: r.csrf(), indirizzo: r.indirizzo, dopo, ritorno: ritornoDi(u) };
    const iniziato = await iniziaAccesso(u.ctx, dati);
    return iniziato.ok ? vai(iniziato.value.location) : nonEntrato(u, iniziato.refusal, con(VAI.accedi, { dopo }));
  },
};

/** Back from the provider. Who did come in, and returns to it by the browser's own button, is told so. */
export const rientroIdentita: PaginaUfficio = {
  percorso: '/accedi/identita/ritorno',
  chi: 'tutti',
  get: async (u, r) => {
    const concluso = await concludiAccesso(u.ctx, { browser: r.csrf(), parametri: r.query, ritorno: ritornoDi(u) });
    if (concluso.ok) {
      const { identita, duePassi, dopo } = concluso.value;
      const provata = { codiceFiscale: identita.codiceFiscale, duePassi };
      return prova(u, r, { sospeso: { identita: provata }, passo: null, dopo });
    }
    const { refusal } = concluso;
    const gia = refusal.codice === 'ACCESSO_SCONOSCIUTO' && r.sessione !== null;
    return gia ? giaEntrato(u) : nonEntrato(u, refusal, VAI.accedi);
  },
};

function ritornoDi({ ctx }: Ufficio): string {
  return ctx.config.urlPubblico + VAI.rientroIdentita;
}
