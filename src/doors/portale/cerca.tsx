import type { VNode } from 'preact';
import { LIMITI } from '#kernel/limiti';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { useContesto } from '#ui/contesto';
import { VAI } from './indirizzi.ts';

type Proprieta = {
  /** The page that finds. */
  a: string;
  nome: string;
  etichetta: string;
  aiuto: string;
  cercato?: string | undefined;
  /** Id of what is drawn anew as one types, where there is a script; absent: what is found is another page. */
  vivo?: string | undefined;
};

/** A box in which something is looked for by a few letters: a form like any other, and where there is a script it need not be sent. */
export function Cerca({ a, nome, etichetta, aiuto, cercato, vivo }: Proprieta): VNode {
  // Waits for a pause in the typing; an answer that comes after a newer question is thrown away.
  const comeSiScrive = vivo !== undefined && {
    'hx-get': a,
    'hx-trigger': 'input delay:250ms, submit',
    'hx-target': `#${vivo}`,
    'hx-swap': 'outerMorph',
    'hx-sync': 'this:replace',
    'hx-replace-url': 'true',
  };
  return (
    <search>
      <form action={a} {...comeSiScrive}>
        <Campo
          nome={nome}
          etichetta={etichetta}
          aiuto={aiuto}
          valore={cercato}
          caratteriMax={LIMITI.entiCercatiCaratteriMax}
          facoltativo
          larghezza="media"
        />
        <Azioni>
          <Bottone aspetto="secondario" icona="it-search">
            {useContesto().t.portale.enti.cerca}
          </Bottone>
        </Azioni>
      </form>
    </search>
  );
}

/** Where an ente is looked for. */
export function CercaEnte({ cercato, vivo }: Pick<Proprieta, 'cercato' | 'vivo'>): VNode {
  const { enti: testi } = useContesto().t.portale;
  const { cercaEtichetta: etichetta, cercaAiuto: aiuto } = testi;
  return <Cerca a={VAI.enti} nome="nome" {...{ etichetta, aiuto, cercato, vivo }} />;
}
