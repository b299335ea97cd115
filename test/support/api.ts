import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import { registraApi } from '#doors/sil';
import { valoreDi } from '#kernel/esito';
import { creaGiornale } from '#modules/registro';
import { AMBITI, creaChiaveApi, type Ambito } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { segretoCasuale } from '#platform/crypto';
import { ctxDi, type EnteDiProva } from './un-ente.ts';

/** The REST door alone, with its giornale. */
export async function apriApi(mondo: Mondo, opzioni: { richiesteMinutoMax?: number } = {}): Promise<FastifyInstance> {
  const app = Fastify({ routerOptions: { maxParamLength: 1000 } });
  const giornale = creaGiornale(mondo);
  await registraApi(app, { mondo, giornale, ...opzioni });
  app.addHook('onReady', () => giornale.avvia());
  app.addHook('onClose', () => giornale.chiudi());
  await app.ready();
  return app;
}

/** A key of an application of a test's own. */
export async function chiaveApi(
  mondo: Mondo,
  { enteId }: Pick<EnteDiProva, 'enteId'>,
  ambiti: readonly Ambito[] = AMBITI,
): Promise<string> {
  const chiesta = { applicazione: `Prova ${segretoCasuale(6)}`, ambiti, indirizzi: [] };
  return valoreDi(await creaChiaveApi(ctxDi(mondo, 'ufficio', enteId), chiesta)).chiave;
}

export type ChiamataApi = {
  metodo?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Under the ente's. */
  percorso: string;
  corpo?: unknown;
  intestazioni?: Record<string, string>;
};

/** An application that calls for an ente. */
export function chiama(app: FastifyInstance, { codIpa }: Pick<EnteDiProva, 'codIpa'>, chiave: string) {
  return ({ metodo = 'GET', percorso, corpo, intestazioni = {} }: ChiamataApi): Promise<LightMyRequestResponse> =>
    app.inject({
      method: metodo,
      url: `/api/v1/enti/${codIpa}${percorso}`,
      headers: { authorization: `Bearer ${chiave}`, ...intestazioni },
      ...(corpo !== undefined && { payload: corpo as object }),
    });
}
