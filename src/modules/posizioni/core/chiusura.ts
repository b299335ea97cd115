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
  /** What could rightly be asked when it was paid, first what was then in force; absent: what is written on it. */
  importiValidi?: readonly Cents[];
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
 * whatever their state; those of the other opzioni of the same posizione that still ask are closed. When the amount is not ours, what
 * each dovuto got follows their order, and the difference stays on the last one.
 */
export function decidiChiusura(
  dovuti: readonly DovutoDiPosizione[],
  pagatoCents: Cents,
  scaduti: ReadonlySet<DovutoId>,
): Chiusura {
  const scelti = daChiudere(dovuti, pagatoCents);
  const giusti = attesiPossibili(scelti).find((attesi) => confronta(somma(attesi), pagatoCents) === 0);
  const uguale = giusti !== undefined;
  const ripartiti = giusti ?? ripartisci(attesiPossibili(scelti)[0] ?? [], pagatoCents);
  const pagati = scelti.map((d, n) => ({
    id: d.id,
    era: d.stato,
    pagatoCents: ripartiti[n] ?? pagatoCents,
    daVerificare: [...(uguale ? [] : (['importo_diverso'] as const)), ...segni(d, scaduti)],
  }));
  const posizioni = new Set(scelti.map((d) => d.posizioneId));
  const opzioni = new Set(scelti.map((d) => d.opzioneId));
  const presi = new Set(scelti.map((d) => d.id));
  const altri = dovuti.filter((d) => posizioni.has(d.posizioneId) && !opzioni.has(d.opzioneId));
  const compagni = dovuti.filter((d) => opzioni.has(d.opzioneId) && !presi.has(d.id));
  return {
    pagati,
    estinti: altri
      .filter((d) => d.stato === 'da_pagare' || d.stato === 'bozza')
      .map((d) => ({ id: d.id, era: d.stato })),
    saldate: [...posizioni].filter((posizione) =>
      compagni.every((d) => d.posizioneId !== posizione || d.stato === 'pagato' || d.stato === 'annullato'),
    ),
  };
}

/**
 * Which dovuti under the iuv the money paid: those that verify and get ask for. All of them when none is asked for any more, or when the
 * amount is that of all: one was annulled after the payer had been told the price.
 */
function daChiudere(dovuti: readonly DovutoDiPosizione[], pagatoCents: Cents): DovutoDiPosizione[] {
  const sotto = dovuti.filter((d) => d.sottoIuv && d.stato !== 'pagato');
  const chiesti = sotto.filter((d) => d.stato === 'da_pagare');
  const diTutti = attesiPossibili(sotto).some((attesi) => confronta(somma(attesi), pagatoCents) === 0);
  return chiesti.length === 0 || diTutti ? sotto : chiesti;
}

/** What was asked of each, in every way in which it could be asked: each instant gives one amount to every dovuto. */
function attesiPossibili(dovuti: readonly DovutoDiPosizione[]): Cents[][] {
  const validi = dovuti.map((d) => d.importiValidi ?? [d.importoCents]);
  const modi = Math.max(1, ...validi.map((v) => v.length));
  return Array.from({ length: modi }, (_, n) =>
    dovuti.map((d, i) => validi[i]?.[n] ?? validi[i]?.at(-1) ?? d.importoCents),
  );
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
