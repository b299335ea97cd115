import type { FastifyInstance } from 'fastify';
import { esitoPolling, replicaArrivo, type EsitoPreparato, type ReplicaArrivo } from '#modules/pagamenti';
import { creaCtx, type Mondo } from '#platform/contesto';
import { apriContrattoEsterni } from './contratto-esterni.ts';
import { LANDING } from './prepara.ts';
import { apriVecchiIndirizzi } from './vecchi-indirizzi.ts';

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
/** And whether it has been paid, or begun, a moment ago (mypay-webservices 3.1). */
const REPLICA = {
  in_corso: 'DOVUTO',
  pagato: 'DOVUTO_ELAB',
} as const satisfies Record<NonNullable<ReplicaArrivo['replica']>, string>;
const ID_SESSION = /^[0-9a-f-]{36}$/;
const TOKEN = /^[\w-]{1,200}$/;

/** The addresses that browsers meet, where software written for MyPay expects them. */
export function apriLanding(app: FastifyInstance, mondo: Mondo): void {
  apriContrattoEsterni(app);
  apriVecchiIndirizzi(app, mondo);
  app.get(LANDING, async (req, reply) => {
    const { id } = req.query as { id?: unknown };
    if (typeof id !== 'string' || !TOKEN.test(id)) return reply.code(400).type('text/plain').send('Id not valid');
    // Whether it is still good the page of the portale says, to people.
    return reply
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .redirect(`${mondo.config.urlPubblico}/arrivo/${id}`, 303);
  });
  app.get('/public/landing/inviaDovutiReplicaCheck', async (req, reply) => {
    const { idSession } = req.query as { idSession?: unknown };
    // What is asked is what the person would read on the page: by the role of who would show it.
    const ctx = creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'sil' } });
    const nostra = typeof idSession === 'string' && ID_SESSION.test(idSession);
    const detto = nostra ? await replicaArrivo(ctx, idSession) : null;
    if (detto === null) return reply.code(400).type('text/plain').send('idSession not valid');
    const { replica, comunque } = detto;
    return reply.header('cache-control', 'no-store').send({
      replica: replica === null ? 'NO_REPLICA' : REPLICA[replica],
      urlToForceStartPayment: comunque === null ? null : `${mondo.config.urlPubblico}${LANDING}?id=${comunque}`,
    });
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
