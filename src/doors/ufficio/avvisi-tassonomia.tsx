import type { VNode } from 'preact';
import { formatGiornoLungo } from '#kernel/giorno';
import type { AvvisoTassonomia } from '#modules/enti';
import { ufficioConti } from '#testi/it/ufficio-conti';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { VAI } from './indirizzi.ts';

const testi = ufficioConti.tassonomia.avvisi;

/** Codes in use that end: said where the administrator begins the day, and where a new code is looked for. */
export function AvvisiTassonomia({
  avvisi,
  vai = false,
}: {
  avvisi: readonly AvvisoTassonomia[];
  vai?: boolean;
}): VNode | null {
  if (avvisi.length === 0) return null;
  return (
    <Messaggio tipo="attenzione" titolo={testi.titolo}>
      <ul>
        {avvisi.map(({ codice, tipoServizio, fine, validaAl, tipi }) => (
          <li key={codice}>
            {testi[fine](codice, tipoServizio, validaAl === null ? '' : formatGiornoLungo(validaAl))};{' '}
            {testi.usato(tipi.join(', '))}
          </li>
        ))}
      </ul>
      <p>{testi.fai}</p>
      {vai && (
        <p>
          <Collegamento a={VAI.tassonomia}>{testi.vai}</Collegamento>
        </p>
      )}
    </Messaggio>
  );
}
