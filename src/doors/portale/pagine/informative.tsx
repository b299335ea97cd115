import type { VNode } from 'preact';
import { pagina } from '#platform/http/pagina';
import type { Testi } from '#testi/catalogo';
import { Collegamento } from '#ui/collegamento';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale } from '../visita.ts';

/** What the law wants at hand on every page, and how to be helped: pages of prose, which are data. */
export const assistenza = prosa(VAI.assistenza, 'assistenza');
export const privacy = prosa(VAI.privacy, 'privacy');

type Informative = Testi['informative'];
type Paragrafo = Informative['privacy']['parti'][number]['testi'][number];

function prosa(percorso: string, quale: keyof Informative): PaginaPortale {
  return {
    percorso,
    chi: 'tutti',
    pubblica: true,
    get: (u) => {
      const { titolo, introduzione, parti } = u.t.informative[quale];
      return pagina(
        <Foglio u={u} titolo={titolo} sezione={percorso}>
          <p>{introduzione}</p>
          {parti.map((parte) => (
            <section key={parte.titolo}>
              <h2>{parte.titolo}</h2>
              {parte.testi.map((testo, i) => (
                <Brano key={i} testo={testo} />
              ))}
            </section>
          ))}
        </Foglio>,
      );
    },
  };
}

function Brano({ testo }: { testo: Paragrafo }): VNode {
  if (typeof testo === 'string') return <p>{testo}</p>;
  if ('a' in testo) {
    return (
      <p>
        <Collegamento a={testo.a}>{testo.testo}</Collegamento>
      </p>
    );
  }
  return (
    <ul>
      {testo.map((voce) => (
        <li key={voce}>{voce}</li>
      ))}
    </ul>
  );
}
