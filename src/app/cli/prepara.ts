import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { prepara } from '#platform/db/prepara';
import { migra } from '#platform/db/migra';
import { spiegaPiattaforma } from '#testi/it/piattaforma';
import type { EsitoComando } from './esito-comando.ts';

/** Makes roles and database on a PostgreSQL of one's own, and says what to write in DATABASE_URL. May be run again. */
export async function comandoPrepara(argomenti: readonly string[]): Promise<EsitoComando> {
  const { values } = parseArgs({
    args: [...argomenti],
    options: {
      'admin-url': { type: 'string' },
      database: { type: 'string', default: 'mypay' },
      password: { type: 'string' },
    },
  });
  const adminUrl = values['admin-url'];
  if (adminUrl === undefined)
    return {
      righe: ['Uso: npm run mypay -- prepara --admin-url postgres://amministratore:…@host:5432/postgres'],
      codice: 2,
    };
  const ownerPassword = values.password ?? randomBytes(32).toString('hex');
  const { databaseUrl } = await prepara({ adminUrl, database: values.database, ownerPassword });
  const migrato = await migra(databaseUrl);
  if (!migrato.ok) return { righe: [spiegaPiattaforma(migrato.refusal)], codice: 1 };
  return {
    righe: ['Ruoli, base di dati e tabelle sono pronti. Da qui in poi:', `DATABASE_URL=${databaseUrl}`],
    codice: 0,
  };
}
