/**
 * The text with the part between `<!-- generato: nome -->` and `<!-- fine: nome -->` replaced. Throws where the two marks are not there,
 * once each: a document without its part would never be found out of date.
 */
export function sostituisciTratto(testo: string, nome: string, contenuto: string): string {
  const [inizio, fine] = [`<!-- generato: ${nome} -->`, `<!-- fine: ${nome} -->`];
  const pezzi = testo.split(inizio);
  const coda = pezzi[1]?.split(fine);
  if (pezzi.length !== 2 || coda?.length !== 2) throw new Error(`expected once ${inizio} and, after it, ${fine}`);
  const protetto = `<!-- prettier-ignore-start -->\n\n${contenuto.trim()}\n\n<!-- prettier-ignore-end -->`;
  return `${pezzi[0] ?? ''}${inizio}\n\n${protetto}\n\n${fine}${coda[1] ?? ''}`;
}
