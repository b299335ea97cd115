import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sviluppatori as testi } from '#testi/it/sviluppatori';
import { VAI } from './pagine.tsx';

/** Its own script and style sheet, as they were published. */
const FILE = ['/swagger-ui.css', '/swagger-ui-bundle.js'];

const AVVIO = `SwaggerUIBundle({ url: '${VAI.openapi}', dom_id: '#prova', deepLinking: true, validatorUrl: null, tagsSorter: 'alpha' });\n`;

const PAGINA = `<!DOCTYPE html>
<html lang="it">
<head>
<meta charset="utf-8">
<title>${testi.provaTitolo}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${VAI.prova}/swagger-ui.css">
<script src="${VAI.prova}/swagger-ui-bundle.js" defer></script>
<script src="${VAI.prova}/avvio.js" defer></script>
</head>
<body>
<p><a href="${VAI.inizio}">${testi.provaTorna}</a></p>
<main id="prova"><noscript>${testi.provaSenzaScript}</noscript></main>
</body>
</html>
`;

/**
 * The page on which the calls are read and tried: Swagger UI, from our own files, under the same policy as the other pages: what begins it
 * is a file too. It calls this same site only, with the key that is typed.
 */
export async function registraProva(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          formAction: ["'none'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'same-origin' },
    });
    await scope.register(fastifyStatic, {
      root: dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui.css'))),
      prefix: VAI.prova,
      index: false,
      decorateReply: false,
      allowedPath: (percorso) => FILE.includes(percorso),
      maxAge: '1d',
    });
    scope.get(VAI.prova, (_req, reply) => reply.type('text/html; charset=utf-8').send(PAGINA));
    scope.get(`${VAI.prova}/avvio.js`, (_req, reply) => reply.type('text/javascript; charset=utf-8').send(AVVIO));
  });
}
