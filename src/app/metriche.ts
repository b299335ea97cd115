import Fastify, { type FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Giornale } from '#modules/registro';
import type { Mondo } from '#platform/contesto';

export type Metriche = {
  nodoRespinte(): void;
  nodoRisposta(operazione: string, esito: string, secondi: number): void;
  silRisposta(operazione: string, esito: string, secondi: number): void;
  /** A question to the service of an ente about a notice of its own. */
  enteChiesto(operazione: string, esito: string, secondi: number): void;
  /** Opens `/metrics` on its internal address. */
  ascolta(): Promise<{ url: string; chiudi(): Promise<void> }>;
};

/** What is measured of a process, in Prometheus' words. Labels hold codes, never values. */
export function creaMetriche({ pools, config }: Mondo, giornale: Giornale): Metriche {
  const registro = new Registry();
  collectDefaultMetrics({ register: registro });
  const respinte = new Counter({
    name: 'mypay_nodo_respinte_total',
    help: 'Requests to the door of the Nodo without a valid proof',
    registers: [registro],
  });
  const risposte = new Histogram({
    name: 'mypay_nodo_risposta_secondi',
    help: 'Time to answer the Nodo, by operation and outcome',
    labelNames: ['operazione', 'esito'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 7],
    registers: [registro],
  });
  const risposteSil = new Histogram({
    name: 'mypay_sil_risposta_secondi',
    help: 'Time to answer the software of an ente, by operation and outcome',
    labelNames: ['operazione', 'esito'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 7],
    registers: [registro],
  });
  const enti = new Histogram({
    name: 'mypay_ente_risposta_secondi',
    help: 'Time that the services of the enti take to answer for notices of their own, by operation and outcome',
    labelNames: ['operazione', 'esito'] as const,
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5],
    registers: [registro],
  });
  new Gauge({
    name: 'mypay_database_connessioni',
    help: 'Connections by role and state',
    labelNames: ['ruolo', 'stato'] as const,
    registers: [registro],
    collect() {
      for (const [ruolo, pool] of Object.entries(pools)) {
        this.set({ ruolo, stato: 'aperte' }, pool.totalCount);
        this.set({ ruolo, stato: 'libere' }, pool.idleCount);
        this.set({ ruolo, stato: 'in_attesa' }, pool.waitingCount);
      }
    },
  });
  new Gauge({
    name: 'mypay_giornale_eventi',
    help: 'Events of the giornale: waiting, written, lost',
    labelNames: ['stato'] as const,
    registers: [registro],
    collect() {
      const { inAttesa, scritti, persi } = giornale.stato();
      this.set({ stato: 'in_attesa' }, inAttesa);
      this.set({ stato: 'scritti' }, scritti);
      this.set({ stato: 'persi' }, persi);
    },
  });
  return {
    nodoRespinte: () => respinte.inc(),
    nodoRisposta: (operazione, esito, secondi) => risposte.observe({ operazione, esito }, secondi),
    enteChiesto: (operazione, esito, secondi) => enti.observe({ operazione, esito }, secondi),
    silRisposta: (operazione, esito, secondi) => risposteSil.observe({ operazione, esito }, secondi),
    ascolta: async () => {
      const app: FastifyInstance = Fastify({ logger: false, forceCloseConnections: true });
      app.get('/metrics', async (_req, reply) => reply.type(registro.contentType).send(await registro.metrics()));
      await app.listen({ host: config.metricheHost, port: config.metrichePort });
      return { url: `http://${config.metricheHost}:${config.metrichePort}/metrics`, chiudi: () => app.close() };
    },
  };
}
