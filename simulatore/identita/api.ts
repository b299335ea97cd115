/** The routes of a provider of identity that are not pages: its own, under one address, as its library answers them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fornitore } from './fornitore.ts';

/** What may be posted from these pages ends at a portal on this machine. */
export const CSP_IDENTITA = [
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  "form-action 'self' http://localhost:* http://127.0.0.1:*",
].join('; ');

export function apiIdentita(app: FastifyInstance, fornitore: Fornitore): void {
  const { radice } = fornitore;
  // Its library reads bodies by itself.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_richiesta, _corpo, fatto) => fatto(null));
  const consegna = async (richiesta: FastifyRequest, risposta: FastifyReply): Promise<void> => {
    const provider = await fornitore.di(richiesta.host);
    risposta.hijack();
    risposta.raw.setHeader('content-security-policy', CSP_IDENTITA);
    risposta.raw.setHeader('referrer-policy', 'same-origin');
    const { raw } = richiesta;
    // It asks every time, and remembers nobody from one sign-in to the next.
    if (richiesta.url.startsWith(`${radice}/auth`))
      raw.headers.cookie = (raw.headers.cookie ?? '').replaceAll(/\b_session\w*(\.sig)?=[^;]*/g, '');
    // So it knows that it lies under an address, and writes whole ones.
    Object.assign(raw, { originalUrl: raw.url, url: (raw.url ?? '').slice(radice.length) || '/' });
    await provider.callback()(raw, risposta.raw);
  };
  app.route({ method: ['GET', 'POST'], url: `${radice}/*`, handler: consegna });
}
