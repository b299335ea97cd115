import { ok, type Esito } from '#kernel/esito';
import { giornoA, type Giorno } from '#kernel/giorno';
import type { DovutoId, IuvId, TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { isBreve, RIFERIMENTO_MAX } from './incasso.ts';
import { rifiutoIncassi, type RifiutoIncassi } from './rifiuti.ts';

/** Why money is to be given back (model 7). */
export const GENERI_RIMBORSO = ['seconda', 'orfana', 'annullato', 'estinto'] as const;
export type GenereRimborso = (typeof GENERI_RIMBORSO)[number];

/** What becomes of it. */
export const ESITI_RIMBORSO = ['attribuita', 'rimborsata', 'non_dovuta'] as const;
export type EsitoRimborso = (typeof ESITI_RIMBORSO)[number];

/** Whose money somebody may see and decide upon: of these kinds of due (null: all); `tutti`: that of no kind too. */
export type Segue = { tipiConsentiti: readonly TipoDovutoId[] | null; tutti: boolean };

/** Money on the list, as an act finds it. */
export type DaTrattare = {
  genere: GenereRimborso;
  importoCents: Cents;
  iuvId: IuvId | null;
  pagataIl: Date;
  /** What was decided of it. */
  trattato: Trattamento | null;
  /** The dovuti under the iuv by which it came. */
  dovuti: number;
  tipi: readonly TipoDovutoId[];
};

/** What somebody says is to be done with it. */
export type Trattamento =
  | { esito: 'attribuita'; motivo: string; dovutoId: DovutoId }
  | { esito: 'rimborsata'; motivo: string; giorno: Giorno; mandato: string }
  | { esito: 'non_dovuta'; motivo: string };

/** May they see it? An orphan is of nobody's kind: who follows all of them sees it. */
export function isVisibile(tipi: readonly TipoDovutoId[], { tipiConsentiti, tutti }: Segue): boolean {
  if (tipi.length === 0) return tutti;
  return tipiConsentiti === null || tipi.every((tipo) => tipiConsentiti.includes(tipo));
}

/**
 * May it be done? Once for each payment; said again as it was said, it is done already (`gia`). What has paid a dovuto by its own notice
 * is that dovuto's: it is given back or not, and not to another; and an orphan whose dovuto came later has paid what it was for, and
 * nothing is to be given back.
 */
export function decidiTrattamento(
  presente: DaTrattare | null,
  t: Trattamento,
  chi: Segue & { oggi: Giorno },
): Esito<{ presente: DaTrattare; gia: boolean }, RifiutoIncassi> {
  if (presente === null) return rifiutoIncassi('DENARO_NON_TROVATO');
  if (!isVisibile(presente.tipi, chi)) return rifiutoIncassi('DENARO_NON_TUO');
  const motivo = t.motivo.trim();
  if (!isBreve(motivo, LIMITI.motivoCaratteriMax) && !(t.esito === 'rimborsata' && motivo === ''))
    return rifiutoIncassi('TRATTAMENTO_MOTIVO_MANCANTE');
  if (t.esito === 'rimborsata') {
    if (t.giorno > chi.oggi) return rifiutoIncassi('RIMBORSO_GIORNO_FUTURO');
    if (t.giorno < giornoA(presente.pagataIl)) return rifiutoIncassi('RIMBORSO_GIORNO_TROPPO_PRESTO');
    if (!isBreve(t.mandato.trim(), RIFERIMENTO_MAX)) return rifiutoIncassi('RIMBORSO_MANDATO_MANCANTE');
  }
  if (presente.trattato !== null)
    return isStesso(presente.trattato, t) ? ok({ presente, gia: true }) : rifiutoIncassi('DENARO_GIA_TRATTATO');
  const { genere, dovuti } = presente;
  if (genere === 'orfana' && dovuti > 0 && t.esito !== 'non_dovuta') return rifiutoIncassi('DENARO_DI_UN_DOVUTO');
  if (t.esito === 'attribuita' && genere !== 'orfana' && genere !== 'seconda')
    return rifiutoIncassi('DENARO_NON_ATTRIBUIBILE');
  return ok({ presente, gia: false });
}

/** Said twice, as a form sent twice says it. */
function isStesso(a: Trattamento, b: Trattamento): boolean {
  if (a.motivo.trim() !== b.motivo.trim()) return false;
  if (a.esito === 'attribuita') return b.esito === 'attribuita' && a.dovutoId === b.dovutoId;
  if (a.esito === 'non_dovuta') return b.esito === 'non_dovuta';
  return b.esito === 'rimborsata' && a.giorno === b.giorno && a.mandato === b.mandato.trim();
}
