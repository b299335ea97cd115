import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import type { Mondo } from '#platform/contesto';
import type { OperazioneSil } from '../operazione.ts';
import { EXPORT } from './export.ts';
import { IMPORT } from './import.ts';
import { PERCORSO_INVIO, PERCORSO_SCARICO } from './indirizzi.ts';
import { guastoInvio, riceviFile } from './invio.ts';
import { daiFile } from './scarico.ts';

/** The operations of files, in and out. */
export const FLUSSI: readonly OperazioneSil[] = [...IMPORT, ...EXPORT];

/** Where the files themselves pass: a scope of its own, whose bodies are streams. Nothing of an address but its pattern is in the log. */
export async function portaFlussi(app: FastifyInstance, mondo: Mondo): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart, { throwFileSizeLimit: false });
    scope.addHook('onResponse', (req, reply, fatto) => {
      const { method: metodo, routeOptions } = req;
      const ms = Math.round(reply.elapsedTime);
      mondo.log.info('sil', { rotta: routeOptions.url, metodo, stato: reply.statusCode, ms });
      fatto();
    });
    scope.post(
      PERCORSO_INVIO,
      // Whatever happens it is 200: software that was written for it reads the body alone.
      { errorHandler: (causa, _req, reply) => void reply.code(200).send(guastoInvio(mondo, causa)) },
      async (req, reply) => reply.code(200).send(await riceviFile(mondo, req)),
    );
    scope.get(`${PERCORSO_SCARICO}/:ente`, { exposeHeadRoute: false }, (req, reply) => daiFile(mondo, req, reply));
  });
}
