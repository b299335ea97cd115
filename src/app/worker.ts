import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker';
import { setInterval as ogni } from 'node:timers/promises';
import { isUuid, type EnteId } from '#kernel/ids';
import { creaCtx, type Attore, type Mondo } from '#platform/contesto';
import type { Lavoro, Payload } from '#platform/jobs';
import { custodisciLavori, type Custode } from './lavori-orfani.ts';

/** Jobs at once in one process: imports take a core, the rest waits for the database or the mail. */
const INSIEME = 4;
/** Beside them, those that only wait for the software of others. */
const INSIEME_FUORI = 8;
const ATTESA_CHIUSURA_MS = 15_000;

export type Worker = { ferma(): Promise<void> };

/** Starts running jobs. Those that a dead process left locked are given back first, and again every half minute. */
export async function avviaWorker(mondo: Mondo, lavori: readonly Lavoro[]): Promise<Worker> {
  const custode = await custodisciLavori(mondo);
  const code: Runner[] = [];
  const fermaCode = async (): Promise<void> => void (await Promise.all(code.map(ferma)));
  try {
    for (const coda of divisi(lavori)) code.push(await avviaCoda(mondo, coda, custode));
  } catch (causa) {
    // Who keeps the locks holds a connection, for which the pool would wait for ever.
    await fermaCode();
    await custode.chiudi();
    throw causa;
  }
  const fine = new AbortController();
  const guardia = sorveglia(() => custode.restituisci(), fine.signal, mondo);
  for (const { nome, allAvvio } of lavori) {
    if (allAvvio === true) await code[0]?.addJob(nome, {}, { jobKey: `avvio:${nome}` });
  }
  return {
    ferma: async () => {
      fine.abort();
      await guardia;
      await fermaCode();
      await custode.chiudi();
    },
  };
}

type Coda = { lavori: readonly Lavoro[]; insieme: number };

function divisi(lavori: readonly Lavoro[]): Coda[] {
  const [dentro, fuori] = [false, true].map((quali) => lavori.filter((l) => (l.fuori ?? false) === quali));
  return [
    { lavori: dentro ?? [], insieme: INSIEME },
    { lavori: fuori ?? [], insieme: INSIEME_FUORI },
  ].filter((coda) => coda.lavori.length > 0);
}

async function avviaCoda(mondo: Mondo, { lavori, insieme }: Coda, { eventi }: Custode): Promise<Runner> {
  const aTempo = lavori.flatMap(({ nome, quando }) =>
    quando === undefined ? [] : [{ task: nome, match: quando, identifier: nome }],
  );
  return run({
    pgPool: mondo.pools.worker,
    taskList: compiti(mondo, lavori),
    parsedCronItems: parseCronItems(aTempo),
    concurrency: insieme,
    noHandleSignals: true,
    logger: logger(mondo),
    events: eventi,
    preset: { worker: { gracefulShutdownAbortTimeout: ATTESA_CHIUSURA_MS } },
  });
}

async function ferma(runner: Runner): Promise<void> {
  await runner.stop();
  await runner.promise;
}

const OGNI_MS = 30_000;

async function sorveglia(restituisci: () => Promise<void>, signal: AbortSignal, { log }: Mondo): Promise<void> {
  try {
    for await (const _ of ogni(OGNI_MS, undefined, { signal, ref: false })) {
      await restituisci().catch((causa: unknown) => log.error('lavori.orfani', causa));
    }
  } catch {
    // The signal ends the loop by throwing.
  }
}

function compiti(mondo: Mondo, lavori: readonly Lavoro[]): TaskList {
  return Object.fromEntries(
    lavori.map((lavoro) => [
      lavoro.nome,
      async (grezzo: unknown) => {
        const payload = (grezzo ?? {}) as Payload;
        const ctx = creaCtx(mondo, { ruolo: 'worker', attore: attoreDi(payload), enteId: enteDi(payload) });
        await lavoro.esegui(ctx, payload);
      },
    ]),
  );
}

function enteDi({ enteId }: Payload): EnteId | null {
  return typeof enteId === 'string' && isUuid<EnteId>(enteId) ? enteId : null;
}

const TIPI = ['operatore', 'cittadino', 'sil', 'nodo', 'sistema'] as const;

/** On whose behalf a job acts: `operatore:0199…`, as whoever asked for it wrote it. */
function attoreDi({ attore }: Payload): Attore {
  const [testo = '', id] = typeof attore === 'string' ? attore.split(':') : [];
  const tipo = TIPI.find((t) => t === testo) ?? 'sistema';
  return id === undefined ? { tipo } : { tipo, id };
}

/** The queue's own log: faults and warnings only, for each job that fails is told with its cause. */
function logger({ log }: Mondo): Logger {
  return new Logger((scope) => (livello, messaggio, meta) => {
    if (livello === 'error')
      log.error('lavori.coda', meta?.['error'] ?? new Error(messaggio), { lavoro: scope.taskIdentifier ?? null });
    if (livello === 'warning') log.warn('lavori.coda', { messaggio });
  });
}
