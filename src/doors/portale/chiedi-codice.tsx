import type { VNode } from 'preact';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import type { Voce } from '#ui/sito';
import { Foglio } from './aspetto.tsx';
import { VAI } from './indirizzi.ts';
import type { Portale } from './visita.ts';

type Prop = {
  u: Portale;
  /** The pages above this one. */
  sopra: readonly Voce[];
  /** What the button does, and what the link to another mail says. */
  parole: { apri: string; altra: string };
  digitato: string | undefined;
  refusal: string | undefined;
  /** Where another mail is asked for. */
  altra: string;
};

/** Asks for the six digits of a mail that has left. The page is the same whoever the address belongs to. */
export function ChiediCodice({ u, sopra, parole, digitato, refusal, altra }: Prop): VNode {
  const testi = u.t.portale.codice;
  return (
    <Foglio u={u} titolo={testi.titolo} sezione={VAI.inizio} percorso={sopra} conErrori={refusal !== undefined}>
      <RiepilogoErrori errori={refusal === undefined ? {} : { codice: refusal }} />
      <p>{testi.testo}</p>
      <ul>
        {testi.modi.map((modo) => (
          <li key={modo}>{modo}</li>
        ))}
      </ul>
      <Modulo>
        <Campo
          nome="codice"
          etichetta={testi.codice}
          valore={digitato}
          errore={refusal}
          autocomplete="one-time-code"
          cifre
          larghezza="breve"
        />
        <Azioni>
          <Bottone>{parole.apri}</Bottone>
        </Azioni>
      </Modulo>
      <h2>{testi.nonArriva}</h2>
      <p>{testi.nonArrivaTesto}</p>
      <p>
        <Collegamento a={altra}>{parole.altra}</Collegamento>
      </p>
    </Foglio>
  );
}
