import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { cartellaDiProva } from '#support/cartella';
import { avviaPostgres } from '../postgres/avvia.ts';
import { chiudiPools, creaPools } from './pool.ts';
import { prepara } from './prepara.ts';
import { RUOLI, nomeRuolo, urlCon, urlRuolo } from './ruoli.ts';
import { verificaDatabase } from './verifica.ts';

/** Roles belong to the whole server, and preparing changes their passwords: these tests need one of their own. */
let adminUrl: string;
const database = 'comune di prova';
const ownerPassword = 'una-password/da:codificare@';

beforeAll(async () => {
  const server = valoreDi(await avviaPostgres({ varDir: cartellaDiProva('prepara'), profilo: 'prova' }));
  adminUrl = server.url;
  return () => server.ferma();
});

async function chiedi<T>(url: string, testo: string): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ v: T }>(testo)).rows[0]?.v as T;
  } finally {
    await client.end();
  }
}

test('makes roles, database and extensions, again and at once, and every role logs in with a password of its own', async () => {
  const opzioni = { adminUrl, database, ownerPassword };
  const [{ databaseUrl }] = await Promise.all([prepara(opzioni), prepara(opzioni)]);
  await prepara(opzioni);
  expect(await verificaDatabase(databaseUrl)).toMatchObject({ ok: true });

  expect(
    await chiedi(
      databaseUrl,
      `select datlocprovider::text || datlocale || pg_get_userbyid(datdba) as v
    from pg_database where datname = current_database()`,
    ),
  ).toBe('bC.UTF-8mypay_owner');
  expect(await chiedi(databaseUrl, `select array_agg(extname::text order by extname) as v from pg_extension`)).toEqual([
    'btree_gin',
    'pg_trgm',
    'pgcrypto',
    'plpgsql',
    'unaccent',
  ]);
  const pools = creaPools(databaseUrl, { max: 1 });
  const passwords = new Set(RUOLI.map((ruolo) => new URL(urlRuolo(databaseUrl, ruolo)).password));
  expect(passwords.size).toBe(RUOLI.length);
  for (const ruolo of RUOLI) {
    const { rows } = await pools[ruolo].query('select current_user as chi');
    expect(rows).toEqual([{ chi: nomeRuolo(ruolo) }]);
  }
  await chiudiPools(pools);
});

test('no role is more than it should be', async () => {
  const forti = await chiedi(
    adminUrl,
    `select array_agg(rolname::text) as v from pg_roles
    where rolname like 'mypay%' and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`,
  );
  expect(forti).toBeNull();
  const url = urlCon(adminUrl, { database });
  expect(
    await chiedi(
      url,
      `select array_agg(rolname::text) as v from pg_roles where rolname like 'mypay%' and not rolcanlogin`,
    ),
  ).toEqual(['mypay_porta']);
  expect(
    await chiedi(
      url,
      `select count(*)::int as v from pg_roles where rolname like 'mypay%' and has_schema_privilege(rolname, 'public', 'create')
    and rolname <> 'mypay_owner'`,
    ),
  ).toBe(0);
  expect(await chiedi(url, `select has_database_privilege('mypay_nodo', current_database(), 'temporary') as v`)).toBe(
    false,
  );
  expect(await chiedi(url, `select has_database_privilege('mypay_sil', current_database(), 'temporary') as v`)).toBe(
    true,
  );
});

describe('refused in words', () => {
  const url = (password: string): string => urlCon(adminUrl, { database, utente: { nome: 'mypay_owner', password } });

  test.each([
    ['a wrong password', () => url('sbagliata'), 'accesso_negato'],
    ['a database that is not there', () => urlCon(url(ownerPassword), { database: 'altrove' }), 'accesso_negato'],
    ['a port where nobody listens', () => url(ownerPassword).replace(/:\d+\//, ':1/'), 'database_irraggiungibile'],
    ['the administrator in place of the owner', () => urlCon(adminUrl, { database }), 'database_non_preparato'],
  ])('%s', async (_caso, indirizzo, codice) => {
    expect(await verificaDatabase(indirizzo())).toMatchObject({ ok: false, refusal: { codice } });
  });

  test('an owner whose password was changed by hand: the other roles no longer follow', async () => {
    const nuova = randomBytes(12).toString('hex');
    await chiedi(adminUrl, `alter role mypay_owner password '${nuova}'`);
    expect(await verificaDatabase(url(nuova))).toMatchObject({
      refusal: { codice: 'accesso_negato', parametri: { utente: 'mypay_nodo' } },
    });
    await prepara({ adminUrl, database, ownerPassword: nuova });
    expect(await verificaDatabase(url(nuova))).toMatchObject({ ok: true });
  });

  test('a password too short to derive others from', async () => {
    await expect(prepara({ adminUrl, database, ownerPassword: 'corta' })).rejects.toThrow('ownerPassword');
  });
});
