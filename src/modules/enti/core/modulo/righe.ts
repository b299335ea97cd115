import { LIMITI_MODULO } from './definizione.ts';
import type { Inviati } from './compilazione.ts';
import { predefinito } from './leggi.ts';
import { lunghezzaMax } from './mondo.ts';
import { haFigli, type Nodo } from './struttura.ts';

/** What was posted under that name, as texts; null when nothing was. Longer than any answer may be is cut: it is refused all the same. */
export function inviatiSotto(inviati: Inviati, nome: string): readonly string[] | null {
  const trovati = Object.hasOwn(inviati, nome) ? inviati[nome] : undefined;
  if (trovati === undefined) return null;
  const testi = (Array.isArray(trovati) ? trovati : [trovati]).filter((testo) => typeof testo === 'string');
  return testi
    .slice(0, LIMITI_MODULO.opzioniMax + 1)
    .map((testo: string) => testo.slice(0, 2 * LIMITI_MODULO.testoCaratteriMax));
}

/** A row of a repeatable group, as it was posted. */
export type RigaInviata = { inviati: ReadonlyMap<Nodo, readonly string[] | null>; bianca: boolean };
export type RigheInviate = { righe: readonly RigaInviata[]; troppe: boolean };

/**
 * The rows of a repeatable group: those posted, as many as `<name>.righe` asks for, less the one that `<name>.togli` takes away; never
 * fewer than it needs to be filled in. A row in which nothing is written is shown, and is not there.
 */
export function leggiRighe(gruppo: Nodo, inviati: Inviati): RigheInviate {
  const { campo, percorso, figli } = gruppo;
  if (campo.genere !== 'ripetibile') return { righe: [], troppe: false };
  const massimo = lunghezzaMax(gruppo);
  const scritte: RigaInviata[] = [];
  // One more than may be is looked at, to know that there are too many.
  for (let indice = 0; indice <= massimo; indice++) {
    const suoi = new Map(
      figli.map((figlio) => {
        const inviato = inviatiSotto(inviati, `${percorso}.${indice}.${figlio.nome}`);
        // What is proposed stands in the rows that must be there, until somebody posts them.
        const proposto = indice >= (campo.minItems ?? 0) || haFigli(figlio.campo) ? null : predefinito(figlio.campo);
        return [figlio, inviato ?? (proposto === null ? null : [proposto])];
      }),
    );
    const scritta = [...suoi.values()].some((testi) => testi?.some((testo) => testo.trim() !== '') ?? false);
    scritte.push({ inviati: suoi, bianca: !scritta });
  }
  const tolta = intero(inviati, `${percorso}.togli`);
  if (tolta !== null && tolta < scritte.length) scritte.splice(tolta, 1);
  const ultima = scritte.findLastIndex(({ bianca }) => !bianca) + 1;
  const chieste = (intero(inviati, `${percorso}.righe`) ?? 0) - (tolta === null ? 0 : 1);
  const quante = Math.min(Math.max(ultima, chieste, campo.minItems ?? 0, 1), massimo);
  return { righe: scritte.slice(0, quante), troppe: ultima > massimo };
}

function intero(inviati: Inviati, nome: string): number | null {
  const testo = inviatiSotto(inviati, nome)?.at(-1) ?? '';
  return /^\d{1,3}$/.test(testo) ? Number(testo) : null;
}
