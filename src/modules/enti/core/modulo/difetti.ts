/** What may be wrong with a definition, by code; the sentences are in testi. */
export const DIFETTI_MODULO = [
  /** Not a JSON document at all. */
  'MODULO_NON_JSON',
  'MODULO_TROPPO_GRANDE',
  /** A node is not of the shape of its kind; `regola` is the keyword of JSON Schema that says so. */
  'MODULO_STRUTTURA',
  /** A key that the language does not have: a slip of the pen must not pass for a wish granted. */
  'MODULO_CHIAVE_SCONOSCIUTA',
  'MODULO_GENERE_SCONOSCIUTO',
  'MODULO_CAMPI_TROPPI',
  'MODULO_TROPPO_PROFONDO',
  'MODULO_ANNIDAMENTO',
  'MODULO_NOME_RISERVATO',
  'MODULO_ORDINE',
  'MODULO_OBBLIGATORIO_IGNOTO',
  /** `required` holds whatever is typed: what is asked only sometimes says `obbligatorioSe`. */
  'MODULO_OBBLIGATORIO_CONDIZIONATO',
  'MODULO_CALCOLATO_E_OBBLIGATORIO',
  'MODULO_NASCOSTO_SENZA_VALORE',
  'MODULO_LIMITI_ROVESCIATI',
  'MODULO_PREDEFINITO',
  'MODULO_OPZIONI',
  'MODULO_OPZIONE_RIPETUTA',
  'MODULO_TARIFFA_SCONOSCIUTA',
  'MODULO_COLONNA_SCONOSCIUTA',
  'MODULO_COLONNA_RIPETUTA',
  'MODULO_TARIFFA_VALORE',
  'MODULO_TARIFFA_CHIAVE',
  'MODULO_TARIFFA_CHIAVE_RIPETUTA',
  'MODULO_TARIFFA_FASCE',
  'MODULO_CAMPO_SCONOSCIUTO',
  'MODULO_CAMPO_INADATTO',
  'MODULO_VOCE',
  'MODULO_CICLO',
  'MODULO_ESPRESSIONE_ILLEGGIBILE',
  'MODULO_ESPRESSIONE_TROPPO_GRANDE',
  'MODULO_NOME_SCONOSCIUTO',
  'MODULO_FUNZIONE_VIETATA',
  'MODULO_COSTRUTTO_VIETATO',
  'MODULO_TIPI',
  'MODULO_TIPO_ATTESO',
  'MODULO_TROPPO_COSTOSO',
  'MODULO_FRASE',
  'MODULO_CAUSALE_VUOTA',
  'MODULO_CAUSALE_PERSONALE',
] as const;
export type CodiceDifetto = (typeof DIFETTI_MODULO)[number];

/** One thing that is wrong, and where. `posizione` (from 1) is inside the text at `percorso`. */
export type Difetto = {
  codice: CodiceDifetto;
  /** JSON pointer into the document. */
  percorso: string;
  parametri: Readonly<Record<string, string | number>>;
  posizione: { riga: number; colonna: number } | null;
};

/** The refusal of a definition: one code for the door, and everything that is wrong for whoever wrote it. */
export type RifiutoModulo = { codice: 'MODULO_NON_VALIDO'; genere: 'non_valido'; difetti: readonly Difetto[] };

/** The first so many: a document that is wrong throughout teaches no more by the hundredth. */
const DIFETTI_MAX = 100;

/** Where the defects of a definition are gathered. */
export class Difetti {
  readonly elenco: Difetto[] = [];

  aggiungi(
    codice: CodiceDifetto,
    percorso: string,
    parametri: Record<string, string | number> = {},
    posizione: Difetto['posizione'] = null,
  ): void {
    if (this.elenco.length < DIFETTI_MAX) this.elenco.push({ codice, percorso, parametri, posizione });
  }

  get nessuno(): boolean {
    return this.elenco.length === 0;
  }

  rifiuto(): { ok: false; refusal: RifiutoModulo } {
    return { ok: false, refusal: { codice: 'MODULO_NON_VALIDO', genere: 'non_valido', difetti: this.elenco } };
  }
}

/** The pointer of a key under another (RFC 6901). */
export function puntatore(sopra: string, ...chiavi: readonly (string | number)[]): string {
  return sopra + chiavi.map((chiave) => `/${String(chiave).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
