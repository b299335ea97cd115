import type { VNode } from 'preact';
import type { DovutoIntero } from '#modules/posizioni';
import { ufficioAMano as testi } from '#testi/it/ufficio-a-mano';
import { Bottone } from '#ui/bottone';
import { Dettagli } from '#ui/dettagli';
import { con, VAI } from '../indirizzi.ts';

const SI_PAGA: readonly DovutoIntero['stato'][] = ['da_pagare', 'in_pagamento', 'in_attesa_di_ricevuta'];
/** A link leads to what can still be paid. */
const SI_CHIEDE: readonly DovutoIntero['stato'][] = ['da_pagare', 'in_pagamento'];

/** Links to what may be done beside changing a dovuto: writing of it, mailing its papers, a link to pay it. Each looks again by itself. */
export function AttiAMano({ d }: { d: DovutoIntero }): VNode {
  const atti = [
    { nome: 'nota', ...testi.nota },
    { nome: 'file', ...testi.file },
    ...(SI_PAGA.includes(d.stato) && d.numeroAvviso !== null ? [{ nome: 'invia-avviso', ...testi.invio.avviso }] : []),
    ...(d.iuvId !== null && SI_CHIEDE.includes(d.stato) ? [{ nome: 'link', ...testi.link }] : []),
    ...(d.stato === 'pagato' && d.iuvId !== null ? [{ nome: 'invia-ricevuta', ...testi.invio.ricevuta }] : []),
  ];
  return (
    <Dettagli titolo={testi.titoloAtti}>
      <ul class="atti-possibili">
        {atti.map(({ nome, bottone, spiega }) => (
          <li key={nome}>
            <Bottone
              aspetto="secondario"
              a={nome === 'link' ? con(VAI.nuovoLink, { dovuto: d.id }) : VAI.attoDovuto(d.id, nome)}
            >
              {bottone}
            </Bottone>
            <span class="nota">{spiega}</span>
          </li>
        ))}
      </ul>
    </Dettagli>
  );
}
