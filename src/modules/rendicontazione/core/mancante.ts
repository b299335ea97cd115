import { ok, type Esito } from '#kernel/esito';
import type { TipoDovutoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { rifiutoRendicontazione, type RifiutoRendicontazione } from './rifiuti.ts';

/** How far a receipt that has not come is: asked for, waited for, left to a person, come, or closed by hand. */
export const STATI_MANCANTE = ['in_coda', 'in_attesa', 'da_chiudere', 'arrivata', 'chiusa'] as const;
export type StatoMancante = (typeof STATI_MANCANTE)[number];

/** Whose receipts somebody may see: of these kinds of due (null: all); `tutti`: those of no kind too. */
export type SegueMancanti = { tipiConsentiti: readonly TipoDovutoId[] | null; tutti: boolean };

/** What follows a question that brought no receipt. */
export type DopoTentativo =
  | { stato: 'in_coda'; tentativi: number; prossimoIl: Date; fermaFino: Date | null }
  | { stato: 'da_chiudere'; tentativi: number };

/** It says nothing of the receipt: our key is not taken, or was used too much. Nobody asks with it for a while. */
const DELLA_CHIAVE: ReadonlySet<string> = new Set(['troppe_richieste', 'chiave_rifiutata']);

/** Asked again the day after, five times in all; what only speaks of the key does not count. */
export function dopoTentativo(perche: string, { tentativi, now }: { tentativi: number; now: Date }): DopoTentativo {
  const fra = (ms: number): Date => new Date(now.getTime() + ms);
  if (DELLA_CHIAVE.has(perche)) {
    const fermaFino = fra(LIMITI.recuperoFinestraMs);
    return { stato: 'in_coda', tentativi, prossimoIl: fermaFino, fermaFino };
  }
  const fatti = tentativi + 1;
  if (fatti >= LIMITI.recuperoTentativiMax) return { stato: 'da_chiudere', tentativi: fatti };
  return { stato: 'in_coda', tentativi: fatti, prossimoIl: fra(LIMITI.recuperoOgniMs), fermaFino: null };
}

/** A receipt that has not come, as an act finds it. */
export type MancanteLetta = {
  stato: StatoMancante;
  iur: string | null;
  /** Who typed the IUR; null: a statement says it. */
  iurDa: string | null;
  rendicontata: boolean;
  provataIl: Date | null;
};

type Deciso = Esito<undefined, RifiutoRendicontazione>;

/** Only what is neither come nor closed is acted upon. */
function aperta({ stato }: MancanteLetta): Deciso {
  if (stato === 'arrivata') return rifiutoRendicontazione('MANCANTE_ARRIVATA');
  return stato === 'chiusa' ? rifiutoRendicontazione('MANCANTE_CHIUSA') : ok();
}

/** May it be asked for at once? Not again and again: the questions of an hour are few, and of all the enti. */
export function decidiRiprova(m: MancanteLetta, now: Date): Deciso {
  const prima = aperta(m);
  if (!prima.ok) return prima;
  if (m.iur === null) return rifiutoRendicontazione('MANCANTE_SENZA_IUR');
  const appena = m.provataIl !== null && now.getTime() - m.provataIl.getTime() < LIMITI.recuperoRiprovaMs;
  return appena ? rifiutoRendicontazione('MANCANTE_APPENA_PROVATA') : ok();
}

/** May its IUR be written? Not where a statement says it. */
export function decidiIur(m: MancanteLetta, iur: string): Deciso {
  const prima = aperta(m);
  if (!prima.ok) return prima;
  if (m.iur !== null && m.iurDa === null) return rifiutoRendicontazione('MANCANTE_IUR_NOTO');
  return /^[!-~]{1,35}$/.test(iur) ? ok() : rifiutoRendicontazione('MANCANTE_IUR_NON_VALIDO');
}

/** How somebody closes it: the payment was made, or there was none. */
export type ChiusuraAMano = 'pagamento' | 'non_pagata';

/** May it be closed so? A payment is known by its IUR; one that a statement reports was made. */
export function decidiChiusuraAMano(m: MancanteLetta, come: ChiusuraAMano, motivo: string): Deciso {
  const prima = aperta(m);
  if (!prima.ok) return prima;
  if (m.stato !== 'da_chiudere') return rifiutoRendicontazione('MANCANTE_IN_CORSO');
  if (come === 'pagamento' && m.iur === null) return rifiutoRendicontazione('MANCANTE_SENZA_IUR');
  if (come === 'non_pagata' && m.rendicontata) return rifiutoRendicontazione('MANCANTE_RENDICONTATA');
  const lungo = [...motivo].length;
  return lungo >= 1 && lungo <= LIMITI.motivoCaratteriMax ? ok() : rifiutoRendicontazione('MANCANTE_MOTIVO');
}
