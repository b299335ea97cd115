import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that a process has started, and what those have, and so on. Linux only. */
export function discendenti(pid: number): number[] {
  const padri = new Map<number, number[]>();
  for (const nome of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
    const padre = padreDi(nome);
    if (padre !== null) padri.set(padre, [...(padri.get(padre) ?? []), Number(nome)]);
  }
  const figli = (di: number): number[] => (padri.get(di) ?? []).flatMap((figlio) => [figlio, ...figli(figlio)]);
  return figli(pid);
}

function padreDi(pid: string): number | null {
  try {
    // The name of the program, between brackets, may hold anything: the parent is the second field after it.
    return Number(/^\d+ \(.*\) \S+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return null;
  }
}

/** Is it there, and not a zombie that its parent has not yet buried? */
export function vive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The server of a data folder. */
export function postmasterDi(varDir: string): number {
  return Number(readFileSync(join(varDir, 'postgres/postmaster.pid'), 'utf8').split('\n', 1)[0]);
}
