import type { VNode } from 'preact';
import { giornoA } from '#kernel/giorno';
import type { Pagamento } from '#modules/pagamenti';
import type { Testi } from '#testi/catalogo';
import { Collegamento } from '#ui/collegamento';
import { Italiano } from '#ui/italiano';
import { Tabella } from '#ui/tabella';
import { DataGiorno, Importo } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { VAI } from './indirizzi.ts';

/** What was paid, each with its receipt. */
export function TabellaPagamenti({ t, righe }: { t: Testi; righe: readonly Pagamento[] }): VNode {
  const { colonne, elenco, come, vuotoTitolo, vuoto } = t.area.pagamenti;
  return (
    <Tabella
      id="pagamenti"
      titolo={elenco}
      colonne={[
        { titolo: colonne.causale, cella: (riga) => <Causale riga={riga} /> },
        {
          titolo: colonne.ente,
          cella: (riga) => (
            <>
              <Italiano>{riga.ente}</Italiano>
              {come[riga.come] !== null && <p class="campo-aiuto">{come[riga.come]}</p>}
            </>
          ),
        },
        { titolo: colonne.quando, cella: ({ pagatoIl }) => <DataGiorno giorno={giornoA(pagatoIl)} breve /> },
        { titolo: colonne.importo, cella: (riga) => <Importo cents={riga.pagatoCents} />, numerica: true },
        { titolo: colonne.ricevuta, cella: (riga) => <Ricevuta t={t} riga={riga} /> },
      ]}
      righe={righe}
      chiave={({ dovutoId }) => dovutoId}
      vuoto={
        <Vuoto titolo={vuotoTitolo}>
          <p>{vuoto}</p>
        </Vuoto>
      }
    />
  );
}

function Causale({ riga: { iuvId, causale } }: { riga: Pagamento }): VNode {
  const testo = <Italiano>{causale}</Italiano>;
  return iuvId === null ? testo : <Collegamento a={VAI.intero(iuvId)}>{testo}</Collegamento>;
}

function Ricevuta({ t, riga }: { t: Testi; riga: Pagamento }): VNode {
  const testi = t.area.pagamenti;
  if (riga.iuvId === null || !riga.ricevuta) return <>{testi.allEnte}</>;
  return (
    <Collegamento a={VAI.ricevutaPdf(riga.iuvId)}>
      <span aria-hidden="true">{testi.scarica}</span>
      <span class="visually-hidden">{testi.scaricaChe(riga.causale)}</span>
    </Collegamento>
  );
}
