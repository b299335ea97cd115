import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Sends a page. */
export function mostra(risposta: FastifyReply, pagina: VNode, stato = 200): FastifyReply {
  return risposta
    .code(stato)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(pagina)}`);
}
