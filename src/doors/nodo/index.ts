/**
 * nodo: the door of pagoPA (SOAP paForNode, SANP 3.12). It turns the Nodo's language into acts of `pagamenti` and back; the order of checks
 * and the codes are its grammar, whether a payment is due is not its business. It is never open: a visitor proves a station first.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIMITI } from '#kernel/limiti';
import type { Giornale } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { bustaFault } from '#platform/soap/busta';
import { testi } from '#testi/it/nodo';
import { apriContratto, type Contratto } from './contratto.ts';
import { controllaIngressi, type Ingresso } from './ingresso.ts';
import { ricezione } from './ricezione.ts';

export { rileggiMessaggio } from './rilettura.ts';

/** Counted by the door, shown by the metrics. */
export type ContatoriNodo = {
  respinte: () => void;
  risposte: (operazione: string, esito: string, secondi: number) => void;
  /** What the services of the enti were asked, and how it went. */
  enti?: (operazione: string, esito: string, secondi: number) => void;
};

const XML = 'text/xml; charset=utf-8';
/** X-Request-Id of the platform, as it is written in the log: longer ones are not its. */
const ID_RICHIESTA = /^[\w.-]{1,64}$/;

type Opzioni = { mondo: Mondo; giornale: Giornale; contatori: ContatoriNodo };

/** Registers the door. One Fastify scope: its own parser, limits and shape of errors. */
export async function portaNodo(app: FastifyInstance, { mondo, giornale, contatori }: Opzioni): Promise<void> {
  const contratto = apriContratto();
  const rispondi = ricezione({ mondo, giornale, contatori, contratto });
  const entra = controllaIngressi(mondo);
  const indirizzo = `${mondo.config.urlPubblico}/nodo/paForNode`;
  const ingressi = new WeakMap<FastifyRequest, Ingresso>();
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // As bytes: only libxml2 may read the encoding that the message declares.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LIMITI.soapBytesMax }, (_req, corpo, fatto) =>
      fatto(null, corpo),
    );
    scope.setErrorHandler((causa: Error & { statusCode?: number }, _req, reply) => guasto(reply, causa, mondo));
    scope.addHook('onResponse', (req, reply, fatto) => {
      annotaAccesso(mondo, req, reply);
      fatto();
    });
    const ricevi = async (req: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const grezzo = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      const { soapaction } = req.headers;
      const soapAction = typeof soapaction === 'string' ? soapaction : undefined;
      const risposta = await rispondi({ grezzo, soapAction }, ingressi.get(req) as Ingresso);
      return risposta === null ? chiusa(reply, contatori) : reply.code(risposta.stato).type(XML).send(risposta.testo);
    };
    // Before the body: who proves nothing sends us nothing.
    const onRequest = async (req: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
      const ingresso = await entra(req);
      if (ingresso === null) return chiusa(reply, contatori);
      ingressi.set(req, ingresso);
      // Whatever it calls itself, it is read as XML: a receipt is not lost for a header.
      req.raw.headers['content-type'] = 'text/xml';
      return undefined;
    };
    for (const url of ['/nodo/paForNode', '/nodo/:segreto/paForNode', '/ws/fesp/*']) {
      scope.post(url, { onRequest }, ricevi);
      scope.get(url, (req, reply) => mostra(reply, contratto, { ...(req.query as Domanda), indirizzo }));
    }
  });
  app.addHook('onClose', async () => contratto.schema.dispose());
}

/** The pattern of the route, never its values: the path holds the secret. */
function annotaAccesso({ log }: Mondo, req: FastifyRequest, reply: FastifyReply): void {
  const id = req.headers['x-request-id'];
  log.info('nodo', {
    rotta: req.routeOptions.url,
    metodo: req.method,
    stato: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    ...(typeof id === 'string' && ID_RICHIESTA.test(id) ? { richiesta: id } : {}),
  });
}

/** HTTP 401 without a body: not an answer of paForNode, so the Nodo calls again. Nothing is stored. */
function chiusa(reply: FastifyReply, contatori: ContatoriNodo): FastifyReply {
  contatori.respinte();
  return reply.code(401).header('connection', 'close').send();
}

function guasto(reply: FastifyReply, causa: Error & { statusCode?: number }, { log }: Mondo): FastifyReply {
  if (causa.statusCode === 413)
    return reply
      .code(413)
      .type(XML)
      .send(bustaFault({ codice: 'Client', testo: testi.troppoGrande }));
  log.error('nodo.guasto', causa);
  return reply
    .code(500)
    .type(XML)
    .send(bustaFault({ codice: 'Server', testo: testi.guasto }));
}

type Domanda = { wsdl?: string; xsd?: string };

/** The contract, for whoever asks: `?wsdl`, `?xsd=<name>`. */
function mostra(
  reply: FastifyReply,
  contratto: Contratto,
  { wsdl, xsd, indirizzo }: Domanda & { indirizzo: string },
): FastifyReply {
  const testo = contratto.documento(wsdl === undefined ? (xsd ?? '') : 'paForNode.wsdl', indirizzo);
  return testo === null ? reply.code(404).type('text/plain').send('') : reply.type(XML).send(testo);
}
