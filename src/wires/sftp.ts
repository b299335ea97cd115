import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { posix } from 'node:path';
import Client from 'ssh2-sftp-client';
import type { EsitoConsegna, FileInUscita, NonConsegnato, ServerSftp, Wires } from '#platform/contesto';
import { sha256 } from '#platform/crypto';
import { IndirizzoVietato, type GuardiaRete } from '#platform/guardia-rete';

/** A server that says nothing for so long is not there. */
const SILENZIO_MS = 20_000;
/** A whole delivery: a file of a million rows is some hundred megabytes. */
const CONSEGNA_MS = 15 * 60_000;
const PROVA_MS = 30_000;

/** What a test of a folder writes and removes. */
const NOME_PROVA = 'prova-di-mypay';

/** Written under this name until it is whole: who reads the folder takes nothing by halves. */
const PARTE = '.part';

class NonRiuscita extends Error {
  readonly perche: NonConsegnato;
  constructor(perche: NonConsegnato) {
    super(perche);
    this.perche = perche;
  }
}

type Opzioni = { guardia: GuardiaRete; silenzioMs?: number };

/** The SFTP servers of the enti. Each delivery has a connection of its own, through the guard of the networks. */
export function creaSftp({ guardia, silenzioMs = SILENZIO_MS }: Opzioni): Wires['sftp'] {
  const come = { guardia, silenzioMs };
  return {
    prova: (server) => conServer(server, { ...come, entroMs: PROVA_MS }, (client) => prova(client, server)),
    consegna: (server, file) =>
      conServer(server, { ...come, entroMs: CONSEGNA_MS }, (client) => consegna(client, server, file)),
  };
}

async function prova(client: Client, { percorso }: ServerSftp): Promise<void> {
  await cartellaDi(client, percorso);
  const file = posix.join(percorso, `${NOME_PROVA}${PARTE}`);
  await scrivibile(async () => {
    await client.put(Buffer.alloc(0), file);
    await client.delete(file);
  });
}

async function consegna(client: Client, { percorso }: ServerSftp, file: FileInUscita): Promise<void> {
  await cartellaDi(client, percorso);
  const meta = posix.join(percorso, file.nome);
  if (await arrivato(client, meta, file)) return;
  const parte = `${meta}${PARTE}`;
  await scrivibile(() => client.put(file.percorso, parte));
  // What was cut off would have the name of a whole one.
  if ((await client.stat(parte)).size !== file.byte) throw new NonRiuscita('interrotta');
  try {
    await client.rename(parte, meta);
  } catch (causa) {
    // Another process was quicker, or the answer to a rename that succeeded was lost.
    if (!(await arrivato(client, meta, file))) throw causa;
  }
}

/** Is it there already, whole? A name says which file it is: with other bytes it is somebody else's. */
async function arrivato(client: Client, meta: string, file: FileInUscita): Promise<boolean> {
  if ((await client.exists(meta)) === false) return false;
  if ((await client.stat(meta)).size !== file.byte) throw new NonRiuscita('nome_occupato');
  return true;
}

async function cartellaDi(client: Client, percorso: string): Promise<void> {
  if ((await client.exists(percorso)) !== 'd') throw new NonRiuscita('cartella_non_scrivibile');
}

/** Codes of SFTP (draft-ietf-secsh-filexfer-02 §7) by which a server says that here we may not. */
const NON_SI_PUO: readonly unknown[] = [2, 3, 4, 'ENOENT', 'EACCES', 'EPERM'];

async function scrivibile(fn: () => Promise<unknown>): Promise<void> {
  try {
    await fn();
  } catch (causa) {
    const codice = causa instanceof Error && 'code' in causa ? causa.code : null;
    throw NON_SI_PUO.includes(codice) ? new NonRiuscita('cartella_non_scrivibile') : causa;
  }
}

type Come = { guardia: GuardiaRete; silenzioMs: number; entroMs: number };
/** What was seen on the way: it says why a connection failed better than the fault that ends it. */
type Visto = { impronta: string | null; scaduto: boolean; negato: boolean };

async function conServer(
  server: ServerSftp,
  come: Come,
  fn: (client: Client) => Promise<void>,
): Promise<EsitoConsegna> {
  const visto: Visto = { impronta: null, scaduto: false, negato: false };
  const muto = (): void => undefined;
  const client = new Client('mypay', { error: muto, end: muto, close: muto });
  client.on('error', (causa: Error & { level?: string }) => (visto.negato ||= causa.level === 'client-authentication'));
  let socket: Socket | null = null;
  const scade = (): void => {
    visto.scaduto = true;
    socket?.destroy();
  };
  const sveglia = setTimeout(scade, come.entroMs);
  try {
    come.guardia.controlla(server.host);
    socket = connect({ host: server.host, port: server.porta, lookup: come.guardia.lookup });
    socket.setTimeout(come.silenzioMs, scade).setNoDelay(true).on('error', muto);
    await once(socket, 'connect');
    await entra(client, server, { sock: socket, readyTimeout: come.silenzioMs, visto });
    await fn(client);
    return { esito: 'ok' };
  } catch (causa) {
    return perche(causa, server, visto);
  } finally {
    clearTimeout(sveglia);
    // Everything that counts was answered: nobody waits for the other side to say goodbye.
    void client.end().catch(muto);
    socket?.destroy();
  }
}

async function entra(
  client: Client,
  server: ServerSftp,
  { sock, readyTimeout, visto }: { sock: Socket; readyTimeout: number; visto: Visto },
): Promise<void> {
  await client.connect({
    sock,
    readyTimeout,
    username: server.utente,
    ...(server.accesso === 'password' ? { password: server.segreto } : { privateKey: server.segreto }),
    // Judged before we say who we are: another server gets neither the password nor a signature of the key.
    hostVerifier: (chiave: Buffer) => {
      visto.impronta = `SHA256:${sha256(chiave).toString('base64').replace(/=+$/, '')}`;
      return visto.impronta === server.impronta;
    },
  });
}

function perche(causa: unknown, server: ServerSftp, visto: Visto): EsitoConsegna {
  const no = (quale: NonConsegnato): EsitoConsegna => ({ esito: 'no', perche: quale });
  if (visto.impronta !== null && visto.impronta !== server.impronta) {
    const quale = server.impronta === null ? 'chiave_da_confermare' : 'chiave_cambiata';
    return { esito: 'no', perche: quale, impronta: visto.impronta };
  }
  if (causa instanceof NonRiuscita) return no(causa.perche);
  if (causa instanceof IndirizzoVietato) return no('indirizzo_non_ammesso');
  if (visto.scaduto) return no('tempo_scaduto');
  if (visto.negato) return no('accesso_negato');
  const parole = causa instanceof Error ? causa.message : '';
  if (/privateKey/i.test(parole)) return no('segreto_illeggibile');
  return no(visto.impronta === null ? 'irraggiungibile' : 'interrotta');
}
