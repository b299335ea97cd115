import { formatGiorno } from '#kernel/giorno';
import { formatEuro } from '#kernel/importo';
import type { TipoDovutoId } from '#kernel/ids';
import { cercaDovuti, type DovutoInElenco } from '#modules/posizioni';
import type { Ctx } from '#platform/contesto';
import { ufficioRimborsi as testi } from '#testi/it/ufficio-rimborsi';
import type { Alternativa } from '#ui/campo';

/** As many as can be chosen from at a glance. */
export const APERTI_MAX = 20;

/** The dovuti still asked for that answer to what is looked for, also past their date: money may come late. */
export async function cercaAperti(
  t: Ctx,
  { testo, tipiConsentiti }: { testo: string; tipiConsentiti: readonly TipoDovutoId[] | null },
): Promise<DovutoInElenco[]> {
  if (testo.trim() === '') return [];
  const comune = { testo, tipiConsentiti, tipoDovuto: '', daVerificare: false, dopo: null, prima: null };
  const online = await cercaDovuti(t, { ...comune, elenco: 'online', quanti: APERTI_MAX });
  const archivio = await cercaDovuti(t, { ...comune, elenco: 'archivio', quanti: APERTI_MAX });
  return [...online, ...archivio].filter(({ stato }) => APERTI.has(stato)).slice(0, APERTI_MAX);
}

const APERTI: ReadonlySet<DovutoInElenco['stato']> = new Set(['da_pagare', 'in_pagamento', 'scaduto']);

/** One of them, as a choice. */
export function alternativaDi(d: DovutoInElenco): Alternativa {
  return {
    valore: d.id,
    testo: testi.alternativa(d.debitoreAnagrafica, d.tipoDenominazione, formatEuro(d.importoCents)),
    aiuto: testi.alternativaAiuto(d.iud, d.dataScadenza === null ? null : formatGiorno(d.dataScadenza)),
  };
}
