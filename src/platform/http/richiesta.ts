import type { FastifyRequest } from 'fastify';
import type { Lingua } from '#kernel/lingua';
import { leggiCampi } from './campi.ts';
import { tokenCsrf } from './csrf.ts';
import type { Richiesta, Sessione } from './pagina.ts';
import type { Ricevuto } from './ricevi-modulo.ts';
import type { Riconosciuto } from './riconosci.ts';

const NIENTE: Ricevuto = { campi: leggiCampi([]), file: {} };

type Parti<S extends Sessione> = {
  req: FastifyRequest;
  chiave: Uint8Array;
  riconosciuto: Riconosciuto<S>;
  lingua: Lingua;
};

/** The request as a page sees it. Throws ErroreHttp when its path or query cannot be text. */
export function leggiRichiesta<S extends Sessione>(parti: Parti<S>, ricevuto = NIENTE): Richiesta<S> {
  const { req } = parti;
  const query = (req.raw.url ?? '').split('?', 2)[1] ?? '';
  return {
    ...senzaValori(parti),
    parametri: leggiCampi(Object.entries(req.params as Record<string, string>)).uno,
    query: leggiCampi(new URLSearchParams(query)).uno,
    modulo: ricevuto.campi.uno,
    scelte: ricevuto.campi.tutti,
    file: ricevuto.file,
  };
}

/** The same with nothing the person gave: for the error page, which must be drawn when that is what cannot be read. */
export function senzaValori<S extends Sessione>({ req, chiave, riconosciuto, lingua }: Parti<S>): Richiesta<S> {
  return {
    parametri: {},
    query: {},
    modulo: {},
    scelte: NIENTE.campi.tutti,
    file: {},
    sessione: riconosciuto.sessione,
    portato: riconosciuto.portato,
    lingua,
    // A function and not a value: reading the token may set a cookie.
    csrf: () => tokenCsrf(chiave, riconosciuto.segreto()),
    percorso: (req.raw.url ?? '/').split('?', 1)[0] ?? '/',
    htmx: req.headers['hx-request'] === 'true',
    indirizzo: req.ip,
  };
}
