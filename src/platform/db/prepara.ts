import pg from 'pg';
import { PORTA, PROPRIETARIO, RUOLI, nomeRuolo, passwordRuolo, urlCon } from './ruoli.ts';
import { verificatoreScram } from './scram.ts';

/** Trigram and accent-blind search, composite GIN indexes, hashing in SQL. All are in PostgreSQL's own contrib. */
const ESTENSIONI = ['pg_trgm', 'unaccent', 'btree_gin', 'pgcrypto'];

/** Roles that open the intake `carico` or other temporary tables. */
const CON_TABELLE_TEMPORANEE = RUOLI.filter((ruolo) => ruolo !== 'nodo').map(nomeRuolo);

const LUCCHETTO = 'mypay.prepara';

export type Preparazione = {
  /** URL of an administrator (superuser, or a role that may create roles and databases). */
  adminUrl: string;
  database: string;
  /** Printable ASCII; the other roles' passwords derive from it. */
  ownerPassword: string;
};

/**
 * Makes roles, database, extensions and grants, or brings them to what they should be: it may run again at any time,
 * also from two processes at once. Gives the owner's URL, which is DATABASE_URL. Throws what PostgreSQL refuses to
 * the administrator.
 */
export async function prepara({ adminUrl, database, ownerPassword }: Preparazione): Promise<{ databaseUrl: string }> {
  if (!/^[\x21-\x7e]{12,}$/.test(ownerPassword))
    throw new Error('ownerPassword: at least 12 printable ASCII characters');
  await conClient(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [LUCCHETTO]);
    await creaRuoli(client, ownerPassword);
    await creaDatabase(client, database);
  });
  await conClient(urlCon(adminUrl, { database }), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [LUCCHETTO]);
    for (const nome of ESTENSIONI) await client.query(`create extension if not exists ${nome} with schema public`);
    await client.query(concessioni(database));
  });
  return { databaseUrl: urlCon(adminUrl, { database, utente: { nome: PROPRIETARIO, password: ownerPassword } }) };
}

async function creaRuoli(client: pg.Client, ownerPassword: string): Promise<void> {
  await creaRuolo(client, PORTA, 'nologin noinherit');
  await creaRuolo(client, PROPRIETARIO, `login inherit password '${verificatoreScram(ownerPassword)}'`);
  for (const nome of RUOLI.map(nomeRuolo)) {
    await creaRuolo(
      client,
      nome,
      `login noinherit password '${verificatoreScram(passwordRuolo(ownerPassword, nome))}'`,
    );
  }
  // The owner hands its definer functions to porta, so it must be able to act as it.
  await client.query(`grant ${PORTA} to ${PROPRIETARIO} with inherit true, set true`);
  // An administrator that is no superuser may give the database to the owner only as a member of it.
  await client.query(`do $$ begin
    if not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant ${PROPRIETARIO} to %I with set true', current_user);
    end if; end $$`);
}

async function creaRuolo(client: pg.Client, nome: string, attributi: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [nome]);
  await client.query(`${rowCount === 0 ? 'create' : 'alter'} role ${nome} ${attributi} nocreatedb nocreaterole`);
}

async function creaDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
  if (rowCount !== 0) return;
  await client.query(`create database ${pg.escapeIdentifier(database)} owner ${PROPRIETARIO} template template0 encoding 'UTF8'
    locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C'`);
}

function concessioni(database: string): string {
  const nome = pg.escapeIdentifier(database);
  return `revoke all on database ${nome} from public;
    grant connect on database ${nome} to ${RUOLI.map(nomeRuolo).join(', ')};
    grant temporary on database ${nome} to ${CON_TABELLE_TEMPORANEE.join(', ')};
    revoke create on schema public from public`;
}

async function conClient(url: string, fn: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'mypay prepara' });
  await client.connect();
  try {
    await fn(client);
  } finally {
    await client.end();
  }
}
