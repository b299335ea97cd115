import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Esito } from '#kernel/esito';
import type { Ambito, Applicazione } from '#modules/utenti';
import type { Ctx } from '#platform/contesto';
import type { RifiutoApi } from './problema.ts';

/** What an act of this door gets: who calls, for which ente, and what is asked. */
export type RichiestaApi<C = unknown> = {
  ctx: Ctx;
  applicazione: Applicazione;
  parametri: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  corpo: C;
  /** A context of another moment, or role, for what runs beside this request. */
  ctxDi: () => Ctx;
  /** The ETag of If-Match; `*`; null where it is not said. */
  vista: string | null;
  /** The body as it arrives, for what takes a file. */
  flusso: Readable;
  req: FastifyRequest;
};

/** What is answered: JSON, or a file. */
export type RispostaRotta = {
  stato: 200 | 201 | 202;
  corpo?: unknown;
  file?: { nome: string; tipo: string; corpo: Readable | Buffer };
  intestazioni?: Readonly<Record<string, string>>;
};

/** A route of the door, as data: from these come the routes of the server, their checks, and the OpenAPI document. */
export type Rotta = {
  metodo: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Under `/api/v1/enti/:codIpa`, with Fastify's parameters. */
  percorso: string;
  nome: string;
  ambito: Ambito;
  gruppo: string;
  titolo: string;
  descrizione?: string;
  query?: TSchema;
  corpo?: TSchema;
  /** The body is a file of this type, read as it arrives. */
  accetta?: string;
  risposte: Readonly<Record<number, { descrizione: string; schema?: TSchema; tipo?: string }>>;
  /** What it may refuse, beside what any route may. */
  rifiuta?: readonly number[];
  /** It takes If-Match. */
  conVersione?: boolean;
  /** It answers with the ETag of what it shows. */
  conEtag?: boolean;
  /** It takes Idempotency-Key. */
  unaVolta?: boolean;
  esegui: (r: RichiestaApi<never>) => Promise<Esito<RispostaRotta, RifiutoApi>>;
};

/** A route whose body is typed by its schema. */
export function rotta<C extends TSchema>(
  r: Omit<Rotta, 'esegui' | 'corpo'> & {
    corpo?: C;
    esegui: (r: RichiestaApi<Static<C>>) => Promise<Esito<RispostaRotta, RifiutoApi>>;
  },
): Rotta {
  return r;
}
