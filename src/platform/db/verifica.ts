import pg from 'pg';
import { ok, rifiuto, type Esito } from '#kernel/esito';
import { VERSIONE_MAGGIORE } from '../postgres/binari.ts';
import { PORTA, PROPRIETARIO, RUOLI, nomeRuolo, urlRuolo } from './ruoli.ts';

/** Why MyPay cannot work on the database of DATABASE_URL. */
export type RifiutoDatabase =
  | { codice: 'database_irraggiungibile'; genere: 'non_disponibile'; parametri: { host: string; motivo: string } }
  | { codice: 'accesso_negato'; genere: 'vietato'; parametri: { utente: string; motivo: string } }
  | { codice: 'versione_vecchia'; genere: 'conflitto'; parametri: { trovata: number; minima: number } }
  | { codice: 'database_non_preparato'; genere: 'conflitto'; parametri: { manca: string } };

/** Wrong password, unknown role or database, no right to connect. */
const NEGATI = ['28P01', '28000', '3D000', '42501'];
const CONNESSIONE_MS = 10_000;

/**
 * Whether the database is one MyPay can work on: reachable as its owner, of our major version or later, in UTF-8,
 * with our roles and their passwords as `mypay prepara` makes them. To be asked before the migrations.
 */
export async function verificaDatabase(databaseUrl: string): Promise<Esito<undefined, RifiutoDatabase>> {
  const proprietario = await interroga(databaseUrl, STATO, [[PORTA, ...RUOLI.map(nomeRuolo)]]);
  if (!proprietario.ok) return proprietario;
  const { chi, versione, codifica, assenti } = proprietario.value;
  if (versione < VERSIONE_MAGGIORE) {
    return rifiuto('versione_vecchia', 'conflitto', { trovata: versione, minima: VERSIONE_MAGGIORE });
  }
  const manca = [
    ...(chi === PROPRIETARIO ? [] : [`l'utente ${PROPRIETARIO} (si è entrati come ${chi})`]),
    ...(codifica === 'UTF8' ? [] : [`la codifica UTF8 (è ${codifica})`]),
    ...assenti.map((nome) => `il ruolo ${nome}`),
  ];
  if (manca.length > 0) return rifiuto('database_non_preparato', 'conflitto', { manca: manca.join(', ') });
  // The roles' passwords derive from the owner's: one log-in tells whether that was changed since.
  const ruolo = await interroga(urlRuolo(databaseUrl, 'nodo'), STATO, [[]]);
  return ruolo.ok ? ok() : ruolo;
}

const STATO = `
  select current_user::text as chi, current_setting('server_version_num')::int / 10000 as versione,
         pg_encoding_to_char(encoding)::text as codifica,
         array(select r from unnest($1::text[]) as r where not exists (select from pg_roles where rolname = r)) as assenti
    from pg_database where datname = current_database()`;

type Stato = { chi: string; versione: number; codifica: string; assenti: string[] };

async function interroga(url: string, testo: string, valori: unknown[]): Promise<Esito<Stato, RifiutoDatabase>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNESSIONE_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Stato>(testo, valori);
    const [stato] = rows;
    if (stato === undefined) throw new Error('pg_database has no row of this database');
    return ok(stato);
  } catch (causa) {
    const codice = causa instanceof Error && 'code' in causa ? String(causa.code) : '';
    if (NEGATI.includes(codice)) {
      return rifiuto('accesso_negato', 'vietato', { utente: client.user ?? '', motivo: codice });
    }
    return rifiuto('database_irraggiungibile', 'non_disponibile', { host: client.host, motivo: codice });
  } finally {
    await client.end().catch(() => undefined);
  }
}
