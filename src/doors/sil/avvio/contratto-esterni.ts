import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const SERVIZIO = 'PagamentiTelematiciEsterniCCP';

/** The contract of the service that MyPay calls on the ente (mypay-webservices 1.23), for who has to offer it. */
const FILE = [`${SERVIZIO}.wsdl`, 'esterni.xsd', 'esterni-tipi.xsd'] as const;

/** Shows it beside the contracts of the services that the ente calls. */
export function apriContrattoEsterni(app: FastifyInstance): void {
  for (const nome of FILE) {
    const testo = readFileSync(new URL(`../../../wires/contratto/${nome}`, import.meta.url), 'utf8');
    const percorsi = nome.endsWith('.wsdl') ? [`/ws/pa/${nome}`, `/ws/pa/${SERVIZIO}`] : [`/ws/pa/${nome}`];
    for (const percorso of percorsi)
      app.get(percorso, async (_, reply) => reply.type('text/xml; charset=utf-8').send(testo));
  }
}
