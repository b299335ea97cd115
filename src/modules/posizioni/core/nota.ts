import { LIMITI } from '#kernel/limiti';

/** A note as it is kept: without blanks around it. Null: it is empty, too long, or has what the database cannot hold. */
export function leggiNota(testo: string): string | null {
  const nota = testo.replaceAll(/\r\n?/g, '\n').trim();
  const buona = nota !== '' && [...nota].length <= LIMITI.notaCaratteriMax && nota.isWellFormed();
  return buona && !/(?![\n\t])[\p{Cc}]/u.test(nota) ? nota : null;
}
