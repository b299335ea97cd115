import type { VNode } from 'preact';
import { rifiuto, type Rifiuto } from '#kernel/esito';
import type { EsitoQuadratura } from '#modules/rendicontazione';
import { ufficioQuadratura as testi } from '#testi/it/ufficio-quadratura';
import { Azioni, Bottone } from '#ui/bottone';
import { Collegamento } from '#ui/collegamento';
import { Dettagli } from '#ui/dettagli';
import { Messaggio } from '#ui/messaggio';
import { Foglio } from './aspetto.tsx';
import { frase, intero } from './frase.ts';
import { VAI } from './indirizzi.ts';
import type { Lavoro } from './lavoro.ts';
import { SOPRA_RENDICONTAZIONE } from './rendicontazione.tsx';

/** Where the pages of the archive of quadratura hang from. */
export const SOPRA_QUADRATURA = [...SOPRA_RENDICONTAZIONE, { testo: testi.titolo, a: VAI.quadratura }];

/** What the page of the statements says of the flows of quadratura, and of those that the ente has here. */
export function SezioneQuadratura({ quanti }: { quanti: number }): VNode {
  return (
    <Dettagli titolo={testi.titolo}>
      <p>{testi.ritirati}</p>
      <p>
        {quanti === 0 ? testi.nessuno : testi.quanti(intero(quanti))}{' '}
        <Collegamento a={VAI.quadratura}>{testi.apri}</Collegamento>
      </p>
    </Dettagli>
  );
}

type PropEsiti = { l: Lavoro; esiti: readonly EsitoQuadratura[] };

/** What became of the files of a ZIP: of those that were not taken, why. */
export function EsitiQuadratura({ l, esiti }: PropEsiti): VNode {
  const { esito: parole } = testi;
  const quante = (quali: 'presa' | 'presente'): number =>
    esiti.filter(({ esito }) => esito.ok && esito.value === quali).length;
  const rifiutate = esiti.flatMap(({ nome, esito }, numero) =>
    esito.ok ? [] : [{ numero, nome, motivo: frase(esito.refusal) }],
  );
  // A thousand files may be wrong in the same way: it is said once.
  const perche = [...new Set(rifiutate.map(({ motivo }) => motivo))];
  const [prese, presenti] = [quante('presa'), quante('presente')];
  return (
    <Foglio u={l} titolo={parole.titolo} sezione={VAI.rendicontazioni} percorso={SOPRA_QUADRATURA}>
      <Messaggio tipo={rifiutate.length === 0 ? 'successo' : 'attenzione'} esito>
        {prese > 0 && <p>{parole.prese(intero(prese))}</p>}
        {presenti > 0 && <p>{parole.presenti(intero(presenti))}</p>}
        {rifiutate.length > 0 && <p>{parole.rifiutate(intero(rifiutate.length))}</p>}
      </Messaggio>
      {rifiutate.length > 0 && <h2>{parole.elenco(intero(rifiutate.length))}</h2>}
      {perche.map((motivo) => (
        <section key={motivo}>
          <p>{motivo}</p>
          <ul>{rifiutate.map((una) => una.motivo === motivo && <li key={una.numero}>{una.nome}</li>)}</ul>
        </section>
      ))}
      <Azioni>
        <Bottone a={VAI.quadratura}>{testi.apri}</Bottone>
        <Bottone a={VAI.caricaQuadratura} icona="it-upload" aspetto="secondario">
          {parole.altri}
        </Bottone>
      </Azioni>
    </Foglio>
  );
}

/** The outcomes, as the page that receives the file hands them on. */
export function leggiEsiti(riferimento: string): EsitoQuadratura[] {
  return JSON.parse(riferimento) as EsitoQuadratura[];
}

/** The page stops reading at the same size at which the act would refuse the file: the words are those of the act. */
export function diQuadratura(refusal: Rifiuto, megabyte: number): Rifiuto {
  return refusal.codice === 'file_troppo_grande'
    ? rifiuto('QUADRATURA_TROPPO_GRANDE', 'troppo_grande', { megabyte }).refusal
    : refusal;
}
