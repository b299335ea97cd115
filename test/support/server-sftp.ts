import { constants, existsSync } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';
import { sha256 } from '#platform/crypto';
import { cartellaDiProva } from './cartella.ts';

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

/** A real SFTP server on this machine, over a folder: what a tesoreria or a supplier has. */
export type ServerDiProva = {
  porta: number;
  /** `SHA256:…` of its key. */
  impronta: string;
  /** Where its `/` is. */
  cartella: string;
  utente: string;
  password: string;
  /** A private key that it lets in. */
  chiave: string;
  /** Files whose writing has begun, and sign-ins that were tried. */
  visto: { aperture: string[]; accessi: string[] };
  /** Breaks every connection when so many bytes of a file have come; null: never. */
  rompiDopoByte: number | null;
  chiudi(): Promise<void>;
};

/** Starts one; whoever starts it closes it. */
export async function serverSftp(): Promise<ServerDiProva> {
  // Of its ed25519 keys the library writes one in three hundred so that it cannot read it again.
  const ospite = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
  const nostra = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
  const letta = ssh2.utils.parseKey(ospite.public);
  if (letta instanceof Error) throw letta;
  const connessioni = new Set<Connection>();
  const di: ServerDiProva = {
    porta: 0,
    impronta: `SHA256:${sha256(letta.getPublicSSH()).toString('base64').replace(/=+$/, '')}`,
    cartella: cartellaDiProva('sftp'),
    utente: 'comune',
    password: 'parola-del-comune',
    chiave: nostra.private,
    visto: { aperture: [], accessi: [] },
    rompiDopoByte: null,
    chiudi: async () => {
      for (const una of connessioni) una.end();
      await new Promise<void>((fatto) => server.close(() => fatto()));
    },
  };
  const server = new ssh2.Server({ hostKeys: [ospite.private] }, (client) => {
    connessioni.add(client);
    client.on('close', () => connessioni.delete(client));
    client.on('error', () => undefined);
    lasciaEntrare(client, di, nostra.public);
    client.on('session', (accetta) => {
      accetta().on('sftp', (accettaSftp) => {
        const lascia = servi(accettaSftp(), di, () => client.end());
        client.on('close', () => void lascia());
      });
    });
  });
  await new Promise<void>((pronto) => server.listen(0, '127.0.0.1', pronto));
  di.porta = (server.address() as AddressInfo).port;
  return di;
}

function lasciaEntrare(client: Connection, di: ServerDiProva, pubblica: string): void {
  const nota = ssh2.utils.parseKey(pubblica);
  client.on('authentication', (ctx) => {
    di.visto.accessi.push(ctx.method);
    if (ctx.username !== di.utente) return ctx.reject();
    if (ctx.method === 'password' && ctx.password === di.password) return ctx.accept();
    if (ctx.method !== 'publickey' || nota instanceof Error || !ctx.key.data.equals(nota.getPublicSSH()))
      return ctx.reject(['password', 'publickey']);
    if (ctx.signature === undefined || ctx.blob === undefined) return ctx.accept();
    const firmata: boolean | Error = nota.verify(ctx.blob, ctx.signature, ctx.hashAlgo);
    return typeof firmata === 'boolean' && firmata ? ctx.accept() : ctx.reject();
  });
}

/** Of SFTP, what a delivery needs. Gives what closes the files that the client has left open. */
function servi(sftp: SFTPWrapper, di: ServerDiProva, rompi: () => void): () => Promise<void> {
  const aperti = new Map<number, FileHandle>();
  serviByte(sftp, { di, aperti, rompi });
  serviNomi(sftp, di);
  return async () => {
    for (const file of aperti.values()) await file.close().catch(() => undefined);
    aperti.clear();
  };
}

function fatto(sftp: SFTPWrapper, id: number, fn: () => Promise<unknown>): void {
  fn().then(
    (risposto) => {
      if (risposto !== RISPOSTO) sftp.status(id, STATUS_CODE.OK);
    },
    (causa: NodeJS.ErrnoException) => {
      const codici: Record<string, number> = {
        ENOENT: STATUS_CODE.NO_SUCH_FILE,
        EACCES: STATUS_CODE.PERMISSION_DENIED,
      };
      sftp.status(id, codici[causa.code ?? ''] ?? STATUS_CODE.FAILURE);
    },
  );
}

/** What a handler gives that has answered by itself. */
const RISPOSTO = Symbol('answered');

type Byte = { di: ServerDiProva; aperti: Map<number, FileHandle>; rompi: () => void };

function serviByte(sftp: SFTPWrapper, { di, aperti, rompi }: Byte): void {
  let [prossimo, ricevuti] = [0, 0];
  const fileDi = (manico: Buffer): FileHandle => {
    const file = aperti.get(manico.readUInt32BE());
    if (file === undefined) throw new Error('no such handle');
    return file;
  };
  sftp.on('OPEN', (id, nome, modi) =>
    fatto(sftp, id, async () => {
      const scrive = (modi & OPEN_MODE.WRITE) !== 0;
      if (scrive) di.visto.aperture.push(nome);
      const come = scrive ? constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC : 'r';
      const file = await open(join(di.cartella, nome), come);
      const manico = Buffer.alloc(4);
      manico.writeUInt32BE((prossimo += 1));
      aperti.set(prossimo, file);
      sftp.handle(id, manico);
      return RISPOSTO;
    }),
  );
  sftp.on('WRITE', (id, manico, posto, dati) => {
    ricevuti += dati.length;
    if (di.rompiDopoByte !== null && ricevuti > di.rompiDopoByte) return rompi();
    fatto(sftp, id, () => fileDi(manico).write(dati, 0, dati.length, posto));
  });
  sftp.on('CLOSE', (id, manico) =>
    fatto(sftp, id, async () => {
      const file = fileDi(manico);
      aperti.delete(manico.readUInt32BE());
      await file.close();
    }),
  );
  sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
}

function serviNomi(sftp: SFTPWrapper, { cartella }: ServerDiProva): void {
  const qui = (nome: string): string => join(cartella, nome);
  const attributi = (id: number, nome: string): void =>
    fatto(sftp, id, async () => {
      const { mode, uid, gid, size } = await stat(qui(nome));
      sftp.attrs(id, { mode, uid, gid, size, atime: 0, mtime: 0 });
      return RISPOSTO;
    });
  sftp.on('STAT', attributi);
  sftp.on('LSTAT', attributi);
  sftp.on('SETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('REMOVE', (id, nome) => fatto(sftp, id, () => rm(qui(nome))));
  sftp.on('RENAME', (id, da, a) =>
    fatto(sftp, id, async () => {
      // As version 3 of the protocol wants it: what is there is not written over.
      if (existsSync(qui(a))) throw new Error('the name is taken');
      await rename(qui(da), qui(a));
    }),
  );
}
