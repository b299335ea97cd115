import type { Ctx } from './contesto.ts';

/** Payload of a job: ids and figures only, never personal data (model 11). */
export type Payload = Record<string, string | number>;

/**
 * A background job as data. `nome` is unique in the product; the worker runs it with a context of role `worker`, for the ente and on
 * behalf of the actor that the payload names (`enteId`, `attore`), if it does.
 * A job may run twice (its process may die after the work and before the mark), so it must be idempotent.
 */
export type Lavoro = {
  nome: string;
  /** One sentence for whoever reads the list of jobs. */
  scopo: string;
  esegui(ctx: Ctx, payload: Payload): Promise<void>;
  /** Cron expression (UTC) for what runs by the clock. */
  quando?: string;
  /** Also run once when the worker starts. */
  allAvvio?: boolean;
  /** It waits for the software of others, which may hang: it is run among its like, and keeps no other job waiting. */
  fuori?: boolean;
};

/** Declares a job. */
export function lavoro(definizione: Lavoro): Lavoro {
  return definizione;
}

/** A text field of a payload; a missing one is a fault of ours, not a refusal. */
export function campoTesto(payload: Payload, nome: string): string {
  const valore = payload[nome];
  if (typeof valore !== 'string') throw new Error(`job payload: ${nome} missing`);
  return valore;
}
