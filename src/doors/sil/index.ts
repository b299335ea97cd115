/**
 * sil: the door of the enti's software. SOAP in the dialect that MyPay has always spoken (`contratto/`,
 * docs/integrazione/compatibilita.md): the order of checks and the codes are its grammar; what may be done with a dovuto is not its
 * business. Beside it, REST in our own dialect (`api/`) and the files of the old one.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIMITI } from '#kernel/limiti';
import type { Giornale } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { bustaFault } from '#platform/soap/busta';
import { testi } from '#testi/it/sil';
import { apriLanding } from './avvio/landing.ts';
import { registraApi } from './api/index.ts';
import { chiamanteDi } from './accesso.ts';
import { apriContratto, type Contratto, type Servizio } from './contratto.ts';
import { portaFlussi } from './flussi/index.ts';
import { landingDovuti } from './dovuti/landing.ts';
import { ricezione, type ContatoriSil } from './ricezione.ts';

export { registraApi } from './api/index.ts';
export { portaSviluppatori } from './sviluppatori/index.ts';

const XML = 'text/xml; charset=utf-8';
const SERVIZI_NOTI: readonly Servizio[] = ['PagamentiTelematiciDovutiPagati', 'PagamentiTelematiciFlussiSPC'];

type Opzioni = {
  mondo: Mondo;
  giornale: Giornale;
  contatori: ContatoriSil;
  /** Of one key of the REST dialect; absent: as documented. */
  richiesteMinutoMax?: number;
};

/** Registers the door. One Fastify scope: its own parser, limits and shape of errors. */
export async function portaSil(
  app: FastifyInstance,
  { mondo, giornale, contatori, ...limiti }: Opzioni,
): Promise<void> {
  const contratto = apriContratto();
  const rispondi = ricezione({ mondo, giornale, contatori, contratto });
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // As bytes: only libxml2 may read the encoding that the message declares.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LIMITI.soapBytesMax }, (_req, corpo, fatto) =>
      fatto(null, corpo),
    );
    scope.setErrorHandler((causa: Error & { statusCode?: number }, _req, reply) => guasto(reply, causa, mondo));
    scope.addHook('onResponse', (req, reply, fatto) => {
      const { method: metodo, routeOptions } = req;
      mondo.log.info('sil', {
        rotta: routeOptions.url,
        metodo,
        stato: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      });
      fatto();
    });
    // Whatever it calls itself, it is read as XML; a message without a content type as well.
    const onRequest = async (req: FastifyRequest): Promise<void> => {
      req.raw.headers['content-type'] = 'text/xml';
    };
    // Every path below /ws but the Nodo's: the root of the body says which operation it is (mypay-webservices 0.1).
    scope.post('/ws/*', { onRequest }, async (req, reply) => {
      const corpo = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      const { stato, testo } = await rispondi(corpo, chiamanteDi(req, mondo));
      return reply.code(stato).type(XML).send(testo);
    });
    apriLanding(scope, mondo);
    scope.get('/ws/*', (req, reply) => mostra(req, reply, contratto, `${mondo.config.urlPubblico}/ws/pa/`));
  });
  await portaFlussi(app, mondo);
  await registraApi(app, { mondo, giornale, ...limiti });
  await landingDovuti(app, mondo);
  app.addHook('onClose', async () => contratto.documenti.dispose());
}

function guasto(reply: FastifyReply, causa: Error & { statusCode?: number }, { log }: Mondo): FastifyReply {
  if (causa.statusCode === 413)
    return reply
      .code(413)
      .type(XML)
      .send(bustaFault({ codice: 'Client', testo: testi.troppoGrande }));
  log.error('sil.guasto', causa);
  return reply
    .code(500)
    .type(XML)
    .send(bustaFault({ codice: 'Server', testo: testi.guasto }));
}

/** The contract, at the addresses that vendors know: `/ws/pa/<service>.wsdl`, `/ws/pa/<service>?wsdl`, `/ws/pa/<file>.xsd`. */
function mostra(req: FastifyRequest, reply: FastifyReply, contratto: Contratto, indirizzo: string): FastifyReply {
  const ultimo = (req.params as { '*': string })['*'].split('/').at(-1) ?? '';
  const chiesto = Object.keys(req.query as object).some((k) => k.toLowerCase() === 'wsdl');
  const servizio = SERVIZI_NOTI.find((s) => s === ultimo) ?? SERVIZI_NOTI[0];
  const testo = contratto.file(chiesto ? `${servizio}.wsdl` : ultimo, indirizzo);
  return testo === null ? reply.code(404).type('text/plain').send('') : reply.type(XML).send(testo);
}
