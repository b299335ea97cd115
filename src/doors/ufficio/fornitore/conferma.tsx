import type { VNode } from 'preact';
import type { FornitoreEnte } from '#modules/utenti';
import { ufficioFornitore } from '#testi/it/ufficio-fornitore';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import type { Sede } from './sede.tsx';

const testi = ufficioFornitore.conferma;

type Prop = { sede: Sede; effetti: readonly string[]; campi: Readonly<Record<string, string>>; torna: string };

/** What a change does, before it is done: the same form, posted again, does it. */
export function Conferma({ sede: { Foglio }, effetti, campi, torna }: Prop): VNode {
  return (
    <Foglio titolo={testi.titolo}>
      <h2>{testi.succede}</h2>
      <ul>
        {effetti.map((uno) => (
          <li key={uno}>{uno}</li>
        ))}
      </ul>
      <Modulo>
        {Object.entries(campi).map(([nome, valore]) => (
          <input key={nome} type="hidden" name={nome} value={valore} />
        ))}
        <Azioni>
          <Bottone nome="conferma" valore="si">
            {testi.conferma}
          </Bottone>
          <Collegamento a={torna}>{ufficioFornitore.modulo.indietro}</Collegamento>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

/** What becomes of who comes in by a provider that is turned off, or takes another's place. */
export function perde({ collegati, sessioni, senzaPassword }: FornitoreEnte): string[] {
  return [
    ...(collegati > 0 ? [testi.scollega(collegati)] : []),
    ...(sessioni > 0 ? [testi.fuori(sessioni)] : []),
    ...(senzaPassword > 0 ? [testi.senzaPassword(senzaPassword)] : []),
  ];
}
