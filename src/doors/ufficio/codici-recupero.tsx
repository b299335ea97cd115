import type { VNode } from 'preact';
import { ufficioIo } from '#testi/it/ufficio-io';
import { Azioni, Bottone } from '#ui/bottone';
import { Foglio } from './aspetto.tsx';
import { VAI } from './indirizzi.ts';
import type { Ufficio } from './lavoro.ts';

const testi = ufficioIo.recupero;

/** The recovery codes, shown once: it is the answer to the form that made them, and has no address. */
export function CodiciRecupero({ u, codici }: { u: Ufficio; codici: readonly string[] }): VNode {
  return (
    <Foglio u={u} titolo={testi.titolo} percorso={[{ testo: ufficioIo.titolo, a: VAI.io }]}>
      <p>{testi.testo}</p>
      <ul aria-label={testi.elenco}>
        {codici.map((codice) => (
          <li key={codice}>
            <code>{codice}</code>
          </li>
        ))}
      </ul>
      <Azioni>
        <Bottone a={VAI.io}>{testi.avanti}</Bottone>
      </Azioni>
    </Foglio>
  );
}
