import { parseCodiceFiscale } from '#kernel/codice-fiscale';
import { formatGiorno, parseGiorno, type Giorno } from '#kernel/giorno';
import { cents, formatEuro, IMPORTO_MAX_CENTS, parseEuro } from '#kernel/importo';
import { partitaIvaValida } from '#kernel/partita-iva';
import { GiornoCel, ImportoCel } from './cel.ts';
import type { CodiceErrore, Errore, ValoreSemplice } from './compilazione.ts';
import { LIMITI_MODULO, type CampoConValore, type CampoDi } from './definizione.ts';

/** What was read: a value, nothing, or an error. */
export type Letto = { valore: ValoreSemplice | null; errore: Errore | null };

/** A thing wrong with an answer. */
export function errore(codice: CodiceErrore, parametri: Record<string, string | number> = {}): Errore {
  return { codice, parametri, messaggio: null };
}

const NIENTE: Letto = { valore: null, errore: null };
const letto = (valore: ValoreSemplice): Letto => ({ valore, errore: null });
const no = (codice: CodiceErrore, parametri: Record<string, string | number> = {}): Letto => ({
  valore: null,
  errore: errore(codice, parametri),
});

/** Reads what was typed into the value it stands for; '' and blanks are nothing. Bounds and options are judged by `verifica`. */
export function leggiCampo(campo: CampoConValore, inviati: readonly string[]): Letto {
  const testo = (inviati.at(-1) ?? '').normalize('NFC').trim();
  switch (campo.genere) {
    case 'testo':
      return testo === '' ? NIENTE : leggiTesto(campo, testo);
    case 'numero':
      return testo === '' ? NIENTE : leggiNumero(campo, testo);
    case 'importo': {
      const importo = testo === '' ? null : parseEuro(testo);
      if (testo === '') return NIENTE;
      return importo === null ? no('IMPORTO_NON_VALIDO') : letto(importo);
    }
    case 'data': {
      const giorno = testo === '' ? null : leggiGiorno(testo);
      if (testo === '') return NIENTE;
      return giorno === null ? no('DATA_NON_VALIDA') : letto(giorno);
    }
    case 'scelta':
      return testo === '' ? NIENTE : letto(testo.slice(0, LIMITI_MODULO.testoCaratteriMax));
    case 'scelte': {
      const scelte = [...new Set(inviati.slice(0, LIMITI_MODULO.opzioniMax + 1).filter((scelta) => scelta !== ''))];
      return scelte.length === 0 ? NIENTE : letto(scelte);
    }
    case 'si_no':
      if (['', 'no', 'false', '0'].includes(testo)) return letto(false);
      return ['si', 'sì', 'on', 'true', '1'].includes(testo) ? letto(true) : no('SCELTA_NON_VALIDA');
    case 'file':
      if (testo === '') return NIENTE;
      return /^[\w.-]{1,256}$/.test(testo) ? letto(testo) : no('CARATTERI_NON_AMMESSI');
  }
}

function leggiTesto(campo: CampoDi<'testo'>, grezzo: string): Letto {
  const testo = (campo.righe ?? 1) > 1 ? grezzo.replace(/\r\n?/g, '\n') : grezzo;
  // Control characters do not travel in XML, and the invisible ones let a text look like another.
  if (!testo.isWellFormed() || /\p{Cf}|(?!\n)\p{Cc}/u.test(testo)) return no('CARATTERI_NON_AMMESSI');
  if ((campo.righe ?? 1) === 1 && testo.includes('\n')) return no('CARATTERI_NON_AMMESSI');
  if (campo.format === undefined) return letto(testo);
  switch (campo.format) {
    case 'codice-fiscale': {
      const codice = parseCodiceFiscale(testo);
      return codice === null ? no('CODICE_FISCALE_NON_VALIDO') : letto(codice);
    }
    case 'partita-iva':
      return partitaIvaValida(testo) ? letto(testo) : no('PARTITA_IVA_NON_VALIDA');
    case 'email':
      return /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/.test(testo) ? letto(testo) : no('EMAIL_NON_VALIDA');
    case 'targa': {
      const targa = testo.replace(/[\s-]/g, '').toUpperCase();
      return /^[A-Z0-9]{4,10}$/.test(targa) ? letto(targa) : no('TARGA_NON_VALIDA');
    }
  }
}

// As people write it in Italy: a comma before the decimals, points between the thousands or nothing.
const NUMERO = /^(-?)(\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(\d{1,15}))?$/;

function leggiNumero({ decimali = 0 }: CampoDi<'numero'>, testo: string): Letto {
  const pezzi = NUMERO.exec(testo);
  if (pezzi === null) return no('NUMERO_NON_VALIDO');
  const [, segno = '', interi = '', dopo = ''] = pezzi;
  const virgola = dopo.replace(/0+$/, '');
  if (virgola.length > decimali) return no('NUMERO_TROPPI_DECIMALI', { decimali });
  const scalato = BigInt(segno + interi.replaceAll('.', '') + virgola.padEnd(decimali, '0'));
  return inLimite(scalato) ? letto(Number(scalato)) : no('NUMERO_NON_VALIDO');
}

function inLimite(n: bigint): boolean {
  return n <= BigInt(LIMITI_MODULO.numeroMax) && n >= -BigInt(LIMITI_MODULO.numeroMax);
}

/** `2026-11-30` as a control of the browser sends it, `30/11/2026` as a person types it. */
function leggiGiorno(testo: string): Giorno | null {
  const italiano = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(testo);
  if (italiano === null) return parseGiorno(testo);
  const [, giorno = '', mese = '', anno = ''] = italiano;
  return parseGiorno(`${anno}-${mese.padStart(2, '0')}-${giorno.padStart(2, '0')}`);
}

/** Is the value within the bounds of its field, and among its options? */
export function verifica(campo: CampoConValore, valore: ValoreSemplice, opzioni: ReadonlySet<string>): Errore | null {
  switch (campo.genere) {
    case 'testo': {
      const quanti = String(valore).length;
      const massimo = caratteriMax(campo);
      if (quanti > massimo) return errore('TESTO_TROPPO_LUNGO', { massimo });
      return quanti < (campo.minLength ?? 0) ? errore('TESTO_TROPPO_CORTO', { minimo: campo.minLength ?? 0 }) : null;
    }
    case 'numero':
    case 'importo':
      return fuoriLimite(campo, Number(valore));
    case 'scelta':
      return opzioni.has(String(valore)) ? null : errore('SCELTA_NON_VALIDA');
    case 'scelte': {
      const scelte = Array.isArray(valore) ? valore : [];
      const { minItems = 0, maxItems = LIMITI_MODULO.opzioniMax } = campo;
      if (!scelte.every((scelta) => opzioni.has(String(scelta)))) return errore('SCELTA_NON_VALIDA');
      if (scelte.length < minItems) return errore('SCELTE_TROPPO_POCHE', { minimo: minItems });
      return scelte.length > maxItems ? errore('SCELTE_TROPPE', { massimo: maxItems }) : null;
    }
    case 'data':
    case 'si_no':
    case 'file':
      return null;
  }
}

/** The longest text that the field takes. */
export function caratteriMax(campo: CampoDi<'testo'>): number {
  return Math.min(campo.maxLength ?? 256, LIMITI_MODULO.testoCaratteriMax);
}

function fuoriLimite(campo: CampoDi<'numero'> | CampoDi<'importo'>, n: number): Errore | null {
  // What is typed is counted from zero unless the field says otherwise; what is computed may be a reduction.
  const minimo = campo.minimum ?? (campo.valore === undefined ? 0 : -LIMITI_MODULO.numeroMax);
  const massimo = campo.maximum ?? (campo.genere === 'importo' ? IMPORTO_MAX_CENTS : LIMITI_MODULO.numeroMax);
  const detto = (limite: number): string =>
    campo.genere === 'importo' ? formatEuro(cents(limite)) : numeroInCifre(limite, campo.decimali ?? 0);
  const codice = campo.genere === 'importo' ? 'IMPORTO' : 'NUMERO';
  if (n < minimo) return errore(`${codice}_TROPPO_PICCOLO`, { minimo: detto(minimo) });
  return n > massimo ? errore(`${codice}_TROPPO_GRANDE`, { massimo: detto(massimo) }) : null;
}

/** A scaled number with its comma, and no points: a year is a number too. */
export function numeroInCifre(n: number, decimali: number): string {
  if (decimali === 0) return String(n);
  const cifre = String(Math.abs(n)).padStart(decimali + 1, '0');
  const virgola = cifre.slice(-decimali).replace(/0+$/, '');
  return `${n < 0 ? '-' : ''}${cifre.slice(0, -decimali)}${virgola === '' ? '' : `,${virgola}`}`;
}

/** The value proposed by the definition, as a person would type it. */
export function predefinito(campo: CampoConValore): string | null {
  if (!('default' in campo) || campo.default === undefined) return null;
  return campo.genere === 'importo' ? dici(campo, campo.default).replace(/ €$/, '') : dici(campo, campo.default);
}

/** A value for people; of a choice, the value itself. */
export function dici(campo: CampoConValore, valore: ValoreSemplice | null): string {
  if (valore === null) return '';
  if (campo.genere === 'importo') return formatEuro(cents(Number(valore)));
  if (campo.genere === 'numero') return numeroInCifre(Number(valore), campo.decimali ?? 0);
  if (campo.genere === 'data') return formatGiorno(String(valore) as Giorno);
  if (campo.genere === 'si_no') return valore === true ? 'sì' : 'no';
  return Array.isArray(valore) ? valore.join(', ') : String(valore);
}

/** The value as expressions see it. */
export function comeCel(campo: CampoConValore, valore: ValoreSemplice): unknown {
  if (campo.genere === 'importo') return new ImportoCel(BigInt(Number(valore)));
  if (campo.genere === 'numero') return BigInt(Number(valore));
  if (campo.genere === 'data') return new GiornoCel(String(valore) as Giorno);
  return valore;
}

/** The value that an expression computed, as it is kept; null when it is too large to be. */
export function daCel(campo: CampoConValore, valore: unknown): ValoreSemplice | null {
  const numero = valore instanceof ImportoCel ? valore.n : valore;
  if (typeof numero === 'bigint') return inLimite(numero) ? Number(numero) : null;
  if (valore instanceof GiornoCel) return valore.giorno;
  if (typeof valore === 'boolean') return valore;
  if (Array.isArray(valore)) return [...new Set(valore.map(String))].slice(0, LIMITI_MODULO.opzioniMax + 1);
  if (typeof valore !== 'string') return null;
  const { valore: testo } = leggiCampo(campo, [valore.slice(0, LIMITI_MODULO.testoCaratteriMax + 1)]);
  return testo;
}
