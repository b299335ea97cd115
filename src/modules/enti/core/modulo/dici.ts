import type { Genere } from './definizione.ts';
import type { Modulo } from './controlla.ts';
import type { Nodo } from './struttura.ts';

/** An answer kept under the name of its field, as whoever filled in the form read it. */
export type RispostaDetta = {
  /** The words over the field, from the outermost group in; `riga` counts from one within a group that repeats. */
  posto: { etichetta: string; riga: number | null }[];
  genere: Genere;
  /** The words of the choice, or what was kept. */
  valore: string;
  unita: string | null;
};

/** Says an answer that was kept by `lampade.1.numero`. Null: the form has no such field. */
export function diciRisposta(
  modulo: Modulo,
  { chiave, valore }: { chiave: string; valore: string },
  lingua = 'it',
): RispostaDetta | null {
  const posto: RispostaDetta['posto'] = [];
  let dentro = modulo.radici;
  let nodo: Nodo | null = null;
  for (const passo of chiave.split('.')) {
    const ultimo = posto.at(-1);
    if (nodo?.campo.genere === 'ripetibile' && ultimo !== undefined && ultimo.riga === null) {
      if (!/^[1-9]\d?$/.test(passo)) return null;
      ultimo.riga = Number(passo);
      continue;
    }
    const suo: Nodo | undefined = dentro.find(({ nome }) => nome === passo);
    if (suo === undefined) return null;
    nodo = suo;
    dentro = suo.figli;
    posto.push({ etichetta: suo.campo.etichetta[lingua] ?? suo.campo.etichetta.it, riga: null });
  }
  if (nodo === null || nodo.figli.length > 0) return null;
  const { campo } = nodo;
  const unita = campo.genere === 'numero' ? (campo.unita?.[lingua] ?? campo.unita?.it ?? null) : null;
  return { posto, genere: campo.genere, valore: diciScelte(modulo, nodo, valore, lingua), unita };
}

/** The words of what was chosen; as it was kept, where the form has no such choice. */
function diciScelte(modulo: Modulo, nodo: Nodo, valore: string, lingua: string): string {
  const opzioni = modulo.opzioni.get(nodo) ?? [];
  const dette = (nodo.campo.genere === 'scelte' ? valore.split(', ') : [valore]).map((una) => {
    const testi = opzioni.find((opzione) => opzione.valore === una)?.testi;
    return testi?.[lingua] ?? testi?.it ?? una;
  });
  return dette.join(', ');
}

/** What a question takes, where it asks for a file; by the names of its field from the root, without rows. Null: there is none. */
export function campoFile(
  modulo: Modulo,
  percorso: string,
): { accetta: readonly string[]; bytesMax: number | null } | null {
  const campo = modulo.ordine.find((nodo) => nodo.percorso === percorso)?.campo;
  return campo?.genere === 'file' ? { accetta: campo.accetta, bytesMax: campo.bytesMax ?? null } : null;
}

/** A question that asks for a file: the name that its answer is posted under, and its words, as those of an answer. */
export type DomandaFile = Pick<RispostaDetta, 'posto'> & {
  risposta: string;
  accetta: readonly string[];
  bytesMax: number | null;
};

/** The questions of a form that ask for a file, whatever is answered to the others. `righeDi`: how many rows of a group there are. */
export function domandeFile(modulo: Modulo, righeDi: (gruppo: string) => number): DomandaFile[] {
  const visita = (nodi: readonly Nodo[], prima: string, sopra: RispostaDetta['posto']): DomandaFile[] =>
    nodi.flatMap(({ nome, campo, figli }): DomandaFile[] => {
      const risposta = prima + nome;
      const qui = (riga: number | null) => [...sopra, { etichetta: campo.etichetta.it, riga }];
      if (campo.genere === 'file')
        return [{ risposta, posto: qui(null), accetta: campo.accetta, bytesMax: campo.bytesMax ?? null }];
      if (campo.genere !== 'ripetibile') return visita(figli, `${risposta}.`, qui(null));
      return Array.from({ length: righeDi(risposta) }, (_, n) => visita(figli, `${risposta}.${n}.`, qui(n + 1))).flat();
    });
  return visita(modulo.radici, '', []);
}

/** Are its questions written in that language too? Where they are not, they are asked in Italian. */
export function parla(modulo: Modulo, lingua: string): boolean {
  return lingua === 'it' || modulo.ordine.some(({ campo }) => Object.hasOwn(campo.etichetta, lingua));
}

/** Does any question of the form ask for a file, now or with other answers? */
export function chiedeFile(modulo: Modulo): boolean {
  return modulo.ordine.some(({ campo }) => campo.genere === 'file');
}
