import { lookup as risolvi, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address that nobody from outside may make us call: our own machine, or a network behind it. */
export class IndirizzoVietato extends Error {}

/**
 * What stands between an address that somebody has written in a page and the networks that only we can reach. A name is judged by every
 * address it stands for, when the connection is opened and not before: who owns a name may change its address in between.
 */
export type GuardiaRete = {
  /** For the `lookup` of node:net, node:http and node:https. */
  lookup: LookupFunction;
  /** Of a host that is an address already nobody looks anything up. Throws {@link IndirizzoVietato}. */
  controlla(host: string): void;
};

/** A guard that lets through what is public, and besides it the networks (CIDR) that the configuration names. */
export function creaGuardiaRete(retiAmmesse: readonly string[]): GuardiaRete {
  const ammesse = retiAmmesse.map((rete) => ipaddr.parseCIDR(rete));
  const isAmmesso = (indirizzo: string): boolean => {
    // What is IPv4 in the guise of IPv6 is judged as what it is.
    const letto = ipaddr.process(indirizzo);
    if (letto.range() === 'unicast') return true;
    return ammesse.some((rete) => rete[0].kind() === letto.kind() && letto.match(rete));
  };
  const controlla = (host: string): void => {
    const nudo = host.replace(/^\[|\]$/g, '');
    if (isIP(nudo) !== 0 && !isAmmesso(nudo)) throw new IndirizzoVietato('an address of a private network');
  };
  return {
    controlla,
    lookup: (nome, opzioni, fatto) => {
      risolvi(nome, { ...opzioni, all: true }, (causa, indirizzi: LookupAddress[]) => {
        if (causa) return fatto(causa, []);
        const primo = indirizzi[0];
        if (primo === undefined || !indirizzi.every(({ address }) => isAmmesso(address)))
          return fatto(new IndirizzoVietato('a name of a private network'), []);
        return opzioni.all === true ? fatto(null, indirizzi) : fatto(null, primo.address, primo.family);
      });
    },
  };
}
