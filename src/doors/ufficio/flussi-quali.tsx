import type { VNode } from 'preact';
import { ufficioFlussi as testi } from '#testi/it/ufficio-flussi';
import { indirizzoFlussi, QUALI_FLUSSI, type FiltriFlussi } from './flussi-elenco.ts';
import { VAI } from './indirizzi.ts';
import { Linguette } from './linguette.tsx';

/** The files of a list by how they stand. What is looked for stays the same. */
export function QualiFlussi({ base, filtri }: { base: string; filtri: FiltriFlussi }): VNode {
  // What is booked waits for nobody.
  const quante = QUALI_FLUSSI.filter((quali) => base !== VAI.incassi || quali !== 'in_attesa');
  const voci = quante.map((quali) => ({
    testo: testi.quali[quali],
    a: indirizzoFlussi(base, { ...filtri, quali }),
    aperta: filtri.quali === quali,
  }));
  return <Linguette titolo={testi.qualiTitolo} voci={voci} />;
}
