import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

type Opzioni = {
  /** Served over TLS only: browsers are told to remember it. */
  sicuro: boolean;
  /** Origins a form of ours may end at through a redirect (Checkout, the identity broker): browsers apply `form-action` to them too. */
  destinazioniEsterne: readonly string[];
};

/**
 * Security headers of the pages. No inline script and no inline style, so that a text which escaped escaping does nothing; data: images,
 * because the theme draws its icons so; `connect-src` for the partial updates.
 */
export async function intestazioniSicure(
  scope: FastifyInstance,
  { sicuro, destinazioniEsterne }: Opzioni,
): Promise<void> {
  await scope.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'", ...destinazioniEsterne],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: sicuro && { maxAge: 31_536_000, includeSubDomains: false },
  });
  scope.addHook('onRequest', async (_req, reply) => {
    reply.header('permissions-policy', permessi({ fotocamera: false }));
  });
}

/** What the browser may be asked for: nothing, but for the camera where a page needs it. */
export function permessi({ fotocamera }: { fotocamera: boolean }): string {
  return `camera=(${fotocamera ? 'self' : ''}), geolocation=(), microphone=(), payment=(), usb=()`;
}
