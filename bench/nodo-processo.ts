/** The server that is measured: the door of the Nodo, and beside it the floors, on the same Fastify and the same pools. */
import Fastify from 'fastify';
import { portaNodo } from '#doors/nodo';
import { creaGiornale } from '#modules/registro';
import { preparata } from '#platform/db/pool';
import { conXml } from '#platform/xml/documento';
import { ok } from '#kernel/esito';
import { mondoDelBanco } from './banco.ts';

const [url = '', porta = '', enteId = '', dovutoId = ''] = process.argv.slice(2);
const mondo = mondoDelBanco(url);
const giornale = creaGiornale(mondo);
const app = Fastify({ logger: false, forceCloseConnections: true });
const COSTANTE = `<?xml version="1.0" encoding="UTF-8"?><e>${'x'.repeat(700)}</e>`;
await app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_req, corpo, fatto) => fatto(null, corpo));
  scope.post('/pavimento/lettura', async (_req, reply) => {
    await preparata(
      mondo.pools.worker,
      { name: 'pavimento', text: 'select stato from posizioni.dovuto where ente_id = $1 and id = $2' },
      [enteId, dovutoId],
    );
    return reply.type('text/xml').send(COSTANTE);
  });
  scope.post('/pavimento/ricevuta', async (req, reply) => {
    const letta = conXml(req.body as Buffer, ({ radice }) => ok(radice.nome));
    await preparata(
      mondo.pools.worker,
      { name: 'pavimento_r', text: 'insert into banco.ricevuta (radice, corpo) values ($1, $2)' },
      [letta.ok ? letta.value : '', req.body],
    );
    return reply.type('text/xml').send(COSTANTE);
  });
});
await portaNodo(app, { mondo, giornale, contatori: { respinte: () => undefined, risposte: () => undefined } });
await giornale.avvia();
await app.listen({ host: '127.0.0.1', port: Number(porta) });
const rss = (): number => process.memoryUsage().rss / 1024 / 1024;
const fermo = rss();
let massimo = fermo;
setInterval(() => {
  massimo = Math.max(massimo, rss());
}, 100).unref();
process.on('message', (m) => {
  if (m === 'memoria') process.send?.({ rssMb: massimo - fermo });
  if (m === 'fine')
    void app
      .close()
      .then(() => giornale.chiudi())
      .then(() => mondo.chiudi())
      .then(() => process.disconnect?.());
});
process.send?.('pronto');
