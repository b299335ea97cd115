import type { VNode } from 'preact';
import { formatEuro } from '#kernel/importo';
import { impostaGradini, type Gradino } from '#modules/posizioni';
import { ufficioPosizione } from '#testi/it/ufficio-posizione';
import { Azioni, Bottone } from '#ui/bottone';
import { paginaAtto, type Aperta, type Compilato } from '../atto-posizione.tsx';
import {
  aumentiIniziali,
  ContoAumenti,
  conUnaInPiu,
  frasiAumenti,
  isStessi,
  leggiAumenti,
  RigheAumenti,
} from '../aumenti.tsx';
import { frase } from '../frase.ts';
import { VAI } from '../indirizzi.ts';

const testi = ufficioPosizione.aumenti;

/** What is added to a dovuto from a day on: interest, a penalty, what it cost to serve it. */
export const dovutoAumenti = paginaAtto<Gradino[]>({
  nome: 'aumenti',
  testi: { titolo: testi.titolo, conferma: testi.conferma },
  tocca: ({ aperti, d }) => aperti.filter(({ id }) => id === d.id),
  iniziali: aumentiIniziali,
  cambia: ({ valori }, azione) => (azione === 'ancora' ? conUnaInPiu(valori) : valori),
  campi: (c) => <Campi {...c} />,
  vivo: (c) => <Conto {...c} />,
  leggi: ({ a, valori }) => {
    const letto = leggiAumenti({ valori });
    const uguali = 'valore' in letto && isStessi(letto.valore, a.gradini);
    return uguali ? { errori: { genere1: frase({ codice: 'NULLA_DA_CAMBIARE' }) }, gia: true } : letto;
  },
  riassunto: (gradini, a) => <Riassunto gradini={gradini} a={a} />,
  compi: ({ ctx }, gradini, { a, aMano }) => impostaGradini(ctx, { dovutoId: a.d.id, gradini }, aMano),
  campoDelRifiuto: { GRADINO_NON_VALIDO: 'importo1', GRADINI_TROPPO_GRANDI: 'importo1' },
});

function Campi(c: Compilato): VNode {
  const { a } = c;
  return (
    <>
      <p>{testi.introduzione(formatEuro(a.d.importoCents))}</p>
      {a.gradini.length > 0 && <p>{testi.aiuto}</p>}
      <div
        hx-post={VAI.attoDovuto(a.d.id, 'aumenti')}
        hx-trigger="input delay:400ms"
        hx-target="#conto"
        hx-swap="outerHTML"
        hx-include="closest form"
      >
        <RigheAumenti {...c} />
      </div>
      <Azioni>
        <Bottone aspetto="secondario" nome="azione" valore="ancora">
          {testi.ancora}
        </Bottone>
        <Bottone aspetto="secondario" nome="azione" valore="aggiorna">
          {testi.aggiorna}
        </Bottone>
      </Azioni>
      <Conto {...c} />
    </>
  );
}

/** Of what can be read while one writes; what cannot is said when one goes on. */
function Conto({ a, valori }: Compilato): VNode {
  const letto = leggiAumenti({ valori });
  return <ContoAumenti a={a} gradini={'valore' in letto ? letto.valore : a.gradini} />;
}

function Riassunto({ gradini, a }: { gradini: Gradino[]; a: Aperta }): VNode {
  if (gradini.length === 0) return <p>{testi.nessuno}</p>;
  return (
    <>
      <p>{testi.quanti(gradini.length)}</p>
      <ul>
        {frasiAumenti(gradini).map((una, n) => (
          <li key={n}>{una}</li>
        ))}
      </ul>
      <ContoAumenti a={a} gradini={gradini} />
    </>
  );
}
