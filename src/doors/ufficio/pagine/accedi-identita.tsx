import { concludiAccesso, iniziaAccesso } from '#modules/utenti';
import { pagina, vai } from '#platform/http/pagina';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { Azioni, Bottone } from '#ui/bottone';
import { nonEntrato, prova } from '../accesso/prova.tsx';
import { Foglio } from '../aspetto.tsx';
import { destinazione } from '../dopo-accesso.ts';
import { VAI } from '../indirizzi.ts';
import type { PaginaUfficio, Ufficio } from '../lavoro.ts';

const testi = ufficioAccesso.identita;

/** To the provider of identity: by a link and not by a form, as in the portale. */
export const entraIdentita: PaginaUfficio = {
  percorso: '/accedi/identita',
  chi: 'tutti',
  get: async (u, r) => {
    const dopo = dopoDi(destinazione(r));
    const dati = { chi: 'operatore' as const, browser: r.csrf(), indirizzo: r.indirizzo, dopo, ritorno: ritornoDi(u) };
    const iniziato = await iniziaAccesso(u.ctx, dati);
    return iniziato.ok ? vai(iniziato.value.location) : nonEntrato(u, iniziato.refusal, dopo);
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
    if (refusal.codice !== 'ACCESSO_SCONOSCIUTO' || r.sessione === null) return nonEntrato(u, refusal, '');
    return pagina(
      <Foglio u={u} titolo={testi.giaEntrato}>
        <p>{testi.giaEntratoTesto}</p>
        <Azioni>
          <Bottone a={VAI.oggi}>{testi.continua}</Bottone>
        </Azioni>
      </Foglio>,
    );
  },
};

/** Never a page of the sign-in itself, which would lead round; nor one too long to be kept. */
function dopoDi(dopo: string): string {
  const gira = dopo === VAI.accedi || dopo.startsWith(`${VAI.accedi}/`);
  return gira || dopo.length > DOPO_MAX ? VAI.oggi : dopo;
}

const DOPO_MAX = 1024;

function ritornoDi({ ctx }: Ufficio): string {
  return ctx.config.urlPubblico + VAI.rientroIdentita;
}
