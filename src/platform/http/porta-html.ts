import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Lingua } from '#kernel/lingua';
import type { Log } from '../log.ts';
import { csrfValido } from './csrf.ts';
import { ErroreHttp } from './errore-http.ts';
import { intestazioniSicure, permessi } from './intestazioni.ts';
import { linguaDi } from './lingua.ts';
import { ammesso, errore, vai } from './pagina.ts';
import type { Domanda, Pagina, Richiesta, Risposta, RispostaErrore, Sessione } from './pagina.ts';
import { MODULO_BYTES_MAX, riceviModulo } from './ricevi-modulo.ts';
import { leggiRichiesta, senzaValori } from './richiesta.ts';
import { anonimo, riconosci, type Biscotto, type Riconosciuto } from './riconosci.ts';
import { rispondi, type Aspetto } from './rispondi.ts';

export type OpzioniPorta<C, S extends Sessione> = {
  /** Name in the log. */
  porta: string;
  /** `''` or `/ufficio`. */
  prefisso: string;
  pagine: readonly Pagina<C, S>[];
  /** The world of one request; `r` has the session, not yet the form. */
  creaCtx: (r: Richiesta<S>) => C | Promise<C>;
  /** The session of a cookie's secret, null if there is none or it is over. */
  sessione: (segreto: string) => Promise<S | null>;
  aspetto: Aspetto<S>;
  /** May this session do this to this page? Asked at each request, before anything is read. Without it, {@link ammesso}. */
  ammette?: (domanda: Domanda) => boolean;
  /** Where to sign in. It gets `?dopo=` with the path asked for (see destinazioneInterna). */
  accesso: string;
  /** `sicuro`: TLS in front of us. The cookie is then `__Host-…; Secure` and HSTS is sent. */
  cookie: Biscotto;
  /** The languages of its pages, its own first; Italian alone where it says nothing. */
  lingue?: readonly [Lingua, ...Lingua[]];
  /** Key of the forms' tokens. */
  chiave: Uint8Array;
  log: Log;
  /** Origins where a redirect of ours may end (Checkout, the identity broker). */
  destinazioniEsterne?: readonly string[];
};

/** A request, before its page runs. */
type Arrivo<S extends Sessione> = {
  req: FastifyRequest;
  chiave: Uint8Array;
  riconosciuto: Riconosciuto<S>;
  lingua: Lingua;
};
/** What came of it. */
type Esito<S extends Sessione> = { r: Richiesta<S>; risposta: Risposta; pubblica?: boolean };

/**
 * Turns the pages of a door, which are data, into routes of a scope of their own: session and roles, forms with token and limits,
 * files as streams, security headers, error pages in the frame, access log. Leave the server without a
 * logger of its own: Fastify's lines hold URLs, ours the pattern of the route.
 */
export async function portaHtml<C, S extends Sessione>(app: FastifyInstance, o: OpzioniPorta<C, S>): Promise<void> {
  const { destinazioniEsterne = [], lingue = ['it'] } = o;
  await app.register(apri, { prefix: o.prefisso });

  async function apri(scope: FastifyInstance): Promise<void> {
    await intestazioniSicure(scope, { sicuro: o.cookie.sicuro, destinazioniEsterne });
    await scope.register(cookie);
    // Forms and files only: any other body is 415.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MODULO_BYTES_MAX },
      async (_req: FastifyRequest, testo: string) => new URLSearchParams(testo),
    );
    // A file past its limit ends its own stream with an error (ricevi-modulo): the parser's would take the rest of the form with it.
    await scope.register(multipart, { throwFileSizeLimit: false });

    const riconosciuti = new WeakMap<FastifyRequest, Riconosciuto<S>>();
    const arrivo = (req: FastifyRequest, reply: FastifyReply): Arrivo<S> => {
      const riconosciuto = riconosciuti.get(req) ?? anonimo(req, reply, o.cookie);
      return { req, riconosciuto, chiave: o.chiave, lingua: linguaDi(req, o.cookie, lingue) };
    };
    const scrivi = (reply: FastifyReply, { r, risposta, pubblica = false }: Esito<S>): FastifyReply =>
      rispondi(reply, {
        r,
        risposta,
        opzioni: { aspetto: o.aspetto, cookie: o.cookie, destinazioniEsterne, pubblica, inLingue: lingue.length > 1 },
      });

    scope.addHook('onRequest', async (req, reply) => {
      riconosciuti.set(req, await riconosci(req, reply, o));
    });
    scope.addHook('onResponse', async (req, reply) => {
      const ms = Math.round(reply.elapsedTime);
      o.log.info('http', { porta: o.porta, metodo: req.method, rotta: rotta(req), stato: reply.statusCode, ms });
    });
    scope.setNotFoundHandler((req, reply) =>
      scrivi(reply, { r: senzaValori(arrivo(req, reply)), risposta: errore('nonTrovata') }),
    );
    scope.setErrorHandler((causa, req, reply) => {
      const risposta = leggiErrore(causa, req);
      if (risposta.motivo === 'guasto') {
        // Short, and to be said on the telephone.
        risposta.riferimento = randomBytes(4).toString('hex');
        o.log.error('http.guasto', causa, { porta: o.porta, rotta: rotta(req), riferimento: risposta.riferimento });
      }
      return scrivi(reply, { r: senzaValori(arrivo(req, reply)), risposta });
    });

    for (const pagina of o.pagine) {
      const gestore = async (req: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        if (pagina.fotocamera === true) void reply.header('permissions-policy', permessi({ fotocamera: true }));
        return scrivi(reply, await esegui(o, pagina, arrivo(req, reply)));
      };
      if (pagina.get !== undefined) scope.get(pagina.percorso, gestore);
      if (pagina.post !== undefined) scope.post(pagina.percorso, gestore);
    }
  }
}

async function esegui<C, S extends Sessione>(
  o: OpzioniPorta<C, S>,
  pagina: Pagina<C, S>,
  arrivo: Arrivo<S>,
): Promise<Esito<S>> {
  const metodo = arrivo.req.method === 'POST' ? 'POST' : 'GET';
  const r = leggiRichiesta(arrivo);
  if (!(o.ammette ?? ammesso)({ pagina, metodo, sessione: r.sessione })) {
    // Somebody, but not for this. Who has a session and no role yet is asked to sign in as anybody else.
    if (r.sessione !== null && (r.sessione.ruolo !== null || r.sessione.intermediario === true))
      return { r, risposta: errore('vietato') };
    // Only what can be opened again: a form's answer cannot.
    const dopo = metodo === 'GET' ? `?dopo=${encodeURIComponent(r.percorso)}` : '';
    return { r, risposta: vai(o.accesso + dopo) };
  }
  const ctx = await o.creaCtx(r);
  if (metodo === 'GET') {
    return {
      r,
      risposta: await presente(pagina.get)(ctx, r),
      pubblica: pagina.pubblica === true && r.sessione === null,
    };
  }
  const compilata = await leggiModulo(pagina, arrivo, ctx);
  return { r: compilata, risposta: await presente(pagina.post)(ctx, compilata) };
}

/** Only the methods a page has became routes. */
function presente<A>(azione: A | undefined): A {
  if (azione === undefined) throw new Error('a page without this method was routed to');
  return azione;
}

async function leggiModulo<C, S extends Sessione>(
  pagina: Pagina<C, S>,
  arrivo: Arrivo<S>,
  ctx: C,
): Promise<Richiesta<S>> {
  const { carica } = pagina;
  const ricevuto = await riceviModulo(arrivo.req, {
    controlla: (token) => {
      const valido = csrfValido({ chiave: arrivo.chiave, segretoSessione: arrivo.riconosciuto.segreto(), token });
      if (!valido) throw new ErroreHttp('modulo');
    },
    carica: carica && {
      bytesMax: carica.bytesMax,
      inTutto: carica.inTutto,
      consegna: async (campi, file) => await carica.ricevi(ctx, leggiRichiesta(arrivo, { campi, file: {} }), file),
    },
  });
  return leggiRichiesta(arrivo, ricevuto);
}

/** The pattern of the route, never the URL. */
function rotta(req: FastifyRequest): string {
  return req.routeOptions.url ?? 'nessuna';
}

/** Which page an error gets. Fastify's own (body too large, media type) come with their status; what has none is a fault. */
function leggiErrore(causa: unknown, { raw }: FastifyRequest): RispostaErrore {
  if (causa instanceof ErroreHttp) return { tipo: 'errore', motivo: causa.motivo };
  // Whoever was sending has gone: no fault of ours, and nobody reads the answer.
  if (raw.destroyed && !raw.complete) return { tipo: 'errore', motivo: 'richiesta' };
  const stato = causa instanceof Error && 'statusCode' in causa ? Number(causa.statusCode) : 500;
  if (stato === 413) return { tipo: 'errore', motivo: 'troppoGrande' };
  return stato >= 400 && stato < 500
    ? { tipo: 'errore', motivo: 'richiesta', stato }
    : { tipo: 'errore', motivo: 'guasto' };
}
