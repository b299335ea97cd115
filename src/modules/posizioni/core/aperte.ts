import type { PosizioneId } from '#kernel/ids';
import { confronta, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { permette, type StatoMostrato } from './stati.ts';

/** Why a posizione is shown to who signed in: it is theirs, they owe it beside another, or they act for who owes it. */
export type Come = 'proprio' | 'coobbligato' | 'tutore' | 'delega';

/** An open notice, as far as choosing among several goes. */
type DaScegliere = {
  posizioneId: PosizioneId;
  /** Which way to pay the posizione it is of. */
  opzione: number;
  avviso: { stato: StatoMostrato; importoCents: Cents };
};

/**
 * How many notices are to be paid, and how much in all. Of the ways to pay one posizione only one will be taken: the one that asks for
 * less, the first where they ask for the same.
 */
export function riepilogaAperte(aperte: readonly DaScegliere[]): { quante: number; importoCents: Cents } {
  const daPagare = aperte.filter(({ avviso }) => permette(avviso, 'paga'));
  const scelti = [...Map.groupBy(daPagare, ({ posizioneId }) => posizioneId).values()].map((suoi) => {
    const modi = [...Map.groupBy(suoi, ({ opzione }) => opzione).values()].map((avvisi) => ({
      quante: avvisi.length,
      importoCents: somma(avvisi.map(({ avviso }) => avviso.importoCents)),
    }));
    return modi.reduce((meno, modo) => (confronta(modo.importoCents, meno.importoCents) === -1 ? modo : meno));
  });
  return {
    quante: scelti.reduce((n, { quante }) => n + quante, 0),
    importoCents: scelti.length === 0 ? ZERO_CENTS : somma(scelti.map(({ importoCents }) => importoCents)),
  };
}

/** Do these ask for one posizione in two ways? Paying both would be paying it twice. */
export function inDueModi(scelte: readonly DaScegliere[]): boolean {
  return [...Map.groupBy(scelte, ({ posizioneId }) => posizioneId).values()].some(
    (suoi) => new Set(suoi.map(({ opzione }) => opzione)).size > 1,
  );
}
