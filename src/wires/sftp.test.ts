import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EsitoConsegna, FileInUscita, ServerSftp } from '#platform/contesto';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { cartellaDiProva } from '#support/cartella';
import { serverSftp, type ServerDiProva } from '#support/server-sftp';
import { creaSftp } from './sftp.ts';

const sftp = creaSftp({ guardia: creaGuardiaRete(['127.0.0.0/8', '::1/128']), silenzioMs: 5000 });
let server: ServerDiProva;
let file: FileInUscita;

beforeEach(async () => {
  server = await serverSftp();
  mkdirSync(join(server.cartella, 'incassi'));
  const percorso = join(cartellaDiProva('da-consegnare'), 'file');
  const byte = Buffer.alloc(300_000, 'incassi;');
  writeFileSync(percorso, byte);
  file = { nome: 'c_prova-ESTRAZIONE.zip', percorso, byte: byte.length };
});
afterEach(() => server.chiudi());

const dove = (altro: Partial<ServerSftp> = {}): ServerSftp => ({
  ...{ host: '127.0.0.1', porta: server.porta, utente: server.utente, percorso: '/incassi' },
  ...{ impronta: server.impronta, accesso: 'password' as const, segreto: server.password },
  ...altro,
});
const arrivati = (): string[] => readdirSync(join(server.cartella, 'incassi'));
const perche = (e: EsitoConsegna): string => (e.esito === 'ok' ? 'ok' : e.perche);

describe('a file by SFTP', () => {
  it.each(['password', 'chiave'] as const)('arrives whole, under its name, with a %s', async (accesso) => {
    const segreto = accesso === 'chiave' ? server.chiave : server.password;
    expect(await sftp.consegna(dove({ accesso, segreto }), file)).toEqual({ esito: 'ok' });
    expect(arrivati()).toEqual([file.nome]);
    expect(readFileSync(join(server.cartella, 'incassi', file.nome)).equals(readFileSync(file.percorso))).toBe(true);
    expect(server.visto.aperture).toEqual([`/incassi/${file.nome}.part`]);
  });

  it('delivered twice is one file, written once', async () => {
    for (let volta = 0; volta < 2; volta += 1) expect(await sftp.consegna(dove(), file)).toEqual({ esito: 'ok' });
    expect(arrivati()).toEqual([file.nome]);
    expect(server.visto.aperture).toHaveLength(1);
  });

  it('that breaks half way leaves no file of that name; tried again it is whole', async () => {
    server.rompiDopoByte = 100_000;
    expect(perche(await sftp.consegna(dove(), file))).toBe('interrotta');
    expect(arrivati()).not.toContain(file.nome);
    server.rompiDopoByte = null;
    expect(perche(await sftp.consegna(dove(), file))).toBe('ok');
    expect(arrivati()).toEqual([file.nome]);
  });

  it('does not write over a file of the same name with other bytes', async () => {
    writeFileSync(join(server.cartella, 'incassi', file.nome), 'di un altro');
    expect(perche(await sftp.consegna(dove(), file))).toBe('nome_occupato');
    expect(readFileSync(join(server.cartella, 'incassi', file.nome), 'utf8')).toBe('di un altro');
  });
});

describe('a server', () => {
  it('is tried and nothing is left there', async () => {
    expect(await sftp.prova(dove())).toEqual({ esito: 'ok' });
    expect(arrivati()).toEqual([]);
  });

  it('whose key is not known, or is another, is told neither password nor user', async () => {
    const { impronta } = server;
    expect(await sftp.prova(dove({ impronta: null }))).toEqual({
      esito: 'no',
      perche: 'chiave_da_confermare',
      impronta,
    });
    const altra = await sftp.consegna(dove({ impronta: 'SHA256:altra' }), file);
    expect(altra).toEqual({ esito: 'no', perche: 'chiave_cambiata', impronta });
    expect(server.visto.accessi).toEqual([]);
  });

  it.each<[string, string, () => Partial<ServerSftp>]>([
    ['a wrong password', 'accesso_negato', () => ({ segreto: 'sbagliata' })],
    ['a key that is none', 'segreto_illeggibile', () => ({ accesso: 'chiave', segreto: 'non è una chiave' })],
    ['a folder that is not there', 'cartella_non_scrivibile', () => ({ percorso: '/altrove' })],
    ['a port where nobody listens', 'irraggiungibile', () => ({ porta: 1 })],
  ])('with %s says %s', async (_, atteso, cosa) => {
    expect(perche(await sftp.prova(dove(cosa())))).toBe(atteso);
  });

  it.each(['127.0.0.1', 'localhost', '10.1.2.3', '169.254.169.254'])(
    'of a private network is not called: %s',
    async (host) => {
      const fuori = creaSftp({ guardia: creaGuardiaRete([]) });
      expect(perche(await fuori.prova(dove({ host })))).toBe('indirizzo_non_ammesso');
      expect(server.visto.accessi).toEqual([]);
    },
  );
});
