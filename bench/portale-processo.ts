/** The server that is measured: the door of the portale and the files that its pages ask for, as in production. */
import { join } from 'node:path';
import Fastify from 'fastify';
import { portaPortale } from '#doors/portale';
import { statico } from '#platform/http/statico';
import { costruisciAssets } from '../scripts/assets.ts';
import { mondoDelBanco } from './banco.ts';

const [url = '', porta = ''] = process.argv.slice(2);
const mondo = mondoDelBanco(url);
const cartella = join(import.meta.dirname, '../dist/assets');
await costruisciAssets({ destinazione: cartella });
const app = Fastify({ logger: false, forceCloseConnections: true, routerOptions: { maxParamLength: 1000 } });
await statico(app, cartella);
await portaPortale(app, { mondo });
await app.listen({ host: '127.0.0.1', port: Number(porta) });
const rss = (): number => process.memoryUsage().rss / 1024 / 1024;
const fermo = rss();
process.on('message', (m) => {
  if (m === 'memoria') process.send?.({ rssMb: Math.max(0, rss() - fermo) });
  if (m === 'fine')
    void app
      .close()
      .then(() => mondo.chiudi())
      .then(() => process.disconnect?.());
});
process.send?.('pronto');
