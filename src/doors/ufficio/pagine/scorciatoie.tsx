import { pagina } from '#platform/http/pagina';
import { ufficioScorciatoie as testi } from '#testi/it/ufficio-scorciatoie';
import { Collegamento } from '#ui/collegamento';
import { TASTO_CERCA } from '#ui/cornice';
import { Tabella } from '#ui/tabella';
import { Foglio } from '../aspetto.tsx';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

/** Which key leads where: the menu says nothing of it, so that it stays short. */
export const scorciatoie: PaginaUfficio = {
  percorso: '/scorciatoie',
  chi: 'operatore',
  get: alLavoro((l) =>
    pagina(
      <Foglio u={l} titolo={testi.titolo}>
        <p>{testi.introduzione}</p>
        <ul>
          {testi.tasti.map((uno) => (
            <li key={uno}>{uno}</li>
          ))}
        </ul>
        <Tabella
          id="scorciatoie"
          titolo={testi.tabella}
          colonne={[
            { titolo: testi.numero, cella: ({ tasto }) => <kbd>{tasto}</kbd> },
            {
              titolo: testi.sezione,
              cella: ({ testo, a }) => (a === '' ? testo : <Collegamento a={a}>{testo}</Collegamento>),
            },
          ]}
          righe={[...l.sito.navigazione, { testo: testi.ricerca, a: '', tasto: TASTO_CERCA.toUpperCase() }]}
          chiave={({ testo }) => testo}
          vuoto={<p />}
        />
        <p>{testi.altri}</p>
      </Foglio>,
    ),
  ),
};
