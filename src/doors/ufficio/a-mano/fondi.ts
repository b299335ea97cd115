import type { Campi } from '../atto-posizione.tsx';

/** What somebody else changed while one was writing: as one has seen it, as it is, as one wants it. */
export type Altrui = { campo: string; era: string; adesso: string; mio: string };

const ERA = 'era.';

/** The fields as they are, to be sent along with what is typed: what one has seen. */
export function comeEra(adesso: Campi): Campi {
  return Object.fromEntries(Object.entries(adesso).map(([campo, valore]) => [ERA + campo, valore]));
}

/**
 * What was typed, over what there is now: of what one did not touch it is what there is now, and nothing that was typed is lost.
 */
export function fondi(v: Campi, adesso: Campi): { valori: Campi; altrui: Altrui[] } {
  const altrui: Altrui[] = [];
  const miei = Object.entries(adesso).map(([campo, ora]): [string, string] => {
    const era = v[ERA + campo] ?? ora;
    const mio = v[campo] ?? era;
    if (era !== ora && mio !== ora) altrui.push({ campo, era, adesso: ora, mio });
    return [campo, mio === era ? ora : mio];
  });
  return { valori: { ...v, ...Object.fromEntries(miei) }, altrui };
}
