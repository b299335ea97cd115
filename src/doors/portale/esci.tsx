import type { VNode } from 'preact';
import { portale } from '#testi/it/portale';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { VAI } from './indirizzi.ts';

const testi = portale.intero;

/** What was opened by proof is closed by hand: the next person at this computer sees nothing. */
export function Esci(): VNode {
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
