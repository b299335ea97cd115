import type { ComponentChildren, VNode } from 'preact';
import { ufficioRegione as testi } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from '../aspetto.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import type { Regione } from './lavoro.ts';

type Voce = { testo: string; a: string };

type Prop = {
  l: Regione;
  titolo: string;
  /** The pages between the index and this one. */
  sopra?: readonly Voce[];
  errori?: Errori;
  /** What has just been done, said once, on top. */
  fatto?: string | undefined;
  children: ComponentChildren;
};

/** A page of who runs the installation: its place, what became of what was sent, then what it shows. */
export function FoglioRegione({ l, titolo, sopra = [], errori = {}, fatto, children }: Prop): VNode {
  const inizio = { testo: testi.titolo, a: IN_REGIONE.indice };
  return (
    <Foglio
      u={l}
      titolo={titolo}
      sezione={IN_REGIONE.indice}
      percorso={[inizio, ...sopra]}
      conErrori={Object.keys(errori).length > 0}
      senzaRicerca
    >
      {fatto !== undefined && (
        <Messaggio tipo="successo" esito>
          <p>{fatto}</p>
        </Messaggio>
      )}
      <RiepilogoErrori errori={errori} />
      {children}
    </Foglio>
  );
}

/** What each page says when it comes back from an act: a word of the address, and never one that came from elsewhere. */
export function fattoDi(query: Readonly<Record<string, string>>): string | undefined {
  const quale = query['fatto'] ?? '';
  return quale in testi.fatto ? testi.fatto[quale as keyof typeof testi.fatto] : undefined;
}

type PropConferma = {
  l: Regione;
  titolo: string;
  sopra: readonly Voce[];
  /** What will follow, one sentence each. */
  effetti: readonly string[];
  /** What is to be looked at before. */
  attenzione?: readonly string[];
  /** What was chosen, to be sent again. */
  campi: Readonly<Record<string, string>>;
  bottone: string;
  torna: string;
  children?: ComponentChildren;
};

/** The effect of an act, shown before it is confirmed. Nothing has been changed yet. */
export function Conferma(p: PropConferma): VNode {
  const { l, titolo, sopra, effetti, attenzione = [], campi, bottone, torna, children } = p;
  return (
    <FoglioRegione l={l} titolo={titolo} sopra={sopra}>
      <h2>{testi.conferma.succede}</h2>
      <ul>
        {effetti.map((uno) => (
          <li key={uno}>{uno}</li>
        ))}
      </ul>
      {attenzione.length > 0 && (
        <Messaggio tipo="attenzione" titolo={testi.conferma.attenzione}>
          <ul>
            {attenzione.map((una) => (
              <li key={una}>{una}</li>
            ))}
          </ul>
        </Messaggio>
      )}
      {children}
      <Modulo>
        {Object.entries(campi).map(([nome, valore]) => (
          <input key={nome} type="hidden" name={nome} value={valore} />
        ))}
        <Azioni>
          <Bottone nome="conferma" valore="si">
            {bottone}
          </Bottone>
          <Bottone a={torna} aspetto="secondario">
            {testi.conferma.torna}
          </Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
