import type { VNode } from 'preact';
import { Azioni, Bottone } from '#ui/bottone';
import { useContesto } from '#ui/contesto';
import { Modulo } from '#ui/modulo';
import { VAI } from './indirizzi.ts';

/** What was opened by proof is closed by hand: the next person at this computer sees nothing. */
export function Esci(): VNode {
  const testi = useContesto().t.portale.intero;
  return (
    <>
      <h2>{testi.esciTitolo}</h2>
      <p>{testi.esciTesto}</p>
      <Modulo a={VAI.esci}>
        <input type="hidden" name="esci" value="si" />
        <Azioni>
          <Bottone aspetto="secondario" icona="it-logout">
            {testi.esci}
          </Bottone>
        </Azioni>
      </Modulo>
    </>
  );
}
