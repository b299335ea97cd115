import type { VNode } from 'preact';
import type { Consegna } from '#modules/flussi';
import { nonConsegnato, ufficioDestinazioni } from '#testi/it/ufficio-destinazioni';
import { Bottone } from '#ui/bottone';
import { Modulo } from '#ui/modulo';
import { Stato, type Tono } from '#ui/stato';
import { Istante } from '#ui/valori';
import { intero } from './frase.ts';

const testi = ufficioDestinazioni.consegna;

const TONI: Record<Consegna['stato'], Tono> = {
  da_consegnare: 'attesa',
  consegnata: 'bene',
  fallita: 'male',
  lasciata: 'neutro',
};

/** Where a file had to arrive, and whether it has. */
export function Consegne({ consegne, puo }: { consegne: readonly Consegna[]; puo: boolean }): VNode | null {
  if (consegne.length === 0) return null;
  return (
    <section aria-labelledby="consegna">
      <h2 id="consegna">{testi.titolo}</h2>
      {consegne.map((c) => (
        <div key={c.destinazioneId}>
          <p>
            {testi.a(c.destinazione)} <Stato tono={TONI[c.stato]}>{testi.stati[c.stato]}</Stato>{' '}
            <Istante istante={c.aggiornataIl} />
          </p>
          {c.stato !== 'consegnata' && c.perche !== null && (
            <p>
              {nonConsegnato[c.perche]} {ufficioDestinazioni.codice(c.perche)}
            </p>
          )}
          {c.stato === 'da_consegnare' && c.tentativi > 0 && <p>{testi.riprovera(intero(c.tentativi))}</p>}
          {c.stato === 'fallita' && puo && (
            <Modulo>
              <Bottone aspetto="secondario" nome="riconsegna" valore={c.destinazioneId}>
                {testi.riprova}
              </Bottone>
            </Modulo>
          )}
        </div>
      ))}
    </section>
  );
}
