import { confronta, parseDecimale, somma, ZERO_CENTS, type Cents } from '#kernel/importo';

/**
 * The bilancio of a dovuto: capitoli with their accertamenti, written without namespace in the file
 * (mypay-file-formats.md 1.14). The grammar is five elements without attributes, so it is read here, and a DTD, an entity, an
 * attribute or any other element is simply not part of it.
 */
const PEZZO = /<(\/?)([A-Za-z]+)\s*>|([^<]+)/gy;
const FIGLI: Record<string, readonly string[]> = {
  '': ['bilancio'],
  bilancio: ['capitolo'],
  capitolo: ['codCapitolo', 'codUfficio', 'accertamento'],
  accertamento: ['codAccertamento', 'importo'],
};
const OBBLIGATORI: Record<string, readonly string[]> = {
  '': ['bilancio'],
  bilancio: ['capitolo'],
  capitolo: ['codCapitolo', 'accertamento'],
  accertamento: ['importo'],
};
const RIPETIBILI = new Set(['capitolo', 'accertamento']);
const CODICE_MAX = 64;
const ENTITA: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

type Aperto = { nome: string; visti: string[]; testo: string };
/** What was read so far: the lines, and what the next of them belongs to. */
type Letto = Omit<Voce, 'importoCents'> & { voci: Voce[] };

/** A line of a bilancio: an assessment of a chapter. */
export type Voce = { capitolo: string; ufficio: string | null; accertamento: string | null; importoCents: Cents };

/** True when the text is a bilancio whose amounts, all positive, sum to `attesoCents`. */
export function bilancioValido(testo: string, attesoCents: Cents): boolean {
  const voci = leggiBilancio(testo);
  return voci !== null && confronta(somma(voci.map((v) => v.importoCents)), attesoCents) === 0;
}

/** The lines of a bilancio; null when the text is none. */
export function leggiBilancio(testo: string): Voce[] | null {
  const xml = testo.trim();
  const pila: Aperto[] = [{ nome: '', visti: [], testo: '' }];
  const letto: Letto = { voci: [], capitolo: '', ufficio: null, accertamento: null };
  PEZZO.lastIndex = 0;
  while (PEZZO.lastIndex < xml.length) {
    const pezzo = PEZZO.exec(xml);
    const cima = pila.at(-1);
    if (pezzo === null || cima === undefined) return null;
    const [, chiude, nome, testo] = pezzo;
    if (testo !== undefined) {
      cima.testo += testo;
    } else if (nome !== undefined && chiude === '') {
      if (!apribile(cima, nome)) return null;
      cima.visti.push(nome);
      if (nome === 'capitolo') letto.ufficio = null;
      if (nome === 'accertamento') letto.accertamento = null;
      pila.push({ nome, visti: [], testo: '' });
    } else if (!chiudi(pila, nome ?? '', letto)) {
      return null;
    }
  }
  const radice = pila[0];
  return pila.length === 1 && radice !== undefined && completo(radice) ? letto.voci : null;
}

/** Children come in the order of the schema, and only what may be repeated is. */
function apribile(padre: Aperto, nome: string): boolean {
  const ordine = FIGLI[padre.nome];
  const posto = ordine?.indexOf(nome) ?? -1;
  const ultimo = padre.visti.at(-1);
  if (ordine === undefined || posto === -1) return false;
  if (ultimo === undefined) return true;
  return ordine.indexOf(ultimo) < posto || (ultimo === nome && RIPETIBILI.has(nome));
}

function chiudi(pila: Aperto[], nome: string, letto: Letto): boolean {
  const chiuso = pila.pop();
  if (chiuso === undefined || chiuso.nome !== nome || nome === '' || !completo(chiuso)) return false;
  if (nome === 'codCapitolo') letto.capitolo = senzaEntita(chiuso.testo);
  if (nome === 'codUfficio') letto.ufficio = senzaEntita(chiuso.testo);
  if (nome === 'codAccertamento') letto.accertamento = senzaEntita(chiuso.testo);
  if (nome !== 'importo') return true;
  const importoCents = parseDecimale(chiuso.testo.trim());
  if (importoCents === null || confronta(importoCents, ZERO_CENTS) <= 0) return false;
  const { capitolo, ufficio, accertamento } = letto;
  letto.voci.push({ capitolo, ufficio, accertamento, importoCents });
  return true;
}

function senzaEntita(testo: string): string {
  return testo.replace(/&(?:amp|lt|gt|quot|apos);/g, (entita) => ENTITA[entita] ?? '');
}

function completo(elemento: Aperto): boolean {
  const obbligatori = OBBLIGATORI[elemento.nome];
  if (obbligatori !== undefined)
    return elemento.testo.trim() === '' && obbligatori.every((nome) => elemento.visti.includes(nome));
  const testo = senzaEntita(elemento.testo);
  return (
    testo.length >= 1 &&
    testo.length <= CODICE_MAX &&
    !/&/.test(elemento.testo.replace(/&(?:amp|lt|gt|quot|apos);/g, ''))
  );
}
