import type { VNode } from 'preact';
import { leggiMessaggiDifettosi, type MessaggioDifettoso } from '#modules/pagamenti';
import { pagina } from '#platform/http/pagina';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { ufficioMessaggi as testi } from '#testi/it/ufficio-messaggi';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { Collegamento } from '#ui/collegamento';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

/** Enough for whoever looks every day; who has more has one cause for all of them. */
const QUANTI = 100;
/** Of one message: the first ones tell what is wrong with it. */
const DIFETTI = 3;

/** The receipts in which something was wrong: kept all the same, and shown (model 6). */
export const messaggi: PaginaUfficio = {
  percorso: '/incassi/messaggi',
  chi: 'operatore',
  atto: { get: 'rendiconta' },
  get: alLavoro((l) =>
    l.ctx.tx(async (t) => {
      const trovati = await leggiMessaggiDifettosi(t, QUANTI);
      const percorso = [{ testo: ufficioFlussi.incassi.titolo, a: VAI.incassi }];
      return pagina(
        <Foglio u={l} titolo={testi.titolo} sezione={VAI.incassi} percorso={percorso}>
          <p>{testi.introduzione}</p>
          <Elenco messaggi={trovati} />
          {trovati.length === QUANTI && <p>{testi.troppe(intero(QUANTI))}</p>}
          {l.ruolo === 'amministratore' && (
            <p>
              <Collegamento a={VAI.scambi}>{ufficioScambi.titolo}</Collegamento>
            </p>
          )}
        </Foglio>,
      );
    }),
  ),
};

function Elenco({ messaggi: righe }: { messaggi: readonly MessaggioDifettoso[] }): VNode {
  return (
    <Tabella
      id="messaggi"
      titolo={testi.elenco}
      colonne={[
        { titolo: testi.colonne.ricevuta, cella: (m) => m.receiptId ?? testi.senzaNumero },
        { titolo: testi.colonne.arrivata, cella: (m) => <Istante istante={m.ricevutoIl} /> },
        { titolo: testi.colonne.esito, cella: (m) => testi.esiti[m.esito] ?? testi.respinta(m.esito) },
        { titolo: testi.colonne.difetti, cella: (m) => m.difetti.slice(0, DIFETTI).map(frase).join('; ') || '–' },
      ]}
      righe={righe}
      chiave={(m) => m.id}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

function frase({ elemento, regola }: MessaggioDifettoso['difetti'][number]): string {
  return testi.difetto(elemento, testi.regole[regola] ?? testi.regole['programma'] ?? regola);
}
