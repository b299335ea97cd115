import type { VNode } from 'preact';
import type { TentativoMostrato } from '#modules/eventi';
import { ufficioEventi } from '#testi/it/ufficio-eventi';
import { Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { Stato } from '#ui/stato';
import { Tabella } from '#ui/tabella';
import { Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { intero } from '../frase.ts';

const testi = ufficioEventi.invii;

/** Each time that something was sent, and how it went. `rimandabili`: the event may be sent again from here. */
export function Invii({ righe, rimandabili }: { righe: readonly TentativoMostrato[]; rimandabili: boolean }): VNode {
  const { colonne } = testi;
  return (
    <Tabella
      id="invii"
      titolo={testi.titolo}
      colonne={[
        { titolo: colonne.evento, cella: (t) => <Evento tentativo={t} /> },
        { titolo: colonne.quando, cella: ({ istante }) => <Istante istante={istante} /> },
        { titolo: colonne.come, cella: (t) => <Come tentativo={t} /> },
        { titolo: colonne.ms, numerica: true, cella: ({ durataMs }) => intero(durataMs) },
        { titolo: colonne.risposta, cella: ({ risposta }) => <code class="ampia">{risposta}</code> },
        ...(rimandabili ? [{ titolo: colonne.fare, cella: (t: TentativoMostrato) => <Rimanda tentativo={t} /> }] : []),
      ]}
      righe={righe}
      chiave={({ id }) => id}
      vuoto={
        <Vuoto titolo={testi.vuoto}>
          <p>{testi.vuotoTesto}</p>
        </Vuoto>
      }
    />
  );
}

function Evento({ tentativo: { genere, numero, quale } }: { tentativo: TentativoMostrato }): VNode {
  return (
    <>
      {genere === 'prova' ? testi.prova : <code>{genere}</code>}
      <div class="nota">
        {numero !== null && `n. ${numero}, `}
        {testi.tentativo(quale)}
      </div>
    </>
  );
}

function Come({ tentativo: { come, stato } }: { tentativo: TentativoMostrato }): VNode {
  return (
    <>
      <Stato tono={come === 'ok' ? 'bene' : 'male'}>{ufficioEventi.perche(come)}</Stato>
      {stato !== null && <div class="nota">{testi.http(stato)}</div>}
    </>
  );
}

function Rimanda({ tentativo: { numero, genere } }: { tentativo: TentativoMostrato }): VNode | null {
  if (numero === null) return null;
  return (
    <Modulo>
      <input type="hidden" name="numero" value={numero} />
      <Bottone aspetto="semplice" nome="cosa" valore="rimanda">
        {testi.rimanda}
        <span class="visually-hidden"> {testi.rimandare(`${genere} ${numero}`)}</span>
      </Bottone>
    </Modulo>
  );
}
