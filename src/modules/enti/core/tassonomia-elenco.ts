/** The list of the taxonomy as pagoPA publishes it, JSON or CSV (pagopa 7). */
import { parse } from 'csv-parse/sync';
import { ok, type Esito } from '#kernel/esito';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';
import { parseTassonomia, type VoceTassonomia } from './tassonomia.ts';

/** The fields we keep, by normalised key: the service and the published file do not spell all of them alike. */
const CAMPI: Readonly<Record<string, keyof Grezza>> = {
  DATISPECIFICIDIINCASSO: 'codice',
  DATISPECIFICIINCASSO: 'codice',
  TIPOENTECREDITORE: 'tipoEnte',
  NOMEMACROAREA: 'macroArea',
  TIPOSERVIZIO: 'tipoServizio',
  DESCRIZIONETIPOSERVIZIO: 'descrizione',
  DATAINIZIOVALIDITA: 'validaDal',
  DATAFINEVALIDITA: 'validaAl',
};

type Grezza = Partial<
  Record<'codice' | 'tipoEnte' | 'macroArea' | 'tipoServizio' | 'descrizione' | 'validaDal' | 'validaAl', string>
>;

/** More rows than any list of services will have: the published one has hundreds. */
const VOCI_MAX = 20_000;

/**
 * Reads a whole list, or nothing of it: a row that cannot be right refuses the list, and says which. A code that is there twice is the row
 * that lasts longer.
 */
export function leggiElenco(testo: string): Esito<VoceTassonomia[], RifiutoEnti> {
  const pulito = testo.replace(/^\uFEFF/, '').trim();
  const grezze = /^[[{]/.test(pulito) ? daJson(pulito) : daCsv(pulito);
  if (grezze === null || grezze.length === 0 || grezze.length > VOCI_MAX) return rifiutoEnti('TASSONOMIA_ILLEGGIBILE');
  const voci = new Map<string, VoceTassonomia>();
  for (const [i, grezza] of grezze.entries()) {
    const voce = valida(grezza);
    if (typeof voce === 'string')
      return rifiutoEnti('TASSONOMIA_RIGA_NON_VALIDA', { riga: i + 1, codice: grezza.codice ?? '', campo: voce });
    const altra = voci.get(voce.codice);
    if (altra === undefined || dura(voce) > dura(altra)) voci.set(voce.codice, voce);
  }
  return ok([...voci.values()]);
}

const PER_SEMPRE = '9999-12-31' as Giorno;
const dura = ({ validaAl }: VoceTassonomia): Giorno => validaAl ?? PER_SEMPRE;

/** The row, or the name of the field that is wrong. */
function valida(g: Grezza): VoceTassonomia | string {
  const codice = parseTassonomia(g.codice ?? '');
  if (codice === null) return 'codice';
  const { tipoEnte = '', macroArea = '', tipoServizio = '', descrizione = '' } = g;
  if (tipoEnte === '' || macroArea === '' || tipoServizio === '') return 'descrizione';
  const validaDal = giornoAmericano(g.validaDal ?? '');
  const fine = g.validaAl ?? '';
  const validaAl = fine === '' ? null : giornoAmericano(fine);
  if (validaDal === null || (validaAl === null && fine !== '')) return 'data';
  if (validaAl !== null && validaAl <= validaDal) return 'data';
  return { codice, tipoEnte, macroArea, tipoServizio, descrizione: descrizione || tipoServizio, validaDal, validaAl };
}

/** The published dates are mm/dd/yyyy; an ISO one is nothing else. */
function giornoAmericano(testo: string): Giorno | null {
  const letto = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(testo);
  if (letto === null) return parseGiorno(testo);
  const [, mese = '', giorno = '', anno = ''] = letto;
  return parseGiorno(`${anno}-${mese.padStart(2, '0')}-${giorno.padStart(2, '0')}`);
}

/** Keys without case, accents, blanks and marks; values on one line. */
function grezza(coppie: Iterable<readonly [string, unknown]>): Grezza {
  const letta: Grezza = {};
  for (const [chiave, valore] of coppie) {
    const campo =
      CAMPI[
        chiave
          .normalize('NFD')
          .toUpperCase()
          .replace(/[^A-Z]/g, '')
      ];
    if (campo !== undefined && (typeof valore === 'string' || typeof valore === 'number'))
      letta[campo] = String(valore)
        .replace(/[\s\0]+/g, ' ')
        .trim();
  }
  return letta;
}

function daJson(testo: string): Grezza[] | null {
  let letto: unknown;
  try {
    letto = JSON.parse(testo);
  } catch {
    return null;
  }
  // The list itself, or an object that holds it and nothing else that is a list.
  const elenchi = Array.isArray(letto) ? [letto] : Object.values(Object(letto)).filter((v) => Array.isArray(v));
  const [elenco] = elenchi as unknown[][];
  if (elenco === undefined || elenchi.length !== 1) return null;
  return elenco.map((riga) => grezza(typeof riga === 'object' && riga !== null ? Object.entries(riga) : []));
}

function daCsv(testo: string): Grezza[] | null {
  const [testa = ''] = testo.split('\n', 1);
  const separatore = testa.split(';').length > testa.split(',').length ? ';' : ',';
  try {
    const righe = parse(testo, { delimiter: separatore, columns: true, skip_empty_lines: true });
    const voci = (righe as Record<string, string>[]).map((riga) => grezza(Object.entries(riga)));
    return voci.some((voce) => voce.codice !== undefined) ? voci : null;
  } catch {
    return null;
  }
}
