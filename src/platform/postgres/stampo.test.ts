import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { cartellaDiProva } from '#support/cartella';
import { avviaPostgres } from './avvia.ts';
import { copiaStampo } from './stampo.ts';

const SEGNO = 'postgres/mypay.password-dello-stampo';
const stampo = join(cartellaDiProva('stampo'), 'var');
let diPrima: string;

/** A stopped server with something in it. */
beforeAll(async () => {
  const server = valoreDi(await avviaPostgres({ varDir: stampo, profilo: 'prova' }));
  await interroga(server.url, 'create table impressa as select 42 as v');
  await server.ferma();
  diPrima = readFileSync(join(stampo, 'postgres.password'), 'utf8');
});

async function interroga(url: string, testo: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ v: unknown }>(testo);
    return rows[0]?.v;
  } finally {
    await client.end();
  }
}

/** Starts on that folder, and says whether it has what the original had; then stops. */
async function parte(
  varDir: string,
  da: string | null = stampo,
): Promise<{ copiato: boolean; vecchiaPassword: string }> {
  const server = valoreDi(await avviaPostgres({ varDir, profilo: 'prova', stampo: da }));
  const nuova = readFileSync(join(varDir, 'postgres.password'), 'utf8');
  const copiato = (await interroga(server.url, `select to_regclass('impressa') is not null as v`)) === true;
  const vecchia = server.url.replace(nuova, diPrima);
  const vecchiaPassword = await interroga(vecchia, 'select 1 as v').then(
    () => 'apre',
    (causa: Error) => causa.message,
  );
  await server.ferma();
  expect(nuova).not.toBe(diPrima);
  expect(existsSync(join(varDir, SEGNO))).toBe(false);
  return { copiato, vecchiaPassword };
}

test('a new folder gets a copy, and a password of its own: that of the original opens nothing', async () => {
  const varDir = join(cartellaDiProva('copia'), 'var');
  expect(await parte(varDir)).toEqual({ copiato: true, vecchiaPassword: expect.stringContaining('password') });
  // Afterwards it is a folder like any other, whatever becomes of the original.
  expect((await parte(varDir, join(stampo, 'non-esiste'))).copiato).toBe(true);
});

test('a start that died before it changed the password is put right by the next one', async () => {
  const varDir = join(cartellaDiProva('a-meta'), 'var');
  await parte(varDir);
  rmSync(join(varDir, 'postgres'), { recursive: true });
  const nuovo = join(varDir, 'postgres');
  expect(await copiaStampo({ stampo, nuovo, identita: { prefisso: [], utente: null } })).toBe(true);
  expect(readFileSync(join(varDir, SEGNO), 'utf8')).toBe(diPrima);
  expect(await parte(varDir)).toMatchObject({ copiato: true, vecchiaPassword: expect.stringContaining('password') });
});

test('where there is nothing to copy, or no cluster in it, one is made', async () => {
  for (const da of [null, join(stampo, 'non-esiste')])
    expect((await parte(join(cartellaDiProva('da-se'), 'var'), da)).copiato).toBe(false);
  const vuoto = cartellaDiProva('vuoto');
  writeFileSync(join(vuoto, 'postgres.password'), diPrima);
  expect((await parte(join(cartellaDiProva('da-se'), 'var'), vuoto)).copiato).toBe(false);
});

test('the password of another folder is still refused', async () => {
  const varDir = join(cartellaDiProva('altra'), 'var');
  await parte(varDir);
  const file = join(varDir, 'postgres.password');
  const vera = readFileSync(file, 'utf8');
  writeFileSync(file, 'f'.repeat(64));
  const server = await avviaPostgres({ varDir, profilo: 'prova', stampo });
  expect(server).toMatchObject({ ok: false, refusal: { codice: 'password_diversa' } });
  writeFileSync(file, vera);
  expect((await parte(varDir)).copiato).toBe(true);
});
