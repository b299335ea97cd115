import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { valoreDi } from '#kernel/esito';
import { leggiConfig } from '#platform/config/config';
import type { Mondo } from '#platform/contesto';
import { CARTELLA_MIGRAZIONI, migra } from '#platform/db/migra';
import { chiudiPools, creaPools } from '#platform/db/pool';
import { prepara } from '#platform/db/prepara';
import { PROPRIETARIO, urlCon } from '#platform/db/ruoli';
import { creaArchivio } from '#platform/files';
import { avviaPostgres } from '#platform/postgres/avvia';
import { FILI_MUTI } from '../test/support/mondo.ts';
import { unEnte, type EnteDiProva } from '../test/support/un-ente.ts';
import { racconta } from './misura.ts';

/** Dovuti already in the database when a measure begins. */
const DOVUTI_PRESENTI = 1_000_000;
const ENTI = 10;
/** What each of them has. */
export const DOVUTI_PER_ENTE = DOVUTI_PRESENTI / ENTI;
const OWNER_PASSWORD = 'banco-di-misura';

/** The server of the measures, with the template that holds a million dovuti: kept from run to run, made anew when a migration changes. */
export type Banco<E extends EnteDiProva = EnteDiProva> = {
  /** The template itself, its owner's URL: for a measure that reads, and leaves in it some rows that change nothing. */
  modello: string;
  /** A clone of the template; gives its owner's URL. */
  clona(nome: string): Promise<string>;
  elimina(nome: string): Promise<void>;
  enti: E[];
  admin(database: string): Promise<pg.Client>;
  chiudi(): Promise<void>;
};

const CARTELLA = resolve(process.env['MYPAY_BENCH_VAR'] ?? 'var/bench');

/** What a template holds: a name of its own, what it depends on beside the migrations, and how it is filled. Gives its enti. */
export type Ricetta<E extends EnteDiProva = EnteDiProva> = {
  nome: string;
  file: string;
  dovuti: number;
  riempi: (mondo: Mondo, client: pg.Client) => Promise<E[]>;
};

const DIECI_ENTI: Ricetta = {
  nome: 'modello',
  file: import.meta.filename,
  dovuti: DOVUTI_PRESENTI,
  riempi: riempiDieci,
};

export async function apriBanco(): Promise<Banco>;
export async function apriBanco<E extends EnteDiProva>(ricetta: Ricetta<E>): Promise<Banco<E>>;
export async function apriBanco(ricetta: Ricetta = DIECI_ENTI): Promise<Banco> {
  const server = valoreDi(await avviaPostgres({ varDir: CARTELLA }));
  const modello = `${ricetta.nome}_${impronta(ricetta)}`;
  const admin = async (database: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: urlCon(server.url, { database }) });
    await client.connect();
    return client;
  };
  const su = await admin('postgres');
  const urlDi = (database: string): string =>
    urlCon(server.url, { database, utente: { nome: PROPRIETARIO, password: OWNER_PASSWORD } });
  const { rowCount } = await su.query('select from pg_database where datname = $1', [modello]);
  if (rowCount === 0) await costruisci(server.url, { database: `${modello}_nuovo`, ricetta }, admin);
  if (rowCount === 0) await su.query(`alter database ${modello}_nuovo rename to ${modello}`);
  // Two gigabytes each: those of other migrations serve nobody.
  const vecchi = await su.query<{ datname: string }>(
    "select datname from pg_database where datname ~ ('^' || $2 || '_[0-9a-f]{12}') and datname <> $1",
    [modello, ricetta.nome],
  );
  for (const { datname } of vecchi.rows) await su.query(`drop database if exists ${datname} with (force)`);
  const letto = await admin(modello);
  const { rows } = await letto.query<{ dati: EnteDiProva }>('select dati from banco.ente order by n');
  await letto.end();
  return {
    enti: rows.map((r) => r.dati),
    modello: urlDi(modello),
    admin,
    clona: async (nome) => {
      await su.query(`drop database if exists ${nome} with (force)`);
      await su.query(`create database ${nome} owner ${PROPRIETARIO} template ${modello} strategy file_copy`);
      await su.query('checkpoint');
      return urlDi(nome);
    },
    elimina: async (nome) => {
      await su.query(`drop database if exists ${nome} with (force)`);
    },
    chiudi: async () => {
      await su.end();
      await server.ferma();
    },
  };
}

function impronta({ file, dovuti }: Ricetta): string {
  const hash = createHash('sha256').update(readFileSync(file)).update(String(dovuti));
  for (const nome of readdirSync(CARTELLA_MIGRAZIONI).toSorted())
    hash.update(readFileSync(join(CARTELLA_MIGRAZIONI, nome)));
  return hash.digest('hex').slice(0, 12);
}

/** A world on a database of the bench: silent, without ways out. */
export function mondoDelBanco(databaseUrl: string): Mondo & { chiudi(): Promise<void> } {
  const pools = creaPools(databaseUrl, { max: 16 });
  return {
    pools,
    config: valoreDi(leggiConfig({ MYPAY_VAR: CARTELLA })),
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (evento, causa) => process.stderr.write(`${evento} ${String(causa)}\n`),
    },
    orologio: () => new Date(),
    wires: FILI_MUTI,
    files: creaArchivio(join(CARTELLA, 'files')),
    chiudi: () => chiudiPools(pools),
  };
}

async function costruisci(
  adminUrl: string,
  { database, ricetta }: { database: string; ricetta: Ricetta },
  admin: Banco['admin'],
): Promise<void> {
  racconta(`preparo ${ricetta.dovuti} dovuti (una volta sola)`);
  const su = await admin('postgres');
  await su.query(`drop database if exists ${database} with (force)`);
  await su.end();
  const { databaseUrl } = await prepara({ adminUrl, database, ownerPassword: OWNER_PASSWORD });
  valoreDi(await migra(databaseUrl));
  const mondo = mondoDelBanco(databaseUrl);
  const client = await admin(database);
  const enti = await ricetta.riempi(mondo, client);
  await mondo.chiudi();
  await client.query('create schema banco; create table banco.ente (n integer primary key, dati jsonb not null)');
  for (const [n, ente] of enti.entries())
    await client.query('insert into banco.ente values ($1, $2)', [n, JSON.stringify(ente)]);
  await client.query('vacuum analyze');
  await client.end();
}

async function riempiDieci(mondo: Mondo, client: pg.Client): Promise<EnteDiProva[]> {
  const enti: EnteDiProva[] = [];
  for (let n = 0; n < ENTI; n += 1) enti.push(await unEnte(mondo));
  await riempiDi(client, enti);
  return enti;
}

/** Gives each of these enti as many dovuti to be paid as the others of a bench have. */
export async function riempiDi(client: pg.Client, enti: readonly EnteDiProva[]): Promise<void> {
  // The rows are made consistent by this very statement: foreign keys and the check on shares are not asked a million times.
  await client.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'");
  for (const ente of enti) {
    await client.query(DOVUTI, [
      ente.enteId,
      ente.stazioneId,
      ente.segregazione,
      ente.tipoDovutoId,
      ente.contoId,
      ente.codiceFiscale,
      DOVUTI_PER_ENTE,
    ]);
  }
  await client.query('reset session_replication_role');
}

const DOVUTI = `
  with g as materialized (
    select n, uuidv7() as p, uuidv7() as o, uuidv7() as i, uuidv7() as d, posizioni.numero_avviso($3, n::bigint) as nav
      from generate_series(1, $7::integer) as n),
  posizione as (
    insert into posizioni.posizione (ente_id, id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica)
    select $1::uuid, p, '1X-BANCO' || n, 'F', 'RSSMRA80A01H501U', 'Persona di prova ' || n from g),
  opzione as (insert into posizioni.opzione (ente_id, id, posizione_id) select $1::uuid, o, p from g),
  iuv as (
    insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine)
    select $1::uuid, i, substr(nav, 2), nav, $2::uuid, 'generato' from g),
  dovuto as (
    insert into posizioni.dovuto (ente_id, id, posizione_id, opzione_id, iuv_id, iud, tipo_dovuto_id, stato, importo_cents, causale,
      causale_pubblica,
                                  data_scadenza, dati_riscossione, iuf)
    select $1::uuid, d, p, o, i, 'BANCO' || n, $4::uuid, 'da_pagare', 1000 + n % 50000, 'Tassa rifiuti', 'Tassa rifiuti', '2099-12-31',
      '9/0101101IM/', 'BANCO'
      from g),
  quota as (
    insert into posizioni.quota (ente_id, dovuto_id, indice, importo_cents, beneficiario_cf, beneficiario_denominazione, conto_id,
      tassonomia, causale)
    select $1::uuid, d, 1, 1000 + n % 50000, $6, 'Ente', $5::uuid, '9/0101101IM/', 'Tassa rifiuti' from g),
  storia as (
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore)
    select $1::uuid, d, 'inserito', 1, 'da_pagare', 1000 + n % 50000, '2099-12-31', 'sistema' from g),
  contatore as (
    insert into posizioni.contatore_iuv (ente_id, stazione_id, prossimo) values ($1::uuid, $2::uuid, $7::integer + 1)),
  atto as (
    insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id) select $1::uuid, 'sistema', 'dovuto.nuovo', 'dovuto', d from g)
  select count(*) from g`;
