import type { VNode } from 'preact';
import { formatGiornoLungo, giornoA } from '#kernel/giorno';
import type { AccessoProprio } from '#modules/utenti';
import { ufficioAccesso } from '#testi/it/ufficio-accesso';
import { ufficioIo } from '#testi/it/ufficio-io';
import { Azioni, Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';

const testi = ufficioIo.sessioni;

type Sessioni = AccessoProprio['sessioni'];

/** Where somebody is signed in; each may be ended, but the one in hand, which the button above ends. */
export function SessioniAperte({ sessioni }: { sessioni: Sessioni }): VNode {
  return (
    <section aria-labelledby="sessioni-titolo">
      <h2 id="sessioni-titolo">{testi.titolo}</h2>
      <Tabella
        id="sessioni"
        titolo={testi.elenco}
        colonne={[
          { titolo: testi.colonne.vista, cella: (s) => <Istante istante={s.vistaIl} /> },
          { titolo: testi.colonne.creata, cella: (s) => <Istante istante={s.creataIl} /> },
          {
            titolo: ufficioAccesso.come.titolo,
            cella: (s) => ufficioAccesso.come[s.come],
          },
          { titolo: testi.colonne.ente, cella: (s) => s.ente ?? testi.nessunEnte },
          { titolo: testi.colonne.chiudi, cella: (s) => (s.questa ? testi.questa : <Chiudi sessione={s} />) },
        ]}
        righe={sessioni}
        chiave={({ id }) => id}
        vuoto={<p />}
      />
      {sessioni.length > 1 && (
        <Modulo>
          <input type="hidden" name="cosa" value="chiudi" />
          <Azioni>
            <Bottone aspetto="secondario">{testi.altre}</Bottone>
          </Azioni>
        </Modulo>
      )}
    </section>
  );
}

function Chiudi({ sessione: { id, creataIl } }: { sessione: Sessioni[number] }): VNode {
  return (
    <Modulo>
      <input type="hidden" name="cosa" value="chiudi" />
      <input type="hidden" name="sessione" value={id} />
      <Bottone aspetto="secondario">
        {testi.chiudi}
        <span class="visually-hidden">{testi.chiudiQuale(formatGiornoLungo(giornoA(creataIl)))}</span>
      </Bottone>
    </Modulo>
  );
}
