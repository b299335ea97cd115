import pg from 'pg';

/** Oids of pg_type, with the oid of their arrays. */
const INT8 = { uno: 20, molti: 1016 };
const DATE = { uno: 1082, molti: 1182 };
const TIMESTAMP = { uno: 1114, molti: 1115 };
const TIMESTAMPTZ = { uno: 1184, molti: 1185 };
const NUMERIC = { uno: 1700, molti: 1231 };
const TEXT_MOLTI: number = 1009;

type Parser = (testo: string) => unknown;

/**
 * What the driver gives for each SQL type: bigint → number (a fault beyond 2^53, never a rounded one), date → 'YYYY-
 * MM-DD', timestamptz → Date, numeric and timestamp → the text as PostgreSQL writes it. The same for arrays, at any
 * depth. Everything else as pg does.
 */
export function creaTipi(): pg.CustomTypesConfig {
  const tipi = new pg.TypeOverrides();
  const installa = (oid: { uno: number; molti: number }, parser: Parser): void => {
    tipi.setTypeParser(oid.uno, parser);
    tipi.setTypeParser(oid.molti, (testo) => mappa(leggiArray(testo), parser));
  };
  installa(INT8, leggiBigint);
  installa(DATE, (testo) => testo);
  installa(TIMESTAMP, (testo) => testo);
  installa(NUMERIC, (testo) => testo);
  installa(TIMESTAMPTZ, leggiIstante);
  return tipi;
}

function leggiBigint(testo: string): number {
  const n = Number(testo);
  if (!Number.isSafeInteger(n)) throw new RangeError('bigint out of the safe range of a number: select it as text');
  return n;
}

function leggiIstante(testo: string): Date {
  const istante: unknown = pg.types.getTypeParser(TIMESTAMPTZ.uno, 'text')(testo);
  if (istante instanceof Date) return istante;
  throw new RangeError('infinite timestamptz: an instant was expected');
}

/**
 * PostgreSQL's array text as nested arrays of text and nulls: pg's own reader for text[], whatever the elements are.
 */
function leggiArray(testo: string): unknown {
  return pg.types.getTypeParser(TEXT_MOLTI, 'text')(testo);
}

function mappa(valore: unknown, parser: Parser): unknown {
  if (Array.isArray(valore)) return valore.map((v) => mappa(v, parser));
  return typeof valore === 'string' ? parser(valore) : valore;
}
