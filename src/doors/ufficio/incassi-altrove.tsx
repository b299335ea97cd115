import type { VNode } from 'preact';
import { ufficioEsportazioni } from '#testi/it/ufficio-esportazioni';
import { ufficioMessaggi } from '#testi/it/ufficio-messaggi';
import { ufficioRimborsi } from '#testi/it/ufficio-rimborsi';
import { Collegamento } from '#ui/collegamento';
import { VAI } from './indirizzi.ts';
import { guardaSoltanto, type Lavoro } from './lavoro.ts';

/** What else there is about money that came, for who may open it. */
export function Altrove({ l }: { l: Lavoro }): VNode {
  const vie = [
    ...(guardaSoltanto(l, 'esporta')
      ? []
      : [
          { a: VAI.programmati, testo: ufficioEsportazioni.programmati.collegamento },
          { a: VAI.altriIncassi, testo: ufficioEsportazioni.altri.collegamento },
        ]),
    { a: VAI.daRimborsare, testo: ufficioRimborsi.tutte },
    ...(guardaSoltanto(l, 'rendiconta') ? [] : [{ a: VAI.messaggi, testo: ufficioMessaggi.tutte }]),
  ];
  return (
    <>
      {vie.map(({ a, testo }) => (
        <p key={a}>
          <Collegamento a={a} icona="it-arrow-right">
            {testo}
          </Collegamento>
        </p>
      ))}
    </>
  );
}
