import { giorniFra, parseGiorno } from '#kernel/giorno';
import { confronta, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import type { RendicontazioneLetta, RigaLetta, Testata } from './rendicontazione.ts';

/** What does not add up in a statement. None is a reason to refuse it: money has moved. */
export const DIFETTI = ['CONTEGGIO', 'SOMMA', 'IUF', 'RIPETUTE', 'SEGNO', 'FUORI_SCHEMA', 'SENZA_RIGHE'] as const;
export type Difetto = (typeof DIFETTI)[number];

/** How its lines add up, and what is wrong with it. */
export type Controllo = { righe: number; sommaCents: Cents; difetti: Difetto[] };

/** Compares what a statement declares with its lines (pagopa.md 3.1, 3.2). */
export function controlla({ testata, righe }: RendicontazioneLetta): Controllo {
  const sommaCents = somma(righe.map(({ importoCents }) => importoCents));
  const trovati: Record<Difetto, boolean> = {
    CONTEGGIO: righe.length !== testata.pagamenti,
    SOMMA: confronta(sommaCents, testata.importoCents) !== 0,
    IUF: !isConforme(testata),
    RIPETUTE: new Set(righe.map(chiave)).size !== righe.length,
    SEGNO: righe.some(({ esito, importoCents }) => (esito === 3) !== confronta(importoCents, ZERO_CENTS) < 0),
    FUORI_SCHEMA: schemaDi(righe) === null,
    SENZA_RIGHE: righe.length === 0,
  };
  return { righe: righe.length, sommaCents, difetti: DIFETTI.filter((difetto) => trovati[difetto]) };
}

/**
 * The schema that such lines fit: 1.0.4 knows revocations, 1.0.5 the stand-in; null: one with both fits neither (pagopa.md 3.4).
 */
export function schemaDi(righe: Iterable<Pick<RigaLetta, 'esito'>>): '1.0.4' | '1.0.5' | null {
  const esiti = new Set([...righe].map(({ esito }) => esito));
  if (!esiti.has(3)) return '1.0.5';
  return esiti.has(4) || esiti.has(8) ? null : '1.0.4';
}

/** `<day><PSP>-<its own>`, in the characters that the service takes. A day long before or after the transfer is no day of it. */
function isConforme({ iuf, regolataIl }: Testata): boolean {
  if (!/^\d{4}-\d{2}-\d{2}[a-zA-Z0-9_]+-[a-zA-Z0-9_-]+$/.test(iuf)) return false;
  const giorno = parseGiorno(iuf.slice(0, 10));
  return giorno !== null && Math.abs(giorniFra(giorno, regolataIl)) <= GIORNI_SCARTO_MAX;
}

const GIORNI_SCARTO_MAX = 31;

function chiave({ iuv, iur, indice, esito }: RigaLetta): string {
  return JSON.stringify([iuv, iur, indice, esito]);
}
