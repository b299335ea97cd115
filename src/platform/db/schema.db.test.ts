import { expect, test } from 'vitest';
import { databaseNuovo, databaseVuoto } from '#support/db';
import type { DatabaseDiProva } from '#support/db';
import { descriviSchema } from './schema.ts';

const TUTTO = `
  create schema prova;
  comment on schema prova is 'l''intera varietà';
  grant usage on schema prova to mypay_sil;
  create type prova.stato as enum ('a', 'b');
  create domain prova.cents as bigint check (value >= 0);
  create table prova.padre (
    id uuid default uuidv7() primary key,
    n integer generated always as identity,
    testo text collate "C" not null default 'x''y',
    doppio integer generated always as (1 + 1) stored,
    stato prova.stato,
    importo_cents prova.cents,
    constraint testo_corto check (length(testo) < 10)
  );
  comment on column prova.padre.testo is 'un commento';
  create index padre_testo on prova.padre (lower(testo)) where n > 0;
  alter table prova.padre enable row level security;
  alter table prova.padre force row level security;
  create policy sola on prova.padre as restrictive for update to mypay_sil, mypay_nodo using (n > 0) with check (n > 1);
  grant select on prova.padre to mypay_nodo, mypay_sil;
  grant update (testo) on prova.padre to mypay_sil;
  create table prova.figlio (padre_id uuid references prova.padre (id), mese date) partition by range (mese);
  create table prova.figlio_2026 partition of prova.figlio for values from ('2026-01-01') to ('2027-01-01');
  create view prova.v_padre with (security_invoker = true) as select id from prova.padre;
  create sequence prova.contatore;
  create function prova.f(a integer) returns integer language sql security definer set search_path = pg_catalog return a + 1;
  alter function prova.f owner to mypay_owner;
  revoke all on function prova.f from public;
  grant execute on function prova.f to mypay_nodo;
  create function prova.scatta() returns trigger language plpgsql as 'begin return new; end';
  create trigger scatto before update on prova.padre for each row execute function prova.scatta();`;

async function descrivi({ owner }: DatabaseDiProva): Promise<string> {
  const client = await owner.connect();
  try {
    return await descriviSchema(client);
  } finally {
    client.release(true);
  }
}

test('describes every kind of thing a migration may make', async () => {
  const base = await databaseVuoto();
  await base.owner.query(TUTTO);
  const testo = await descrivi(base);
  for (const parte of [
    `comment on schema prova is 'l''intera varietà';`,
    'grant usage on schema prova to mypay_sil;',
    `create type prova.stato as enum ('a', 'b');`,
    'create domain prova.cents as bigint CHECK ((VALUE >= 0));',
    'n integer generated always as identity not null',
    `testo text collate "C" default 'x''y'::text not null`,
    'doppio integer generated always as ((1 + 1)) stored',
    'constraint testo_corto CHECK (length(testo) < 10)',
    `comment on column prova.padre.testo is 'un commento';`,
    'CREATE INDEX padre_testo ON prova.padre USING btree (lower(testo)) WHERE (n > 0);',
    'alter table prova.padre enable row level security;',
    'alter table prova.padre force row level security;',
    'create policy sola on prova.padre as restrictive for update to mypay_nodo, mypay_sil',
    'grant select on table prova.padre to mypay_nodo;',
    'grant update (testo) on table prova.padre to mypay_sil;',
    'partition by RANGE (mese);',
    'create view prova.v_padre with (security_invoker=true) as',
    'create sequence prova.contatore as bigint start 1 increment 1;',
    'revoke all on routine prova.f(integer) from public;',
    'grant execute on routine prova.f(integer) to mypay_nodo;',
    'CREATE TRIGGER scatto BEFORE UPDATE ON prova.padre',
  ]) {
    expect(testo).toContain(parte);
  }
  expect(testo).not.toContain('figlio_2026');
  expect(testo).not.toContain('NULL;');
});

test.each([
  ['a column', 'alter table prova.padre add column nuova text'],
  ['a default', `alter table prova.padre alter testo set default 'z'`],
  ['a right', 'revoke select on prova.padre from mypay_sil'],
  ['a policy', 'alter policy sola on prova.padre using (n > 5)'],
  ['the force of the policies', 'alter table prova.padre no force row level security'],
  ['a body', 'create or replace function prova.f(a integer) returns integer language sql return a + 2'],
  ['an index', 'drop index prova.padre_testo'],
])('no change goes unseen: %s', async (_cosa, cambio) => {
  const base = await databaseVuoto();
  await base.owner.query(TUTTO);
  const prima = await descrivi(base);
  await base.owner.query(cambio);
  expect(await descrivi(base)).not.toBe(prima);
});

test('two databases of the same migrations have the same description', async () => {
  const [uno, due] = await Promise.all([databaseNuovo(), databaseNuovo()]);
  expect(await descrivi(uno)).toBe(await descrivi(due));
});
