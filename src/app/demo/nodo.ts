import Fastify, { type FastifyInstance } from 'fastify';
import { portaNodo } from '#doors/nodo';
import { apriFonti, type Fonti } from '#modules/pagamenti';
import { creaGiornale } from '#modules/registro';
import type { Mondo } from '#platform/contesto';
import { busta } from '#platform/soap/busta';
import type { Xml } from '#platform/xml/scrivi';

/** The Nodo as the demo plays it before the doors are open: it calls ours whole, without a network between. */
export type NodoDemo = {
  /** Says a message; true when the answer is OK. */
  chiama(messaggio: Xml): Promise<boolean>;
  fonti: Fonti;
};

/** Opens the door of the Nodo for `fn` alone. What was exchanged is in the giornale when this resolves. */
export async function conNodo<T>(mondo: Mondo, segmento: string, fn: (nodo: NodoDemo) => Promise<T>): Promise<T> {
  // A line for each message of the demo would bury what the person at the terminal has to read.
  const log = { ...mondo.log, info: () => undefined };
  const giornale = creaGiornale(mondo);
  const app = Fastify({ logger: false });
  const contatori = { respinte: () => undefined, risposte: () => undefined };
  await portaNodo(app, { mondo: { ...mondo, log }, giornale, contatori });
  await giornale.avvia();
  try {
    return await fn({ chiama: (corpo) => chiama(app, segmento, corpo), fonti: apriFonti(mondo) });
  } finally {
    await app.close();
    await giornale.chiudi();
  }
}

async function chiama(app: FastifyInstance, segmento: string, messaggio: Xml): Promise<boolean> {
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: `/nodo/${segmento}/paForNode`,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    payload: busta(messaggio),
  });
  return statusCode === 200 && body.includes('<outcome>OK</outcome>');
}
