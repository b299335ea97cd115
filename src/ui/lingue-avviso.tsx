import type { VNode } from 'preact';
import { lingueAvviso as testi } from '#testi/it/lingue-avviso';
import { Collegamento } from './collegamento.tsx';
import { Dettagli } from './dettagli.tsx';

type Lingua = keyof typeof testi.lingue;

/** The notice in other languages than those that the ente has chosen for all of its notices. `a`: where its PDF is. */
export function LingueAvviso({ a, dellEnte }: { a: string; dellEnte: Lingua | null }): VNode {
  const altre = (Object.keys(testi.lingue) as Lingua[]).filter((lingua) => lingua !== dellEnte);
  return (
    <Dettagli titolo={testi.titolo}>
      <ul>
        {dellEnte !== null && (
          <li>
            <Collegamento a={`${a}?lingua=it`}>{testi.soloItaliano}</Collegamento>
          </li>
        )}
        {altre.map((lingua) => (
          <li key={lingua} lang={lingua}>
            <Collegamento a={`${a}?lingua=${lingua}`}>{testi.lingue[lingua]}</Collegamento>
          </li>
        ))}
      </ul>
    </Dettagli>
  );
}
