import type { VNode } from 'preact';
import type { Abbonamento } from '#modules/eventi';
import { ufficioEventi } from '#testi/it/ufficio-eventi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import type { Lavoro } from '../lavoro.ts';
import { SOPRA_EVENTI } from './sopra.ts';
import { StatoDiAbbonamento } from './stato.tsx';

const testi = ufficioEventi.uno;

export function DatiAbbonamento({ abbonamento: a }: { abbonamento: Abbonamento }): VNode {
  return (
    <Dati
      dati={[
        { nome: testi.indirizzo, valore: <span class="ampia">{a.url}</span> },
        { nome: testi.stato, valore: <StatoDiAbbonamento stato={a.stato} /> },
        { nome: testi.generi, valore: a.generi.map((g) => ufficioEventi.generiTesti[g]).join('; ') },
        { nome: testi.dal, valore: <Istante istante={a.creatoIl} /> },
        { nome: testi.ritardo, valore: intero(a.inRitardo) },
        a.segretoPrimaFino && { nome: testi.segretoPrima, valore: <Istante istante={a.segretoPrimaFino} /> },
      ]}
    />
  );
}

/** What may be done of it, in the state that it is in. */
export function Pulsanti({ abbonamento: { stato, segretoPrimaFino } }: { abbonamento: Abbonamento }): VNode {
  const attivo = stato === 'attivo';
  return (
    <Modulo>
      <Azioni>
        <Bottone nome="cosa" valore={attivo ? 'prova' : 'riprendi'}>
          {attivo ? testi.prova : testi.riprendi}
        </Bottone>
        {attivo && (
          <Bottone aspetto="secondario" nome="cosa" valore="pausa">
            {testi.pausa}
          </Bottone>
        )}
        {segretoPrimaFino === null && (
          <Bottone aspetto="secondario" nome="cosa" valore="ruota">
            {testi.ruota}
          </Bottone>
        )}
        <Bottone aspetto="semplice" nome="cosa" valore="togli">
          {testi.togli}
        </Bottone>
      </Azioni>
    </Modulo>
  );
}

/** Events of a stretch of time, again. */
export function RimandaPeriodo({
  errori,
  valori,
}: {
  errori: Errori;
  valori: Readonly<Record<string, string>>;
}): VNode {
  const { rimanda } = ufficioEventi;
  return (
    <>
      <h2>{rimanda.titolo}</h2>
      <p>{rimanda.testo}</p>
      <Modulo>
        <Campo
          nome="dal"
          tipo="date"
          etichetta={rimanda.dal}
          valore={valori['dal']}
          errore={errori['dal']}
          larghezza="breve"
        />
        <Campo
          nome="al"
          tipo="date"
          etichetta={rimanda.al}
          valore={valori['al']}
          errore={errori['al']}
          larghezza="breve"
        />
        <Azioni>
          <Bottone aspetto="secondario" nome="cosa" valore="periodo">
            {rimanda.fai}
          </Bottone>
        </Azioni>
      </Modulo>
    </>
  );
}

/** What taking it away does, before it is done. */
export function Conferma({ l, abbonamento: { id, nome } }: { l: Lavoro; abbonamento: Abbonamento }): VNode {
  return (
    <Foglio
      u={l}
      titolo={testi.togli}
      sezione={VAI.configurazione}
      percorso={[...SOPRA_EVENTI, { testo: nome, a: VAI.abbonamento(id) }]}
    >
      <Messaggio tipo="attenzione">
        <p>{testi.togliTesto}</p>
      </Messaggio>
      <Modulo>
        <input type="hidden" name="conferma" value="si" />
        <Azioni>
          <Bottone aspetto="pericolo" nome="cosa" valore="togli">
            {testi.togliConferma}
          </Bottone>
          <Collegamento a={VAI.abbonamento(id)}>{testi.lascia}</Collegamento>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
