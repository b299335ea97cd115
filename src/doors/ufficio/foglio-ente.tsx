import type { ComponentChildren, VNode } from 'preact';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Messaggio } from '#ui/messaggio';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Foglio } from './aspetto.tsx';
import { VAI } from './indirizzi.ts';
import type { Lavoro } from './lavoro.ts';

type Prop = {
  l: Lavoro;
  titolo: string;
  errori: Readonly<Record<string, string>>;
  /** It has just been saved: said once, on top. */
  salvato: boolean;
  children: ComponentChildren;
};

/** A page of the configuration of the ente: its place, what became of what was sent, then what it shows. */
export function FoglioEnte({ l, titolo, errori, salvato, children }: Prop): VNode {
  return (
    <Foglio
      u={l}
      titolo={titolo}
      sezione={VAI.configurazione}
      percorso={[{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }]}
      conErrori={Object.keys(errori).length > 0}
    >
      {salvato && (
        <Messaggio tipo="successo" esito>
          <p>{ufficioEnte.salvato}</p>
        </Messaggio>
      )}
      <RiepilogoErrori errori={errori} />
      {children}
    </Foglio>
  );
}
