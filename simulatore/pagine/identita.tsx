/** Who signs in: one button a person, and the ways in which it comes to nothing. */
import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { CSP_IDENTITA } from '../identita/api.ts';
import type { Fornitore, PagineFornitore, Persona } from '../identita/fornitore.ts';
import { Guasto, NonTrovata, Pagina } from './cornice.tsx';
import { mostra } from './mostra.ts';

/** What may be pressed instead of a person, with what SPID says of it. */
const RINUNCE = {
  annulla: { frase: 'Annulla', descrizione: 'ErrorCode nr25' },
  consenso: { frase: 'Nega il consenso', descrizione: 'ErrorCode nr22' },
} as const;

const isRinuncia = (scelta: string): scelta is keyof typeof RINUNCE => Object.hasOwn(RINUNCE, scelta);

export function pagineIdentita(app: FastifyInstance, fornitore: Fornitore): void {
  const indirizzo = `${fornitore.radice}/scegli/:uid`;
  app.get(indirizzo, async (richiesta, risposta) => {
    const provider = await fornitore.di(richiesta.host);
    let clientId: string;
    try {
      clientId = String((await provider.interactionDetails(richiesta.raw, risposta.raw)).params['client_id']);
    } catch {
      return mostra(
        risposta,
        <NonTrovata testo="Questo accesso è finito, o è di un altro avvio del simulatore." />,
        404,
      );
    }
    void risposta.header('content-security-policy', CSP_IDENTITA);
    return mostra(risposta, <PaginaScegli fornitore={fornitore} persone={await fornitore.persone(clientId)} />);
  });
  app.post<{ Body: Record<string, unknown> | undefined }>(indirizzo, async (richiesta, risposta) => {
    const provider = await fornitore.di(richiesta.host);
    const { chi, livello } = richiesta.body ?? {};
    const scelta = typeof chi === 'string' ? chi : 'annulla';
    const esito = isRinuncia(scelta)
      ? { error: 'access_denied', error_description: RINUNCE[scelta].descrizione }
      : { login: { accountId: scelta, ...comeEntra(fornitore, livello) } };
    const dove = await provider.interactionResult(richiesta.raw, risposta.raw, esito, {
      mergeWithLastSubmission: false,
    });
    void risposta.header('content-security-policy', CSP_IDENTITA);
    return risposta.redirect(dove, 303);
  });
}

/** How surely they come in, as they have chosen: by its words, or by what the tokens say. */
function comeEntra({ livelli }: Fornitore, scelto: unknown): { acr?: string; amr: string[] } {
  const livello =
    livelli.find(({ testo, acr }) => scelto === testo || (acr !== undefined && scelto === acr)) ?? livelli[0];
  if (livello === undefined) return { amr: [] };
  return { amr: livello.amr, ...(livello.acr !== undefined && { acr: livello.acr }) };
}

function PaginaScegli({ fornitore, persone }: { fornitore: Fornitore; persone: readonly Persona[] }): VNode {
  return (
    <Pagina titolo={fornitore.titolo} sezione={null}>
      <p class="guida">{fornitore.guida}</p>
      <form method="post">
        <p>
          <label>
            Livello:{' '}
            <select name="livello">
              {fornitore.livelli.map(({ testo, acr }) => (
                <option value={acr ?? testo}>{testo}</option>
              ))}
            </select>
          </label>
        </p>
        <ul class="righe">
          {persone.map(({ soggetto, nome, sotto }) => (
            <li>
              <button type="submit" name="chi" value={soggetto}>
                {nome}
              </button>
              <span>{sotto}</span>
            </li>
          ))}
        </ul>
        <p class="bottoni">
          {Object.entries(RINUNCE).map(([valore, { frase }]) => (
            <button type="submit" name="chi" value={valore} class="secondario">
              {frase}
            </button>
          ))}
        </p>
      </form>
    </Pagina>
  );
}

/** What the provider shows by itself. `modulo` is its own form, without buttons. */
export const pagineFornitore: PagineFornitore = {
  esci: (titolo, modulo) => (
    <Pagina titolo={titolo} sezione={null}>
      <p>Da MyPay sei già uscito. Qui esci anche dal fornitore di identità.</p>
      {/* The library gives it as text, with its own one-time value in it. */}
      <div dangerouslySetInnerHTML={{ __html: modulo }} />
      <p>
        <button type="submit" form="op.logoutForm" name="logout" value="yes">
          Esci
        </button>
      </p>
    </Pagina>
  ),
  uscito: () => (
    <Pagina titolo="Sei uscito" sezione={null}>
      <p>Per rientrare, torna a MyPay.</p>
    </Pagina>
  ),
  guasto: (testo) => <Guasto testo={testo} />,
};
