import type { VNode } from 'preact';
import type { Compilazione } from '#modules/enti';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Bottone } from '#ui/bottone';
import type { Campi } from '../atto-posizione.tsx';
import { CampiProposta } from '../campi-proposta.tsx';
import { conProposta, erroriProposta, pianoIniziale, Rate } from '../piano-rate.tsx';
import { daDividereDi } from './leggi.ts';
import type { PropCampi, Scheda } from './scheda.ts';

const testi = ufficioPosizione.piano;

const aRate = ({ come }: Campi): boolean => come === 'piano' || come === 'scelta';

/**
 * The sheet with the instalments that follow from it. They are proposed anew whenever what they come from is another than the last time;
 * else they stay as somebody corrected them.
 */
export function conRate(s: Scheda, c: Compilazione | null, v: Campi): Campi {
  if (!aRate(v)) return v;
  const a = daDividereDi(s, c, v);
  const { quante = '', prima = '', ogni = '', maggiorazione = '' } = { ...pianoIniziale(a), ...v };
  const letti = { ...v, quante, prima, ogni, maggiorazione };
  const da = [a.daPagareCents, quante, prima, ogni, maggiorazione].join(' ');
  return a.daPagareCents === 0 || v['rateDa'] === da ? letti : { ...conProposta(a, letti), rateDa: da };
}

/** How many instalments, from when, how far from one another; and the instalments themselves, with their sum. */
export function CampiPiano({ s, c, digitato: { campi: v }, errori: dette }: PropCampi): VNode {
  if (!aRate(v)) return <div id="piano" />;
  const a = daDividereDi(s, c, v);
  const errori = a.daPagareCents === 0 ? dette : erroriProposta({ a, valori: v, errori: dette });
  return (
    <div id="piano">
      <input type="hidden" name="rateDa" value={v['rateDa']} />
      <input type="hidden" name="proposta" value={v['proposta']} />
      <CampiProposta valori={v} errori={errori} />
      <p>
        <Bottone aspetto="secondario" nome="azione" valore="aggiorna">
          {testi.proponi}
        </Bottone>
      </p>
      {v['righe'] !== undefined && <Rate a={a} valori={v} errori={errori} />}
    </div>
  );
}
