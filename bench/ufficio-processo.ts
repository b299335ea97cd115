/** The server that is measured: the door of the ufficio, as in production. It says again, on a bare connection, what a page asked. */
import { join } from 'node:path';
import Fastify from 'fastify';
import pg from 'pg';
import { portaUfficio } from '#doors/ufficio';
import { urlRuolo } from '#platform/db/ruoli';
import { statico } from '#platform/http/statico';
import { costruisciAssets } from '../scripts/assets.ts';
import { IMPATTI } from '../src/app/impatti.ts';
import { mondoDelBanco } from './banco.ts';

type Domanda = { text: string; values?: unknown[] };

const [url = '', porta = '', volte = '1'] = process.argv.slice(2);
const mondo = mondoDelBanco(url);
const cartella = join(import.meta.dirname, '../dist/assets');
await costruisciAssets({ destinazione: cartella });
const app = Fastify({ logger: false, forceCloseConnections: true, routerOptions: { maxParamLength: 1000 } });
await statico(app, cartella);
await portaUfficio(app, { mondo, impatti: IMPATTI });

/** What the pages ask, while it is noted. */
let note: Domanda[] | null = null;
const visti = new WeakSet<pg.PoolClient>();
mondo.pools.ufficio.on('acquire', (client) => {
  if (visti.has(client)) return;
  visti.add(client);
  const chiedi = client.query.bind(client) as (...argomenti: unknown[]) => unknown;
  const annota = (...argomenti: unknown[]): unknown => {
    const [cosa, values] = argomenti;
    if (note !== null && typeof cosa === 'string') note.push({ text: cosa, ...(Array.isArray(values) && { values }) });
    else if (note !== null && isDomanda(cosa)) note.push(cosa);
    return chiedi(...argomenti);
  };
  Object.assign(client, { query: annota });
});

function isDomanda(cosa: unknown): cosa is Domanda {
  return typeof cosa === 'object' && cosa !== null && 'text' in cosa && typeof cosa.text === 'string';
}

/** How long the same statements take by themselves, each time. */
async function pavimento(domande: readonly Domanda[]): Promise<number[]> {
  const nudo = new pg.Client({ connectionString: urlRuolo(url, 'ufficio') });
  await nudo.connect();
  const ms: number[] = [];
  for (let volta = 0; volta < Number(volte); volta += 1) {
    const inizio = performance.now();
    for (const { text, values = [] } of domande) await nudo.query(text, values);
    ms.push(performance.now() - inizio);
  }
  await nudo.end();
  return ms;
}

await app.listen({ host: '127.0.0.1', port: Number(porta) });
const rss = (): number => process.memoryUsage().rss / 1024 / 1024;
const fermo = rss();
process.on('message', (m) => {
  if (m === 'annota') note = [];
  if (m === 'annota') process.send?.('annoto');
  if (m === 'pavimento') {
    const domande = note ?? [];
    note = null;
    void pavimento(domande).then((ms) =>
      process.send?.({ ms, domande: domande.length, rssMb: Math.max(0, rss() - fermo) }),
    );
  }
  if (m === 'fine')
    void app
      .close()
      .then(() => mondo.chiudi())
      .then(() => process.disconnect?.());
});
process.send?.('pronto');
