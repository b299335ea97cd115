import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, TipoDovutoId } from '#kernel/ids';
import { confronta, IMPORTO_MAX_CENTS, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import type { Gradino } from './quanto.ts';
import { LIMITI } from '#kernel/limiti';
import { rifiutoPosizioni, rifiutoQuanto, type RifiutoPosizioni, type RifiutoQuanto } from './rifiuti.ts';
import type { Stato } from './stati.ts';

/** Nobody is notified before this day of a dovuto that is asked for here: a year typed with a digit less. */
const NOTIFICA_DAL = '1990-01-01' as Giorno;
const GIORNI_MAX = 3650;
/** What can be added to one dovuto: the database numbers so many. */
export const GRADINI_MAX = 20;

/** A dovuto that an act touches, still asked for. */
export type DovutoToccato = { id: DovutoId; versione: number; tipoDovutoId: TipoDovutoId };

/** An act that a person asks for, having looked at what it touches. */
export type AMano = {
  /** The dovuti that it touches, as they were looked at. */
  visti: readonly { id: DovutoId; versione: number }[];
  motivo: string;
  /** The kinds of due that whoever asks may work on; null: all. */
  tipiConsentiti: readonly TipoDovutoId[] | null;
};

/** May whoever asks do it, for a reason, to what is still as they have seen it? `toccati` in the order of their ids. */
export function giudicaAMano(
  { visti, motivo, tipiConsentiti }: AMano,
  toccati: readonly DovutoToccato[],
): Esito<undefined, RifiutoPosizioni> {
  const scritto = motivo.trim();
  if (scritto === '' || [...scritto].length > LIMITI.motivoCaratteriMax) return rifiutoPosizioni('MOTIVO_MANCANTE');
  if (tipiConsentiti !== null && toccati.some((d) => !tipiConsentiti.includes(d.tipoDovutoId)))
    return rifiutoPosizioni('OPERATORE_NON_ABILITATO');
  const uguali =
    visti.length === toccati.length &&
    toccati.every((d) => visti.some(({ id, versione }) => id === d.id && versione === d.versione));
  return uguali ? ok() : rifiutoPosizioni('CONFLITTO');
}

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
