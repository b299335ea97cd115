import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { cartellaDiProva } from '#support/cartella';
import { avviaPostgres, type Postgres, type Profilo } from './avvia.ts';
import { trovaBinari } from './binari.ts';
import { scegliIdentita } from './identita.ts';
import { leggiPostmaster, vitaDi } from './processi.ts';

const sonoRoot = process.getuid?.() === 0;

/** A folder that only its owner may enter, deep and with blanks: sockets' paths and shells do not bear either. */
const radice = cartellaDiProva('una prova così');
const varDir = join(radice, 'una cartella molto profonda '.repeat(5).trim(), 'var');
const dati = join(varDir, 'postgres');

let figli: ChildProcess[] = [];
let avviati: Postgres[] = [];

beforeAll(() => mkdirSync(join(varDir, '..'), { recursive: true }));
afterEach(async () => {
  for (const figlio of figli) figlio.kill('SIGKILL');
  await Promise.all(avviati.map((server) => server.ferma()));
  figli = [];
  avviati = [];
  const esito = await avviaPostgres({ varDir, profilo: 'prova' });
  if (esito.ok) await esito.value.ferma();
});

type Detto = { ok: boolean; value?: { url: string; port: number; adottato: boolean }; refusal?: { codice: string } };

/** Another process that starts MyPay's database on the same folder, says what came of it, and stays until we go. */
async function altroProcesso(
  cartella = varDir,
  profilo: Profilo = 'prova',
): Promise<{ detto: Detto; figlio: ChildProcess }> {
  const programma = `
    import { avviaPostgres } from ${JSON.stringify(join(import.meta.dirname, 'avvia.ts'))};
    console.log(JSON.stringify(await avviaPostgres({ varDir: process.argv[1], profilo: process.argv[2] })));
    process.stdin.resume().on('end', () => process.exit());`;
  const figlio = spawn(process.execPath, ['--input-type=module', '-e', programma, cartella, profilo], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  figli.push(figlio);
  const [testo] = (await once(figlio.stdout, 'data')) as [Buffer];
  return { figlio, detto: JSON.parse(testo.toString()) as Detto };
}

async function uccidi(figlio: ChildProcess): Promise<void> {
  const uscito = once(figlio, 'exit');
  figlio.kill('SIGKILL');
  await uscito;
}

async function interroga(url: string, testo: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const esito = await client.query<{ v: unknown }>(testo);
    return esito.rows[0]?.v;
  } finally {
    await client.end();
  }
}

async function avvia(opzioni: { varDir?: string; profilo?: Profilo } = {}): Promise<Postgres> {
  const server = valoreDi(await avviaPostgres({ varDir, profilo: 'prova', ...opzioni }));
  avviati.push(server);
  return server;
}

test('starts, with our locale, on loopback only, with a password and shut folders; stops and starts again on the same data', async () => {
  const server = await avvia({ profilo: 'durevole' });
  const chiedi = (cosa: string): Promise<unknown> => interroga(server.url, `select ${cosa} as v`);
  expect(await chiedi(`current_setting('listen_addresses') || current_setting('unix_socket_directories')`)).toBe(
    '127.0.0.1',
  );
  expect(await chiedi(`current_setting('fsync') || current_setting('synchronous_commit')`)).toBe('onon');
  expect(await chiedi(`(select datlocprovider::text || datlocale from pg_database where datname = 'template1')`)).toBe(
    'bC.UTF-8',
  );
  expect(await chiedi(`upper('perché') = 'PERCHÉ' and uuidv7() is not null`)).toBe(true);
  await expect(interroga(server.url.replace(/:[0-9a-f]{64}@/, ':sbagliata@'), 'select 1')).rejects.toThrow('password');
  expect(statSync(varDir).mode & 0o777).toBe(0o700);
  expect(statSync(join(varDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  await interroga(server.url, 'create table resta as select 1 as v');
  await server.ferma();
  expect(existsSync(join(dati, 'postmaster.pid'))).toBe(false);

  const ancora = await avvia();
  expect(ancora.adottato).toBe(false);
  expect(await interroga(ancora.url, 'select v from resta')).toBe(1);
});

test('a server left by kill -9 is adopted, with its port', async () => {
  const { figlio, detto } = await altroProcesso();
  await uccidi(figlio);
  const server = await avvia();
  expect(server).toMatchObject({ adottato: true, port: detto.value?.port });
});

test('a second process on the same folder is refused, and does not disturb the first', async () => {
  const { figlio, detto } = await altroProcesso();
  expect(detto.ok).toBe(true);
  const esito = await avviaPostgres({ varDir, profilo: 'prova' });
  expect(esito).toMatchObject({ refusal: { codice: 'gia_in_uso', parametri: { processo: String(figlio.pid) } } });
  expect(vitaDi(leggiPostmaster(dati)?.pid ?? 0, dati)).toBe('nostro');
});

test('after a crash of the whole server it starts again, and what was committed is there', async () => {
  const { figlio, detto } = await altroProcesso(varDir, 'durevole');
  await interroga(detto.value?.url ?? '', 'create table impegnata as select 42 as v');
  await uccidi(figlio);
  // As with a machine that goes off: nobody says goodbye. A process 1 that does not reap leaves a zombie.
  process.kill(leggiPostmaster(dati)?.pid ?? 0, 'SIGKILL');
  const dopo = await avvia();
  expect(dopo.adottato).toBe(false);
  expect(await interroga(dopo.url, 'select v from impegnata')).toBe(42);
});

test('an immediate shutdown (as pg_ctl -m immediate) is recovered from', async () => {
  const { figlio } = await altroProcesso();
  const pid = leggiPostmaster(dati)?.pid ?? 0;
  await uccidi(figlio);
  process.kill(pid, 'SIGQUIT');
  const server = await avvia();
  expect(await interroga(server.url, 'select 1 as v')).toBe(1);
});

test('the lock outlives a restart of the server’s sessions', async () => {
  const server = await avvia();
  await interroga(
    server.url,
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'mypay %'`,
  ).catch(() => undefined);
  await expect
    .poll(() => interroga(server.url, `select count(*)::int as v from pg_locks where locktype = 'advisory'`), {
      timeout: 5000,
    })
    .toBe(1);
  const { detto } = await altroProcesso();
  expect(detto.refusal?.codice).toBe('gia_in_uso');
});

test('a postmaster.pid whose number now belongs to another program does not stop the start', async () => {
  await (await avvia()).ferma();
  writeFileSync(join(dati, 'postmaster.pid'), `${process.ppid}\n${dati}\n1\n5432\n\n127.0.0.1\n`, { mode: 0o600 });
  const server = await avvia();
  expect(server.adottato).toBe(false);
});

test('data of another major version are refused, in figures, and left alone', async () => {
  await (await avvia()).ferma();
  const file = join(dati, 'PG_VERSION');
  const vera = readFileSync(file, 'utf8');
  writeFileSync(file, '17\n');
  try {
    expect(await avviaPostgres({ varDir, profilo: 'prova' })).toMatchObject({
      refusal: { codice: 'versione_diversa', parametri: { trovata: '17', attesa: 18 } },
    });
  } finally {
    writeFileSync(file, vera);
  }
});

test('another password file is told apart from a server that does not answer', async () => {
  await altroProcesso();
  const file = join(varDir, 'postgres.password');
  const vera = readFileSync(file, 'utf8');
  writeFileSync(file, 'f'.repeat(64));
  try {
    expect(await avviaPostgres({ varDir, profilo: 'prova' })).toMatchObject({
      refusal: { codice: 'password_diversa' },
    });
  } finally {
    writeFileSync(file, vera);
  }
});

test('a server that cannot start says its last words', async () => {
  await (await avvia()).ferma();
  const file = join(dati, 'postgresql.auto.conf');
  const vero = readFileSync(file, 'utf8');
  writeFileSync(file, "shared_preload_libraries = 'che_non_esiste'\n");
  try {
    const esito = await avviaPostgres({ varDir, profilo: 'prova' });
    expect(esito).toMatchObject({
      refusal: { codice: 'non_parte', parametri: { motivo: expect.stringContaining('che_non_esiste') } },
    });
  } finally {
    writeFileSync(file, vero);
  }
});

test('a platform without binaries is told to use another database', () => {
  expect(trovaBinari('sunos-sparc')).toMatchObject({ refusal: { codice: 'binari_assenti' } });
});

test('a process killed while it makes the cluster leaves nothing in the way', async () => {
  const nuova = join(radice, 'a metà');
  mkdirSync(join(nuova, `postgres.nuovo-${process.pid}`, 'base'), { recursive: true, mode: 0o700 });
  const programma = `
    import { avviaPostgres } from ${JSON.stringify(join(import.meta.dirname, 'avvia.ts'))};
    await avviaPostgres({ varDir: process.argv[1], profilo: 'prova' });`;
  const figlio = spawn(process.execPath, ['--input-type=module', '-e', programma, nuova], { stdio: 'ignore' });
  figli.push(figlio);
  await expect
    .poll(() => existsSync(join(nuova, `postgres.nuovo-${figlio.pid}`, 'PG_VERSION')), { timeout: 10_000 })
    .toBe(true);
  await uccidi(figlio);
  await avvia({ varDir: nuova });
  expect(readdirSync(nuova).filter((nome) => nome.startsWith('postgres.nuovo'))).toEqual([]);
});

describe('two at once', () => {
  test('on a new folder: one makes it and owns it, the other is refused', async () => {
    const nuova = join(radice, 'insieme');
    const esiti = await Promise.all([altroProcesso(nuova), altroProcesso(nuova)]);
    expect(esiti.map(({ detto }) => detto.refusal?.codice ?? 'ok').toSorted()).toEqual(['gia_in_uso', 'ok']);
    await Promise.all(esiti.map(({ figlio }) => uccidi(figlio)));
    await avvia({ varDir: nuova });
  });

  test('on two folders: each its own server', async () => {
    const [uno, due] = await Promise.all([avvia(), avvia({ varDir: join(radice, 'accanto') })]);
    expect(uno.port).not.toBe(due.port);
  });
});

describe.runIf(sonoRoot)('as root', () => {
  test('under a folder that only root may enter', async () => {
    expect(statSync(radice).mode & 0o777).toBe(0o700);
    await avvia();
    expect(statSync(dati).uid).toBe(0);
  });

  test('without user namespaces: a system user gets the folder, if it can reach it', async () => {
    const aperta = mkdtempSync(join(tmpdir(), 'mypay-aperta-'));
    const cartella = join(aperta, 'var');
    mkdirSync(cartella, { mode: 0o700 });
    writeFileSync(join(cartella, 'postgres.password'), 'a'.repeat(64), { mode: 0o600 });
    const binari = valoreDi(trovaBinari());
    const negato = scegliIdentita(cartella, join(cartella, 'postgres'), binari, () => null);
    expect(negato).toMatchObject({ refusal: { codice: 'utente_impossibile' } });

    rmSync(aperta, { recursive: true });
    mkdirSync(cartella, { recursive: true, mode: 0o755 });
    writeFileSync(join(cartella, 'postgres.password'), 'a'.repeat(64), { mode: 0o600 });
    const { utente } = valoreDi(scegliIdentita(cartella, join(cartella, 'postgres'), binari, () => null));
    expect(utente?.uid).toBeGreaterThan(0);
    // The data's owner is the one it starts as, from now on.
    mkdirSync(join(cartella, 'postgres'), { mode: 0o700 });
    chownSync(join(cartella, 'postgres'), utente?.uid ?? 0, utente?.gid ?? 0);
    const server = valoreDi(await avviaPostgres({ varDir: cartella, profilo: 'prova' }));
    expect(statSync(join(cartella, 'postgres', 'base')).uid).toBe(utente?.uid);
    await server.ferma();
    rmSync(aperta, { recursive: true });
  });
});
