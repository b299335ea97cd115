import type { VNode } from 'preact';
import { ufficioEventi } from '#testi/it/ufficio-eventi';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import type { Ufficio } from '../lavoro.ts';
import { SOPRA_EVENTI } from './sopra.ts';

const testi = ufficioEventi.segreto;

type Prop = { u: Ufficio; id: string; segreto: string; prima?: string };

/** A secret, shown once: it is the answer to the form that made it, and has no address. `prima`: until when the one before it holds. */
export function SegretoMostrato({ u, id, segreto, prima }: Prop): VNode {
  return (
    <Foglio u={u} titolo={testi.titolo} sezione={VAI.configurazione} percorso={SOPRA_EVENTI}>
      <Messaggio tipo="attenzione">
        <p>{testi.testo}</p>
        {prima !== undefined && <p>{testi.prima(prima)}</p>}
      </Messaggio>
      <Dati dati={[{ nome: testi.nome, valore: <code class="ampia">{segreto}</code> }]} />
      <Azioni>
        <Bottone a={VAI.abbonamento(id)}>{testi.avanti}</Bottone>
      </Azioni>
    </Foglio>
  );
}
