import { setTimeout as pausa } from 'node:timers/promises';
import pg from 'pg';

/** The embedded server's superuser; used to prepare roles and database, never by the product itself. */
export const SUPERUTENTE = 'postgres';

/** Two numbers of our own: the advisory lock that says which process owns the data folder. */
const LUCCHETTO = [0x4d50, 0x5641] as const;

/** A process killed a moment ago may still hold the lock until the server notices that its connection is gone. */
const LUCCHETTO_TENTATIVI = 20;
const LUCCHETTO_PAUSA_MS = 50;
const CONNESSIONE_MS = 3_000;

export type Accesso = { port: number; password: string };

/**
 * What came of knocking: a connection, a server on its way up or down, one that does not know our password, or
 * nobody.
 */
export type Risposta =
  { tipo: 'connesso'; client: pg.Client; dati: string } | { tipo: 'non_ancora' | 'sconosciuti' | 'nessuno' };

const IN_AVVIO_O_IN_CHIUSURA = ['57P03', '57P01', '53300'];
const SCONOSCIUTI = ['28P01', '28000', '3D000'];

/** The superuser's URL. */
export function urlSuperutente({ port, password }: Accesso): string {
  return `postgres://${SUPERUTENTE}:${password}@127.0.0.1:${port}/postgres`;
}

/** Proves a server alive by connecting, and asks which data folder it serves. */
export async function bussa(accesso: Accesso): Promise<Risposta> {
  const client = new pg.Client({
    connectionString: urlSuperutente(accesso),
    ssl: false,
    application_name: `mypay ${process.pid}`,
    connectionTimeoutMillis: CONNESSIONE_MS,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ dati: string }>(`select current_setting('data_directory') as dati`);
    return { tipo: 'connesso', client, dati: rows[0]?.dati ?? '' };
  } catch (causa) {
    await client.end().catch(() => undefined);
    const codice = causa instanceof Error && 'code' in causa ? String(causa.code) : '';
    if (IN_AVVIO_O_IN_CHIUSURA.includes(codice)) return { tipo: 'non_ancora' };
    return { tipo: SCONOSCIUTI.includes(codice) ? 'sconosciuti' : 'nessuno' };
  }
}

/** Takes the data folder for this process, as long as the connection lives; or says which process has it. */
export async function prendiLucchetto(
  client: pg.Client,
): Promise<{ preso: true } | { preso: false; processo: string }> {
  for (let tentativo = 0; tentativo < LUCCHETTO_TENTATIVI; tentativo += 1) {
    const { rows } = await client.query<{ preso: boolean }>('select pg_try_advisory_lock($1, $2) as preso', [
      ...LUCCHETTO,
    ]);
    if (rows[0]?.preso === true) return { preso: true };
    await pausa(LUCCHETTO_PAUSA_MS);
  }
  const { rows } = await client.query<{ nome: string }>(
    `select a.application_name as nome from pg_locks as l join pg_stat_activity as a using (pid)
      where l.locktype = 'advisory' and l.granted and l.classid = $1 and l.objid = $2`,
    [...LUCCHETTO],
  );
  return { preso: false, processo: rows[0]?.nome.replace('mypay ', '') ?? '?' };
}

/**
 * Keeps the lock: when the server restarts its sessions after a crash of one, connects and takes it again.
 * Gives the function that lets it go.
 */
export function custodisci(primo: pg.Client, accesso: Accesso): () => Promise<void> {
  let client: pg.Client | null = primo;
  let finito = false;
  const riprendi = async (): Promise<void> => {
    client = null;
    while (!finito && client === null) {
      await pausa(LUCCHETTO_PAUSA_MS * LUCCHETTO_TENTATIVI, undefined, { ref: false });
      const risposta = await bussa(accesso);
      if (risposta.tipo !== 'connesso') continue;
      const { preso } = await prendiLucchetto(risposta.client);
      if (preso && !finito) tieni(risposta.client);
      else await risposta.client.end();
    }
  };
  const tieni = (nuovo: pg.Client): void => {
    client = nuovo;
    nuovo.once('end', () => {
      if (!finito) void riprendi().catch(() => undefined);
    });
  };
  tieni(primo);
  return async () => {
    finito = true;
    await client?.end().catch(() => undefined);
  };
}
