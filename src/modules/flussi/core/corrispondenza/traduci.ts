import { formatDecimale, parseDecimaleLargo, parseEuro } from '#kernel/importo';
import { parseGiorno } from '#kernel/giorno';
import { COLONNE, intestazione } from '../dovuti/colonne.ts';
import { protetto } from '../dovuti/dialetto.ts';

/** A cell of the file that came: in a spreadsheet a number is written with a point and a day as `2026-12-31`, in a CSV all is text. */
export type Cella = { testo: string; specie: 'testo' | 'numero' | 'giorno' };

/** In which order a day is written, where it is text: day first, month first, year first. */
export const FORMATI_DATA = ['gma', 'mga', 'amg'] as const;
export type FormatoData = (typeof FORMATI_DATA)[number];
/** What stands before the cents, where an amount is text. */
export const DECIMALI = ['virgola', 'punto'] as const;
export type Decimali = (typeof DECIMALI)[number];

/**
 * From where a column of ours is filled: one of the file, by its name; always the same; worked out, for those of AUTOMATICHE: the IUD is a
 * number that grows, a debtor is what their code says.
 */
export type Fonte = { da: 'colonna'; nome: string } | { da: 'costante'; valore: string } | { da: 'automatico' };
export const AUTOMATICHE: readonly string[] = ['IUD', 'tipoIdentificativoUnivoco'];

/** How a file that is not in our layout becomes one: the columns that are not named stay blank. */
export type Corrispondenza = {
  fonti: Readonly<Record<string, Fonte>>;
  date: FormatoData;
  decimali: Decimali;
};

export type Specie = 'testo' | 'giorno' | 'importo';

/** What a column of ours holds: days and amounts may be written in several ways. */
export function specieDi(nome: string): Specie {
  if (/^(data|opzioneValida)/.test(nome) && nome !== 'datiSpecificiRiscossione') return 'giorno';
  return /^(importo|commissione|maggiorazione)/.test(nome) ? 'importo' : 'testo';
}

/** The names of the columns of a file, each different: one without a name has that of its place, the second of two has a number. */
export function nomiUnici(intestazioni: readonly string[]): string[] {
  const visti = new Map<string, number>();
  return intestazioni.map((grezzo, n) => {
    const nome = grezzo.replaceAll(/\s+/g, ' ').trim().slice(0, NOME_MAX) || `Colonna ${letteraDi(n)}`;
    const volte = (visti.get(nome) ?? 0) + 1;
    visti.set(nome, volte);
    return volte === 1 ? nome : `${nome} (${volte})`;
  });
}

const NOME_MAX = 100;

/** A column as a spreadsheet calls it, from 0: `A`, `Z`, `AA`. */
export function letteraDi(n: number): string {
  const prima = n >= 26 ? String.fromCharCode(64 + Math.floor(n / 26)) : '';
  return prima + String.fromCharCode(65 + (n % 26));
}

/** The header of the file that a correspondence makes. */
export const INTESTAZIONE_TRADOTTA = intestazione('2_0');

/** What a progressive number is made of: the IUF of the file, so that two files do not give the same. */
type Dove = { iuf: string; nomi: readonly string[] };

/** Turns the rows of a file, from 1, into lines of ours. */
export function traduttore(c: Corrispondenza, { iuf, nomi }: Dove): (celle: readonly Cella[], riga: number) => string {
  const passi = COLONNE['2_0'].map(({ nome }) => ({ nome, fonte: c.fonti[nome], specie: specieDi(nome) }));
  const posto = (fonte: Fonte | undefined): number => (fonte?.da === 'colonna' ? nomi.indexOf(fonte.nome) : -1);
  const posti = passi.map(({ fonte }) => posto(fonte));
  const codice = posto(c.fonti['codiceIdentificativoUnivoco']);
  return (celle, riga) =>
    passi
      .map(({ nome, fonte, specie }, n) => {
        if (fonte === undefined) return '';
        if (fonte.da === 'costante') return scrivi({ testo: fonte.valore, specie: 'testo' }, specie, c);
        if (fonte.da === 'automatico')
          return nome === 'IUD' ? `${iuf}-${riga}` : /^\s*\d{11}\s*$/.test(celle[codice]?.testo ?? '') ? 'G' : 'F';
        const cella = celle[posti[n] ?? -1];
        return cella === undefined ? '' : scrivi(cella, specie, c);
      })
      .join(';');
}

function scrivi(cella: Cella, specie: Specie, { date, decimali }: Corrispondenza): string {
  // A record is one line; what XML has no place for is told by the reading of the row.
  const testo = cella.testo
    .replaceAll(/[\r\n\u2028\u2029]+/g, ' ')
    .replaceAll('\0', '\u0001')
    .trim();
  if (cella.specie !== 'giorno' && specie === 'giorno') return protetto(scriviGiorno(testo, date), '2_0');
  if (cella.specie === 'testo' && specie === 'importo') return protetto(scriviImporto(testo, decimali), '2_0');
  return protetto(testo, '2_0');
}

const GIORNO = /^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T]0{1,2}[:.]00(?:[:.]00(?:[.,]0+)?)?)?$/;

/** A day as ours are written; as it came where it is none, so that the row says so. */
export function scriviGiorno(testo: string, formato: FormatoData): string {
  if (parseGiorno(testo) !== null) return testo;
  const compatto = (formato === 'amg' ? /^(\d{4})(\d{2})(\d{2})$/ : /^(\d{2})(\d{2})(\d{4})$/).exec(testo);
  const [, a = '', b = '', c = ''] = GIORNO.exec(testo) ?? compatto ?? [];
  const anno = formato === 'amg' ? a : c;
  const [mese, giorno] = formato === 'gma' ? [b, a] : formato === 'mga' ? [a, b] : [b, c];
  const scritto = `${anno}-${mese.padStart(2, '0')}-${giorno.padStart(2, '0')}`;
  return parseGiorno(scritto) === null ? testo : scritto;
}

/** An amount as ours are written; as it came where it is none. A sign is kept where it may have one. */
export function scriviImporto(testo: string, decimali: Decimali): string {
  const segno = /^\s*-/.test(testo) ? '-' : '';
  const nudo = testo.replace(/^\s*-/, '').replaceAll(/[€\s\u00a0']/g, '');
  const letto = decimali === 'virgola' ? parseEuro(nudo) : parseDecimaleLargo(nudo.replaceAll(/,(?=\d{3}(\D|$))/g, ''));
  return letto === null ? testo : segno + formatDecimale(letto);
}
