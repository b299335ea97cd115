/**
 * api: the REST door of an ente's software, our own dialect. It knows keys, JSON, pages of lists and problems (RFC 9457), and turns what is
 * asked into acts of the modules; what may be done with a dovuto is not its business. An application works for its own ente, and of the
 * others there is nothing. Its document (OpenAPI 3.1) is made of its routes.
 */
import { randomBytes } from 'node:crypto';
import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { LIMITI } from '#kernel/limiti';
import type { Giornale } from '#modules/registro';
import type { Applicazione } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { registraCaricamenti } from './caricamenti.ts';
import { conNomi, PREMESSA, schemaDi } from './documento.ts';
import { esegui } from './esegui.ts';
import { creaFreno } from './freno.ts';
import { apriTaccuino, type Taccuino } from './giornale.ts';
import { conta, controllaEnte, creaRiconoscitore, rifiutata } from './ingresso.ts';
import { leggiJson } from './json.ts';
import { problemaDi, RichiestaRifiutata, rifiutoApi, type RifiutoApi } from './problema.ts';
import type { Rotta } from './rotta.ts';
import { creaRotte } from './rotte.ts';
import { CODICE_IPA, oggetto, PARAMETRI } from './schemi.ts';
import { compila, NonValida } from './valida.ts';

const PREFISSO_API = '/api/v1';
const PROBLEMA = 'application/problem+json; charset=utf-8';

type Opzioni = { mondo: Mondo; giornale: Giornale; richiesteMinutoMax?: number };

/** Registers the door. One Fastify scope: its own parser, limits and shape of errors. */
export async function registraApi(
  app: FastifyInstance,
  { mondo, giornale, richiesteMinutoMax = LIMITI.apiRichiesteMinutoMax }: Opzioni,
): Promise<void> {
  const taccuino = apriTaccuino({ giornale, orologio: mondo.orologio });
  const freno = creaFreno({ limite: richiesteMinutoMax, orologio: mondo.orologio });
  const chi = new WeakMap<FastifyRequest, Applicazione>();
  const riconosci = creaRiconoscitore(mondo);
  await app.register(
    async (scope) => {
      await scope.register(swagger, { openapi: PREMESSA, convertConstToEnum: false });
      leggiCorpi(scope, taccuino);
      scope.setValidatorCompiler(({ schema, httpPart }) => compila(schema as TSchema, httpPart ?? ''));
      // What an act answers is what its schema says: a test holds them together, and nothing is cut off on the way.
      scope.setSerializerCompiler(() => (corpo) => JSON.stringify(corpo));
      scope.setErrorHandler((causa, req, reply) => rispondiErrore(reply, req, causa, mondo));
      scope.setNotFoundHandler((_req, reply) => problema(reply, rifiutoApi('RISORSA_SCONOSCIUTA', 404).refusal, mondo));
      scope.addHook('onResponse', async (req, reply) => {
        const { method: metodo, routeOptions } = req;
        const ms = Math.round(reply.elapsedTime);
        mondo.log.info('api', { rotta: routeOptions.url ?? 'nessuna', metodo, stato: reply.statusCode, ms });
      });
      // After the routes' own documents: whoever reads what may be asked needs no key.
      scope.get('/openapi.json', { schema: { hide: true } }, (_req, reply) =>
        reply.header('cache-control', 'no-cache').send(conNomi(scope.swagger())),
      );
      await scope.register(async (dentro) => {
        taccuino.segui(dentro);
        dentro.addHook('onRequest', async (req, reply) => {
          void reply.header('cache-control', 'no-store');
          const applicazione = await riconosci(req);
          taccuino.apri(req, applicazione);
          const conto = freno(applicazione.chiaveId);
          if (conto.insiste) taccuino.insiste(req);
          conta(reply, conto);
          controllaEnte(req, applicazione);
          chi.set(req, applicazione);
        });
        for (const r of creaRotte(mondo)) apri(dentro, r, { mondo, chi });
        await registraCaricamenti(dentro, { mondo, chi });
      });
    },
    { prefix: PREFISSO_API },
  );
}

type Dentro = { mondo: Mondo; chi: WeakMap<FastifyRequest, Applicazione> };

function apri(scope: FastifyInstance, r: Rotta, { mondo, chi }: Dentro): void {
  const nomi = [...r.percorso.matchAll(/:(\w+)/g)].map(([, nome = '']) => [
    nome,
    Type.String({ maxLength: 300, description: PARAMETRI[nome] ?? '' }),
  ]);
  const parametri = oggetto({ codIpa: CODICE_IPA, ...Object.fromEntries(nomi) });
  scope.route({
    method: r.metodo,
    url: `/enti/:codIpa${r.percorso}`,
    schema: schemaDi(r, parametri),
    // Before the body: who may not do it need not send it.
    onRequest: async (req) => {
      if (chi.get(req)?.ambiti.includes(r.ambito) === true) return;
      throw new RichiestaRifiutata(rifiutoApi('AMBITO_MANCANTE', 403, { parametri: { ambito: r.ambito } }).refusal);
    },
    handler: async (req, reply) => {
      const applicazione = chi.get(req);
      if (applicazione === undefined) throw new Error('api: nobody was recognised');
      const esito = await esegui(r, { req, reply, applicazione, mondo });
      return esito.ok ? reply : problema(reply, esito.refusal, mondo);
    },
  });
}

function leggiCorpi(scope: FastifyInstance, taccuino: Taccuino): void {
  scope.removeAllContentTypeParsers();
  const json = { parseAs: 'buffer' as const, bodyLimit: LIMITI.apiCorpoBytesMax };
  scope.addContentTypeParser<Buffer>('application/json', json, (req, byte, fatto) => {
    const testo = byte.toString('utf8');
    taccuino.corpo(req, testo);
    const letto = leggiJson(byte, testo);
    if (letto.ok) return fatto(null, letto.valore);
    fatto(
      letto.nome === null
        ? rifiutata('JSON_NON_VALIDO', 400)
        : rifiutata('JSON_CAMPO_RIPETUTO', 400, { nome: letto.nome }),
    );
  });
  // Files are read as they arrive, by the routes that take them.
  for (const tipo of ['application/zip', 'application/octet-stream', 'application/offset+octet-stream'])
    scope.addContentTypeParser(tipo, (_req, corpo, fatto) => fatto(null, corpo));
}

function problema(reply: FastifyReply, refusal: RifiutoApi, { config }: Mondo): FastifyReply {
  const corpo = problemaDi(refusal, config.urlPubblico);
  if (corpo.status === 401) void reply.header('www-authenticate', 'Bearer realm="MyPay"');
  const secondi = refusal.parametri?.['secondi'];
  if (corpo.status === 429 && secondi !== undefined) void reply.header('retry-after', String(secondi));
  return reply.code(corpo.status).type(PROBLEMA).serializer(JSON.stringify).send(corpo);
}

function rispondiErrore(reply: FastifyReply, req: FastifyRequest, causa: unknown, mondo: Mondo): FastifyReply {
  return problema(reply, rifiutoDi(causa, req, mondo), mondo);
}

/** Fastify's own come with their status; what has none is a fault. */
function rifiutoDi(causa: unknown, req: FastifyRequest, { log }: Mondo): RifiutoApi {
  if (causa instanceof RichiestaRifiutata) return causa.refusal;
  if (causa instanceof NonValida) return rifiutoApi('RICHIESTA_NON_VALIDA', 422, { errori: causa.errori }).refusal;
  const stato = causa instanceof Error && 'statusCode' in causa ? Number(causa.statusCode) : 500;
  if (stato === 413) return rifiutoApi('CORPO_TROPPO_GRANDE', 413).refusal;
  if (stato === 415) return rifiutoApi('CONTENUTO_NON_PREVISTO', 415).refusal;
  if (stato >= 400 && stato < 500) return rifiutoApi('JSON_NON_VALIDO', 400).refusal;
  const riferimento = randomBytes(4).toString('hex');
  log.error('api.guasto', causa, { rotta: req.routeOptions.url ?? 'nessuna', riferimento });
  return rifiutoApi('GUASTO', 500, { parametri: { riferimento } }).refusal;
}
