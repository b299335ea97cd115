import type { VNode } from 'preact';
import type { AvvertenzaRiga, Flusso } from '#modules/flussi';
import { flussi } from '#testi/it/flussi';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { Messaggio } from '#ui/messaggio';
import { Tabella } from '#ui/tabella';
import { intero } from './frase.ts';

const testi = ufficioFlussi.flusso;

/** The good rows that deserve a look: how many, and the first of them. Nothing was refused, so nothing is asked. */
export function Avvertenze({ flusso: f, righe }: { flusso: Flusso; righe: readonly AvvertenzaRiga[] }): VNode | null {
  if (f.righeConAvvertenze === 0 || righe.length === 0) return null;
  return (
    <section aria-labelledby="da-guardare">
      <h2 id="da-guardare">{testi.avvertenze.titolo}</h2>
      <Messaggio tipo="informazione">
        <p>{testi.avvertenze.testo(intero(f.righeConAvvertenze), f.righeConAvvertenze === 1)}</p>
      </Messaggio>
      <Tabella
        id="avvertenze"
        titolo={testi.avvertenze.elenco}
        colonne={[
          { titolo: testi.colonne.riga, cella: ({ riga }) => intero(riga) },
          { titolo: testi.colonne.iud, cella: ({ iud }) => iud },
          { titolo: testi.colonne.perche, cella: ({ codice }) => flussi.avvertenze[codice] },
        ]}
        righe={righe}
        chiave={({ riga, codice }) => `${riga} ${codice}`}
        vuoto={<p />}
      />
    </section>
  );
}
