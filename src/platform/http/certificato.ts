import type { FastifyRequest } from 'fastify';
import { BlockList, isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Config } from '../config/config.ts';

/**
 * CN of the client's certificate: of our own TLS listener, or from the header of a proxy that the configuration names. The header of
 * anybody else does not exist.
 */
export function certificatoDi(req: FastifyRequest, config: Config): string | null {
  const { socket } = req.raw;
  if (socket instanceof TLSSocket) {
    return socket.authorized ? cnDi(socket.getPeerCertificate().subject?.CN) : null;
  }
  const valore = req.headers[config.intestazioneCertificato];
  return typeof valore === 'string' && isProxyFidato(config, socket.remoteAddress ?? '') ? cnDi(valore) : null;
}

/**
 * A proxy writes the bare name, or the whole subject (`CN=…,O=…`). A subject that seems to name two is nobody's: a comma escaped inside
 * another field, or a header joined to a second one, must not choose who has come.
 */
function cnDi(soggetto: string | string[] | undefined): string | null {
  const testo = Array.isArray(soggetto) ? soggetto[0] : soggetto;
  if (testo === undefined || testo === '') return null;
  const nomi = [...testo.matchAll(/CN\s*=\s*([^,/]+)/gi)];
  return nomi.length > 1 ? null : (nomi[0]?.[1] ?? testo).trim();
}

function isProxyFidato({ proxyFidati }: Config, indirizzo: string): boolean {
  if (proxyFidati.length === 0) return false;
  const nudo = indirizzo.replace(/^::ffff:/, '');
  const famiglia = isIP(nudo);
  if (famiglia === 0) return false;
  const elenco = new BlockList();
  for (const rete of proxyFidati) {
    const [base = '', prefisso] = rete.split('/');
    const tipo = isIP(base) === 6 ? 'ipv6' : 'ipv4';
    if (prefisso === undefined) elenco.addAddress(base, tipo);
    else elenco.addSubnet(base, Number(prefisso), tipo);
  }
  return elenco.check(nudo, famiglia === 6 ? 'ipv6' : 'ipv4');
}
