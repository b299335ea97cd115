import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { esiste } from '#platform/postgres/processi';

const PREFISSO = 'mypay-prova-';

/**
 * The folder of one run (or of a tool that runs like a test), named by its process, so that the next one can tell who
 * left it.
 */
export function creaCartellaProva(): string {
  const cartella = mkdtempSync(join(tmpdir(), `${PREFISSO}${process.pid}-`));
  // Others may pass but not look: where root has no user namespaces PostgreSQL runs as a system user. Data folders are 0700 anyway.
  chmodSync(cartella, 0o711);
  return cartella;
}

/** Ends the processes and removes the folders that killed runs left behind. */
export function spazzaCartelleProva(): void {
  for (const nome of readdirSync(tmpdir())) {
    const creatore = Number(new RegExp(`^${PREFISSO}(\\d+)-`).exec(nome)?.[1]);
    if (Number.isNaN(creatore) || esiste(creatore)) continue;
    const cartella = join(tmpdir(), nome);
    for (const pid of processiIn(cartella)) process.kill(pid, 'SIGKILL');
    rmSync(cartella, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Whoever works there: PostgreSQL's processes have their data folder as the current one. Linux only; elsewhere the
 * folder alone goes.
 */
function processiIn(cartella: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((nome) => /^\d+$/.test(nome) && lavoraIn(nome, `${cartella}/`))
    .map(Number);
}

function lavoraIn(pid: string, cartella: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`).startsWith(cartella);
  } catch {
    return false;
  }
}
