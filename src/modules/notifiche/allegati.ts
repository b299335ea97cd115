import { LIMITI } from '#kernel/limiti';
import type { Allegato } from '#platform/contesto';

/** The receipts to attach to a mail: all of them, or none, for a mail with some would look whole. */
export function entroPeso(file: readonly { nome: string; corpo: Buffer }[]): Allegato[] {
  const byte = file.reduce((somma, { corpo }) => somma + corpo.length, 0);
  if (byte > LIMITI.postaAllegatiBytesMax) return [];
  return file.map(({ nome, corpo }) => ({ nome, tipo: 'application/pdf', corpo }));
}
