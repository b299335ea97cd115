import type { VNode } from 'preact';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Campo, CampoElenco } from '#ui/campo';
import type { Errori } from '#ui/riepilogo-errori';
import type { Campi } from './atto-posizione.tsx';

const testi = ufficioPosizione.piano;

/** What the instalments come from: how many, from when, how far from one another, what they cost more. */
export function CampiProposta({ valori, errori }: { valori: Campi; errori: Errori }): VNode {
  const campo = (nome: string) => ({ nome, valore: valori[nome] ?? '', errore: errori[nome] });
  return (
    <>
      <div class="affiancati">
        <Campo {...campo('quante')} etichetta={testi.quante} aiuto={testi.quanteAiuto} cifre larghezza="breve" />
        <Campo {...campo('prima')} etichetta={testi.prima} tipo="date" larghezza="breve" />
        <CampoElenco
          {...campo('ogni')}
          etichetta={testi.ogni}
          larghezza="media"
          alternative={Object.entries(testi.frequenze).map(([valore, testo]) => ({ valore, testo }))}
        />
      </div>
      <Campo
        {...campo('maggiorazione')}
        etichetta={testi.maggiorazione}
        aiuto={testi.maggiorazioneAiuto}
        cifre
        unita="€"
        larghezza="breve"
        facoltativo
      />
    </>
  );
}
