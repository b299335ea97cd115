import type { ComponentChildren, VNode } from 'preact';
import { ufficioElenchi as testi } from '#testi/it/ufficio-elenchi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { Vuoto } from '#ui/vuoto';
import type { Cercato } from './filtri.ts';
import { FORME_ELENCO, type FormaElenco } from './scarica-elenco.ts';

type Proprieta = {
  /** The list, which receives the form. */
  a: string;
  cercato: Cercato;
  /** What may be typed. */
  aiuto: string;
  /** The filters that are chosen elsewhere, and stay. */
  resta?: Readonly<Record<string, string>>;
  /** The filters that are chosen here. */
  children?: ComponentChildren;
  /** The list without what was looked for here; absent where nothing is. */
  togli: string | undefined;
};

/** The box of a list. What is typed is posted and kept, for it may be a name: an address says the id alone (filtri.ts). */
export function CercaElenco({ a, cercato, aiuto, resta = {}, children, togli }: Proprieta): VNode {
  return (
    <search>
      {cercato.ricercaPersa && <RicercaPersa />}
      <Modulo a={a} classe="filtri">
        {Object.entries(resta).map(([nome, valore]) => (
          <input key={nome} type="hidden" name={nome} value={valore} />
        ))}
        <Campo nome="cerca" etichetta={testi.nellElenco} aiuto={aiuto} valore={cercato.testo} facoltativo />
        {children}
        <Azioni>
          <Bottone icona="it-search">{testi.cerca}</Bottone>
          {togli !== undefined && <Collegamento a={togli}>{testi.togli}</Collegamento>}
        </Azioni>
      </Modulo>
    </search>
  );
}

/** What was looked for is over. */
export function RicercaPersa(): VNode {
  return (
    <Messaggio tipo="attenzione">
      <p>{testi.ricercaPersa}</p>
    </Messaggio>
  );
}

/** What stands in place of a list in which nothing answers to what was looked for. */
export function NienteTrovato(): VNode {
  return (
    <Vuoto titolo={testi.nessuno}>
      <p>{testi.nessunoTesto}</p>
    </Vuoto>
  );
}

/**
 * The same, where what was looked for stands in no address and is kept nowhere: `campi` is sent again, and with it which form is wanted
 * (`forma`).
 */
export function ScaricaCercato({ campi }: { campi: Readonly<Record<string, string>> }): VNode {
  return (
    <Modulo>
      {Object.entries(campi).map(([nome, valore]) => (
        <input key={nome} type="hidden" name={nome} value={valore} />
      ))}
      <Azioni>
        {FORME_ELENCO.map((forma) => (
          <Bottone key={forma} aspetto="semplice" nome="forma" valore={forma} icona="it-download">
            {testi.scarica[forma]}
          </Bottone>
        ))}
      </Azioni>
    </Modulo>
  );
}

/** What is on screen, all of it, as a file: in each form. `a`: where the file of a form is, with the filters. */
export function ScaricaElenco({ a }: { a: (forma: FormaElenco) => string }): VNode {
  return (
    <ul>
      {FORME_ELENCO.map((forma) => (
        <li key={forma}>
          <Collegamento a={a(forma)} icona="it-download" scarica>
            {testi.scarica[forma]}
          </Collegamento>
        </li>
      ))}
    </ul>
  );
}
