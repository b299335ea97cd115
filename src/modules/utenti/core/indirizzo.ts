/**
 * The block an address belongs to for the limits: /24 of IPv4, /64 of IPv6, which is what one household or office is given. What is no
 * address is its own block: a door that cannot tell addresses apart has one limit for all.
 */
export function bloccoIndirizzo(indirizzo: string): string {
  const nudo = indirizzo.split('%')[0]?.toLowerCase() ?? '';
  const v4 = /^(?:(?:0*:)*:?ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(nudo);
  if (v4 !== null) return `${v4[1]}.0/24`;
  if (!/^[0-9a-f:]+$/.test(nudo) || !nudo.includes(':')) return nudo;
  return `${primiGruppi(nudo).join(':')}::/64`;
}

/** The first four groups of an IPv6 address, with `::` filled in and leading zeros dropped. */
function primiGruppi(indirizzo: string): string[] {
  const [testa = '', coda] = indirizzo.split('::');
  const prima = testa === '' ? [] : testa.split(':');
  const dopo = coda === undefined || coda === '' ? [] : coda.split(':');
  const zeri = coda === undefined ? 0 : Math.max(0, 8 - prima.length - dopo.length);
  const gruppi = [...prima, ...Array.from({ length: zeri }, () => '0'), ...dopo];
  return gruppi.slice(0, 4).map((gruppo) => gruppo.replace(/^0+(?=.)/, ''));
}
