/** At most so many: a company's long name would say who it is. */
const INIZIALI_MAX = 4;

/** A debtor as anybody with the pair may see it (model 11): `Mario De Luca` → `M. D. L.` */
export function iniziali(anagrafica: string): string {
  const parole = anagrafica.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];
  return parole
    .slice(0, INIZIALI_MAX)
    .map((parola) => `${[...parola][0]?.toLocaleUpperCase('it') ?? ''}.`)
    .join(' ');
}
