import { diciRisposta, moduloPubblicato, type RispostaDetta } from '#modules/enti';
import type { DovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { PosizioneMostrata } from '../store/posizione-mostrata.ts';
import { selectModuloDi } from '../store/spontaneo.ts';

/** What is written of a posizione, in the words of the form where it was an answer; `detta` is null for what no form knows. */
export type MetadatoDetto = PosizioneMostrata['metadati'][number] & { detta: RispostaDetta | null };

/** By the version that was filled in, or by the form in force of the kind of due where nobody filled in any. */
export async function diciMetadati(
  t: Ctx,
  { dovutoId, metadati }: { dovutoId: DovutoId; metadati: PosizioneMostrata['metadati'] },
): Promise<MetadatoDetto[]> {
  const di = metadati.length === 0 ? null : await selectModuloDi(t, dovutoId);
  const modulo = di === null ? null : await moduloPubblicato(t, di);
  const dette = metadati.map((m) => ({ ...m, detta: modulo === null ? null : diciRisposta(modulo, m) }));
  if (modulo === null) return dette;
  // In the order in which they were asked; the keys alone are in that of the alphabet.
  const ordine = modulo.radici.map(({ nome }) => nome);
  const posto = ({ chiave, detta }: MetadatoDetto): number =>
    detta === null ? ordine.length : ordine.indexOf(chiave.split('.')[0] ?? '');
  return dette.toSorted((a, b) => posto(a) - posto(b));
}
