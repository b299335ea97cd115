import type { VNode } from 'preact';
import { formatGiorno } from '#kernel/giorno';
import type { Programmazione } from '#modules/flussi';
import { ufficioDestinazioni } from '#testi/it/ufficio-destinazioni';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';

const testi = ufficioEsportazioni.programmati;

/** The scheduled files of a person, each with the button that stops it. */
export function TabellaProgrammati({ righe }: { righe: readonly Programmazione[] }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="programmati"
      titolo={testi.elenco}
      colonne={[
        { titolo: colonne.cadenza, cella: (p) => testi.cadenze[p.cadenza] },
        { titolo: colonne.versione, cella: (p) => `${p.versione} ${p.formato.toUpperCase()}`.trim() },
        { titolo: colonne.tipo, cella: (p) => (p.tipoDovuto === '' ? ufficioFlussi.incassi.tutti : p.tipoDovuto) },
        { titolo: colonne.fino, cella: (p) => <Istante istante={p.fattaFino} /> },
        { titolo: ufficioDestinazioni.consegna.dove, cella: (p) => p.destinazione ?? '' },
        { titolo: colonne.prossima, cella: (p) => formatGiorno(p.prossima) },
        {
          titolo: colonne.sospendi,
          cella: (p) => (
            <Modulo>
              <Bottone aspetto="semplice" nome="sospendi" valore={p.id}>
                {testi.sospendi}
              </Bottone>
            </Modulo>
          ),
        },
      ]}
      righe={righe}
      chiave={(p) => p.id}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}
