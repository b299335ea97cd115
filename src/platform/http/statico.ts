import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const PREFISSO_RISORSE = '/risorse/';

/** URL of a built file by its plain name. */
export type Risorse = (nome: string) => string;

/** Reads what scripts/assets.ts wrote. Throws if it has not run, or when asked for a file that it does not make. */
export function leggiRisorse(cartella: string): Risorse {
  const file = leggiManifesto(join(cartella, 'manifest.json'));
  return (nome) => {
    const vero = file[nome];
    if (vero === undefined) throw new Error(`no asset is called ${nome}`);
    return PREFISSO_RISORSE + vero;
  };
}

function leggiManifesto(percorso: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(percorso, 'utf8')).file;
  } catch (causa) {
    throw new Error(`${percorso} is missing or broken: run scripts/assets.ts`, { cause: causa });
  }
}

/** Serves the built files. A name never has another content, so browsers keep them for a year without asking again. */
export async function statico(app: FastifyInstance, cartella: string): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: cartella,
      prefix: PREFISSO_RISORSE,
      index: false,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      allowedPath: (percorso) => percorso !== '/manifest.json',
      setHeaders: (reply) => {
        reply.header('x-content-type-options', 'nosniff');
        reply.header('cross-origin-resource-policy', 'same-origin');
      },
    });
  });
}
