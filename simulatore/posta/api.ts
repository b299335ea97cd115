/** The mailbox for tests and scripts. */
import type { FastifyInstance } from 'fastify';
import { type Cassetta, collegamenti, lettereDi } from './cassetta.ts';

export function apiPosta(app: FastifyInstance, cassetta: Cassetta): void {
  app.get<{ Querystring: { destinatario?: string } }>('/api/posta', async ({ query }) =>
    lettereDi(cassetta.lettere(), query.destinatario ?? '').map((l) => ({ ...l, collegamenti: collegamenti(l.testo) })),
  );
}
