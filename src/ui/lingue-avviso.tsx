import type { VNode } from 'preact';
import type { Testi } from '#testi/catalogo';
import { Collegamento } from './collegamento.tsx';
import { useContesto } from './contesto.tsx';
import { Dettagli } from './dettagli.tsx';

type Lingua = keyof Testi['lingueAvviso']['lingue'];

/** The notice in other languages than those that the ente has chosen for all of its notices. `a`: where its PDF is. */
export function LingueAvviso({ a, dellEnte }: { a: string; dellEnte: Lingua | null }): VNode {
  const testi = useContesto().t.lingueAvviso;
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
