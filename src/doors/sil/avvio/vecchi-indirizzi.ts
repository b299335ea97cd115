import type { FastifyInstance } from 'fastify';
import type { Mondo } from '#platform/contesto';

type Query = Readonly<Record<string, unknown>>;

/**
 * Addresses that the sites of the enti have shown to people for years (mypay-webservices 3.5), and where the portale does the same. Of who
 * was asked by name and number to see a notice nothing is carried along: the portale asks for it, and keeps it out of addresses.
 */
const VECCHI: Readonly<Record<string, (query: Query) => string>> = {
  '/public/landing/legacy/avviso': () => '/avviso',
  '/landing/ente': ({ codIpaEnte, enteToChange }) => pagina([codIpaEnte ?? enteToChange]),
  '/landing/spontaneo': ({ codIpaEnte, codTipo }) => pagina([codIpaEnte, codTipo]),
};

/** Leads on to the portale who comes by an address of the old platform. */
export function apriVecchiIndirizzi(app: FastifyInstance, { config }: Mondo): void {
  for (const [vecchio, dove] of Object.entries(VECCHI))
    app.get(vecchio, (req, reply) => reply.redirect(`${config.urlPubblico}${dove(req.query as Query)}`, 303));
}

const CODICE = /^\w[\w.-]{0,99}$/;

/** The page of an ente, or of one of its kinds of due; where one is not named, the list of those above it. */
function pagina(codici: readonly unknown[]): string {
  const detti = codici.map((codice) => (typeof codice === 'string' && CODICE.test(codice) ? codice : null));
  const fine = detti.indexOf(null);
  return ['/enti', ...(fine === -1 ? detti : detti.slice(0, fine))].join('/');
}
