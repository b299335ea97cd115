import { parseCodiceFiscale } from '#kernel/codice-fiscale';
import type { Giorno } from '#kernel/giorno';
import type { ContoId } from '#kernel/ids';
import { differenza, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { Bollo, DebitoreRichiesta, MetadatoRichiesta, QuotaRichiesta, VoceBilancio } from './richiesta.ts';
import type { CodicePosizioni } from './rifiuti.ts';

/** The first debtor of a posizione, with where a notice finds them. */
export type DebitorePosizione = {
  tipo: 'F' | 'G';
  /** `ANONIMO` where the kind of due allows it. */
  codice: string;
  anagrafica: string;
  indirizzo: string | null;
  civico: string | null;
  cap: string | null;
  localita: string | null;
  provincia: string | null;
  nazione: string | null;
  email: string | null;
};

/** A dovuto to be: the whole of a single payment, or an instalment. */
export type NuovoDovuto = {
  /** Given by us when absent. */
  iud?: string;
  tipoDovuto: string;
  /** All that is asked; the share of the ente is what `altreQuote` leave. */
  importoCents: Cents;
  causale: string;
  /** What pagoPA is told: never a person (model 11). */
  causalePubblica: string;
  dataScadenza: Giorno | null;
  /** The taxonomy code of the ente's share; that of the kind of due when absent. */
  tassonomia?: string;
  /** What the ente's software says of the collection, word by word: a taxonomy code with its own part after it, or of an older plan. */
  datiRiscossione?: string;
  /** The ente's share is a digital stamp: it goes to no account. */
  bollo?: Bollo;
  altreQuote?: readonly QuotaRichiesta[];
  /** An account of the ente's share that is not the one of the kind of due. */
  contoId?: ContoId;
  bilancio?: readonly VoceBilancio[];
  /** With a notice to be paid at; without, it waits for a carrello. */
  conAvviso?: boolean;
};

/** A posizione to be. Its amount is that of its first way to pay, without the surcharge: the others must agree with it. */
export type NuovaPosizione = {
  /** Given by us when absent. */
  iupd?: string;
  debitore: DebitorePosizione;
  debitori?: readonly DebitoreRichiesta[];
  notaPagatore?: string | null;
  metadati?: readonly MetadatoRichiesta[];
  /** Prepared only: nobody finds it, nor is asked to pay it, until it is published. */
  bozza?: boolean;
  opzioni: readonly {
    forma: 'unica' | 'piano';
    validaDal?: Giorno | null;
    validaAl?: Giorno | null;
    maggiorazioneCents?: Cents;
    dovuti: readonly NuovoDovuto[];
  }[];
};

const IUD = /^[!-~]{1,35}$/;
const CAMPI_MAX = {
  anagrafica: 70,
  indirizzo: 70,
  civico: 16,
  cap: 16,
  localita: 35,
  provincia: 2,
  nazione: 2,
  email: 256,
} as const;

/** What is wrong with a posizione, field by field, before it goes where rows of files go; null: nothing. */
export function giudicaNuova(p: NuovaPosizione): CodicePosizioni | null {
  const dovuti = p.opzioni.flatMap((o) => o.dovuti);
  if (p.opzioni.length === 0 || p.opzioni.some((o) => o.dovuti.length === 0)) return 'OPZIONE_NON_COERENTE';
  const debitore = giudicaDebitore(p.debitore);
  if (debitore !== null) return debitore;
  for (const d of dovuti) {
    const codice = giudicaDovuto(d);
    if (codice !== null) return codice;
  }
  return null;
}

function giudicaDovuto({ iud, causale, causalePubblica, tassonomia = '' }: NuovoDovuto): CodicePosizioni | null {
  if (iud !== undefined && !IUD.test(iud)) return 'IUD_NON_VALIDO';
  const parole = giudicaCausali(causale, causalePubblica);
  if (parole !== null) return parole;
  return tassonomia === '' || tassonomia.startsWith('9/') ? null : 'QUOTA_TASSONOMIA_NON_IN_VIGORE';
}

/** What is wrong with what it is for; null: nothing. */
export function giudicaCausali(causale: string, pubblica: string): 'CAUSALE_NON_VALIDA' | null {
  const giusta = entro(causale, LIMITI.causaleCaratteriMax) && entro(pubblica, LIMITI.causalePubblicaCaratteriMax);
  return !giusta || causale.trim() === '' || pubblica.trim() === '' ? 'CAUSALE_NON_VALIDA' : null;
}

/** What is wrong with who owes; null: nothing. */
export function giudicaDebitore(d: DebitorePosizione): 'DEBITORE_NON_VALIDO' | null {
  const noto = d.codice === 'ANONIMO' || parseCodiceFiscale(d.codice) === d.codice;
  const campi = Object.entries(CAMPI_MAX) as [keyof typeof CAMPI_MAX, number][];
  const buono = noto && d.anagrafica.trim() !== '' && campi.every(([campo, massimo]) => entro(d[campo] ?? '', massimo));
  return buono ? null : 'DEBITORE_NON_VALIDO';
}

function entro(testo: string, massimo: number): boolean {
  return [...testo].length <= massimo && !testo.includes('\0') && testo.isWellFormed();
}

/** What is left to the ente of an amount, once the others have theirs. */
export function propria({ importoCents, altreQuote = [] }: NuovoDovuto): Cents {
  return altreQuote.length === 0
    ? importoCents
    : differenza(importoCents, somma([ZERO_CENTS, ...altreQuote.map((q) => q.importoCents)]));
}
