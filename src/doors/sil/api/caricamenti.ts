import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EnteId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { riceviDovuti } from '#modules/flussi';
import type { Applicazione } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { ctxDi, rifiutata } from './ingresso.ts';
import { problemaDi, rifiutoApi, type RifiutoApi } from './problema.ts';

type Opzioni = { mondo: Mondo; chi: WeakMap<FastifyRequest, Applicazione> };
/** `id`: the upload that the path names, once it is known to be the caller's. */
type Chiamata = { applicazione: Applicazione; prefisso: string; id: string | undefined };

/** What tus throws: its status and its body, which is a problem like all the others. */
class TusRifiuta extends Error {
  readonly status_code: number;
  readonly body: string;
  constructor(refusal: RifiutoApi, base: string) {
    super(refusal.codice);
    const problema = problemaDi(refusal, base);
    this.status_code = problema.status;
    this.body = JSON.stringify(problema);
  }
}

/** The protocol says its refusals in words; those of ours are problems, and say so. */
class Caricatore extends Server {
  override write(...[contesto, intestazioni, stato, corpo]: Parameters<Server['write']>): ReturnType<Server['write']> {
    if (corpo?.startsWith('{') === true) intestazioni.set('content-type', PROBLEMA);
    return super.write(contesto, intestazioni, stato, corpo);
  }
}

const PROBLEMA = 'application/problem+json; charset=utf-8';
const NOME = /^[!-~]{1,255}$/;

/**
 * Files of dovuti sent in pieces, by the protocol tus 1.0: a line that falls takes up again where it was. The last piece is received as the
 * file that it ends, and its answer says where that is followed. Pieces lie with what else has not arrived yet, under names that
 * say whose they are, and go with it where nobody ends them.
 */
export async function registraCaricamenti(scope: FastifyInstance, { mondo, chi }: Opzioni): Promise<void> {
  const provvisorio = await mondo.files.provvisorio();
  const chiamate = new WeakMap<IncomingMessage, Chiamata>();
  const server = creaServer(mondo, { cartella: dirname(provvisorio), chiamate });
  const gestisci = { method: ['POST', 'HEAD', 'PATCH', 'DELETE'], schema: { hide: true } };
  for (const percorso of ['', '/:id'])
    scope.route({
      ...gestisci,
      url: `/enti/:codIpa/flussi/caricamenti${percorso}`,
      onRequest: async (req) => {
        const applicazione = chi.get(req);
        if (applicazione?.ambiti.includes('flussi') !== true)
          throw rifiutata('AMBITO_MANCANTE', 403, { ambito: 'flussi' });
        const { id } = req.params as { id?: string };
        // Whose it is, its name says: of another's there is nothing.
        if (id !== undefined && !isSuo(id, applicazione.enteId)) throw rifiutata('FLUSSO_SCONOSCIUTO', 404);
        const [prefisso = ''] = req.url.split('/caricamenti', 1);
        chiamate.set(req.raw, { applicazione, prefisso, id });
      },
      handler: async (req, reply) => {
        for (const [nome, valore] of Object.entries(reply.getHeaders())) reply.raw.setHeader(nome, valore ?? '');
        reply.hijack();
        await server.handle(req.raw, reply.raw);
      },
    });
}

function creaServer(
  mondo: Mondo,
  { cartella, chiamate }: { cartella: string; chiamate: WeakMap<IncomingMessage, Chiamata> },
): Server {
  const base = mondo.config.urlPubblico;
  const deposito = new FileStore({ directory: cartella, expirationPeriodInMilliseconds: LIMITI.apiCaricamentoMs });
  const chiamataDi = (req: { runtime?: { node?: { req: object } } }): Chiamata => {
    const nota = chiamate.get(req.runtime?.node?.req as IncomingMessage);
    if (nota === undefined) throw new Error('caricamenti: nobody was recognised');
    return nota;
  };
  return new Caricatore({
    path: '/caricamenti',
    datastore: deposito,
    maxSize: LIMITI.zipBytesMax,
    relativeLocation: true,
    // A browser of another site has no business here.
    allowedOrigins: [],
    namingFunction: (req) => `tus-${chiamataDi(req).applicazione.enteId}-${randomUUID()}`,
    generateUrl: (req, { id }) => `${chiamataDi(req).prefisso}/caricamenti/${id}`,
    // Not what the library finds last in the address, for what follows a question mark nobody has judged.
    getFileIdFromRequest: (req) => chiamataDi(req).id,
    onUploadCreate: (_req, { metadata }) => {
      if (!NOME.test(metadata?.['filename'] ?? ''))
        throw new TusRifiuta(rifiutoApi('NOME_FILE_MANCANTE', 422).refusal, base);
      return Promise.resolve({});
    },
    onUploadFinish: async (req, { id, metadata }) => {
      const { applicazione, prefisso } = chiamataDi(req);
      const contenuto = createReadStream(join(cartella, id));
      try {
        const esito = await riceviDovuti(ctxDi(mondo, applicazione), {
          nomeFile: metadata?.['filename'] ?? '',
          contenuto,
        });
        if (!esito.ok) throw new TusRifiuta(esito.refusal, base);
        return { headers: { 'Content-Location': `${prefisso}/${esito.value.flussoId}` } };
      } finally {
        contenuto.destroy();
        // Received, or of no use: whoever asks for it again begins again.
        await deposito.remove(id);
      }
    },
  });
}

function isSuo(id: string, enteId: EnteId): boolean {
  return id.startsWith(`tus-${enteId}-`) && /^tus-[0-9a-f-]{73}$/.test(id);
}
