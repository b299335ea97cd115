import { Compile } from 'typebox/schema';
import type { TSchema } from 'typebox';
import { api } from '#testi/it/api';
import type { CampoErrato } from './problema.ts';

/** More than these nobody reads at once. */
const ERRORI_MAX = 20;

/** What Fastify is told of a part of a request that is not as its schema says. */
export class NonValida extends Error {
  readonly errori: CampoErrato[];
  constructor(errori: CampoErrato[]) {
    super('the request is not as its schema says');
    this.errori = errori;
  }
}

type Errore = { keyword: string; instancePath: string; params: object };

/** Compiles a schema. Nothing is converted: a number between quotes is a text, and an amount with a point is no amount. */
export function compila(schema: TSchema, parte: string): (dati: unknown) => { value: unknown } | { error: Error } {
  // A file is read as it arrives, by the act that takes it.
  if ('format' in schema && schema.format === 'binary') return (dati) => ({ value: dati });
  const valida = Compile(schema);
  return (dati) => {
    if (!valida.Check(dati)) {
      const [, errori] = valida.Errors(dati);
      return { error: new NonValida(campi(errori, parte)) };
    }
    if (!INCONSERVABILE.test(JSON.stringify(dati) ?? '')) return { value: dati };
    return { error: new NonValida(inconservabili(dati, inizioDi(parte)).slice(0, ERRORI_MAX)) };
  };
}

/**
 * As JSON writes them: what no XML has a place for (control characters but tab and ends of line, half of a pair), in which all of it is
 * given back one day; the null character and half of a pair are in no text that the database keeps, either.
 */
const INCONSERVABILE = /(?<!\\)(?:\\\\)*\\(?:u(?:00(?:0[0-8bcef]|1[0-9a-f])|d[89a-f])|[bf])|[\uFFFE\uFFFF]/;

/** Where they are. */
function inconservabili(dati: unknown, puntatore: string): CampoErrato[] {
  if (typeof dati === 'object' && dati !== null)
    return Object.entries(dati).flatMap(([nome, dentro]) =>
      INCONSERVABILE.test(JSON.stringify(nome))
        ? [{ puntatore, messaggio: api.campi.inconservabile }]
        : inconservabili(dentro, `${puntatore}/${nome}`),
    );
  const qui = typeof dati === 'string' && INCONSERVABILE.test(JSON.stringify(dati));
  return qui ? [{ puntatore, messaggio: api.campi.inconservabile }] : [];
}

function inizioDi(parte: string): string {
  return parte === 'body' ? '#' : parte;
}

function campi(errori: readonly Errore[], parte: string): CampoErrato[] {
  const inizio = inizioDi(parte);
  const uno = ({ keyword, instancePath, params }: Errore): CampoErrato[] => {
    // A field that is not foreseen is told of by the object that has it as well.
    if (keyword === 'boolean') return [];
    const nomi = keyword === 'required' || keyword === 'additionalProperties' ? Object.values(params).flat() : [''];
    return nomi.map((nome) => ({
      puntatore:
        inizio + instancePath + (nome === '' ? '' : `/${String(nome).replaceAll('~', '~0').replaceAll('/', '~1')}`),
      messaggio: messaggio(keyword, params as Readonly<Record<string, string | number>>),
    }));
  };
  return errori.flatMap(uno).slice(0, ERRORI_MAX);
}

function messaggio(keyword: string, params: Readonly<Record<string, string | number>>): string {
  const frasi: Readonly<Record<string, string | ((p: typeof params) => string)>> = api.campi;
  const una = frasi[keyword === 'const' || keyword === 'anyOf' ? 'enum' : keyword] ?? api.campi.altro;
  const tipo = String(params['type'] ?? '');
  return typeof una === 'string' ? una : una({ ...params, tipo: api.tipi[tipo] ?? tipo });
}
