import type { VNode } from 'preact';
import { piuGiorni, type Giorno } from '#kernel/giorno';
import { formatIban } from '#kernel/iban';
import { vitaDi, type ContoIntero } from '#modules/enti';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Tabella } from '#ui/tabella';
import { DataGiorno } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';

const testi = ufficioConti.conto;

/** The IBANs of an account, from the last to begin to the first. */
export function StoriaIban({ c, oggi }: { c: ContoIntero; oggi: Giorno }): VNode {
  return (
    <Tabella
      id="storia"
      titolo={testi.storia}
      colonne={[
        { titolo: testi.colonne.iban, cella: ({ iban }) => formatIban(iban) },
        { titolo: testi.colonne.stato, cella: (d) => testi.vite[vitaDi(d, c.decorrenze, oggi)] },
        { titolo: testi.colonne.dal, cella: ({ validoDal }) => <DataGiorno giorno={validoDal} breve /> },
        {
          titolo: testi.colonne.al,
          // A period ends the day before the first on which it no longer holds: people read the last day.
          cella: ({ validoAl }) => (validoAl === null ? '' : <DataGiorno giorno={piuGiorni(validoAl, -1)} breve />),
        },
      ]}
      righe={c.decorrenze}
      chiave={({ validoDal }) => validoDal}
      vuoto={<Vuoto titolo={ufficioConti.cambia.nessuno}>{''}</Vuoto>}
    />
  );
}

/** The kinds of due whose money goes to the account. */
export function TipiSulConto({ tipi }: Pick<ContoIntero, 'tipi'>): VNode {
  return (
    <>
      <h2>{testi.tipiTitolo}</h2>
      {tipi.length === 0 ? (
        <p>{testi.tipiNessuno}</p>
      ) : (
        <ul>
          {tipi.map(({ tipoDovutoId, denominazione, attivo }) => (
            <li key={tipoDovutoId}>{attivo ? denominazione : `${denominazione} (${testi.tipoSpento})`}</li>
          ))}
        </ul>
      )}
    </>
  );
}
