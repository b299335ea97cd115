import type { VNode } from 'preact';
import type { Compilazione } from '#modules/enti';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import type { Campi } from '../atto-posizione.tsx';
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
  const campo = (nome: string) => ({ nome, valore: v[nome] ?? '', errore: errori[nome] });
  return (
    <div id="piano">
      <input type="hidden" name="rateDa" value={v['rateDa']} />
      <input type="hidden" name="proposta" value={v['proposta']} />
      <div class="affiancati">
        <Campo {...campo('quante')} etichetta={testi.quante} aiuto={testi.quanteAiuto} cifre larghezza="breve" />
        <Campo {...campo('prima')} etichetta={testi.prima} tipo="date" larghezza="breve" />
        <CampoElenco
          {...campo('ogni')}
          etichetta={testi.ogni}
          larghezza="media"
          alternative={Object.entries(testi.frequenze).map(([valore, testo]) => ({ valore, testo }))}
        />
        <Campo
          {...campo('maggiorazione')}
          etichetta={testi.maggiorazione}
          aiuto={testi.maggiorazioneAiuto}
          cifre
          unita="€"
          larghezza="breve"
          facoltativo
        />
      </div>
      <p>
        <Bottone aspetto="secondario" nome="azione" valore="aggiorna">
          {testi.proponi}
        </Bottone>
      </p>
      {v['righe'] !== undefined && <Rate a={a} valori={v} errori={errori} />}
    </div>
  );
}
