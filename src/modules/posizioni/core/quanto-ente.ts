import {
  cents,
  confronta,
  IMPORTO_MAX_CENTS,
  parseDecimaleLargo,
  somma,
  ZERO_CENTS,
  type Cents,
} from '#kernel/importo';
import { isQuotabile, type QuotaCosto } from './quanto.ts';
import type { VoceBilancio } from './richiesta.ts';

/** What the ente's service answered, or why it did not (webservices 1.25). */
export type RispostaEnte =
  | { esito: 'importo'; importoCents: number; bilancio: string | null }
  | { esito: 'codice'; codice: string }
  | { esito: 'nessuna'; perche: string };

/** What is done with an answer: an amount that holds, the stored one with the reason, or no payment. */
export type DecisioneEnte =
  | { genere: 'quotato'; importoCents: Cents; bilancio: VoceBilancio[] | null }
  | { genere: 'scritto'; perche: string }
  | { genere: 'rifiutato'; codice: 'non_pagabile' | 'incoerente'; perche: string };

const NON_PAGABILE = '004';
/** Unknown to the ente, not yet notified: what is written is good. Any code of which nothing is known counts as these. */
const CODICE = /^\w{1,10}$/;
const VOCI_MAX = 50;

/**
 * Judges an answer (model 3). 004 stops the payment; 002, 003 and no answer leave the amount that is stored. An amount that cannot be, or
 * whose accounts do not add up, stops it too: neither the old amount nor the new can be trusted.
 */
export function decidiQuotazione(risposta: RispostaEnte, quote: readonly QuotaCosto[]): DecisioneEnte {
  if (risposta.esito === 'nessuna') return { genere: 'scritto', perche: risposta.perche };
  if (risposta.esito === 'codice') {
    const perche = CODICE.test(risposta.codice) ? `codice_${risposta.codice}` : 'codice_ignoto';
    return risposta.codice === NON_PAGABILE
      ? { genere: 'rifiutato', codice: 'non_pagabile', perche }
      : { genere: 'scritto', perche };
  }
  const importoCents = importoAmmesso(risposta.importoCents);
  if (importoCents === null || !isQuotabile(importoCents, quote))
    return { genere: 'rifiutato', codice: 'incoerente', perche: 'importo_incoerente' };
  const bilancio = risposta.bilancio === null ? null : leggiBilancio(risposta.bilancio, importoCents);
  if (bilancio === 'incoerente') return { genere: 'rifiutato', codice: 'incoerente', perche: 'bilancio_incoerente' };
  return { genere: 'quotato', importoCents, bilancio };
}

function importoAmmesso(n: number): Cents | null {
  return Number.isSafeInteger(n) && n > ZERO_CENTS && n <= IMPORTO_MAX_CENTS ? cents(n) : null;
}

type VoceLetta = { capitolo: string; ufficio: string | null; accertamento: string | null; importo: string };

/**
 * The accounts, in cents. The contract does not say in what their amounts are counted: euro, as in the files, or cents, as the amount
 * beside them. The one in which they add up is right.
 */
function leggiBilancio(testo: string, importoCents: Cents): VoceBilancio[] | null | 'incoerente' {
  const voci = vociDi(testo);
  if (voci === null) return 'incoerente';
  if (voci.length === 0) return null;
  for (const leggi of [parseDecimaleLargo, interi]) {
    const importi = voci.map((v) => leggi(v.importo));
    if (importi.some((i) => i === null)) continue;
    const buoni = importi as Cents[];
    if (confronta(somma(buoni), importoCents) === 0)
      return voci.map(({ importo: _, ...voce }, n) => ({ ...voce, importoCents: buoni[n] as Cents }));
  }
  return 'incoerente';
}

function interi(testo: string): Cents | null {
  return /^\d{1,11}$/.test(testo) ? cents(Number(testo)) : null;
}

function vociDi(testo: string): VoceLetta[] | null {
  let letto: unknown;
  try {
    letto = JSON.parse(testo);
  } catch {
    return null;
  }
  if (!Array.isArray(letto) || letto.length > VOCI_MAX) return null;
  const voci = letto.map(voceDi);
  return voci.some((v) => v === null) ? null : (voci as VoceLetta[]);
}

/** A line without a chapter cannot be entered in any account; nor can text that PostgreSQL cannot keep be written in one. */
function voceDi(v: unknown): VoceLetta | null {
  if (typeof v !== 'object' || v === null) return null;
  const campo = (nome: string): string | null => {
    const valore = (v as Record<string, unknown>)[nome];
    const scritto = typeof valore === 'number' ? String(valore) : typeof valore === 'string' ? valore.trim() : '';
    return scritto === '' || scritto.length > 140 || scritto.includes('\0') || !scritto.isWellFormed() ? null : scritto;
  };
  const [capitolo, importo] = [campo('capitolo'), campo('importo')];
  if (capitolo === null || importo === null) return null;
  return { capitolo, ufficio: campo('ufficio'), accertamento: campo('accertamento'), importo };
}
