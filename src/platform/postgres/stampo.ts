import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, lchownSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCodice, leggiSeEsiste } from '../config/cartella-privata.ts';
import { verificatoreScram } from '../db/scram.ts';
import { bussa, SUPERUTENTE } from './connessione.ts';
import type { Identita } from './identita.ts';

/** In a copied cluster, until the password of its superuser is that of its folder: the one that the original had. */
const SEGNO = 'mypay.password-dello-stampo';
type Copia = { stampo: string; nuovo: string; identita: Identita };

/**
 * Copies the cluster of a stopped server into `nuovo`, for a server of another folder: quicker by far than making one. False where there is
 * none that we may read. Its superuser still has the password of the original, which is noted inside: see {@link cambiaPassword}.
 */
export async function copiaStampo({ stampo, nuovo, identita }: Copia): Promise<boolean> {
  try {
    const password = leggiSeEsiste(join(stampo, 'postgres.password'));
    if (password === null || !(await copia(join(stampo, 'postgres'), nuovo))) return false;
    writeFileSync(join(nuovo, SEGNO), password, { mode: 0o600 });
    if (identita.utente !== null) dona(nuovo, identita.utente);
    return true;
  } catch (causa) {
    // It was made by another user of the machine.
    if (!isCodice(causa, 'EACCES')) throw causa;
    return false;
  }
}

/** By another process, for this one has a program to read meanwhile. */
async function copia(da: string, a: string): Promise<boolean> {
  const processo = spawn('cp', ['-R', da, a], { stdio: 'ignore' });
  const [codice] = (await once(processo, 'exit').catch(() => [null])) as [number | null];
  if (codice !== 0) rmSync(a, { recursive: true, force: true });
  return codice === 0;
}

function dona(cartella: string, { uid, gid }: { uid: number; gid: number }): void {
  chownSync(cartella, uid, gid);
  for (const voce of readdirSync(cartella, { recursive: true })) lchownSync(join(cartella, voce.toString()), uid, gid);
}

/**
 * The server of a copied cluster does not know our password yet: it is given it. False: it is no copy, or does not know the password of the
 * original either. A start that died half way left the note behind, and the next one does the same.
 */
export async function cambiaPassword({
  dati,
  port,
  password,
}: {
  dati: string;
  port: number;
  password: string;
}): Promise<boolean> {
  const diPrima = leggiSeEsiste(join(dati, SEGNO));
  if (diPrima === null) return false;
  const risposta = await bussa({ port, password: diPrima });
  if (risposta.tipo !== 'connesso') return false;
  await risposta.client.query(`alter role ${SUPERUTENTE} password '${verificatoreScram(password)}'`);
  await risposta.client.end();
  return true;
}

/** The server knows our password: that of the original is of no use any more. */
export function dimenticaStampo(dati: string): void {
  rmSync(join(dati, SEGNO), { force: true });
}
