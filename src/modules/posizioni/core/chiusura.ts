import { confronta, somma, type Cents } from '#kernel/importo';
import type { DovutoId, OpzioneId, PosizioneId } from '#kernel/ids';
import type { Stato } from './stati.ts';

/** A dovuto of a posizione that a receipt touches. */
export type DovutoDiPosizione = {
  id: DovutoId;
  posizioneId: PosizioneId;
  opzioneId: OpzioneId;
  stato: Stato;
  importoCents: Cents;
  /** True for the dovuti under the iuv that was paid. */
  sottoIuv: boolean;
};

/** Why a paid dovuto goes to «Da verificare». */
export type DaVerificare = 'importo_diverso' | 'era_annullato' | 'era_estinto' | 'era_scaduto' | 'era_bozza';

export type Chiusura = {
  pagati: { id: DovutoId; era: Stato; pagatoCents: Cents; daVerificare: DaVerificare[] }[];
  estinti: { id: DovutoId; era: Stato }[];
  /** Posizioni whose chosen opzione is now paid in full. */
  saldate: PosizioneId[];
};

const ERA: Partial<Record<Stato, DaVerificare>> = {
  annullato: 'era_annullato',
  estinto: 'era_estinto',
  bozza: 'era_bozza',
};

/**
 * What the first receipt on an iuv does to the dovuti of the posizioni it touches (model 2 and 4). The dovuti that were paid become so,
 * whatever their state. It closes the other ways to pay the same posizione if it chooses its own, that is if it paid what was asked; money
 * that comes on a way already closed chooses nothing, unless by itself it pays the whole: else two plans begun at the same instant would
 * close one another, and nobody would be asked for the rest. When the amount is not ours, what each dovuto got follows their order, and
 * the difference stays on the last one.
 */
export function decidiChiusura(
  dovuti: readonly DovutoDiPosizione[],
  pagatoCents: Cents,
  scaduti: ReadonlySet<DovutoId>,
): Chiusura {
  const scelti = daChiudere(dovuti, pagatoCents);
  const attesi = scelti.map((d) => d.importoCents);
  const uguale = confronta(somma(attesi), pagatoCents) === 0;
  const ripartiti = uguale ? attesi : ripartisci(attesi, pagatoCents);
  const pagati = scelti.map((d, n) => ({
    id: d.id,
    era: d.stato,
    pagatoCents: ripartiti[n] ?? pagatoCents,
    daVerificare: [...(uguale ? [] : (['importo_diverso'] as const)), ...segni(d, scaduti)],
  }));
  const presi = new Set(scelti.map((d) => d.id));
  const opzioni = [...new Set(scelti.map((d) => d.opzioneId))].map((id) => ({
    posizioneId: scelti.find((d) => d.opzioneId === id)?.posizioneId,
    scelta: scelti.some((d) => d.opzioneId === id && isChiesto(d)),
    intera: isIntera(
      dovuti.filter((d) => d.opzioneId === id),
      presi,
    ),
  }));
  const toccate = new Set(scelti.map((d) => d.opzioneId));
  const chiuse = new Set(opzioni.filter((o) => o.scelta || o.intera).map((o) => o.posizioneId));
  const saldate = new Set(opzioni.flatMap((o) => (o.intera ? (o.posizioneId ?? []) : [])));
  return {
    pagati,
    estinti: dovuti
      .filter((d) => chiuse.has(d.posizioneId) && !toccate.has(d.opzioneId) && isChiesto(d))
      .map((d) => ({ id: d.id, era: d.stato })),
    saldate: [...saldate],
  };
}

function isChiesto({ stato }: DovutoDiPosizione): boolean {
  return stato === 'da_pagare' || stato === 'bozza';
}

/**
 * Is a way to pay now paid in full? What was annulled is asked no more; but money on an annulled dovuto does not make up for the others
 * annulled with it: a new plan may have taken their place.
 */
function isIntera(compagni: readonly DovutoDiPosizione[], presi: ReadonlySet<DovutoId>): boolean {
  const tardi = compagni.some((d) => presi.has(d.id) && d.stato === 'annullato');
  return compagni.every((d) => presi.has(d.id) || d.stato === 'pagato' || (d.stato === 'annullato' && !tardi));
}

/**
 * Which dovuti under the iuv the money paid: those that verify and get ask for. All of them when none is asked for any more, or when the
 * amount is that of all: one was annulled after the payer had been told the price.
 */
function daChiudere(dovuti: readonly DovutoDiPosizione[], pagatoCents: Cents): DovutoDiPosizione[] {
  const sotto = dovuti.filter((d) => d.sottoIuv && d.stato !== 'pagato');
  const chiesti = sotto.filter((d) => d.stato === 'da_pagare');
  const diTutti = confronta(somma(sotto.map((d) => d.importoCents)), pagatoCents) === 0;
  return chiesti.length === 0 || diTutti ? sotto : chiesti;
}

function segni(dovuto: DovutoDiPosizione, scaduti: ReadonlySet<DovutoId>): DaVerificare[] {
  const era = ERA[dovuto.stato];
  if (era !== undefined) return [era];
  return scaduti.has(dovuto.id) ? ['era_scaduto'] : [];
}

/** Gives each its own amount while there is money; the last one takes what is left, more or less than its own. */
function ripartisci(attesi: readonly Cents[], pagatoCents: Cents): Cents[] {
  let resto: number = pagatoCents;
  return attesi.map((atteso, n) => {
    const quota = n === attesi.length - 1 ? resto : Math.min(atteso, resto);
    resto -= quota;
    return quota as Cents;
  });
}
