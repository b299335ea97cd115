import { existsSync, openSync, closeSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pausa } from 'node:timers/promises';
import { ok, rifiuto, type Esito } from '#kernel/esito';
import { apriCartellaPrivata, isCodice, leggiOCrea, leggiSeEsiste } from '../config/cartella-privata.ts';
import { VERSIONE_MAGGIORE, trovaBinari, type Binari, type BinariAssenti } from './binari.ts';
import { SUPERUTENTE, bussa, custodisci, prendiLucchetto, urlSuperutente } from './connessione.ts';
import { lancia, scegliIdentita, type Identita, type UtenteImpossibile } from './identita.ts';
import { cambiaPassword, copiaStampo, dimenticaStampo } from './stampo.ts';
import { esegue, esiste, leggiPostmaster, qualcunoLavoraIn, vitaDi } from './processi.ts';

/** An embedded server that this process owns. */
export type Postgres = {
  /** URL of the superuser, on the database `postgres`. */
  url: string;
  port: number;
  /** It was found running (a former process died without stopping it). */
  adottato: boolean;
  /** Stops it in order: sessions are closed, data are on disk when this resolves. */
  ferma(): Promise<void>;
};

export type RifiutoPostgres =
  | BinariAssenti
  | UtenteImpossibile
  | {
      codice: 'versione_diversa';
      genere: 'conflitto';
      parametri: { cartella: string; trovata: string; attesa: number };
    }
  | { codice: 'gia_in_uso'; genere: 'conflitto'; parametri: { cartella: string; processo: string } }
  | { codice: 'password_diversa'; genere: 'conflitto'; parametri: { cartella: string; processo: number } }
  | { codice: 'non_risponde'; genere: 'non_disponibile'; parametri: { cartella: string; processo: number } }
  | { codice: 'non_parte'; genere: 'non_disponibile'; parametri: { cartella: string; motivo: string } };

/** `durevole` keeps every promise of PostgreSQL; `prova` is for throwaway data, which nobody misses after a crash. */
export type Profilo = 'durevole' | 'prova';

const COMUNI = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
};

const IMPOSTAZIONI: Record<Profilo, Record<string, string>> = {
  durevole: {
    ...COMUNI,
    max_connections: '100',
    shared_buffers: '256MB',
    maintenance_work_mem: '128MB',
    work_mem: '16MB',
    // A bulk import writes gigabytes of log: fewer, longer checkpoints.
    max_wal_size: '4GB',
    random_page_cost: '1.1',
    // Seven files, one a day of the week, each written over after a week.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_size: '0',
  },
  prova: {
    ...COMUNI,
    max_connections: '400',
    shared_buffers: '128MB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    autovacuum: 'off',
  },
};

/** Recovery after a crash may have a lot to redo, and knocking meanwhile is answered «not yet». */
const AVVIO_MS = 120_000;
const CHIUSURE = [
  { segnale: 'SIGINT', attesaMs: 60_000 },
  { segnale: 'SIGQUIT', attesaMs: 10_000 },
] as const;
const PAUSA_MS = 15;
/** Each knock on a server that is not up yet is a line of its log: the longer it takes, the rarer they get. */
const PAUSA_MAX_MS = 500;
/** Starts that end at once: the free port was taken meanwhile, or another process was quicker. */
const AVVII_MAX = 5;

type Luogo = {
  varDir: string;
  dati: string;
  password: string;
  binari: Binari;
  identita: Identita;
  profilo: Profilo;
  stampo: string | null;
};

/** How a cluster is made: independent of the machine's locales, and upper('perché') is right. */
export const INITDB = [
  ...['-U', SUPERUTENTE, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin'],
  ...['--builtin-locale=C.UTF-8', '--no-sync'],
];

/**
 * Starts PostgreSQL under `varDir`, or adopts the server that a killed process left there, and takes it for this process. The first time
 * it makes the cluster, or copies that of `stampo`, the data folder of a server that was stopped. Listens on a free port of 127.0.0.1
 * only, with a password (var/postgres.password, 0600) and without unix sockets, whose paths are limited to 107 bytes. Refusals: see
 * {@link RifiutoPostgres}.
 */
export async function avviaPostgres(opzioni: {
  varDir: string;
  profilo?: Profilo;
  stampo?: string | null;
}): Promise<Esito<Postgres, RifiutoPostgres>> {
  const { varDir, profilo = 'durevole', stampo = null } = opzioni;
  const binari = trovaBinari();
  if (!binari.ok) return binari;
  apriCartellaPrivata(varDir);
  const dati = join(varDir, 'postgres');
  const versione = leggiSeEsiste(join(dati, 'PG_VERSION'))?.trim() ?? null;
  if (versione !== null && versione !== String(VERSIONE_MAGGIORE)) {
    return rifiuto('versione_diversa', 'conflitto', { cartella: dati, trovata: versione, attesa: VERSIONE_MAGGIORE });
  }
  const password = leggiOCrea(varDir, 'postgres.password', () => randomBytes(32).toString('hex'));
  const identita = scegliIdentita(varDir, dati, binari.value);
  if (!identita.ok) return identita;
  const luogo: Luogo = { varDir, dati, password, binari: binari.value, identita: identita.value, profilo, stampo };
  if (versione === null) {
    const creato = await creaCluster(luogo);
    if (!creato.ok) return creato;
  }
  return prendi(luogo);
}

/**
 * initdb, or a copy, in a folder beside, then one rename: a cluster is there whole or not at all, also when two processes make it
 * at once.
 */
async function creaCluster(luogo: Luogo): Promise<Esito<undefined, RifiutoPostgres>> {
  for (const nome of readdirSync(luogo.varDir)) {
    const creatore = Number(/^postgres\.nuovo-(\d+)$/.exec(nome)?.[1]);
    const abbandonato = creatore === process.pid || (creatore > 0 && !esiste(creatore));
    // An initdb whose process was killed may still be writing there.
    if (abbandonato) rmSync(join(luogo.varDir, nome), { recursive: true, force: true, maxRetries: 10 });
  }
  const nuovo = join(luogo.varDir, `postgres.nuovo-${process.pid}`);
  const copiato = luogo.stampo !== null && (await copiaStampo({ ...luogo, stampo: luogo.stampo, nuovo }));
  const motivo = copiato ? null : await esegueInitdb(luogo, nuovo);
  if (motivo !== null) {
    rmSync(nuovo, { recursive: true, force: true });
    return rifiuto('non_parte', 'non_disponibile', { cartella: luogo.dati, motivo });
  }
  try {
    renameSync(nuovo, luogo.dati);
  } catch (causa) {
    if (!isCodice(causa, 'ENOTEMPTY', 'EEXIST')) throw causa;
    rmSync(nuovo, { recursive: true });
  }
  if (luogo.profilo === 'durevole') mettiSuDisco(luogo);
  return ok();
}

/** Null: it is done; or the last lines of what it said. */
async function esegueInitdb({ varDir, binari, identita }: Luogo, nuovo: string): Promise<string | null> {
  const registro = join(varDir, 'initdb.log');
  const uscita = await conRegistro(registro, async (fd) => {
    const argomenti = ['-D', nuovo, `--pwfile=${join(varDir, 'postgres.password')}`, ...INITDB];
    const processo = lancia(identita, [binari.initdb, ...argomenti], { stdio: ['ignore', fd, fd] });
    const [codice] = (await once(processo, 'exit')) as [number | null];
    return codice;
  });
  return uscita === 0 ? null : codaDi(registro);
}

/**
 * The new cluster's thousand files go to disk while it starts: waiting for them would cost seconds on a disk that is
 * still writing the packages just installed. What is written afterwards is waited for, as ever.
 */
function mettiSuDisco({ identita, binari, dati }: Luogo): void {
  const processo = lancia(identita, [binari.initdb, '--sync-only', '-D', dati], { stdio: 'ignore', detached: true });
  processo.on('error', () => undefined);
  processo.unref();
}

/** Looks at who has the data folder until it is a server of ours, up, and locked for this process. */
async function prendi(luogo: Luogo): Promise<Esito<Postgres, RifiutoPostgres>> {
  const scadenza = performance.now() + AVVIO_MS;
  let avvii = 0;
  for (let attesaMs = PAUSA_MS; performance.now() < scadenza; attesaMs = Math.min(attesaMs * 1.2, PAUSA_MAX_MS)) {
    const postmaster = leggiPostmaster(luogo.dati);
    const vita = postmaster === null ? 'assente' : vitaDi(postmaster.pid, luogo.dati);
    if (postmaster !== null && vita === 'nostro') {
      const preso = await adotta(luogo, postmaster, avvii === 0);
      if (preso !== null) return preso;
    } else if (avvii === AVVII_MAX) {
      return rifiuto('non_parte', 'non_disponibile', { cartella: luogo.dati, motivo: codaDi(registroAvvio(luogo)) });
    } else if (vita === 'assente' || liberaDaMorto(luogo)) {
      // A file whose process is gone is left to PostgreSQL, which checks that no child of it survives.
      avvii += 1;
      await avviaServer(luogo);
    }
    await pausa(attesaMs);
  }
  return rifiuto('non_risponde', 'non_disponibile', {
    cartella: luogo.dati,
    processo: leggiPostmaster(luogo.dati)?.pid ?? 0,
  });
}

/**
 * A zombie, or an unrelated program with its number, makes PostgreSQL refuse to start: then its file goes, once no
 * child of it is at work.
 */
function liberaDaMorto({ dati }: Luogo): boolean {
  if (qualcunoLavoraIn(dati)) return false;
  rmSync(join(dati, 'postmaster.pid'), { force: true });
  return true;
}

async function adotta(
  luogo: Luogo,
  { pid, port }: { pid: number; port: number },
  adottato: boolean,
): Promise<Esito<Postgres, RifiutoPostgres> | null> {
  const accesso = { port, password: luogo.password };
  const risposta = await bussa(accesso);
  if (risposta.tipo === 'sconosciuti') {
    if (await cambiaPassword({ ...luogo, port })) return null;
    return rifiuto('password_diversa', 'conflitto', { cartella: luogo.varDir, processo: pid });
  }
  if (risposta.tipo !== 'connesso') return null;
  const { client } = risposta;
  if (realpathSync(risposta.dati) !== realpathSync(luogo.dati)) {
    await client.end();
    return null;
  }
  const lucchetto = await prendiLucchetto(client);
  if (!lucchetto.preso) {
    await client.end();
    return rifiuto('gia_in_uso', 'conflitto', { cartella: luogo.varDir, processo: lucchetto.processo });
  }
  if (adottato && !esegue(pid, luogo.binari.postgres)) {
    await client.end();
    await fermaServer(luogo.dati, pid);
    return null;
  }
  dimenticaStampo(luogo.dati);
  const rilascia = custodisci(client, accesso);
  const ferma = async (): Promise<void> => {
    await rilascia();
    await fermaServer(luogo.dati, pid);
  };
  return ok({ url: urlSuperutente(accesso), port, adottato, ferma });
}

/**
 * Launches the server as a daemon of its own session (a Ctrl-C must reach it through us only) and waits until it is
 * up or has given up.
 */
async function avviaServer(luogo: Luogo): Promise<void> {
  const impostazioni = { ...IMPOSTAZIONI[luogo.profilo], port: String(await portaLibera()) };
  const argomenti = Object.entries(impostazioni).flatMap(([nome, valore]) => ['-c', `${nome}=${valore}`]);
  await conRegistro(registroAvvio(luogo), async (fd) => {
    const processo = lancia(luogo.identita, [luogo.binari.postgres, '-D', luogo.dati, ...argomenti], {
      stdio: ['ignore', fd, fd],
      detached: true,
    });
    processo.unref();
    let uscito = false;
    processo.once('exit', () => (uscito = true));
    processo.once('error', () => (uscito = true));
    while (!uscito && leggiPostmaster(luogo.dati)?.pid !== processo.pid) await pausa(PAUSA_MS);
  });
}

/**
 * Fast shutdown; immediate if it takes too long. The end is when the server removes its file: a process 1 may leave
 * it a zombie.
 */
async function fermaServer(dati: string, pid: number): Promise<void> {
  for (const { segnale, attesaMs } of CHIUSURE) {
    if (vitaDi(pid, dati) !== 'nostro') return;
    try {
      process.kill(pid, segnale);
    } catch (causa) {
      if (isCodice(causa, 'ESRCH')) return;
      throw causa;
    }
    const scadenza = performance.now() + attesaMs;
    while (performance.now() < scadenza) {
      if (!existsSync(join(dati, 'postmaster.pid')) || vitaDi(pid, dati) !== 'nostro') return;
      await pausa(PAUSA_MS);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop`);
}

async function portaLibera(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const indirizzo = server.address();
  server.close();
  await once(server, 'close');
  if (indirizzo === null || typeof indirizzo === 'string') throw new Error('no port');
  return indirizzo.port;
}

function registroAvvio({ varDir }: Luogo): string {
  return join(varDir, 'postgres-avvio.log');
}

async function conRegistro<T>(file: string, fn: (fd: number) => Promise<T>): Promise<T> {
  const fd = openSync(file, 'w', 0o600);
  try {
    return await fn(fd);
  } finally {
    closeSync(fd);
  }
}

/** The last lines of a log, for whoever has to understand why it does not start. */
function codaDi(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n');
}
