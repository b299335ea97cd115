import type { VNode } from 'preact';
import type { Mancante } from '#modules/rendicontazione';
import { ufficioMancanti as testi } from '#testi/it/ufficio-mancanti';
import { Campo } from '#ui/campo';
import type { Colonna } from '#ui/tabella';
import { DataGiorno, Importo, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { CercaElenco } from './cerca-elenco.tsx';
import type { Cercato } from './filtri.ts';
import { intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { AvvisoMancante, indirizzoMancanti, StatoMancante, type FiltriMancanti } from './mancanti.tsx';

/** The filters of the list. */
export function Filtra({ filtri }: { filtri: FiltriMancanti & Cercato }): VNode {
  const giorno = (nome: 'da' | 'a'): VNode => (
    <Campo
      nome={nome}
      etichetta={testi.filtri[nome]}
      valore={filtri[nome]}
      errore={filtri.errori[nome]}
      tipo="date"
      larghezza="breve"
      facoltativo
    />
  );
  return (
    <CercaElenco
      a={VAI.mancanti}
      cercato={filtri}
      aiuto={testi.filtri.aiuto}
      resta={{ stato: filtri.stato }}
      togli={filtrato(filtri) ? indirizzoMancanti({ stato: filtri.stato, da: '', a: '' }) : undefined}
    >
      {giorno('da')}
      {giorno('a')}
    </CercaElenco>
  );
}

const filtrato = ({ da, a, testo }: FiltriMancanti & Cercato): boolean => da !== '' || a !== '' || testo !== '';

/** What the list says of each. `totale`: of all of them. */
export function colonneDi(totale: VNode): Colonna<Mancante>[] {
  const { colonne } = testi;
  return [
    { titolo: colonne.avviso, cella: (m) => <AvvisoMancante m={m} /> },
    { titolo: colonne.stato, cella: (m) => <StatoMancante m={m} /> },
    { titolo: colonne.giorno, cella: (m) => <DataGiorno giorno={m.giorno} breve /> },
    { titolo: colonne.psp, cella: (m) => m.pspDenominazione ?? m.psp ?? testi.senzaPsp },
    { titolo: colonne.tentativi, numerica: true, cella: (m) => intero(m.tentativi) },
    {
      titolo: colonne.prossimo,
      cella: (m) => m.stato === 'in_coda' && m.prossimoIl && <Istante istante={m.prossimoIl} />,
    },
    { titolo: colonne.importo, numerica: true, cella: (m) => <Importo cents={m.importoCents} />, totale },
  ];
}

/** What stands there when there is none. */
export function Niente({ filtri }: { filtri: FiltriMancanti & Cercato }): VNode {
  const nessuna = filtri.stato === 'aperte' && !filtrato(filtri);
  return (
    <Vuoto titolo={nessuna ? testi.vuoto : testi.nessuna}>
      <p>{nessuna ? testi.vuotoTesto : testi.nessunaTesto}</p>
    </Vuoto>
  );
}
