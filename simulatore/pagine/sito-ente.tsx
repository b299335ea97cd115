/** The site of an ente, as far as it matters here: it sends the browser to pay what it has prepared, and waits for it to come back. */
import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import type { Arrivo } from '../demo.ts';
import { Bollino, Pagina } from './cornice.tsx';
import { mostra } from './mostra.ts';

export function pagineSitoEnte(app: FastifyInstance, arrivi: () => Promise<readonly Arrivo[]>): void {
  app.get('/ente', async (_, risposta) => mostra(risposta, <PaginaSito arrivi={await arrivi()} />));
  app.get<{ Querystring: Record<string, unknown> }>('/ente/ritorno', async ({ query }, risposta) =>
    mostra(risposta, <PaginaRitorno detto={query} />),
  );
}

function PaginaSito({ arrivi }: { arrivi: readonly Arrivo[] }): VNode {
  return (
    <Pagina titolo="Il sito dell’ente" sezione="/ente">
      <p class="guida">
        Qui si fa la parte del sito di un Comune: ha già preparato questi pagamenti, e manda a farli su MyPay. Valgono
        un’ora da quando la demo è partita; ripartendo sono nuovi.
      </p>
      {arrivi.length === 0 ? (
        <p>La demo non ne ha preparato nessuno.</p>
      ) : (
        <ul class="righe">
          {arrivi.map(({ titolo, modo, idSession, url }) => (
            <li>
              <a href={url}>{titolo}</a>
              <span>pagina di MyPay: {modo}</span>
              <code>{idSession}</code>
            </li>
          ))}
        </ul>
      )}
    </Pagina>
  );
}

/** What the browser has brought: it proves nothing, and a true ente asks MyPay how it went. */
function PaginaRitorno({ detto }: { detto: Record<string, unknown> }): VNode {
  const esito = typeof detto['esito'] === 'string' ? detto['esito'] : '';
  return (
    <Pagina titolo="Bentornato sul sito dell’ente" sezione="/ente">
      <p>
        <Bollino tono={esito === 'OK' ? 'bene' : 'dubbio'}>esito {esito === '' ? 'non detto' : esito}</Bollino>
      </p>
      <p>
        Il browser non prova nulla: un ente vero adesso chiede a MyPay com’è andata, con l’idSession, o aspetta la
        ricevuta.
      </p>
      <dl class="dati">
        {Object.entries(detto).map(([nome, valore]) => (
          <>
            <dt>{nome}</dt>
            <dd>
              <code>{String(valore)}</code>
            </dd>
          </>
        ))}
      </dl>
      <p>
        <a href="/ente">Torna ai pagamenti preparati</a>
      </p>
    </Pagina>
  );
}
