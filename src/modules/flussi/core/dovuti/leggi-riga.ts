import { ok } from '#kernel/esito';
import {
  cents,
  differenza,
  IMPORTO_MAX_CENTS,
  parseDecimaleLargo,
  somma,
  ZERO_CENTS,
  type Cents,
} from '#kernel/importo';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { COLONNE, type VersioneDovuti } from './colonne.ts';
import { campiDi, dialettoDi } from './dialetto.ts';
import { leggiDue, type ParteDue } from './leggi-due.ts';
import type { Scarto } from './regole.ts';

/** A row read: every column by name (blank where absent), with the typed ones beside. */
export type RigaLetta = {
  campi: Record<string, string>;
  dataScadenza: Giorno | null;
  importoCents: Cents;
  commissioneCents: Cents | null;
  generaIuv: boolean | null;
  secondario: { importoCents: Cents } | null;
  /** What 2_0 says beside; null in the others. */
  due: ParteDue | null;
};

export type EsitoLettura = { ok: true; value: RigaLetta } | { ok: false; scarto: Scarto };

/** Texts that are not checked otherwise, and without which nothing can be paid: what XML has no place for would be lost on the way. */
const TESTI = new Set([
  'IUD',
  'anagraficaPagatore',
  'causaleVersamento',
  'datiSpecificiRiscossione',
  'denominazioneEnteSecondario',
]);
/** The control characters C0 that XML has no place for: all of them but the tabulation, in the text of a line. */
const CONTROLLO = /[^\t -\uffff]/;

/** A number, if not one that we take: below zero, or beyond the largest amount. Saying so is for the validation (A.2). */
const NUMERO = /^-?\d+(?:\.\d{1,2})?$/;
const OLTRE_CENTS = somma([IMPORTO_MAX_CENTS, cents(1)]);
const SOTTO_CENTS = differenza(ZERO_CENTS, cents(1));

function rifiutata(difetti: readonly string[], parametri?: Record<string, number>): EsitoLettura {
  const scarto = { codice: 'PAA_IMPORT_SINTASSI_CSV', testo: difetti.map((difetto) => `|${difetto}`).join('') };
  return { ok: false, scarto: parametri === undefined ? scarto : { ...scarto, parametri } };
}

/** Parse stage of a row (mypay-file-formats.md A.1): columns, lengths, presence, numbers, dates. All the faults are told together. */
export function leggiRiga(riga: string, versione: VersioneDovuti): EsitoLettura {
  const colonne = COLONNE[versione];
  const valori = campiDi(riga, dialettoDi(versione));
  const parametri = { colonne: valori.length, servono: colonne.length };
  if (valori.length < colonne.length) {
    const testo = 'ERRORE GENERICO NELLA LETTURA DELLA RIGA DEL CSV';
    return { ok: false, scarto: { codice: 'PAA_IMPORT_SINTASSI_CSV', testo, parametri } };
  }
  const difetti: string[] = valori.length > colonne.length ? ['Too many columns'] : [];
  const campi: Record<string, string> = {};
  const multi = versione === '1_4' && valori[21]?.toLowerCase() === 'true';
  colonne.forEach((colonna, n) => {
    const valore = valori[n] ?? '';
    // The columns of the second beneficiary are not even read where the flag does not ask for it.
    if (versione === '1_4' && n >= 22 && n < colonne.length - 1 && !multi) return;
    campi[colonna.nome] = valore;
    if (valore.length > colonna.caratteriMax) {
      difetti.push(`${colonna.etichetta === 'IUD' ? 'COD_IUD' : colonna.etichetta} TROPPO GRANDE`);
    } else if (valore === '' && (colonna.obbligo === 'sempre' || (colonna.obbligo === 'secondario' && multi))) {
      difetti.push(`${colonna.etichetta} NON PRESENTE`);
    } else if ((versione === '2_0' || TESTI.has(colonna.nome)) && CONTROLLO.test(valore)) {
      difetti.push(`${colonna.etichetta} NON CONFORME`);
    }
  });
  const letta: RigaLetta = {
    ...tipizza(campi, multi, difetti),
    due: versione === '2_0' ? leggiDue(campi, difetti) : null,
  };
  if (difetti.length === 0) return ok(letta);
  return valori.length > colonne.length ? rifiutata(difetti, parametri) : rifiutata(difetti);
}

function tipizza(campi: Record<string, string>, multi: boolean, difetti: string[]): Omit<RigaLetta, 'due'> {
  const numero = (nome: string, etichetta: string): Cents | null => {
    const valore = campi[nome] ?? '';
    if (valore === '' || valore.length > 15) return null;
    const importo = parseDecimaleLargo(valore) ?? fuoriMisura(valore);
    // The spelling is the one that vendors' software knows.
    if (importo === null) difetti.push(`${etichetta} NON CONFROME: ${valore}`);
    return importo;
  };
  const logico = (nome: string, etichetta: string): boolean | null => {
    const valore = (campi[nome] ?? '').toLowerCase();
    if (valore !== '' && valore.length <= 5 && valore !== 'true' && valore !== 'false')
      difetti.push(`${etichetta} NON CONFORME`);
    return valore === '' ? null : valore === 'true';
  };
  const scadenza = campi['dataScadenzaPagamento'] ?? '';
  const dataScadenza = scadenza === '' ? null : parseGiorno(scadenza);
  if (scadenza !== '' && dataScadenza === null)
    difetti.push('dataScadenzaPagamento:wrong DATE pattern or wrong DATE data');
  const importoCents = numero('importoDovuto', 'IMPORTO_DOVUTO');
  const commissioneCents = numero('commissioneCaricoPa', 'COMMISSIONE_CARICO_PA');
  const generaIuv = logico('flagGeneraIuv', 'FLAG_GENERA_IUV');
  logico('flagMultiBeneficiario', 'FLAG_MULTI_BENEFICIARIO');
  const secondoCents = multi ? numero('importoVersamentoEnteSecondario', 'IMPORTO_VERSAMENTO_ENTE_SECONDARIO') : null;
  const secondario = secondoCents === null ? null : { importoCents: secondoCents };
  // An amount that is not there is a fault already told.
  return { campi, dataScadenza, importoCents: importoCents ?? ZERO_CENTS, commissioneCents, generaIuv, secondario };
}

function fuoriMisura(valore: string): Cents | null {
  if (!NUMERO.test(valore)) return null;
  return valore.startsWith('-') ? SOTTO_CENTS : OLTRE_CENTS;
}
