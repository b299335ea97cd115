import type { AvvisoDiRiga } from '#modules/posizioni';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';

/** Why the notice of a row is not in the ZIP; `doppio`: an earlier row asks with the same notice. */
export type SenzaAvviso =
  'senza_avviso' | 'pagato' | 'annullato' | 'estinto' | 'scaduto' | 'non_stampabile' | 'bozza' | 'doppio';

/** A row of the index of a ZIP of notices. */
export type RigaIndice = { riga: number; iud: string; iuv: string; file: string; perche: SenzaAvviso | null };

/** Why a notice is not to be printed any more; null: it can still be paid. */
export function percheNonSiPaga(avviso: AvvisoDiRiga['avviso']): SenzaAvviso | null {
  if (avviso === null || avviso.numeroAvviso === null) return 'senza_avviso';
  const { stato } = avviso;
  return stato === 'da_pagare' || stato === 'in_pagamento' || stato === 'in_attesa_di_ricevuta' ? null : stato;
}

/** The index as a CSV for people: what a spreadsheet would take for a formula is shown to it as text. */
export function testoIndice(righe: readonly RigaIndice[], parole: ParoleIndice): string {
  const tutte = [
    parole.colonne,
    ...righe.map((r) => [
      String(r.riga),
      r.iud,
      // Seventeen digits would be a number, and lose the last two.
      r.iuv === '' ? '' : `'${r.iuv}`,
      r.file,
      r.perche === null ? '' : parole.perche[r.perche],
    ]),
  ];
  return INIZIO_CSV + tutte.map(rigaCsv).join('');
}

/** The words of the index. */
export type ParoleIndice = { colonne: readonly string[]; perche: Readonly<Record<SenzaAvviso, string>> };
