/** biz-events: the receipts that the enti never got, how it answers who asks for them, and who has asked. */
import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { MODI, type BizEvents, type Modo } from '../biz-events/servizio.ts';
import type { Fili } from '../fili.ts';
import { aGruppi, Bollino, Ora, Pagina } from './cornice.tsx';
import { mostra } from './mostra.ts';

export function pagineBizEvents(app: FastifyInstance, { bizEvents }: Fili): void {
  app.get('/biz-events', async (_, risposta) => mostra(risposta, <PaginaBizEvents bizEvents={bizEvents} />));
  app.post<{ Body: Record<string, unknown> | undefined }>('/biz-events', async ({ body }, risposta) => {
    const modo = String(body?.['modo']);
    if (modo in MODI) bizEvents.cambia(modo as Modo);
    return risposta.redirect('/biz-events', 303);
  });
}

function PaginaBizEvents({ bizEvents }: { bizEvents: BizEvents }): VNode {
  const [mancanti, richieste, modo] = [bizEvents.mancanti(), bizEvents.richieste(), bizEvents.modo()];
  return (
    <Pagina titolo="Ricevute su richiesta" sezione="/biz-events">
      <p class="guida">
        Di un pagamento la cui ricevuta si è persa l’ente può chiedere la ricevuta qui, con lo IUR che legge nella
        rendicontazione. Per provare: si <a href="/paga">paga un avviso</a> e si perde la ricevuta, poi si{' '}
        <a href="/fdr">pubblica la rendicontazione</a>.
      </p>
      <h2>Come risponde</h2>
      <form method="post" action="/biz-events" class="scelte">
        {Object.entries(MODI).map(([nome, testo]) => (
          <button type="submit" name="modo" value={nome} class={nome === modo ? undefined : 'secondario'}>
            {testo}
            {nome === modo && <span> – adesso è così</span>}
          </button>
        ))}
      </form>
      <h2>Ricevute che gli enti non hanno</h2>
      {mancanti.length === 0 ? (
        <p>Nessuna: tutte quelle dei pagamenti fatti sono arrivate.</p>
      ) : (
        <ul class="righe">
          {mancanti.map((r) => (
            <li key={r.chiave}>
              <span>
                IUR <code>{r.receiptId}</code>
              </span>
              <span>
                avviso {aGruppi(r.numeroAvviso)}, ente {r.idPA}, <Ora istante={r.istante} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <h2>Chi le ha chieste</h2>
      {richieste.length === 0 ? (
        <p>Ancora nessuno.</p>
      ) : (
        <ul class="righe">
          {richieste.map(({ istante, idPA, iur, stato }) => (
            <li key={`${istante.getTime()} ${iur}`}>
              <Bollino tono={stato === 200 ? 'bene' : 'male'}>{stato}</Bollino>
              <span>
                IUR <code>{iur}</code> per l’ente {idPA}, <Ora istante={istante} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Pagina>
  );
}
