import type { FastifyInstance } from 'fastify';
import { esitoPolling, type EsitoPreparato } from '#modules/pagamenti';
import { creaCtx, type Mondo } from '#platform/contesto';
import { apriContrattoEsterni } from './contratto-esterni.ts';
import { LANDING } from './prepara.ts';

/** What the page of an ente hears of the payment that its browser comes back from (mypay-webservices 3.4). */
const STATUS: Record<EsitoPreparato, 'NOT_FOUND' | 'TO_PAY' | 'INITIATED' | 'PAID_OK' | 'PAID_KO'> = {
  sconosciuto: 'NOT_FOUND',
  non_iniziato: 'TO_PAY',
  in_corso: 'INITIATED',
  pagato: 'PAID_OK',
  // Not all of it is paid, nor will be: no page is to say that it went well.
  parziale: 'PAID_KO',
  annullato: 'PAID_KO',
  scaduto: 'PAID_KO',
};
const TOKEN = /^[\w-]{1,200}$/;

/** The addresses that browsers meet, where software written for MyPay expects them. */
export function apriLanding(app: FastifyInstance, mondo: Mondo): void {
  apriContrattoEsterni(app);
  app.get(LANDING, async (req, reply) => {
    const { id } = req.query as { id?: unknown };
    if (typeof id !== 'string' || !TOKEN.test(id)) return reply.code(400).type('text/plain').send('Id not valid');
    // Whether it is still good the page of the portale says, to people.
    return reply
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .redirect(`${mondo.config.urlPubblico}/arrivo/${id}`, 303);
  });
  app.get('/public/carrello/outcome', async (req, reply) => {
    const { pollingToken: token } = req.query as { pollingToken?: unknown };
    const ctx = creaCtx(mondo, { ruolo: 'sil', attore: { tipo: 'sil' } });
    const { esito, pollingToken } = await esitoPolling(ctx, typeof token === 'string' ? token : '');
    // Asked by the page of an ente, which holds the token and nothing else of ours.
    return reply
      .headers({ 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
      .send({ status: STATUS[esito], ...(pollingToken !== null && { pollingToken }) });
  });
}
