import type { Cents } from '#kernel/importo';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, EnteId, FlussoId, StazioneId, TipoDovutoId } from '#kernel/ids';
import type { DebitorePosizione } from '../core/nuova.ts';
import { giudicaRichiesta, isComposta, type PosizioneRichiesta, type QuotaRichiesta } from '../core/richiesta.ts';
import type { CodiceCarico } from '../core/rifiuti.ts';

/** One requested change: insert (I), modify (M) or annul (A) a dovuto. Already read and validated by the caller, field by field. */
export type RichiestaCarico = {
  riga: number;
  azione: 'I' | 'M' | 'A';
  iud: string;
  iuv: string | null;
  generaIuv: boolean | null;
  debitore: DebitorePosizione;
  dataScadenza: Giorno | null;
  /** The share of the ente itself; the dovuto is this plus `altreQuote`. */
  importoCents: Cents;
  commissioneCents: Cents | null;
  tipoDovuto: string;
  canali: string;
  causale: string;
  causalePubblica: string;
  datiRiscossione: string;
  bilancio: string | null;
  /** On M, none means that those already there stay as they are. */
  altreQuote: QuotaRichiesta[];
  /** Absent for a row of a file: its dovuto is a posizione by itself. */
  posizione?: PosizioneRichiesta;
  /** Of the dovuto, as whoever asks has seen it; absent: they have seen nothing. */
  versione?: number;
};

/** What there is in a slice, so that nobody looks for what there is not. */
export type GenereFetta = {
  /** Does any row say of which posizione it is? */
  composta: boolean;
  /** Does any row name other beneficiaries? */
  conAltre: boolean;
  /** Do all of them annul? */
  soloAnnulli: boolean;
};

/** What became of a row of the slice, as it was decided. */
export type RigaDecisa = {
  riga: number;
  azione: RichiestaCarico['azione'];
  iud: string;
  codice: CodiceCarico | null;
  iuv: string | null;
  dovutoId: DovutoId;
  esito: 'nuovo' | 'modificato' | 'annullato' | 'ripreso' | null;
};

/** Of a slice whose rows are of posizioni that are new, with no IUV of their own: what it names is looked for by its name, no further. */
export type FettaNuova = {
  /** Has each posizione one row? Then no row is compared with another. */
  sole: boolean;
  /** Do any bring other debtors, or metadata? */
  conContorno: boolean;
  /** Do any name an account? */
  conConti: boolean;
};

/** What a slice is applied with: the ente as it stands now, and where the request came from. */
export type Fetta = GenereFetta & {
  da: number;
  a: number;
  enteId: EnteId;
  codiceFiscale: string;
  denominazione: string;
  stazioneId: StazioneId;
  segregazione: string;
  oggi: Giorno;
  /** The progressive numbers reserved for the IUV of this slice. */
  progressivi: { primo: number; quanti: number };
  /** Kinds of due the requester may work on; null: all. */
  tipiConsentiti: readonly TipoDovutoId[] | null;
  flussoId: FlussoId | null;
  iuf: string;
  /** Why, where a person said it. */
  motivo: string | null;
  /** Does the whole intake name each IUD and each IUV once, and has its file brought nothing before it? */
  unici: boolean;
  /** Few rows, which come by themselves: on tables that stay, by plans that are made once. */
  breve: boolean;
  nuova?: FettaNuova;
};

/** The temporary tables of a carico: `carico` holds the whole request, `fetta` what was decided of the slice in hand. */
export const CREA_TABELLE = `
  create temporary table carico (
    riga integer primary key, azione text not null, iud text not null, iuv text, genera_iuv boolean,
    debitore_tipo text not null, debitore_codice text not null, debitore_anagrafica text not null,
    indirizzo text, civico text, cap text, localita text, provincia text, nazione text, email text,
    data_scadenza date, importo_cents bigint not null, commissione_cents bigint, tipo_dovuto text not null, canali text,
    causale text not null, causale_pubblica text not null, dati_riscossione text not null, bilancio text, altre_quote jsonb,
    posizione jsonb, difetto text,
    -- Of the dovuto, as whoever asks has seen it; a row of a file has seen nothing.
    versione integer
  );
  create temporary table fetta (
    ente_id uuid not null, riga integer primary key, azione text not null, iud text not null, codice text, esito text,
    posizione_id uuid, opzione_id uuid, dovuto_id uuid, iuv_id uuid, iuv_nuovo boolean, iuv text, numero_avviso text, origine text,
    tipo_dovuto_id uuid, conto_id uuid, conto_postale_id uuid, tassonomia text,
    pagato_il timestamptz, pagato_cents bigint, importo_cents bigint not null, genera boolean not null,
    -- Of requests that say of which posizione they are: those of the others say all of this by themselves.
    iupd text, capo_posizione boolean not null default true, capo_opzione boolean not null default true,
    posizione_cents bigint, gia_pagato_cents bigint, nasce_estinto boolean not null default false, saldata_il timestamptz
  ) on commit delete rows;`;

export const COPIA_CARICO = `
  copy carico (riga, azione, iud, iuv, genera_iuv, debitore_tipo, debitore_codice, debitore_anagrafica, indirizzo, civico, cap, localita,
    provincia, nazione, email, data_scadenza, importo_cents, commissione_cents, tipo_dovuto, canali, causale, causale_pubblica,
    dati_riscossione, bilancio, altre_quote, versione, posizione, difetto) from stdin`;

/** One line of COPY text for a request, in the order of the columns of the COPY. */
export function rigaCopia(r: RichiestaCarico): string {
  const d = r.debitore;
  return (
    `${r.riga}\t${r.azione}\t${testo(r.iud)}\t${testo(r.iuv)}\t${r.generaIuv ?? NULLO}\t${d.tipo}\t` +
    `${testo(d.codice)}\t${testo(d.anagrafica)}\t` +
    `${testo(d.indirizzo)}\t${testo(d.civico)}\t${testo(d.cap)}\t${testo(d.localita)}\t${testo(d.provincia)}\t${testo(d.nazione)}\t` +
    `${testo(d.email)}\t${r.dataScadenza ?? NULLO}\t${r.importoCents}\t${r.commissioneCents ?? NULLO}\t${testo(r.tipoDovuto)}\t` +
    `${testo(r.canali)}\t${testo(r.causale)}\t${testo(r.causalePubblica)}\t${testo(r.datiRiscossione)}\t${testo(r.bilancio)}\t` +
    `${r.altreQuote.length === 0 ? NULLO : testo(JSON.stringify(r.altreQuote))}\t${r.versione ?? NULLO}\t` +
    (isComposta(r)
      ? `${r.posizione === undefined ? NULLO : testo(JSON.stringify(r.posizione))}\t${testo(giudicaRichiesta(r))}\n`
      : `${NULLO}\t${NULLO}\n`)
  );
}

const NULLO = '\\N';
const SPECIALI = /[\\\t\n\r]/;

/** COPY text format: backslash, tab and line ends are escaped; null is \N. NUL was refused while reading. */
function testo(valore: string | null): string {
  if (valore === null) return NULLO;
  if (!SPECIALI.test(valore)) return valore;
  return valore.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
