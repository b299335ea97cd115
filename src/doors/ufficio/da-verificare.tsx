import type { VNode } from 'preact';
import { ufficio } from '#testi/it/ufficio';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { intero } from './frase.ts';
import { con, VAI } from './indirizzi.ts';

/** Dovuti that are paid and do not add up: somebody is to look at them. */
export function DaVerificare({ quanti }: { quanti: number }): VNode {
  return (
    <Messaggio tipo="attenzione" titolo={ufficio.oggi.daVerificare}>
      <p>{ufficio.oggi.daVerificareTesto(intero(quanti))}</p>
      <p>
        <Collegamento a={con(VAI.dovuti, { elenco: 'archivio', verificare: 'si' })}>
          {ufficio.oggi.daVerificareVai}
        </Collegamento>
      </p>
    </Messaggio>
  );
}
