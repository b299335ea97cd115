/** The page of Checkout: what is to be paid, and what the person does, or what goes wrong. */
import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { ANDAMENTI, type Andamento, type Carrello, type Cassa } from '../checkout/cassa.ts';
import { euro, somma } from '../nodo/cifre.ts';
import { aGruppi, NonTrovata, Ora, Pagina } from './cornice.tsx';
import { mostra } from './mostra.ts';

const isAndamento = (testo: unknown): testo is Andamento =>
  typeof testo === 'string' && Object.hasOwn(ANDAMENTI, testo);

const SCONOSCIUTO = <NonTrovata testo="Questo carrello è di un altro avvio del simulatore." />;

export function pagineCheckout(app: FastifyInstance, cassa: Cassa): void {
  app.get('/checkout', async (_, risposta) => mostra(risposta, <PaginaCarrelli carrelli={cassa.elenco()} />));
  app.get<{ Params: { id: string } }>('/checkout/c/:id', async ({ params }, risposta) => {
    const carrello = cassa.trova(params.id);
    if (!carrello) return mostra(risposta, SCONOSCIUTO, 404);
    void risposta.header('content-security-policy', CSP);
    return mostra(risposta, <PaginaCheckout carrello={carrello} />);
  });
  app.post<{ Params: { id: string }; Body: Record<string, unknown> | undefined }>(
    '/checkout/c/:id',
    async ({ params, body }, risposta) => {
      const carrello = cassa.trova(params.id);
      if (!carrello) return mostra(risposta, SCONOSCIUTO, 404);
      const { andamento } = body ?? {};
      void risposta.header('content-security-policy', CSP);
      if (!isAndamento(andamento)) return mostra(risposta, <PaginaCheckout carrello={carrello} />, 422);
      return risposta.redirect(await cassa.concludi(carrello, andamento), 303);
    },
  );
}

/** A form whose answer leads elsewhere must say where: back to the portal, and from there to the site of an ente, wherever that is. */
const CSP =
  "default-src 'none'; style-src 'self'; img-src data:; form-action https: http:; base-uri 'none'; frame-ancestors 'none'";

function PaginaCheckout({ carrello: { richiesta, andamento } }: { carrello: Carrello }): VNode {
  const { paymentNotices, emailNotice } = richiesta;
  return (
    <Pagina titolo="Paga con pagoPA" sezione="/checkout">
      <p class="guida">Da pagare: {euro(somma(paymentNotices.map(({ amount }) => amount)))}</p>
      <ul class="righe">
        {paymentNotices.map((uno) => (
          <li>
            <span>{uno.description}</span>
            <span>
              {uno.companyName}, avviso {aGruppi(uno.noticeNumber)}
            </span>
            <span class="importo">{euro(uno.amount)}</span>
          </li>
        ))}
      </ul>
      {emailNotice !== undefined && <p>L’esito va anche a {emailNotice}.</p>}
      {andamento === null ? (
        <form method="post">
          <fieldset>
            <legend>Come va?</legend>
            {Object.entries(ANDAMENTI).map(([valore, frase], i) => (
              <div class="opzione">
                <input type="radio" id={`andamento-${valore}`} name="andamento" value={valore} checked={i === 0} />
                <label for={`andamento-${valore}`}>{frase}</label>
              </div>
            ))}
          </fieldset>
          <button type="submit">Vai</button>
        </form>
      ) : (
        <form method="post">
          <p>Qui è già successo: «{ANDAMENTI[andamento]}».</p>
          <input type="hidden" name="andamento" value={andamento} />
          <button type="submit">Torna da dove sei venuto</button>
        </form>
      )}
    </Pagina>
  );
}

function PaginaCarrelli({ carrelli }: { carrelli: readonly Carrello[] }): VNode {
  return (
    <Pagina titolo="Checkout" sezione="/checkout">
      <p>I carrelli che i portali hanno mandato a pagare, dal più recente.</p>
      {carrelli.length === 0 ? (
        <p>Ancora nessuno: nascono quando qualcuno preme «Paga» nel portale.</p>
      ) : (
        <ol class="righe">
          {carrelli.map(({ id, istante, richiesta, andamento, versione }) => (
            <li>
              <a href={`/checkout/c/${id}`}>{richiesta.idCart ?? id}</a>
              <span>
                {richiesta.paymentNotices.length} avvisi, versione {versione}
              </span>
              <span>{andamento === null ? 'in corso' : ANDAMENTI[andamento]}</span>
              <Ora istante={istante} />
            </li>
          ))}
        </ol>
      )}
    </Pagina>
  );
}
