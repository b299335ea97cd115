import type { VNode } from 'preact';
import type { Mancante } from '#modules/rendicontazione';
import { ufficioMancanti as testi } from '#testi/it/ufficio-mancanti';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Modulo } from '#ui/modulo';
import type { Colonna } from '#ui/tabella';
import { DataGiorno, Importo, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { AvvisoMancante, indirizzoMancanti, StatoMancante, type FiltriMancanti } from './mancanti.tsx';

/** The filters of the list. */
export function Filtra({ filtri }: { filtri: FiltriMancanti }): VNode {
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
    <search>
      <Modulo classe="filtri" a={VAI.mancanti}>
        <input type="hidden" name="stato" value={filtri.stato} />
        {giorno('da')}
        {giorno('a')}
        <Azioni>
          <Bottone icona="it-search">{testi.filtri.filtra}</Bottone>
          {(filtri.da !== '' || filtri.a !== '') && (
            <Collegamento a={indirizzoMancanti({ stato: filtri.stato, da: '', a: '' })}>
              {testi.filtri.togli}
            </Collegamento>
          )}
        </Azioni>
      </Modulo>
    </search>
  );
}

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
export function Niente({ filtri: { stato, da, a } }: { filtri: FiltriMancanti }): VNode {
  const nessuna = stato === 'aperte' && da === '' && a === '';
  return (
    <Vuoto titolo={nessuna ? testi.vuoto : testi.nessuna}>
      <p>{nessuna ? testi.vuotoTesto : testi.nessunaTesto}</p>
    </Vuoto>
  );
}
