import type { Difetti } from './difetti.ts';
import { conDiscendenti, type Espressione } from './espressione.ts';
import type { Nodo } from './struttura.ts';

/** What decides the value of a field: its own expressions, by the key under which they stand, and the group it is in. */
export type Cause = ReadonlyMap<Nodo, readonly { percorso: string; espressione: Espressione }[]>;

/** The fields in an order in which each comes after all it depends on; a circle is a defect, told once, with its way round. */
export function ordina(nodi: readonly Nodo[], cause: Cause, difetti: Difetti): readonly Nodo[] {
  const ordine: Nodo[] = [];
  const stato = new Map<Nodo, 'aperto' | 'chiuso'>();
  const via: Nodo[] = [];
  const visita = (nodo: Nodo, dove: string): void => {
    if (stato.get(nodo) === 'chiuso') return;
    if (stato.get(nodo) === 'aperto') {
      const giro = [...via.slice(via.indexOf(nodo)), nodo].map(({ percorso }) => percorso);
      difetti.aggiungi('MODULO_CICLO', dove, { giro: giro.join(' → ').slice(0, 500) });
      return;
    }
    stato.set(nodo, 'aperto');
    via.push(nodo);
    if (nodo.padre !== null) visita(nodo.padre, dove);
    for (const { percorso, espressione } of cause.get(nodo) ?? [])
      for (const letto of espressione.dipende) visita(letto, percorso);
    via.pop();
    stato.set(nodo, 'chiuso');
    ordine.push(nodo);
  };
  for (const nodo of nodi) visita(nodo, nodo.puntatore);
  return ordine;
}

/** The fields that tell of a person: marked so, inside what is, or computed from what does. `ordine` is that of `ordina`. */
export function personali(ordine: readonly Nodo[], valori: ReadonlyMap<Nodo, Espressione>): ReadonlySet<Nodo> {
  const trovati = new Set<Nodo>();
  for (const nodo of ordine) {
    const daAltri = valori.get(nodo)?.dipende.some((letto) => conDiscendenti(letto).some((suo) => trovati.has(suo)));
    if (nodo.personale || daAltri === true) trovati.add(nodo);
  }
  return trovati;
}
