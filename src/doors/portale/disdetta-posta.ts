import type { FastifyInstance, FastifyRequest } from 'fastify';
import { disdiciPromemoria, leggiDisdetta } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { VAI } from './indirizzi.ts';
import { ctxCittadino } from './visita.ts';

/** What a mail program sends is one field. */
const CORPO_BYTES_MAX = 2048;

type Quale = { Params: { disdetta: string } };

/**
 * The address in the headers of the mails about notices (RFC 8058): a POST of the mail program ends them at once, without cookies, page or
 * token, for whoever wrote the mail signed the address; a person who opens it finds the page with the button.
 */
export async function apriDisdetta(app: FastifyInstance, mondo: Mondo): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // As a form or in parts, at the choice of the mail program (3.2): one constant is looked for in either.
    scope.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'string', bodyLimit: CORPO_BYTES_MAX },
      async (_req: FastifyRequest, testo: string) => testo,
    );
    scope.addHook('onRequest', async (_req, reply) => {
      void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    });
    scope.get<Quale>(VAI.disdettaPosta, async (req, reply) => reply.redirect(VAI.promemoria(req.params.disdetta), 303));
    scope.post<Quale>(VAI.disdettaPosta, async (req, reply) => {
      const ctx = ctxCittadino(mondo, null, null);
      const chi = leggiDisdetta(ctx, req.params.disdetta);
      if (chi === null) return reply.code(404).send();
      if (typeof req.body !== 'string' || !/List-Unsubscribe[\s\S]*One-Click/.test(req.body))
        return reply.code(400).send();
      await disdiciPromemoria(ctx, chi);
      return reply.code(204).send();
    });
  });
}
