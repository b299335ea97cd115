import type { FastifyInstance } from 'fastify';
import type { EnteId } from '#kernel/ids';
import { leggiLogo, type EntePubblico } from '#modules/enti';
import { creaCtx, type Ctx, type Mondo } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { VAI } from './indirizzi.ts';
import { entePubblico } from './ente-pubblico.ts';

/** For how long the version of a logo is believed before it is read again. */
const RICORDO_MS = 5 * 60_000;
/** More enti than any installation has. */
const RICORDI_MAX = 5_000;
const UN_ANNO = 'public, max-age=31536000, immutable';

type Marcato = Pick<EntePubblico, 'enteId' | 'codIpa' | 'haLogo'>;

/** The address of an ente's logo, which names its content; undefined where it has none that can be shown. */
export type Loghi = (ctx: Ctx, ente: Marcato) => Promise<string | undefined>;

/** Serves the logos at addresses that change with them, so that browsers keep them for good. Gives who knows the addresses. */
export async function apriLoghi(app: FastifyInstance, mondo: Mondo): Promise<Loghi> {
  const ricordi = new Map<EnteId, { versione: string | null; fino: number }>();

  await app.register(async (scope) => {
    scope.get<{ Params: { codIpa: string }; Querystring: { v?: string } }>('/loghi/:codIpa', async (req, reply) => {
      const ctx = creaCtx(mondo, { ruolo: 'portale', attore: { tipo: 'cittadino' } });
      const ente = await entePubblico(ctx, req.params.codIpa);
      const logo = ente === null ? null : await leggi(ctx, ente.enteId);
      if (logo === null) return reply.code(404).send();
      // Whoever asks for another version has an old page: it gets today's, and keeps nothing.
      const cache = req.query.v === logo.versione ? UN_ANNO : 'no-cache';
      return reply
        .type('image/png')
        .headers({
          'cache-control': cache,
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-origin',
        })
        .send(logo.png);
    });
    scope.setErrorHandler((causa, _req, reply) => {
      mondo.log.error('portale.logo', causa);
      return reply.code(500).send();
    });
  });

  return async (ctx, { enteId, codIpa, haLogo }) => {
    if (!haLogo) return undefined;
    let ricordo = ricordi.get(enteId);
    if (ricordo === undefined || ricordo.fino <= ctx.now.getTime()) {
      const logo = await leggi(ctx, enteId);
      ricordo = { versione: logo?.versione ?? null, fino: ctx.now.getTime() + RICORDO_MS };
      if (ricordi.size >= RICORDI_MAX) ricordi.clear();
      ricordi.set(enteId, ricordo);
    }
    return ricordo.versione === null ? undefined : VAI.logo(codIpa, ricordo.versione);
  };
}

async function leggi(ctx: Ctx, enteId: EnteId): Promise<{ png: Buffer; versione: string } | null> {
  const png = await leggiLogo(ctx, enteId, 'piccolo');
  return png && { png, versione: sha256(png).toString('hex').slice(0, 16) };
}
