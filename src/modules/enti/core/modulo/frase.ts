import { puntatore, type Difetti } from './difetti.ts';
import type { Nodo } from './struttura.ts';

/** A template of a causale, read once: words, fields, and stretches that go away when their fields are empty. */
export type Pezzo = { testo: string } | { campo: Nodo } | { forse: readonly Pezzo[] };
export type Frase = readonly Pezzo[];

const SEGNI = /\{\{\s*([A-Za-z0-9.]*)\s*\}\}|\[\[|\]\]|\{\{/g;

/** Reads `{{field}}` and `[[ … ]]`; null when it cannot. */
export function leggiFrase(
  testo: string,
  chiave: 'causale' | 'causalePubblica',
  nodi: ReadonlyMap<string, Nodo>,
  difetti: Difetti,
): Frase | null {
  const dove = puntatore('', chiave);
  const frase: Pezzo[] = [];
  let forse: Pezzo[] | null = null;
  let fin = 0;
  let aperto = 0;
  let buona = true;
  const male = (codice: 'MODULO_FRASE' | 'MODULO_CAMPO_SCONOSCIUTO' | 'MODULO_CAMPO_INADATTO', segno: string): void => {
    buona = false;
    difetti.aggiungi(codice, dove, { nome: segno }, { riga: 1, colonna: fin + 1 });
  };
  for (const { 0: segno, 1: percorso, index } of testo.matchAll(SEGNI)) {
    if (index > fin) (forse ?? frase).push({ testo: testo.slice(fin, index) });
    fin = index;
    if (percorso !== undefined) {
      const campo = nodi.get(percorso);
      if (campo === undefined) male('MODULO_CAMPO_SCONOSCIUTO', percorso);
      else if (!dicibile(campo)) male('MODULO_CAMPO_INADATTO', percorso);
      else (forse ?? frase).push({ campo });
    } else if (segno === '[[' && forse === null) {
      forse = [];
      aperto = index;
    } else if (segno === ']]' && forse !== null) {
      frase.push({ forse });
      forse = null;
    } else male('MODULO_FRASE', segno);
    fin = index + segno.length;
  }
  if (fin < testo.length) frase.push({ testo: testo.slice(fin) });
  fin = aperto;
  if (forse !== null) male('MODULO_FRASE', '[[');
  // Whatever is answered, something must be written: the Nodo refuses an empty element.
  if (buona && !frase.some((pezzo) => 'testo' in pezzo && /[\p{L}\p{N}]/u.test(pezzo.testo))) {
    difetti.aggiungi('MODULO_CAUSALE_VUOTA', dove);
    return null;
  }
  return buona ? frase : null;
}

/** Can the value of the field be said in a sentence? */
function dicibile({ campo: { genere } }: Nodo): boolean {
  return genere !== 'gruppo' && genere !== 'schede' && genere !== 'ripetibile' && genere !== 'file';
}

/** The fields that a sentence names. */
export function campiDi(frase: Frase): Nodo[] {
  return frase.flatMap((pezzo) => ('campo' in pezzo ? [pezzo.campo] : 'forse' in pezzo ? campiDi(pezzo.forse) : []));
}

/** The sentence with its fields filled in, on one line, cut at so many characters. `detto` is '' for an empty field. */
export function componi(frase: Frase, detto: (campo: Nodo) => string, caratteriMax: number): string {
  const pulita = scrivi(frase, detto)
    .normalize('NFC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/ +([,;.])/g, '$1')
    .trim()
    .slice(0, caratteriMax);
  // The cut is at UTF-16 units, the strictest way of counting: it may have split a pair.
  return (pulita.isWellFormed() ? pulita : pulita.slice(0, -1)).trimEnd();
}

function scrivi(frase: Frase, detto: (campo: Nodo) => string): string {
  return frase
    .map((pezzo) => {
      if ('testo' in pezzo) return pezzo.testo;
      if ('campo' in pezzo) return detto(pezzo.campo);
      const campi = campiDi(pezzo.forse);
      return campi.length > 0 && campi.every((campo) => detto(campo) === '') ? '' : scrivi(pezzo.forse, detto);
    })
    .join('');
}
