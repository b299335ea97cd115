import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { migra } from '#platform/db/migra';
import { prepara } from '#platform/db/prepara';
import { avviaPostgres } from '#platform/postgres/avvia';
import { cartellaDiProva } from '#support/cartella';
import { creaStampo, NOME_DATABASE, trovaStampo } from './stampo.ts';

test('what an installation keeps spares the first start all the migrations, and is of this version alone', async () => {
  const cartella = join(cartellaDiProva('stampi'), 'cluster');
  expect(trovaStampo(cartella)).toBeNull();
  await creaStampo(cartella);
  const stampo = trovaStampo(cartella);
  expect(stampo).not.toBeNull();
  expect(statSync(stampo ?? '').mode & 0o777).toBe(0o700);
  expect(readdirSync(cartella)).toHaveLength(1);
  const varDir = join(cartellaDiProva('primo-avvio'), 'var');
  const server = valoreDi(await avviaPostgres({ varDir, profilo: 'prova', stampo }));
  try {
    const preparazione = { adminUrl: server.url, database: NOME_DATABASE, ownerPassword: 'una-password-di-prova' };
    const { databaseUrl } = await prepara(preparazione);
    expect(valoreDi(await migra(databaseUrl)).applicate).toEqual([]);
  } finally {
    await server.ferma();
  }
  // Made again, it is left as it is.
  const prima = statSync(stampo ?? '').mtimeMs;
  await creaStampo(cartella);
  expect(statSync(stampo ?? '').mtimeMs).toBe(prima);
});
