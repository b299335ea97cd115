import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { valoreDi } from '#kernel/esito';
import { migra } from '#platform/db/migra';
import { prepara } from '#platform/db/prepara';
import { avviaPostgres, type Postgres } from '#platform/postgres/avvia';
import { creaCartellaProva, spazzaCartelleProva } from './residui.ts';

/** What workers read, once the server is up: see db.ts. */
export type Pronto = { adminUrl: string; ownerPassword: string; modello: string } | { guasto: string };

declare module 'vitest' {
  interface ProvidedContext {
    cartellaProva: string;
  }
}

/**
 * Starts a throwaway PostgreSQL with a migrated template. Nobody waits for it here: tests that need no database begin
 * at once, the others wait for `pronto.json` (databaseDiProva). Gives the teardown.
 */
export function setup(project: TestProject): () => Promise<void> {
  spazzaCartelleProva();
  const cartella = creaCartellaProva();
  project.provide('cartellaProva', cartella);
  const server = avvia(cartella);
  return async () => {
    await (await server)?.ferma();
    rmSync(cartella, { recursive: true, force: true });
  };
}

async function avvia(cartella: string): Promise<Postgres | null> {
  let server: Postgres | null = null;
  try {
    server = valoreDi(await avviaPostgres({ varDir: join(cartella, 'var'), profilo: 'prova' }));
    const ownerPassword = 'solo-per-le-prove';
    const modello = 'modello';
    const { databaseUrl } = await prepara({ adminUrl: server.url, database: modello, ownerPassword });
    valoreDi(await migra(databaseUrl));
    annuncia(cartella, { adminUrl: server.url, ownerPassword, modello });
  } catch (causa) {
    annuncia(cartella, { guasto: causa instanceof Error ? (causa.stack ?? causa.message) : String(causa) });
  }
  return server;
}

function annuncia(cartella: string, pronto: Pronto): void {
  const provvisorio = join(cartella, 'pronto.nuovo');
  writeFileSync(provvisorio, JSON.stringify(pronto));
  renameSync(provvisorio, join(cartella, 'pronto.json'));
}
