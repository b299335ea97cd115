import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { STATI, type Richiesta, type Risposta, type RispostaErrore, type Sessione } from './pagina.ts';
import { scriviLingua } from './lingua.ts';
import { scriviSessione, type Biscotto } from './riconosci.ts';

/** How the pages of a door look. */
export type Aspetto<S extends Sessione> = {
  /** Puts around a page or a fragment what its components need of the request (`Interfaccia`). */
  avvolgi: (corpo: VNode, r: Richiesta<S>) => VNode;
  /** The error page in the frame of the door. Nobody is signed in when looking for the session is what failed. */
  errore: (errore: RispostaErrore, r: Richiesta<S>) => VNode;
};

type Opzioni<S extends Sessione> = {
  aspetto: Aspetto<S>;
  cookie: Biscotto;
  destinazioniEsterne: readonly string[];
  /** The page shows nobody's data. */
  pubblica: boolean;
  /** The same page is in several languages. */
  inLingue: boolean;
};

/** Writes what a page answered. */
export function rispondi<S extends Sessione>(
  reply: FastifyReply,
  { r, risposta, opzioni }: { r: Richiesta<S>; risposta: Risposta; opzioni: Opzioni<S> },
): FastifyReply {
  const { aspetto, pubblica, inLingue } = opzioni;
  const conservabile = pubblica && r.sessione === null && risposta.tipo === 'pagina';
  // A partial update and the whole page share one address, and so do the languages: caches must tell them apart.
  void reply
    .header('vary', inLingue ? 'HX-Request, Accept-Language, Cookie' : 'HX-Request')
    .header('cache-control', conservabile ? 'private, no-cache' : 'no-store');
  if (!pubblica) void reply.header('x-robots-tag', 'noindex');
  const scriviPagina = (stato: number, corpo: VNode): FastifyReply =>
    html(reply.code(stato), `<!DOCTYPE html>${renderToString(aspetto.avvolgi(corpo, r))}`);
  switch (risposta.tipo) {
    case 'pagina':
      return scriviPagina(risposta.stato, risposta.corpo);
    case 'frammento':
      return html(reply, renderToString(aspetto.avvolgi(risposta.corpo, r)));
    case 'errore': {
      const stato = risposta.stato ?? STATI[risposta.motivo];
      // A whole page would be drawn inside the one that asked for a part: that one reloads instead, and shows its own error.
      if (r.htmx) return html(reply.code(stato).header('hx-refresh', 'true'), '');
      return scriviPagina(stato, aspetto.errore(risposta, r));
    }
    case 'vai':
      return scriviVai(reply, { r, risposta, opzioni });
    case 'scarica':
      return reply
        .type(risposta.contentType)
        .header('content-disposition', allegato(risposta.nome))
        .send(risposta.corpo);
  }
}

type Vai<S extends Sessione> = {
  r: Richiesta<S>;
  risposta: Extract<Risposta, { tipo: 'vai' }>;
  opzioni: Opzioni<S>;
};

function scriviVai<S extends Sessione>(reply: FastifyReply, { r, risposta, opzioni }: Vai<S>): FastifyReply {
  verificaDestinazione(risposta, opzioni.destinazioniEsterne);
  if (risposta.sessione !== undefined) scriviSessione(reply, opzioni.cookie, risposta.sessione);
  if (risposta.lingua !== undefined) scriviLingua(reply, opzioni.cookie, risposta.lingua);
  // To a partial update a redirect would be one more fragment: it is told to leave the page.
  return r.htmx ? html(reply.header('hx-redirect', risposta.a), '') : reply.redirect(risposta.a, 303);
}

function html(reply: FastifyReply, testo: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(testo);
}

/** A redirect elsewhere is only to an origin the door declared, or kept: an address that came with the request never becomes one. */
function verificaDestinazione(
  { a, fuori }: Extract<Risposta, { tipo: 'vai' }>,
  destinazioniEsterne: readonly string[],
): void {
  const nostra = /^\/(?![/\\])/.test(a);
  const dichiarata = URL.canParse(a) && (fuori === true || destinazioniEsterne.includes(new URL(a).origin));
  if (!nostra && !dichiarata) throw new Error('redirect to an origin that the door did not declare');
}

/** RFC 6266: a plain name for the old, the true one in UTF-8 for the others. */
export function allegato(nome: string): string {
  const semplice = nome.replaceAll(/[^\w.-]/g, '_');
  const vero = encodeURIComponent(nome).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${semplice}"; filename*=UTF-8''${vero}`;
}
