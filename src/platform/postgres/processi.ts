import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What postmaster.pid says of the server that has, or had, the data folder. */
export type Postmaster = { pid: number; port: number };

/** Reads postmaster.pid (line 1: process, line 4: port); null where there is none or it is not whole yet. */
export function leggiPostmaster(dati: string): Postmaster | null {
  const righe = (leggi(join(dati, 'postmaster.pid')) ?? '').split('\n');
  const [pid, port] = [Number(righe[0]), Number(righe[3])];
  return pid > 0 && port > 0 ? { pid, port } : null;
}

/** The port of the server that is at work on that data folder; null where none is. */
export function portaInAscolto(dati: string): number | null {
  const postmaster = leggiPostmaster(dati);
  return postmaster !== null && vitaDi(postmaster.pid, dati) === 'nostro' ? postmaster.port : null;
}

/**
 * `nostro`: alive, and at work in that data folder. `zombie`: dead, but not reaped by a process 1 that does not care.
 * `altro`: the number was given to another program since.
 */
export type Vita = 'assente' | 'zombie' | 'altro' | 'nostro';

/** What became of the process that a postmaster.pid names. */
export function vitaDi(pid: number, dati: string): Vita {
  if (!esiste(pid)) return 'assente';
  // Elsewhere than on Linux there is no /proc: PostgreSQL's own check has to do.
  if (process.platform !== 'linux') return 'nostro';
  const stato = leggi(`/proc/${pid}/stat`);
  if (stato === null) return 'assente';
  if (isMorto(stato)) return 'zombie';
  const cartella = leggiLink(`/proc/${pid}/cwd`);
  const nostro =
    cartella === null ? leggi(`/proc/${pid}/comm`)?.trim() === 'postgres' : cartella === realpathSync(dati);
  return nostro ? 'nostro' : 'altro';
}

/**
 * Whether some process still works in the data folder. The children of a postmaster that died go within a moment:
 * nothing may start before. (All of PostgreSQL's processes have the data folder as their current one.)
 */
export function qualcunoLavoraIn(dati: string): boolean {
  if (process.platform !== 'linux') return false;
  const cartella = realpathSync(dati);
  return readdirSync('/proc').some((nome) => /^\d+$/.test(nome) && leggiLink(`/proc/${nome}/cwd`) === cartella);
}

/**
 * Whether a running server is that program, and not one deleted or replaced since (an upgrade of the packages while
 * it ran).
 */
export function esegue(pid: number, programma: string): boolean {
  const exe = leggiLink(`/proc/${pid}/exe`);
  return exe === null || exe === realpathSync(programma);
}

/** Whether there is such a process, whatever it runs. */
export function esiste(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (causa) {
    return causa instanceof Error && 'code' in causa && causa.code === 'EPERM';
  }
}

/** The state is the first field after the program's name, which stands in brackets and may hold blanks. */
function isMorto(stat: string): boolean {
  return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
}

/** The text of a file that may vanish at any moment. */
function leggi(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function leggiLink(percorso: string): string | null {
  try {
    return readlinkSync(percorso);
  } catch {
    return null;
  }
}
