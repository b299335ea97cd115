/** Who signs in: one button a person, and the ways in which it comes to nothing. */
import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { CSP_IDENTITA } from '../identita/api.ts';
import { LIVELLI, RADICE, tutte, type Fornitore, type Identita, type PagineFornitore } from '../identita/fornitore.ts';
import { Guasto, NonTrovata, Pagina } from './cornice.tsx';
import { mostra } from './mostra.ts';

/** What may be pressed instead of a person, with what SPID says of it. */
const RINUNCE = {
  annulla: { frase: 'Annulla', descrizione: 'ErrorCode nr25' },
  consenso: { frase: 'Nega il consenso', descrizione: 'ErrorCode nr22' },
} as const;

const isRinuncia = (scelta: string): scelta is keyof typeof RINUNCE => Object.hasOwn(RINUNCE, scelta);

export function pagineIdentita(app: FastifyInstance, fornitore: Fornitore): void {
  const indirizzo = `${RADICE}/scegli/:uid`;
  app.get(indirizzo, async (richiesta, risposta) => {
    const provider = await fornitore.di(richiesta.host);
    try {
      await provider.interactionDetails(richiesta.raw, risposta.raw);
    } catch {
      return mostra(
        risposta,
        <NonTrovata testo="Questo accesso è finito, o è di un altro avvio del simulatore." />,
        404,
      );
    }
    void risposta.header('content-security-policy', CSP_IDENTITA);
    return mostra(risposta, <PaginaScegli persone={await tutte(fornitore.identita)} />);
  });
  app.post<{ Body: Record<string, unknown> | undefined }>(indirizzo, async (richiesta, risposta) => {
    const provider = await fornitore.di(richiesta.host);
    const { chi, livello } = richiesta.body ?? {};
    const scelta = typeof chi === 'string' ? chi : 'annulla';
    const esito = isRinuncia(scelta)
      ? { error: 'access_denied', error_description: RINUNCE[scelta].descrizione }
      : { login: { accountId: scelta, acr: livello === LIVELLI[1] ? LIVELLI[1] : LIVELLI[0] } };
    const dove = await provider.interactionResult(richiesta.raw, risposta.raw, esito, {
      mergeWithLastSubmission: false,
    });
    void risposta.header('content-security-policy', CSP_IDENTITA);
    return risposta.redirect(dove, 303);
  });
}

function PaginaScegli({ persone }: { persone: readonly Identita[] }): VNode {
  return (
    <Pagina titolo="Entra con SPID o CIE" sezione={null}>
      <p class="guida">Chi sei? Qui non serve nessuna password: le persone sono inventate.</p>
      <form method="post">
        <p>
          <label>
            Livello:{' '}
            <select name="livello">
              <option value={LIVELLI[0]}>SPID 2 o CIE: due passi</option>
              <option value={LIVELLI[1]}>SPID 1: solo la password</option>
            </select>
          </label>
        </p>
        <ul class="righe">
          {persone.map(({ nome, cognome, codiceFiscale }, i) => (
            <li>
              <button type="submit" name="chi" value={String(i)}>
                {nome} {cognome}
              </button>
              <span>{codiceFiscale ?? 'senza codice fiscale italiano'}</span>
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
  esci: (modulo) => (
    <Pagina titolo="Esci anche da SPID o CIE" sezione={null}>
      <p>Dal portale sei già uscito. Qui esci anche dal fornitore di identità.</p>
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
      <p>Per rientrare, torna al portale.</p>
    </Pagina>
  ),
  guasto: (testo) => <Guasto testo={testo} />,
};
