/** The mailbox of everybody. */
import type { VNode } from 'preact';
import { type Lettera, pezzi } from '../posta/cassetta.ts';
import { Ora, Pagina } from './cornice.tsx';

export function ElencoLettere({ lettere }: { lettere: readonly Lettera[] }): VNode {
  if (lettere.length === 0) return <p>Nessun messaggio di posta, per ora.</p>;
  return (
    <ol class="righe">
      {lettere.map((lettera) => (
        <li>
          <a href={`/posta/${lettera.id}`}>{lettera.oggetto || 'Senza oggetto'}</a>
          <span>a {lettera.destinatari.join(', ')}</span>
          <Ora istante={lettera.istante} />
        </li>
      ))}
    </ol>
  );
}

export function PaginaPosta({ lettere, destinatario }: { lettere: readonly Lettera[]; destinatario: string }): VNode {
  return (
    <Pagina titolo="Posta" sezione="/posta">
      <form method="get" action="/posta" class="cerca">
        <label for="destinatario">Indirizzo del destinatario</label>
        <p class="aiuto" id="destinatario-aiuto">
          Lascia vuoto per vedere la posta di tutti.
        </p>
        <input
          id="destinatario"
          name="destinatario"
          inputMode="email"
          autocomplete="off"
          value={destinatario}
          aria-describedby="destinatario-aiuto"
        />
        <button type="submit">Cerca</button>
      </form>
      <ElencoLettere lettere={lettere} />
    </Pagina>
  );
}

export function PaginaLettera({ lettera }: { lettera: Lettera }): VNode {
  return (
    <Pagina titolo={lettera.oggetto || 'Senza oggetto'} sezione="/posta">
      <dl class="dati">
        <dt>Da</dt>
        <dd>{lettera.mittente || 'nessuno'}</dd>
        <dt>A</dt>
        <dd>{lettera.destinatari.join(', ')}</dd>
        <dt>Ricevuta</dt>
        <dd>
          <Ora istante={lettera.istante} />
        </dd>
        {lettera.allegati.length > 0 && (
          <>
            <dt>Allegati</dt>
            <dd>{lettera.allegati.map(({ nome, tipo, byte }) => `${nome} (${tipo}, ${byte} byte)`).join('; ')}</dd>
          </>
        )}
      </dl>
      <p class="lettera">
        {pezzi(lettera.testo).map(({ testo, indirizzo }) =>
          indirizzo ? (
            <a href={indirizzo} rel="noreferrer">
              {testo}
            </a>
          ) : (
            testo
          ),
        )}
      </p>
      <p>
        <a href="/posta">Tutta la posta</a>
      </p>
    </Pagina>
  );
}
