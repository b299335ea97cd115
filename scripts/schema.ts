import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { valoreDi } from '#kernel/esito';
import { schemaModulo } from '#modules/enti';
import { migra } from '#platform/db/migra';
import { creaPool } from '#platform/db/pool';
import { prepara } from '#platform/db/prepara';
import { descriviSchema } from '#platform/db/schema';
import { avviaPostgres } from '#platform/postgres/avvia';
import { creaCartellaProva } from '#support/residui';

const FILE = join(import.meta.dirname, '../db/schema.sql');
/** The language of the forms, for whoever writes them with a program. A test compares it with the code. */
const FILE_MODULO = join(import.meta.dirname, '../docs/integrazione/modulo.schema.json');

/** Migrates a throwaway database and describes it. */
async function schemaDelleMigrazioni(): Promise<string> {
  const cartella = creaCartellaProva();
  const server = valoreDi(await avviaPostgres({ varDir: join(cartella, 'var'), profilo: 'prova' }));
  try {
    const { databaseUrl } = await prepara({
      adminUrl: server.url,
      database: 'schema',
      ownerPassword: 'solo-per-lo-schema',
    });
    valoreDi(await migra(databaseUrl));
    const pool = creaPool(databaseUrl, { max: 1 });
    const client = await pool.connect();
    try {
      return await descriviSchema(client);
    } finally {
      client.release();
      await pool.end();
    }
  } finally {
    await server.ferma();
    rmSync(cartella, { recursive: true, force: true });
  }
}

/** The first line where two texts part, as people count them; 0 when they are the same. */
function primaDifferenza(a: string, b: string): number {
  if (a === b) return 0;
  const [sinistra, destra] = [a.split('\n'), b.split('\n')];
  return sinistra.findIndex((riga, i) => riga !== destra[i]) + 1 || sinistra.length + 1;
}

const schema = await schemaDelleMigrazioni();
if (process.argv.includes('--check')) {
  const riga = primaDifferenza(schema, existsSync(FILE) ? readFileSync(FILE, 'utf8') : '');
  if (riga > 0) {
    console.error(`db/schema.sql is not what the migrations make, from line ${riga} on: run npm run schema.`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, schema);
  const come = { ...(await resolveConfig(FILE_MODULO)), parser: 'json' };
  writeFileSync(FILE_MODULO, await format(JSON.stringify(schemaModulo(), null, 2), come));
}
