import type { VNode } from 'preact';
import { Collegamento } from './collegamento.tsx';
import { useContesto } from './contesto.tsx';
import { Dettagli } from './dettagli.tsx';

/** Each is said in its own language: who looks for it may know no other. */
const LINGUE = {
  de: 'Italienisch und Deutsch (PDF)',
  sl: 'V italijanščini in slovenščini (PDF)',
  fr: 'En italien et en français (PDF)',
  en: 'In Italian and in English (PDF)',
};

type Lingua = keyof typeof LINGUE;

/** The notice in other languages than those that the ente has chosen for all of its notices. `a`: where its PDF is. */
export function LingueAvviso({ a, dellEnte }: { a: string; dellEnte: Lingua | null }): VNode {
  const testi = useContesto().t.lingueAvviso;
  const altre = (Object.keys(LINGUE) as Lingua[]).filter((lingua) => lingua !== dellEnte);
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
            <Collegamento a={`${a}?lingua=${lingua}`}>{LINGUE[lingua]}</Collegamento>
          </li>
        ))}
      </ul>
    </Dettagli>
  );
}
