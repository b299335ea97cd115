import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import type { Mondo } from '#platform/contesto';

/** Who keeps the lock of this process's pool of workers, and gives back the jobs of those who died. */
export type Custode = {
  /** To be handed to graphile-worker, so that its pool is known as soon as it exists. */
  eventi: WorkerEvents;
  /** Unlocks the jobs and queues held by pools that are no longer alive. */
  restituisci(): Promise<void>;
  chiudi(): Promise<void>;
};

const CHIAVE = 'select hashtextextended($1, 20261123)';

/**
 * graphile-worker leaves a job locked for four hours when its process dies. A pool proves that it lives with an advisory lock on its own
 * name, held by a connection of its process: PostgreSQL lets it go when the process dies, however it dies. So whoever can take that lock
 * knows that the pool is gone.
 */
export async function custodisciLavori({ pools, log }: Mondo): Promise<Custode> {
  const client = await pools.worker.connect();
  const eventi: WorkerEvents = new EventEmitter();
  let coda: Promise<unknown> = Promise.resolve();
  const inFila = <T>(fn: () => Promise<T>): Promise<T> => {
    const esito = coda.then(fn);
    coda = esito.catch((causa: unknown) => log.error('lavori.custode', causa));
    return esito;
  };
  const nostri = new Set<string>();
  // Jobs are locked by the pool, not by the worker of it that runs them.
  eventi.on('pool:create', ({ workerPool }) => {
    nostri.add(workerPool.id);
    void inFila(() => client.query(`select pg_advisory_lock((${CHIAVE}))`, [workerPool.id]));
  });
  const restituisci = (): Promise<void> =>
    inFila(async () => {
      const { rows } = await client.query<{ nome: string }>(
        `select locked_by as nome from graphile_worker._private_jobs where locked_by is not null
         union select locked_by from graphile_worker._private_job_queues where locked_by is not null`,
      );
      const morti: string[] = [];
      for (const { nome } of rows.filter((r) => !nostri.has(r.nome))) {
        const { rows: prova } = await client.query<{ preso: boolean }>(
          `select pg_try_advisory_lock((${CHIAVE})) as preso`,
          [nome],
        );
        if (prova[0]?.preso !== true) continue;
        morti.push(nome);
        await client.query(`select pg_advisory_unlock((${CHIAVE}))`, [nome]);
      }
      if (morti.length === 0) return;
      await client.query('select graphile_worker.force_unlock_workers($1::text[])', [morti]);
      log.warn('lavori.restituiti', { worker: morti.length });
    });
  await restituisci();
  return {
    eventi,
    restituisci,
    chiudi: async () => {
      await coda;
      client.release(true);
    },
  };
}
