/** Lists of places as they are published: ANPR's archive of comuni, and ISTAT's list of nations and territories. */
import { parse } from 'csv-parse/sync';
import { ok, type Esito } from '#kernel/esito';
import { parseGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import { chiaveLuogo } from '#kernel/luoghi';
import type { Comune, Nazione } from './luoghi.ts';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';

/** A list read: which it is, says its header. */
export type ElencoLuoghi = { genere: 'comuni'; righe: Comune[] } | { genere: 'nazioni'; righe: Nazione[] };

/** More rows than the archive will have: it has twenty thousand, of a century and a half. */
const RIGHE_MAX = 200_000;
const NOME_MAX = 140;

const COMUNI = ['CODCATASTALE', 'DATAISTITUZIONE', 'DATACESSAZIONE', 'DENOMINAZIONEIT', 'SIGLAPROVINCIA'];
const NAZIONI = ['CODICEAT', 'CODICEISO3166ALPHA2', 'DENOMINAZIONEIT'];

type Riga = Readonly<Record<string, string>>;

/** Reads a whole list, or nothing of it: a row that cannot be right refuses the list, and says which. Columns are found by their names. */
export function leggiElencoLuoghi(testo: string): Esito<ElencoLuoghi, RifiutoEnti> {
  const righe = righeDi(testo);
  const [prima] = righe ?? [];
  if (righe === null || prima === undefined) return rifiutoEnti('LUOGHI_ILLEGGIBILI');
  if (COMUNI.every((nome) => nome in prima)) return comuniDi(righe);
  if (NAZIONI.every((nome) => nome in prima)) return nazioniDi(righe);
  return rifiutoEnti('LUOGHI_ILLEGGIBILI');
}

function righeDi(testo: string): Riga[] | null {
  if (testo.includes('\0')) return null;
  const [testa = ''] = testo.split(/\r?\n/, 1);
  const delimiter = testa.split(';').length > testa.split(',').length ? ';' : ',';
  try {
    const righe = parse<Riga>(testo, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      to: RIGHE_MAX + 1,
      columns: (nomi: string[]) => nomi.map((nome) => chiaveLuogo(nome) || false),
    });
    return righe.length > RIGHE_MAX ? null : righe;
  } catch {
    return null;
  }
}

/** Rows without a code or a provincia are of places older than the codes: nobody's tax code carries them. */
const SENZA = new Set(['', 'ND', 'N.D.']);
const assente = (valore = ''): boolean => SENZA.has(valore.toUpperCase());

function comuniDi(righe: readonly Riga[]): Esito<ElencoLuoghi, RifiutoEnti> {
  const comuni: Comune[] = [];
  for (const [i, riga] of righe.entries()) {
    if (assente(riga['CODCATASTALE']) || assente(riga['SIGLAPROVINCIA'])) continue;
    const comune = comuneDi(riga);
    if (typeof comune === 'string') return rifiutoEnti('LUOGHI_RIGA_NON_VALIDA', { riga: i + 1, campo: comune });
    comuni.push(comune);
  }
  return comuni.length === 0 ? rifiutoEnti('LUOGHI_ILLEGGIBILI') : ok({ genere: 'comuni', righe: unisci(comuni) });
}

/** The row, or the name of the field that is wrong. */
function comuneDi(riga: Riga): Comune | string {
  const codice = riga['CODCATASTALE'] ?? '';
  const provincia = riga['SIGLAPROVINCIA'] ?? '';
  const denominazione = riga['DENOMINAZIONEIT'] ?? '';
  const altra = riga['ALTRADENOMINAZIONE'] ?? '';
  const validoDal = parseGiorno(riga['DATAISTITUZIONE'] ?? '');
  const ultimo = ultimoGiorno(riga['DATACESSAZIONE']);
  if (!/^[A-Z]\d{3}$/.test(codice)) return 'CODCATASTALE';
  if (!/^[A-Z]{2}$/.test(provincia)) return 'SIGLAPROVINCIA';
  if (!isNome(denominazione)) return 'DENOMINAZIONE_IT';
  if (altra !== '' && !isNome(altra)) return 'ALTRADENOMINAZIONE';
  if (validoDal === null) return 'DATAISTITUZIONE';
  if (ultimo === undefined || (ultimo !== null && ultimo < validoDal)) return 'DATACESSAZIONE';
  const validoAl = ultimo === null ? null : piuGiorni(ultimo, 1);
  return { codice, denominazione, altraDenominazione: altra || null, provincia, validoDal, validoAl };
}

const isNome = (testo: string): boolean => testo.length <= NOME_MAX && chiaveLuogo(testo) !== '';

/** The last day of validity, which the lists say included; null: none, written as nothing or as the end of time. Undefined: no day. */
function ultimoGiorno(testo = ''): Giorno | null | undefined {
  return testo === '' || testo.startsWith('9999-') ? null : (parseGiorno(testo) ?? undefined);
}

/**
 * One row for as long as a comune had that name in that provincia: the archive has one for each change of its borders. Of two that begin
 * on the same day, the one that lasts.
 */
function unisci(comuni: readonly Comune[]): Comune[] {
  const unite: Comune[] = [];
  for (const comune of comuni.toSorted(perInizio)) {
    const prima = unite.at(-1);
    if (prima?.codice !== comune.codice) unite.push(comune);
    else if (isUguale(prima, comune))
      unite[unite.length - 1] = { ...prima, validoAl: piuTardi(prima.validoAl, comune.validoAl) };
    else if (prima.validoDal === comune.validoDal) {
      if (piuTardi(prima.validoAl, comune.validoAl) !== prima.validoAl) unite[unite.length - 1] = comune;
    } else unite.push(comune);
  }
  return unite;
}

function perInizio(a: Comune, b: Comune): number {
  const [x, y] = [`${a.codice}${a.validoDal}`, `${b.codice}${b.validoDal}`];
  return x < y ? -1 : Number(x > y);
}

function isUguale(a: Comune, b: Comune): boolean {
  return (
    a.denominazione === b.denominazione && a.altraDenominazione === b.altraDenominazione && a.provincia === b.provincia
  );
}

function piuTardi(a: Giorno | null, b: Giorno | null): Giorno | null {
  if (a === null || b === null) return null;
  return a > b ? a : b;
}

function nazioniDi(righe: readonly Riga[]): Esito<ElencoLuoghi, RifiutoEnti> {
  const nazioni = new Map<string, Nazione>();
  for (const [i, riga] of righe.entries()) {
    if (assente(riga['CODICEAT'])) continue;
    const nazione = nazioneDi(riga);
    if (typeof nazione === 'string') return rifiutoEnti('LUOGHI_RIGA_NON_VALIDA', { riga: i + 1, campo: nazione });
    nazioni.set(nazione.codice, nazione);
  }
  return nazioni.size === 0
    ? rifiutoEnti('LUOGHI_ILLEGGIBILI')
    : ok({ genere: 'nazioni', righe: [...nazioni.values()] });
}

function nazioneDi(riga: Riga): Nazione | string {
  const codice = riga['CODICEAT'] ?? '';
  const iso = riga['CODICEISO3166ALPHA2'] ?? '';
  const denominazione = riga['DENOMINAZIONEIT'] ?? '';
  const ultimo = ultimoGiorno(riga['DATACESSAZIONE']);
  if (!/^Z\d{3}$/.test(codice)) return 'Codice AT';
  if (!assente(iso) && !/^[A-Z]{2}$/.test(iso)) return 'Codice ISO 3166 alpha2';
  if (!isNome(denominazione)) return 'Denominazione IT';
  if (ultimo === undefined) return 'DATACESSAZIONE';
  return {
    codice,
    iso: assente(iso) ? null : iso,
    denominazione,
    validaAl: ultimo === null ? null : piuGiorni(ultimo, 1),
  };
}
