import type { FastifyRequest } from 'fastify';
import { BlockList, isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { stazioniAperte, type Provenienza, type Stazione } from '#modules/enti';
import type { Config } from '#platform/config/config';

/** Visitors remembered for one reading of the configuration, which lives two seconds. */
const VISITATORI_MAX = 1000;
const noti = new WeakMap<readonly Stazione[], Map<string, Stazione[]>>();

/**
 * Which stations this request may speak for; none: the door stays shut. The Nodo comes hundreds of times a second with the same proof:
 * it is
 * judged once for each reading of the stations.
 */
export function apertePer(req: FastifyRequest, config: Config, stazioni: readonly Stazione[]): Stazione[] {
  const chi = provenienza(req, config);
  const chiave = JSON.stringify(chi);
  const diOra = noti.get(stazioni) ?? new Map<string, Stazione[]>();
  noti.set(stazioni, diOra);
  const gia = diOra.get(chiave);
  if (gia !== undefined) return gia;
  const aperte = stazioniAperte(config, stazioni, chi);
  if (aperte.length > 0 && diOra.size < VISITATORI_MAX) diOra.set(chiave, aperte);
  return aperte;
}

function provenienza(req: FastifyRequest, config: Config): Provenienza {
  const { segreto } = req.params as { segreto?: string };
  return { segmento: segreto ?? null, certificatoCn: certificatoDi(req, config), indirizzo: req.ip };
}

/**
 * CN of the client's certificate: of our own TLS listener, or from the header of a proxy that the configuration names. The header of
 * anybody else does not exist.
 */
function certificatoDi(req: FastifyRequest, config: Config): string | null {
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
