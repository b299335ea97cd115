import type { Cents } from '#kernel/importo';
import type { Giorno } from '#kernel/giorno';
import type { Genere } from './definizione.ts';

/** What a form says is wrong with an answer. The sentences are in testi; REGOLA has its own in the definition, in `messaggio`. */
export type CodiceErrore =
  | 'OBBLIGATORIO'
  | 'TESTO_TROPPO_LUNGO'
  | 'TESTO_TROPPO_CORTO'
  | 'CARATTERI_NON_AMMESSI'
  | 'CODICE_FISCALE_NON_VALIDO'
  | 'PARTITA_IVA_NON_VALIDA'
  | 'EMAIL_NON_VALIDA'
  | 'TARGA_NON_VALIDA'
  | 'NUMERO_NON_VALIDO'
  | 'NUMERO_TROPPI_DECIMALI'
  | 'NUMERO_TROPPO_PICCOLO'
  | 'NUMERO_TROPPO_GRANDE'
  | 'IMPORTO_NON_VALIDO'
  | 'IMPORTO_TROPPO_PICCOLO'
  | 'IMPORTO_TROPPO_GRANDE'
  | 'DATA_NON_VALIDA'
  | 'SCELTA_NON_VALIDA'
  | 'SCELTE_TROPPO_POCHE'
  | 'SCELTE_TROPPE'
  | 'RIGHE_TROPPO_POCHE'
  | 'RIGHE_TROPPE'
  | 'CALCOLO_IMPOSSIBILE'
  | 'IMPORTO_DA_CALCOLARE'
  | 'IMPORTO_NON_POSITIVO'
  | 'REGOLA';

export type Errore = {
  codice: CodiceErrore;
  parametri: Readonly<Record<string, string | number>>;
  /** The sentence of the definition, for REGOLA. */
  messaggio: string | null;
};

export type Opzione = { valore: string; etichetta: string; scelta: boolean };

/** A field ready to be drawn. */
export type CampoCompilato = {
  /** The name it is posted under: `lampade.0.numero`. */
  nome: string;
  genere: Genere;
  etichetta: string;
  aiuto: string | null;
  /** As it was typed, or as it was computed, for people; '' for what has no text of its own. A si_no is 'si' or ''. */
  valore: string;
  /** Of scelta and scelte. */
  opzioni: readonly Opzione[];
  visibile: boolean;
  abilitato: boolean;
  obbligatorio: boolean;
  /** Computed: show it, do not ask it. */
  calcolato: boolean;
  errore: Errore | null;
  /** What a control may be told beforehand; null where it does not apply. `decimali` is null but for numero. */
  caratteriMax: number | null;
  decimali: number | null;
  unita: string | null;
  /** Lines of a testo: more than one is a text area. */
  righeTesto: number | null;
  formato: string | null;
  accetta: readonly string[];
  bytesMax: number | null;
  /** Of gruppo and schede: what is inside. */
  campi: readonly CampoCompilato[];
  /** Of ripetibile: the fields of each row, and how many rows there may be. */
  righe: readonly (readonly CampoCompilato[])[];
  /** Of a repeatable group: with so many rows, none can be taken away. */
  righeMin: number;
  righeMax: number | null;
};

/** A line of how the amount came out. */
export type VoceDettaglio = {
  etichetta: string;
  /** For people, with its comma; null where the line is not quantity × price. */
  quantita: string | null;
  prezzoCents: Cents | null;
  importoCents: Cents;
};

/** Where the ente books what is paid (bilancio). */
export type CapitoloModulo = { capitolo: string; ufficio: string | null; accertamento: string | null };

/** A value of a form as JSON: cents and scaled numbers are integers, days `YYYY-MM-DD`. What is hidden, disabled or empty is absent. */
export type ValoreModulo = ValoreSemplice | ValoriModulo | readonly ValoriModulo[];
/** The value of one field that has no others inside. */
export type ValoreSemplice = string | number | boolean | readonly string[];
export type ValoriModulo = { readonly [campo: string]: ValoreModulo };

export type Compilazione = {
  titolo: string | null;
  introduzione: string | null;
  campi: readonly CampoCompilato[];
  valori: ValoriModulo;
  importoCents: Cents | null;
  dettaglio: readonly VoceDettaglio[];
  /** At most 1024 characters, never empty. */
  causale: string;
  /** At most 140 characters, never empty, nobody's name in it. */
  causalePubblica: string;
  capitolo: CapitoloModulo | null;
  /** What is wrong with the form as a whole: the amount, the chapter. */
  errori: readonly Errore[];
  /** Nothing is wrong, neither with a field nor with the form, and there is an amount. */
  valido: boolean;
};

/**
 * What was posted, by name. A field that appears more than once (scelte) has a list. A repeatable group also understands
 * `<name>.righe` (how many rows to show) and `<name>.togli` (the index of a row to take away), so that both work without JavaScript.
 */
export type Inviati = Readonly<Record<string, string | readonly string[] | undefined>>;

export type Circostanze = { oggi: Giorno; lingua: string };
