import type { VNode } from 'preact';
import { leggiChiaviApi, type ChiaveApi } from '#modules/utenti';
import { pagina } from '#platform/http/pagina';
import { ufficioChiavi as testi } from '#testi/it/ufficio-chiavi';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { ambitiDetti, SVILUPPATORI } from './campi.tsx';
import { StatoChiave } from './stato.tsx';

/** The keys with which the ente's software comes in. */
export const chiavi: PaginaUfficio = {
  percorso: '/configurazione/chiavi',
  chi: 'amministratore',
  atto: { get: 'chiavi' },
  get: alLavoro(async (l, { query }) => {
    const elenco = await leggiChiaviApi(l.ctx);
    return pagina(
      <Foglio
        u={l}
        titolo={testi.titolo}
        sezione={VAI.configurazione}
        percorso={[{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }]}
      >
        {query['fatto'] === 'revocata' && (
          <Messaggio tipo="successo">
            <p>{testi.fatto.revocata}</p>
          </Messaggio>
        )}
        <p>
          {testi.introduzione} <Collegamento a={SVILUPPATORI}>{testi.guida}</Collegamento>
        </p>
        {l.ente.prova && <p>{testi.prova}</p>}
        <Azioni>
          <Bottone a={VAI.nuovaChiave}>{testi.crea}</Bottone>
        </Azioni>
        <Elenco chiavi={elenco} ora={l.ctx.now} />
      </Foglio>,
    );
  }),
};

function Elenco({ chiavi: righe, ora }: { chiavi: readonly ChiaveApi[]; ora: Date }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="chiavi"
      titolo={testi.elenco}
      colonne={[
        { titolo: colonne.applicazione, cella: ({ applicazione }) => applicazione },
        { titolo: colonne.inizio, cella: ({ inizio }) => <code>{inizio}…</code> },
        { titolo: colonne.ambiti, cella: ({ ambiti }) => ambitiDetti(ambiti) },
        { titolo: colonne.stato, cella: (chiave) => <StatoChiave chiave={chiave} ora={ora} /> },
        {
          titolo: colonne.uso,
          cella: ({ ultimoUsoIl }) => (ultimoUsoIl === null ? testi.mai : <Istante istante={ultimoUsoIl} />),
        },
      ]}
      righe={righe}
      chiave={({ id }) => id}
      apri={({ id }) => VAI.chiave(id)}
      vuoto={
        <Vuoto titolo={testi.nessuna}>
          <p>{testi.nessunaTesto}</p>
        </Vuoto>
      }
    />
  );
}
