import type { VNode } from 'preact';
import { entiConFornitore, type EnteConFornitore } from '#modules/utenti';
import { pagina } from '#platform/http/pagina';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { cercaFra } from '../cerca-fra.ts';
import { con, VAI } from '../indirizzi.ts';
import type { PaginaUfficio, Ufficio } from '../lavoro.ts';
import { nomeInIndirizzo } from './indirizzo.ts';

const testi = ufficioFornitore.accesso;

/** As many as are read at a glance. */
const MOSTRATI = 20;
const CERCATO_MAX = 100;

/** For which ente one comes in by its provider: their names, and nothing of who does. An ente is no secret: it may stand in the address. */
export const scegliEnteAccesso: PaginaUfficio = {
  percorso: '/accedi/ente',
  chi: 'tutti',
  get: async (u, { query }) => {
    const cercato = (query['q'] ?? '').slice(0, CERCATO_MAX);
    const enti = cercaFra(await entiConFornitore(u.ctx), cercato, ({ denominazione, codIpa }) => [
      denominazione,
      codIpa,
    ]);
    return pagina(<Scegli {...{ u, cercato, enti, dopo: query['dopo'] ?? '' }} />);
  },
};

type Prop = { u: Ufficio; cercato: string; enti: readonly EnteConFornitore[]; dopo: string };

function Scegli({ u, cercato, enti, dopo }: Prop): VNode {
  return (
    <Foglio u={u} titolo={testi.scegli}>
      <form method="get" action={VAI.entiAccesso} role="search">
        {dopo !== '' && <input type="hidden" name="dopo" value={dopo} />}
        <Campo
          nome="q"
          etichetta={testi.cerca}
          valore={cercato}
          larghezza="media"
          caratteriMax={CERCATO_MAX}
          facoltativo
        />
        <Azioni>
          <Bottone aspetto="secondario">{testi.cercaBottone}</Bottone>
        </Azioni>
      </form>
      {enti.length === 0 ? (
        <Vuoto titolo={testi.nessuno}>
          <p>{testi.nessunoTesto}</p>
        </Vuoto>
      ) : (
        <section aria-labelledby="enti">
          <h2 id="enti">{testi.elenco}</h2>
          <ul class="elenco-semplice">
            {enti.slice(0, MOSTRATI).map((ente) => (
              <li key={ente.enteId}>
                <Collegamento a={con(VAI.enteAccesso(nomeInIndirizzo(ente)), { dopo })}>
                  {ente.ambiente === 'prova' ? `${ente.denominazione} – ${testi.prova}` : ente.denominazione}
                </Collegamento>
              </li>
            ))}
          </ul>
          {enti.length > MOSTRATI && <p>{testi.troppi(MOSTRATI)}</p>}
        </section>
      )}
      <p>
        <Collegamento a={con(VAI.accedi, { dopo })}>{testi.altro}</Collegamento>
      </p>
    </Foglio>
  );
}
