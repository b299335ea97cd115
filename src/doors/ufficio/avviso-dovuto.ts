import { siStampa } from '#modules/avvisi';
import { leggiEnte, type Ente } from '#modules/enti';
import { leggiAvvisoDellEnte, leggiDovuto, type Avviso, type DovutoIntero } from '#modules/posizioni';
import type { TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** The notice that asks for a dovuto, with its ente. `siScarica`: it is still asked for, and ente and kind of due have it printed. */
export type AvvisoDelDovuto = { avviso: Avviso; ente: Ente; siScarica: boolean };

/** Null where there is none, or where it also asks for a dovuto of a kind that whoever works here does not follow. */
export async function avvisoDelDovuto(
  t: Ctx,
  { iuvId }: DovutoIntero,
  tipiConsentiti: readonly TipoDovutoId[] | null,
): Promise<AvvisoDelDovuto | null> {
  const avviso = iuvId === null ? null : await leggiAvvisoDellEnte(t, iuvId);
  const ente = avviso === null ? null : await leggiEnte(t, avviso.enteId);
  if (avviso === null || ente === null) return null;
  if (tipiConsentiti !== null)
    for (const { id } of avviso.dovuti)
      if ((await leggiDovuto(t, { dovutoId: id, tipiConsentiti })) === null) return null;
  return { avviso, ente, siScarica: siChiede(avviso) && siStampa(avviso, ente) };
}

/** May it still be paid with its number? */
function siChiede({ stato }: Avviso): boolean {
  return stato === 'da_pagare' || stato === 'in_pagamento' || stato === 'in_attesa_di_ricevuta';
}
