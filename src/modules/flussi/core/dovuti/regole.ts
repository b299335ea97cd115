import type { Nascita } from '#kernel/codice-fiscale';
import type { Giorno } from '#kernel/giorno';

/** What the validation of a row needs to know of the ente and of its kinds of due. */
export type RegoleEnte = {
  segregazione: string;
  oggi: Giorno;
  /** First day on which a new dovuto may no longer carry an IUV of 15 digits or RF (model 5). */
  limiteNuoviIuv: Giorno;
  tipi: ReadonlyMap<string, RegoleTipo>;
  /** Codes of the taxonomy of pagoPA, `9/0101100IM/`. */
  tassonomia: ReadonlySet<string>;
  /** The ente refuses rows of a kind of due that is not joined «per flussi»; else they are taken, and it is said. */
  rifiutaFuoriModalita: boolean;
  luoghi: Luoghi;
  /** The accounts of the ente, by their IBAN in force: a row 2_0 may name one. */
  conti: ReadonlyMap<string, string>;
};

/** What is known of places. An unknown provincia or nation is a refusal (mypay-file-formats.md 1.7), the rest deserves a look. */
export type Luoghi = {
  provinciaNota(sigla: string): boolean;
  nazioneNota(iso: string): boolean;
  comuneNoto(coppia: { provincia: string; nome: string }): boolean;
  nascitaNota(nascita: Nascita): boolean;
};

export type RegoleTipo = {
  attivo: boolean;
  /** How pagoPA classifies it, where a row does not say. */
  tassonomia: string;
  codiceFiscaleAnonimo: boolean;
  scadenzaObbligatoria: boolean;
  modalita: readonly string[];
};

/** Does the ente not expect files of this kind of due? */
export function isFuoriModalita(tipo: Pick<RegoleTipo, 'modalita'>): boolean {
  return !tipo.modalita.includes('per_flussi');
}

/** A refused row: codes and texts, each with its leading `|` where it is one of a list (mypay-file-formats.md 2.5). */
export type Scarto = {
  codice: string;
  testo: string;
  /** What the texts do not say, and a person wants to know: how many columns there are, and how many there should be. */
  parametri?: Readonly<Record<string, number>>;
};
