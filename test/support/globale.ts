import { mkdtempSync, readdirSync, rmSync, writeFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { valoreDi } from '#kernel/esito';
import { migra } from '#platform/db/migra';
import { prepara } from '#platform/db/prepara';
import { avviaPostgres, type Postgres } from '#platform/postgres/avvia';
import { esiste, leggiPostmaster, vitaDi } from '#platform/postgres/processi';

/** What workers read, once the server is up: see db.ts. */
export type Pronto = { adminUrl: string; ownerPassword: string; modello: string } | { guasto: string };

declare module 'vitest' {
  interface ProvidedContext {
    cartellaProva: string;
  }
}

const PREFISSO = 'mypay-prova-';

/**
 * Starts a throwaway PostgreSQL with a migrated template. Nobody waits for it here: tests that need no database begin at once, the others wait for
 * `pronto.json` (databaseDiProva). Gives the teardown.
 */
export function setup(project: TestProject): () => Promise<void> {
  spazza();
  const cartella = mkdtempSync(join(tmpdir(), `${PREFISSO}${process.pid}-`));
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

/** Stops and removes what a killed run left behind. */
function spazza(): void {
  for (const nome of readdirSync(tmpdir())) {
    const creatore = Number(new RegExp(`^${PREFISSO}(\\d+)-`).exec(nome)?.[1]);
    if (!(creatore > 0) || esiste(creatore)) continue;
    const cartella = join(tmpdir(), nome);
    const dati = join(cartella, 'var', 'postgres');
    const postmaster = leggiPostmaster(dati);
    // Immediate: there is nothing worth writing to disk.
    if (postmaster !== null && vitaDi(postmaster.pid, dati) === 'nostro') process.kill(postmaster.pid, 'SIGQUIT');
    rmSync(cartella, { recursive: true, force: true, maxRetries: 5 });
  }
}
