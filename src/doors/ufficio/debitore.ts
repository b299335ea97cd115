import { isUuid, type PosizioneId } from '#kernel/ids';
import { dovutiDelDebitore, leggiDebitoreDi, type DebitoreDellEnte, type DovutoDelDebitore } from '#modules/posizioni';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { tipiVisibili, type Lavoro } from './lavoro.ts';

/** More than these are not shown of one person, who is then no person. */
export const DOVUTI_DEBITORE_MAX = 500;

export type DebitoreLetto = {
  debitore: DebitoreDellEnte;
  dovuti: DovutoDelDebitore[];
  /** There are more, older ones. */
  altri: boolean;
  /** Whoever looks sees all the kinds of due. */
  tutti: boolean;
};

/** Who owes by a posizione, with everything that may be seen; that somebody looked is an act of the registro (model 11). */
export async function leggiTuttoDi(
  t: Ctx,
  l: Lavoro,
  { id, azione }: { id: string; azione: 'debitore.consultato' | 'debitore.estratto' },
): Promise<DebitoreLetto | null> {
  if (!isUuid<PosizioneId>(id)) return null;
  const { ids: tipiConsentiti, tutti, ogniTipo } = await tipiVisibili(t, l);
  const debitore = await leggiDebitoreDi(t, { posizioneId: id, tipiConsentiti });
  if (debitore === null) return null;
  const { codice } = debitore;
  const letti = await dovutiDelDebitore(t, { codice, tipiConsentiti, quanti: DOVUTI_DEBITORE_MAX + 1 });
  await annota(t, { azione, oggetto: 'posizione', oggettoId: id });
  const altri = letti.length > DOVUTI_DEBITORE_MAX;
  return { debitore, dovuti: letti.slice(0, DOVUTI_DEBITORE_MAX), altri, tutti: tutti || ogniTipo };
}
