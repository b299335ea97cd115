import type { VNode } from 'preact';
import type { DovutoIntero } from '#modules/posizioni';
import { ufficioPosizione as testi } from '#testi/it/ufficio-posizione';
import { Bottone } from '#ui/bottone';
import { Dettagli } from '#ui/dettagli';
import { VAI } from './indirizzi.ts';

const ATTI = ['piano', 'notifica', 'termine', 'aumenti'] as const;
const APERTO: readonly DovutoIntero['stato'][] = ['da_pagare', 'scaduto', 'in_pagamento'];

/** Links to the acts on the posizione of a dovuto that is still asked for: each looks again by itself. */
export function AttiPosizione({ d }: { d: DovutoIntero }): VNode | null {
  if (!APERTO.includes(d.stato)) return null;
  return (
    <Dettagli titolo={testi.titolo}>
      <ul class="atti-possibili">
        {ATTI.map((atto) => (
          <li key={atto}>
            <Bottone aspetto="secondario" a={VAI.attoDovuto(d.id, atto)}>
              {testi[atto].bottone}
            </Bottone>
            <span class="nota">{testi[atto].spiega}</span>
          </li>
        ))}
      </ul>
    </Dettagli>
  );
}
