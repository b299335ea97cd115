import type { VNode } from 'preact';
import type { AttoOvunque } from '#modules/registro';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioRegistro } from '#testi/it/ufficio-registro';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import type { NomeAttore } from '../attori.ts';

const testi = ufficioImpianto.registro;

type PropAtti = { atti: readonly AttoOvunque[]; nome: NomeAttore; enti: ReadonlyMap<string, string> };

/** Acts of many enti: what, for whom, when, who, and what stands beside each. */
export function AttiOvunque({ atti, nome, enti }: PropAtti): VNode {
  return (
    <Tabella
      id="atti"
      titolo={ufficioRegistro.elenco}
      colonne={[
        { titolo: ufficioRegistro.colonne.atto, cella: ({ azione }) => ufficioRegistro.atti[azione] ?? azione },
        { titolo: testi.ente, cella: ({ enteId }) => enti.get(enteId ?? '') ?? testi.nessuno },
        { titolo: ufficioRegistro.colonne.quando, cella: ({ istante }) => <Istante istante={istante} /> },
        { titolo: ufficioRegistro.colonne.chi, cella: ({ attore }) => nome(attore) },
        { titolo: testi.dettaglio, cella: ({ dettaglio }) => <small>{dettoDi({ dettaglio })}</small> },
      ]}
      righe={atti}
      chiave={({ cursore }) => cursore}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

/** What stands beside an act, as it was written: for who reads of a change, it is the before and the after. */
export function dettoDi({ dettaglio }: Pick<AttoOvunque, 'dettaglio'>): string {
  // The database gives them by name; backwards, what was stands before what is (da, a; prima, dopo).
  return Object.entries(dettaglio ?? {})
    .filter(([, valore]) => valore !== null && valore !== '')
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([nome, valore]) => `${nome}: ${String(valore)}`)
    .join('; ');
}
