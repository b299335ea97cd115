import Fastify, { type FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portaNodo } from '#doors/nodo';
import { portaPortale } from '#doors/portale';
import { portaSil, portaSviluppatori } from '#doors/sil';
import { portaUfficio } from '#doors/ufficio';
import { creaGiornale, type Giornale } from '#modules/registro';
import type { Config } from '#platform/config/config';
import { statico } from '#platform/http/statico';
import type { Mondo } from '#platform/contesto';
import { IMPATTI } from './impatti.ts';
import { creaMetriche, type Metriche } from './metriche.ts';

/** Where the built assets lie: style sheets, fonts, scripts. */
export const CARTELLA_RISORSE = join(import.meta.dirname, '../../dist/assets');

export type Web = { chiudi(): Promise<void> };

/** Opens the doors: pages, the Nodo (also on a TLS listener of its own where there is one), health and metrics. */
export async function avviaWeb(mondo: Mondo): Promise<Web> {
  const giornale = creaGiornale(mondo);
  const metriche = creaMetriche(mondo, giornale);
  const app = await creaApp(mondo, giornale, metriche);
  const chiusure: (() => Promise<unknown>)[] = [() => giornale.chiudi(), () => app.close()];
  const chiudi = async (): Promise<void> => {
    // The giornale last: until then somebody may still have something to note.
    for (const chiusura of chiusure.toReversed()) await chiusura();
  };
  try {
    await giornale.avvia();
    await app.listen({ host: mondo.config.host, port: mondo.config.port });
    const tls = await avviaNodoTls(mondo, giornale, metriche);
    if (tls !== null) chiusure.push(() => tls.close());
    const interne = await metriche.ascolta();
    chiusure.push(() => interne.chiudi());
    return { chiudi };
  } catch (causa) {
    // A port is taken: what was opened holds connections, for which the pools would wait for ever.
    await chiudi();
    throw causa;
  }
}

/** The public server, not yet listening. */
async function creaApp(mondo: Mondo, giornale: Giornale, metriche: Metriche): Promise<FastifyInstance> {
  // Fastify's own log would write URLs with their values: each door keeps its log, with the pattern of the route.
  const app = Fastify({
    logger: false,
    trustProxy: fiducia(mondo.config),
    forceCloseConnections: true,
    requestTimeout: 120_000,
    rewriteUrl: ({ url = '/' }) => scritto(url),
    // The sealed references of the portale are longer than the 100 characters that the router takes for a part of a path.
    routerOptions: { maxParamLength: 1000 },
  });
  await salute(app, mondo);
  await statico(app, CARTELLA_RISORSE);
  await registraNodo(app, mondo, giornale, metriche);
  const contatori = {
    risposte: (o: string, esito: string, secondi: number) => metriche.silRisposta(o, esito, secondi),
  };
  await portaSil(app, { mondo, giornale, contatori });
  await portaSviluppatori(app, { mondo });
  await portaUfficio(app, { mondo, impatti: IMPATTI });
  await portaPortale(app, { mondo });
  return app;
}

/** An address that cannot be read is one that there is not, and its door says so: the router would answer in words of its own. */
function scritto(url: string): string {
  const [percorso = ''] = url.split('?', 1);
  try {
    decodeURI(percorso);
    return url;
  } catch {
    return percorso.replaceAll('%', '');
  }
}

function fiducia({ proxyFidati }: Config): string[] | false {
  return proxyFidati.length === 0 ? false : [...proxyFidati];
}

function registraNodo(app: FastifyInstance, mondo: Mondo, giornale: Giornale, metriche: Metriche): Promise<void> {
  const contatori = {
    respinte: () => metriche.nodoRespinte(),
    risposte: (operazione: string, esito: string, secondi: number) => metriche.nodoRisposta(operazione, esito, secondi),
    enti: (operazione: string, esito: string, secondi: number) => metriche.enteChiesto(operazione, esito, secondi),
  };
  return portaNodo(app, { mondo, giornale, contatori });
}

async function avviaNodoTls(
  mondo: Mondo,
  giornale: Giornale,
  metriche: Metriche,
): Promise<{ close(): Promise<void> } | null> {
  const { nodoTls, host } = mondo.config;
  if (nodoTls === null) return null;
  const https = {
    cert: readFileSync(nodoTls.certFile),
    key: readFileSync(nodoTls.keyFile),
    ca: readFileSync(nodoTls.caFile),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2' as const,
  };
  const app = Fastify({ logger: false, forceCloseConnections: true, https });
  await registraNodo(app, mondo, giornale, metriche);
  await app.listen({ host, port: nodoTls.port });
  return { close: () => app.close() };
}

/** live: the process answers. ready: it can also do its work, for each pool reaches the database. */
async function salute(app: FastifyInstance, { pools, log }: Mondo): Promise<void> {
  await app.register(async (scope) => {
    scope.get('/health/live', async () => ({ stato: 'vivo' }));
    scope.get('/health/ready', async (_req, reply) => {
      try {
        await Promise.all(Object.values(pools).map((pool) => pool.query('select 1')));
        return { stato: 'pronto' };
      } catch (causa) {
        log.error('salute.ready', causa);
        return reply.code(503).send({ stato: 'non_pronto' });
      }
    });
  });
}
