/** The HTTP server of the simulatore: pages for people, JSON for scripts, and the few headers that keep both in their place. */
import { readFile } from 'node:fs/promises';
import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { apiBizEvents } from './biz-events/api.ts';
import { apiCheckout } from './checkout/api.ts';
import { apiIdentita } from './identita/api.ts';
import { apiAvvisiEnte } from './ente/avvisi.ts';
import { apiGestionale } from './ente/gestionale.ts';
import { apiImporti, creaImporti } from './ente/importi.ts';
import { apiFdr } from './fdr/api.ts';
import { apiNodo } from './nodo/api.ts';
import type { Fili } from './fili.ts';
import { pagine } from './pagine/pagine.tsx';
import { apiPosta } from './posta/api.ts';

const CORPO_BYTES_MAX = 65_536;
const CSP =
  "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export async function creaWeb(fili: Fili): Promise<FastifyInstance> {
  const { banco, cassetta, cassa, fdr, bizEvents, fornitori, gestionale, avvisiEnte } = fili;
  const app = fastify({
    bodyLimit: CORPO_BYTES_MAX,
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  const stile = await readFile(new URL('./pagine/stile.css', import.meta.url), 'utf8');
  app.addHook('onSend', async (_, risposta) => {
    risposta.headers({
      // The page of Checkout sends the browser back where it came from.
      'content-security-policy': risposta.getHeader('content-security-policy') ?? CSP,
      'x-content-type-options': 'nosniff',
      // With no-referrer a browser sends our own forms with `Origin: null`.
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });
  // Nobody signs in here, so nothing but the browser's own word tells our forms from those of a page elsewhere.
  app.addHook('onRequest', async (richiesta, risposta) => {
    const { origin, host } = richiesta.headers;
    if (origin !== undefined && !origin.endsWith(`://${host}`)) {
      return risposta.code(403).send({ messaggio: 'Il simulatore prende ordini solo dalle sue pagine.' });
    }
    return undefined;
  });
  app.get('/stile.css', async (_, risposta) => risposta.type('text/css; charset=utf-8').send(stile));
  await app.register(async (api) => {
    apiNodo(api, banco);
    apiPosta(api, cassetta);
    apiCheckout(api, cassa);
    apiFdr(api, fdr);
    apiBizEvents(api, bizEvents);
    apiImporti(
      api,
      creaImporti(() => new Date()),
    );
  });
  await app.register(async (api) => apiGestionale(api, gestionale));
  await app.register(async (api) => apiAvvisiEnte(api, avvisiEnte));
  await app.register(async (html) => {
    await html.register(formbody);
    pagine(html, fili);
  });
  for (const fornitore of fornitori) await app.register(async (identita) => apiIdentita(identita, fornitore));
  return app;
}
