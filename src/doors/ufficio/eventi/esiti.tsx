import type { VNode } from 'preact';
import type { EsitoMostrato } from '#modules/eventi';
import { ufficioEventi, ufficioSpinta } from '#testi/it/ufficio-eventi';
import { Stato, type Tono } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { istanteScritto, sullaPagina, type ColonnaElenco } from '../elenco-file.ts';
import { VAI } from '../indirizzi.ts';

const testi = ufficioSpinta.esiti;
const { colonne } = testi;

/** What the list says of each outcome. */
export const COLONNE_ESITI: readonly ColonnaElenco<EsitoMostrato>[] = [
  { titolo: colonne.iuv, testo: ({ iuv }) => iuv, cella: ({ iuv }) => <code>{iuv}</code> },
  { titolo: colonne.tipo, testo: ({ tipoDovuto }) => tipoDovuto },
  {
    titolo: colonne.quando,
    testo: ({ creatoIl }) => istanteScritto(creatoIl),
    cella: ({ creatoIl }) => <Istante istante={creatoIl} />,
  },
  { titolo: colonne.stato, testo: (e) => statoDetto(e)[1], cella: (e) => <StatoEsito esito={e} /> },
  {
    titolo: colonne.perche,
    solo: 'file',
    testo: ({ perche }) => (perche === null ? '' : ufficioEventi.perche(perche)),
  },
  { titolo: colonne.tentativi, testo: ({ tentativi, tentativiMax }) => testi.di(tentativi, tentativiMax) },
  {
    titolo: colonne.prossimo,
    testo: ({ prossimoIl }) => istanteScritto(prossimoIl),
    cella: ({ prossimoIl }) => prossimoIl && <Istante istante={prossimoIl} />,
  },
];

/** Outcomes, and whether they were taken. `vuoto`: what stands in place of the table where none answers to what was looked for. */
export function Esiti({ righe, vuoto }: { righe: readonly EsitoMostrato[]; vuoto?: VNode | undefined }): VNode {
  return (
    <Tabella
      id="esiti"
      titolo={testi.titolo}
      colonne={sullaPagina(COLONNE_ESITI)}
      righe={righe}
      chiave={({ id }) => id}
      apri={({ id }) => VAI.esito(id)}
      vuoto={
        vuoto ?? (
          <Vuoto titolo={testi.vuoto}>
            <p>{testi.vuotoTesto}</p>
          </Vuoto>
        )
      }
    />
  );
}

function statoDetto({ spintoIl, lasciatoIl, prossimoIl }: EsitoMostrato): [Tono, string] {
  const { stati } = testi;
  if (spintoIl !== null) return ['bene', stati.preso];
  if (lasciatoIl !== null) return ['neutro', stati.lasciato];
  return prossimoIl === null ? ['male', stati.fermo] : ['attesa', stati.aspetta];
}

/** Whether an outcome was taken. */
export function StatoEsito({ esito }: { esito: EsitoMostrato }): VNode {
  const [tono, parole] = statoDetto(esito);
  return (
    <>
      <Stato tono={tono}>{parole}</Stato>
      {esito.perche !== null && <div class="nota">{ufficioEventi.perche(esito.perche)}</div>}
    </>
  );
}
