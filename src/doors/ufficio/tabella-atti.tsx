import type { VNode } from 'preact';
import type { AttoLetto } from '#modules/registro';
import { ufficioRegistro as testi } from '#testi/it/ufficio-registro';
import { Collegamento } from '#ui/collegamento';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import type { NomeAttore } from './attori.ts';
import { VAI } from './indirizzi.ts';

/** Where the thing of an act has a page. */
const PAGINE: Readonly<Record<string, (id: string) => string>> = { dovuto: VAI.dovuto, flusso: VAI.flusso };

type Proprieta = {
  id: string;
  titolo: string;
  atti: readonly AttoLetto[];
  nome: NomeAttore;
  /** The page is that of the thing itself: its acts lead nowhere else. */
  senzaVia?: boolean;
};

/** Acts of the registro: what, when, who. */
export function TabellaAtti({ id, titolo, atti, nome, senzaVia = false }: Proprieta): VNode {
  return (
    <Tabella
      id={id}
      titolo={titolo}
      colonne={[
        {
          titolo: testi.colonne.atto,
          cella: ({ azione, oggetto, oggettoId }) => {
            const via = senzaVia || oggettoId === null ? undefined : PAGINE[oggetto]?.(oggettoId);
            const parole = testi.atti[azione] ?? azione;
            return via === undefined ? parole : <Collegamento a={via}>{parole}</Collegamento>;
          },
        },
        { titolo: testi.colonne.quando, cella: ({ istante }) => <Istante istante={istante} /> },
        { titolo: testi.colonne.chi, cella: ({ attore }) => nome(attore) },
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
