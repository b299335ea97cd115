import { parseCodiceFiscale } from '#kernel/codice-fiscale';
import { cents, formatDecimale } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { partitaIvaValida } from '#kernel/partita-iva';
import type { MetadatoRichiesta } from './richiesta.ts';

/** Who owes, as whoever pays by their own will says it. */
export type DebitoreSpontaneo = { tipo: 'F' | 'G'; codice: string; anagrafica: string };

/** The code of a debtor who has none, or does not say it, where the kind of due allows it. */
export const ANONIMO = 'ANONIMO';
/** Name of a debtor: stText70 of paForNode, and the column of a file. */
export const ANAGRAFICA_CARATTERI_MAX = 70;

/** What was typed of a debtor. `tipo`: a person (F), anyone else (G), somebody without a code (A). */
export type DebitoreDigitato = { tipo: string; codice: string; anagrafica: string };

/** What may be wrong with it; the sentences are in testi. */
export type DifettoDebitore =
  | 'tipoMancante'
  | 'codiceMancante'
  | 'codiceFiscaleNonValido'
  | 'partitaIvaNonValida'
  | 'anagraficaMancante'
  | 'anagraficaCaratteri'
  | 'anagraficaLunga';

export type DebitoreLetto = {
  /** Null when something is wrong. */
  debitore: DebitoreSpontaneo | null;
  difetti: Partial<Record<keyof DebitoreDigitato, DifettoDebitore>>;
};

/** Reads who owes. The browser may send what it likes: without a code only where the kind of due allows it. */
export function leggiDebitore(
  { tipo, codice, anagrafica }: DebitoreDigitato,
  { anonimoAmmesso }: { anonimoAmmesso: boolean },
): DebitoreLetto {
  const nome = unaRiga(anagrafica);
  const conCodice = leggiCodice(tipo, codice, anonimoAmmesso);
  const difettoNome = difettoAnagrafica(nome);
  const difetti = { ...conCodice.difetti, ...(difettoNome !== null && { anagrafica: difettoNome }) };
  const { letto } = conCodice;
  return { debitore: letto === null || difettoNome !== null ? null : { ...letto, anagrafica: nome }, difetti };
}

type CodiceLetto = { letto: Pick<DebitoreSpontaneo, 'tipo' | 'codice'> | null; difetti: DebitoreLetto['difetti'] };

function leggiCodice(tipo: string, testo: string, anonimoAmmesso: boolean): CodiceLetto {
  const sbagliato = (difetti: DebitoreLetto['difetti']): CodiceLetto => ({ letto: null, difetti });
  if (tipo === 'A' && anonimoAmmesso) return { letto: { tipo: 'F', codice: ANONIMO }, difetti: {} };
  if (tipo !== 'F' && tipo !== 'G') return sbagliato({ tipo: 'tipoMancante' });
  const nudo = testo.replaceAll(/\s/g, '');
  if (nudo === '') return sbagliato({ codice: 'codiceMancante' });
  if (tipo === 'G') {
    return partitaIvaValida(nudo)
      ? { letto: { tipo, codice: nudo }, difetti: {} }
      : sbagliato({ codice: 'partitaIvaNonValida' });
  }
  const codice = parseCodiceFiscale(nudo);
  return codice === null ? sbagliato({ codice: 'codiceFiscaleNonValido' }) : { letto: { tipo, codice }, difetti: {} };
}

/**
 * What the faces of the notice can write, as it is or without its accents: Latin letters with whatever is over or under them, digits,
 * punctuation, both apostrophes. Anything else would be a question mark on paper, and pagoPA's counterparts may refuse it.
 */
const STAMPABILE = /^[ -~¡-ķĹ-ňŊ-ſǍ-ǜǞ-ǣǦ-ǭǰǴǵǸ-țȞȟȦ-ȳḀ-ẙẠ-ỹ–—‘-‚“-„…€]+$/u;

function difettoAnagrafica(nome: string): DifettoDebitore | null {
  if (nome === '') return 'anagraficaMancante';
  if (!STAMPABILE.test(nome)) return 'anagraficaCaratteri';
  return [...nome].length > ANAGRAFICA_CARATTERI_MAX ? 'anagraficaLunga' : null;
}

/** On one line, in composed form, without what cannot be seen or sent. */
function unaRiga(testo: string): string {
  return testo
    .normalize('NFC')
    .replaceAll(/\p{Cf}+/gu, '')
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
}

/** A field of a form, as far as it matters here. */
export type CampoDichiarato = {
  type?: string;
  genere?: string;
  personale?: boolean | undefined;
  decimali?: number | undefined;
  properties?: Readonly<Record<string, CampoDichiarato>>;
  ordine?: readonly string[];
  items?: CampoDichiarato;
};

/**
 * The answers that become metadata of the posizione: what tells of a person stays out, and reaches the ente by the causale only.
 * Rows are counted from one. What does not fit any more is left out: the request keeps all of it.
 */
export function metadatiDi(schema: CampoDichiarato, valori: Readonly<Record<string, unknown>>): MetadatoRichiesta[] {
  const scelti: MetadatoRichiesta[] = [];
  let bytes = 0;
  for (const [chiave, valore] of coppie(schema, valori, '')) {
    const suoi = Buffer.byteLength(chiave) + Buffer.byteLength(valore);
    const sta = chiave.length <= LIMITI.metadatoPagopaCaratteriMax && bytes + suoi <= LIMITI.metadatiBytesMax;
    if (valore === '' || !sta) continue;
    bytes += suoi;
    scelti.push({ chiave, valore, perPagopa: false });
  }
  return scelti;
}

function coppie(dentro: CampoDichiarato, valori: Readonly<Record<string, unknown>>, prima: string): [string, string][] {
  return (dentro.ordine ?? []).flatMap((nome): [string, string][] => {
    const campo = dentro.properties?.[nome];
    const valore = valori[nome];
    if (campo === undefined || campo.personale === true || valore === undefined) return [];
    // The name of a file says nothing to anybody: it is among those attached.
    if (campo.genere === 'file') return [];
    const chiave = prima + nome;
    if (isValori(valore)) return coppie(campo, valore, `${chiave}.`);
    if (campo.genere === 'ripetibile' && Array.isArray(valore)) {
      const riga = campo.items ?? {};
      return valore.flatMap((una, n) => (isValori(una) ? coppie(riga, una, `${chiave}.${n + 1}.`) : []));
    }
    return [[chiave, testoDi(campo, valore)]];
  });
}

function isValori(valore: unknown): valore is Readonly<Record<string, unknown>> {
  return typeof valore === 'object' && valore !== null && !Array.isArray(valore);
}

/** A value as the ente's software reads it: amounts and numbers with a point, days as ISO writes them. */
function testoDi({ genere, decimali = 0 }: CampoDichiarato, valore: unknown): string {
  if (Array.isArray(valore)) return valore.map(String).join(', ');
  if (typeof valore === 'boolean') return valore ? 'si' : 'no';
  if (typeof valore !== 'number') return String(valore);
  return genere === 'importo' ? formatDecimale(cents(valore)) : conPunto(valore, decimali);
}

/** 1250 with two decimals is `12.50`. */
function conPunto(n: number, decimali: number): string {
  if (decimali === 0) return String(n);
  const cifre = String(Math.abs(n)).padStart(decimali + 1, '0');
  return `${n < 0 ? '-' : ''}${cifre.slice(0, -decimali)}.${cifre.slice(-decimali)}`;
}

/** A compiled field, as far as it matters here. */
export type CampoRisposto = {
  nome: string;
  genere: string;
  visibile: boolean;
  abilitato: boolean;
  calcolato: boolean;
  campi: readonly CampoRisposto[];
  righe: readonly (readonly CampoRisposto[])[];
};

export type Risposte = Record<string, string | readonly string[]>;

/**
 * What of all that was posted is an answer: to a question that was asked. Whatever else a browser sends (computed values, hidden fields,
 * names that the form does not have) is not kept.
 */
export function risposteDi(
  campi: readonly CampoRisposto[],
  inviati: Readonly<Record<string, string | readonly string[] | undefined>>,
): Risposte {
  const risposte: Risposte = {};
  const prendi = (campo: CampoRisposto): void => {
    if (!campo.visibile || !campo.abilitato || campo.calcolato) return;
    const risposta = inviati[campo.nome];
    if (campo.genere === 'ripetibile') risposte[`${campo.nome}.righe`] = String(campo.righe.length);
    else if (risposta !== undefined) risposte[campo.nome] = risposta;
    campo.campi.forEach(prendi);
    campo.righe.flat().forEach(prendi);
  };
  campi.forEach(prendi);
  return risposte;
}

/** The IUD of the dovuto that a request becomes: always the same, so that it is made once. */
export function iudSpontaneo(richiestaId: string): string {
  return `S-${richiestaId.replaceAll('-', '')}`;
}

/** The name of the file that no file was (model 12). */
export function iufSpontaneo(codIpa: string): string {
  return `_${codIpa}_SPONTANEO`;
}

/** Is it that name: of what no file brought, but a citizen asked for? */
export function isIufSpontaneo(iuf: string): boolean {
  return /^_.+_SPONTANEO$/.test(iuf);
}
