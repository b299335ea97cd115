import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { confronta, IMPORTO_MAX_CENTS, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import type { Gradino } from './quanto.ts';
import { rifiutoQuanto, type RifiutoQuanto } from './rifiuti.ts';
import type { Stato } from './stati.ts';

/** Nobody is notified before this day of a dovuto that is asked for here: a year typed with a digit less. */
const NOTIFICA_DAL = '1990-01-01' as Giorno;
const GIORNI_MAX = 3650;
const GRADINI_MAX = 20;

/** Can somebody have been notified on that day? */
export function validaNotifica(giorno: Giorno, oggi: Giorno): Esito<undefined, RifiutoQuanto> {
  if (giorno > oggi) return rifiutoQuanto('NOTIFICA_FUTURA');
  return giorno < NOTIFICA_DAL ? rifiutoQuanto('NOTIFICA_TROPPO_VECCHIA') : ok();
}

/** Is it a number of days that a term may have? */
export function validaTermine(giorni: number | null): Esito<undefined, RifiutoQuanto> {
  return giorni === null || isGiorni(giorni, 1) ? ok() : rifiutoQuanto('TERMINE_NON_VALIDO');
}

/** Can these be added to the dovuto? Only to one that is still asked for, to a share of its own that is not a stamp. */
export function validaGradini(
  gradini: readonly Gradino[],
  dovuto: { stato: Stato; importoCents: Cents; bolli: readonly boolean[] },
): Esito<undefined, RifiutoQuanto> {
  if (dovuto.stato !== 'da_pagare' && dovuto.stato !== 'bozza') return rifiutoQuanto('DOVUTO_NON_PIU_CHIESTO');
  if (gradini.length > GRADINI_MAX || !gradini.every((g) => isGradino(g, dovuto.bolli)))
    return rifiutoQuanto('GRADINO_NON_VALIDO');
  const totale = somma([dovuto.importoCents, ...gradini.map((g) => g.importoCents)]);
  return confronta(totale, IMPORTO_MAX_CENTS) === 1 ? rifiutoQuanto('GRADINI_TROPPO_GRANDI') : ok();
}

function isGradino({ dal, dopoGiorni, importoCents, quota }: Gradino, bolli: readonly boolean[]): boolean {
  const unGiorno = dal === null ? dopoGiorni !== null && isGiorni(dopoGiorni, 0) : dopoGiorni === null;
  return unGiorno && confronta(importoCents, ZERO_CENTS) === 1 && bolli[quota - 1] === false;
}

function isGiorni(n: number, min: number): boolean {
  return Number.isInteger(n) && n >= min && n <= GIORNI_MAX;
}
