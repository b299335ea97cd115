import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { ok, rifiuto, type Esito } from '#kernel/esito';
import { leggiSeEsiste } from '../config/cartella-privata.ts';
import type { Binari } from './binari.ts';

/**
 * As whom PostgreSQL's programs run: they refuse root, and a user without a name.
 * `prefisso` is a command put before them; `utente` a user to become.
 */
export type Identita = { prefisso: readonly string[]; utente: { uid: number; gid: number } | null };

export type UtenteImpossibile = {
  codice: 'utente_impossibile';
  genere: 'non_disponibile';
  parametri: { cartella: string };
};

/** A plain environment: variables such as PGDATA or LD_LIBRARY_PATH of whoever starts us must not reach the server. */
const AMBIENTE = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
};

/** Runs a program under an identity, from a folder that every user can enter. */
export function lancia(
  identita: Identita,
  [programma, ...argomenti]: [string, ...string[]],
  opzioni: { stdio: StdioOptions; detached?: boolean },
): ChildProcess {
  const [comando = programma, ...resto] = [...identita.prefisso, programma, ...argomenti];
  return spawn(comando, resto, { cwd: '/', env: AMBIENTE, ...opzioni, ...identita.utente });
}

/**
 * Chooses the identity:
 * - an ordinary user runs the programs as itself;
 * - root becomes the owner of the data, where that is somebody else;
 * - root, or a uid without a name, enters a user namespace where it is an ordinary user of the machine: nothing is
 *   created or chowned, and a folder that only root may enter stays reachable, because for the kernel the owner has
 *   not changed;
 * - root where namespaces are forbidden (many containers) gives the data folder to a system user and becomes it, if
 *   the folders above let it in;
 * - else a refusal.
 */
export function scegliIdentita(
  varDir: string,
  dati: string,
  binari: Binari,
  spazioUtente: () => Identita | null = entraInSpazioUtente,
): Esito<Identita, UtenteImpossibile> {
  const uid = process.getuid?.();
  if (uid === undefined || (uid !== 0 && haNome())) return ok({ prefisso: [], utente: null });
  const padrone = statSync(dati, { throwIfNoEntry: false });
  if (uid === 0 && padrone !== undefined && padrone.uid !== 0) {
    return ok({ prefisso: [], utente: { uid: padrone.uid, gid: padrone.gid } });
  }
  const spazio = spazioUtente();
  if (spazio !== null) return ok(spazio);
  const servizio = utenteDiServizio(['postgres', 'nobody']);
  if (
    uid === 0 &&
    padrone === undefined &&
    servizio !== null &&
    raggiungibili([dirname(varDir), dirname(binari.initdb)])
  ) {
    for (const percorso of [varDir, join(varDir, 'postgres.password')]) chownSync(percorso, servizio.uid, servizio.gid);
    return ok({ prefisso: [], utente: { uid: servizio.uid, gid: servizio.gid } });
  }
  return rifiuto('utente_impossibile', 'non_disponibile', { cartella: varDir });
}

function entraInSpazioUtente(): Identita | null {
  const utente = utenteDiServizio([]);
  if (utente === null || process.platform !== 'linux') return null;
  const prefisso = ['unshare', '--user', `--map-user=${utente.uid}`, `--map-group=${utente.gid}`, '--'];
  const prova = spawnSync('unshare', [...prefisso.slice(1), 'true'], { cwd: '/', env: AMBIENTE, stdio: 'ignore' });
  return prova.status === 0 ? { prefisso, utente: null } : null;
}

/** initdb and postgres look their user up by number and stop if it has no name. */
function haNome(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/**
 * A user of this machine that is not root: the first of `nomi` that exists or, without names, an ordinary one before
 * a system one.
 */
function utenteDiServizio(nomi: readonly string[]): { nome: string; uid: number; gid: number } | null {
  const righe = (leggiSeEsiste('/etc/passwd') ?? '').split('\n');
  const utenti = righe.flatMap((riga) => {
    const [nome = '', , uid, gid] = riga.split(':');
    return Number(uid) > 0 ? [{ nome, uid: Number(uid), gid: Number(gid) }] : [];
  });
  if (nomi.length > 0) return nomi.flatMap((nome) => utenti.filter((u) => u.nome === nome))[0] ?? null;
  return utenti.find((u) => u.uid >= 1000 && u.uid < 60_000) ?? utenti[0] ?? null;
}

/** Whether anybody may walk into these folders. */
function raggiungibili(cartelle: readonly string[]): boolean {
  return cartelle.every((cartella) => {
    const aperta = (statSync(cartella).mode & 0o001) !== 0;
    return aperta && (dirname(cartella) === cartella || raggiungibili([dirname(cartella)]));
  });
}
