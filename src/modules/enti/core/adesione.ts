import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';
import { motivoValido } from './stato.ts';

/**
 * What an ente goes through to come in, in its order: the act by which it decides, its adhesion to pagoPA, the form with what it will
 * collect and how, the tests. That it collects is its state, and is not said twice.
 */
export const PASSI = ['atto', 'adesione_pagopa', 'scheda', 'prove'] as const;
export type PassoAdesione = (typeof PASSI)[number];

export const STATI_PASSO = ['da_fare', 'in_corso', 'fatto'] as const;
export type StatoPasso = (typeof STATI_PASSO)[number];

function isPasso(testo: string): testo is PassoAdesione {
  return (PASSI as readonly string[]).includes(testo);
}

function isStatoPasso(testo: string): testo is StatoPasso {
  return (STATI_PASSO as readonly string[]).includes(testo);
}

/** How a step stands. `id` null: nobody has said anything of it. */
export type ComeSta = { id: string | null; stato: StatoPasso };

/** What is said of a step. `visto`: what it was when whoever says so looked at it. */
export type PassoDetto = {
  passo: string;
  stato: string;
  giorno: Giorno | null;
  nota: string | null;
  visto: string | null;
};

export type PassoDeciso = { passo: PassoAdesione; stato: StatoPasso; giorno: Giorno; nota: string | null };

/**
 * May this be said of the step? With the day on which it came to be so, which is not to come; what goes back says why. Who looked at it
 * before somebody else changed it is told.
 */
export function decidiPasso(adesso: ComeSta, detto: PassoDetto, oggi: Giorno): Esito<PassoDeciso, RifiutoEnti> {
  const { passo, stato, giorno, visto } = detto;
  if (!isPasso(passo) || !isStatoPasso(stato)) return rifiutoEnti('PASSO_SCONOSCIUTO');
  if (giorno === null) return rifiutoEnti('PASSO_SENZA_GIORNO');
  if (giorno > oggi) return rifiutoEnti('PASSO_GIORNO_FUTURO');
  if (visto !== adesso.id) return rifiutoEnti('PASSO_CAMBIATO');
  const nota = detto.nota?.trim() || null;
  const indietro = STATI_PASSO.indexOf(stato) < STATI_PASSO.indexOf(adesso.stato);
  if ((indietro || nota !== null) && !motivoValido(nota ?? '')) return rifiutoEnti('MOTIVO_NON_SCRITTO');
  return ok({ passo, stato, giorno, nota });
}

const PDF = [0x25, 0x50, 0x44, 0x46];
/** A signed document (CAdES, .p7m) is a DER sequence, long enough to say its length in more than one byte. */
const P7M = [0x30, 0x80];

/** Is it a PDF, or a signed one? Told by its first bytes: a name says nothing. */
export function isDocumento(inizio: Uint8Array): boolean {
  if (PDF.every((byte, i) => inizio[i] === byte)) return true;
  return inizio[0] === P7M[0] && (inizio[1] ?? 0) >= (P7M[1] ?? 0);
}
