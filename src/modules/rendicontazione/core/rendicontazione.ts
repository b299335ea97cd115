import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';

/** Outcomes of a payment (pagopa.md 3.4): executed, revoked, in stand-in, in stand-in without receipt, without receipt. */
export const ESITI = [0, 3, 4, 8, 9] as const;
export type EsitoPagamento = (typeof ESITI)[number];

/** How the one who publishes is identified: as a body, by ABI, by BIC. */
export const TIPI_MITTENTE = ['G', 'A', 'B'] as const;
export type TipoMittente = (typeof TIPI_MITTENTE)[number];

/** A payment that was credited. `numero` is its place in the statement, from 1. */
export type RigaLetta = {
  numero: number;
  iuv: string;
  iur: string;
  /** idTransfer; old files leave it out. */
  indice: number | null;
  /** Negative where it was revoked. */
  importoCents: Cents;
  esito: EsitoPagamento;
  esitataIl: Giorno;
};

/** What a statement says of itself. */
export type Testata = {
  iuf: string;
  /** dataOraFlusso. */
  prodottaIl: Date;
  /** TRN, or what stands for it. */
  regolamento: string;
  regolataIl: Giorno;
  bicRiversamento: string | null;
  mittente: { tipo: TipoMittente; codice: string; denominazione: string | null };
  ricevente: { codice: string; denominazione: string | null };
  /** As declared: the lines are counted too. */
  pagamenti: number;
  importoCents: Cents;
};

export type RendicontazioneLetta = { testata: Testata; righe: readonly RigaLetta[] };

/**
 * Who published it, for a file that does not say it: the iuf is `<day><PSP>-<the PSP's own>` (pagopa.md 3.1); where it is not, whoever sent
 * it.
 */
export function pspDi({ iuf, mittente }: Pick<Testata, 'iuf' | 'mittente'>): string {
  return /^\d{4}-\d{2}-\d{2}([^-]+)-/.exec(iuf)?.[1] ?? mittente.codice;
}

/** What tells which of two revisions counts. */
export type Versione = { revisione: number | null; prodottaIl: Date };

/** Does `nuova` take the place of `vecchia`? By the service's own count; else, as of old, the one produced later (mypivot.md 4). */
export function sostituisce(nuova: Versione, vecchia: Versione): boolean {
  if (nuova.revisione !== null && vecchia.revisione !== null) return nuova.revisione > vecchia.revisione;
  const scarto = nuova.prodottaIl.getTime() - vecchia.prodottaIl.getTime();
  // Of the same instant, what the service gives says more than a file.
  return scarto === 0 ? nuova.revisione !== null : scarto > 0;
}
