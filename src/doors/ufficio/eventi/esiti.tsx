import type { VNode } from 'preact';
import type { EsitoMostrato } from '#modules/eventi';
import { ufficioEventi, ufficioSpinta } from '#testi/it/ufficio-eventi';
import { Stato, type Tono } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { VAI } from '../indirizzi.ts';

const testi = ufficioSpinta.esiti;

/** The last outcomes, and whether they were taken. */
export function Esiti({ righe }: { righe: readonly EsitoMostrato[] }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="esiti"
      titolo={testi.titolo}
      colonne={[
        { titolo: colonne.iuv, cella: ({ iuv }) => <code>{iuv}</code> },
        { titolo: colonne.tipo, cella: ({ tipoDovuto }) => tipoDovuto },
        { titolo: colonne.quando, cella: ({ creatoIl }) => <Istante istante={creatoIl} /> },
        { titolo: colonne.stato, cella: (e) => <StatoEsito esito={e} /> },
        { titolo: colonne.tentativi, cella: ({ tentativi, tentativiMax }) => testi.di(tentativi, tentativiMax) },
        { titolo: colonne.prossimo, cella: ({ prossimoIl }) => prossimoIl && <Istante istante={prossimoIl} /> },
      ]}
      righe={righe}
      chiave={({ id }) => id}
      apri={({ id }) => VAI.esito(id)}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

/** Whether an outcome was taken. */
export function StatoEsito({ esito: { spintoIl, lasciatoIl, prossimoIl, perche } }: { esito: EsitoMostrato }): VNode {
  const { stati } = testi;
  const [tono, parole]: [Tono, string] =
    spintoIl !== null
      ? ['bene', stati.preso]
      : lasciatoIl !== null
        ? ['neutro', stati.lasciato]
        : prossimoIl !== null
          ? ['attesa', stati.aspetta]
          : ['male', stati.fermo];
  return (
    <>
      <Stato tono={tono}>{parole}</Stato>
      {perche !== null && <div class="nota">{ufficioEventi.perche(perche)}</div>}
    </>
  );
}
