import { uscitaFornitore } from '#modules/utenti';
import { pagina, vai } from '#platform/http/pagina';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { Azioni, Bottone } from '#ui/bottone';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { enteDi } from './ente.tsx';
import { nomeInIndirizzo } from './indirizzo.ts';

const testi = ufficioFornitore.accesso;

/**
 * Out of MyPay: where the provider of the ente has a way out of its own, a link leads to it. Not by the answer of the form that ended the
 * session: no site of an ente's choosing is one that our forms may end at.
 */
export const uscitaEnte: PaginaUfficio = {
  percorso: '/accedi/ente/:ente/uscita',
  chi: 'tutti',
  get: async (u, r) => {
    const ente = await enteDi(u, r);
    if (ente === null) return vai(VAI.accedi);
    const qui = nomeInIndirizzo(ente);
    const dove = await uscitaFornitore(u.ctx, ente.enteId, u.ctx.config.urlPubblico + VAI.enteAccesso(qui));
    return pagina(
      <Foglio u={u} titolo={testi.uscito}>
        <p>{(dove === null ? testi.uscitoSolo : testi.uscitoTesto)(ente.nome)}</p>
        <Azioni>
          {dove !== null && <Bottone a={dove}>{testi.esci(ente.nome)}</Bottone>}
          <Bottone a={VAI.enteAccesso(qui)} aspetto="secondario">
            {testi.rientra}
          </Bottone>
        </Azioni>
      </Foglio>,
    );
  },
};
