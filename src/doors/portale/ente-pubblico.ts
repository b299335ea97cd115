import { enteDaCodIpa, type Ente } from '#modules/enti';
import type { Ctx } from '#platform/contesto';

/**
 * The ente that citizens mean by an IPA code, if it collects and shows itself: the live one; its twin in prova only where the whole
 * installation is a demo.
 */
export async function entePubblico(ctx: Ctx, codIpa: string): Promise<Ente | null> {
  const ambienti = ctx.config.modo === 'demo' ? (['live', 'prova'] as const) : (['live'] as const);
  for (const ambiente of ambienti) {
    const ente = await enteDaCodIpa(ctx, { codIpa, ambiente });
    if (ente?.stato === 'ESERCIZIO' && ente.funzioni.includes('pubblico')) return ente;
  }
  return null;
}
