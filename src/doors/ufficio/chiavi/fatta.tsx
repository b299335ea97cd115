import { pagina, type Risposta } from '#platform/http/pagina';
import { ufficioChiavi } from '#testi/it/ufficio-chiavi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import type { Lavoro } from '../lavoro.ts';
import { SOPRA_CHIAVI } from './campi.tsx';

const testi = ufficioChiavi.fatta;

/** A key that was just made, this once: the answer to the form and no page of its own, for nobody may come back to it. */
export function fatta(
  l: Lavoro,
  { chiave, applicazione, giorni }: { chiave: string; applicazione: string; giorni?: number },
): Risposta {
  return pagina(
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.configurazione} percorso={SOPRA_CHIAVI}>
      <Messaggio tipo="attenzione" esito>
        <p>{testi.attenzione}</p>
        {giorni !== undefined && <p>{testi.prima(giorni)}</p>}
      </Messaggio>
      <Campo nome="chiave" etichetta={`${testi.chiave} · ${applicazione}`} valore={chiave} />
      <Azioni>
        <Bottone a={VAI.chiavi}>{testi.torna}</Bottone>
      </Azioni>
    </Foglio>,
  );
}
