import { BlockList, isIP, isIPv4 } from 'node:net';

/** Is it an address, or a network in CIDR form, of IPv4 or IPv6? */
export function isRete(testo: string): boolean {
  return spezza(testo) !== null;
}

/**
 * A function that says whether an address lies in one of the networks. An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is the
 * same address.
 */
export function ammetteIndirizzo(reti: readonly string[]): (indirizzo: string) => boolean {
  const elenco = new BlockList();
  for (const rete of reti) {
    const parti = spezza(rete);
    if (parti !== null) elenco.addSubnet(parti.indirizzo, parti.prefisso, isIPv4(parti.indirizzo) ? 'ipv4' : 'ipv6');
  }
  return (indirizzo) => isIP(indirizzo) !== 0 && elenco.check(indirizzo, isIPv4(indirizzo) ? 'ipv4' : 'ipv6');
}

function spezza(testo: string): { indirizzo: string; prefisso: number } | null {
  const [indirizzo = '', lunghezza, ...altro] = testo.split('/');
  const massimo = { 0: 0, 4: 32, 6: 128 }[isIP(indirizzo)] ?? 0;
  if (massimo === 0 || altro.length > 0 || indirizzo.includes('%')) return null;
  const prefisso = lunghezza === undefined ? massimo : /^\d{1,3}$/.test(lunghezza) ? Number(lunghezza) : -1;
  // A prefix of zero is everybody: it is not a list of addresses.
  return prefisso >= 1 && prefisso <= massimo ? { indirizzo, prefisso } : null;
}
