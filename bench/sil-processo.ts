/** The server that is measured: the doors of the ente's software, and beside them the floors, on the same Fastify and the same pools. */
import Fastify from 'fastify';
import { portaSil } from '#doors/sil';
import { ok } from '#kernel/esito';
import { creaGiornale } from '#modules/registro';
import { preparata } from '#platform/db/pool';
import { conXml } from '#platform/xml/documento';
import { mondoDelBanco } from './banco.ts';

const [url = '', porta = ''] = process.argv.slice(2);
const mondo = mondoDelBanco(url);
const app = Fastify({ logger: false, forceCloseConnections: true, routerOptions: { maxParamLength: 1000 } });
/** One committed row, with as many indexes as a dovuto has. */
const RIGA = `
  insert into banco.dovuto (ente_id, posizione_id, opzione_id, iuv_id, iud, tipo_dovuto_id, stato, importo_cents, causale,
    causale_pubblica, data_scadenza, dati_riscossione, iuf)
  values ($1, uuidv7(), uuidv7(), uuidv7(), $2, $3, 'da_pagare', $4, $5, $5, $6, '9/0101101IM/', 'BANCO')`;
type Corpo = { opzioni: [{ dovuti: [{ importoCents: number; causale: string; dataScadenza: string }] }] };
app.put<{ Params: { ente: string; tipo: string; iud: string }; Body: Corpo }>(
  '/pavimento/:ente/:tipo/:iud',
  async (req, reply) => {
    const { ente, tipo, iud } = req.params;
    const [{ importoCents, causale, dataScadenza }] = req.body.opzioni[0].dovuti;
    await mondo.pools.sil.query({
      name: 'pavimento',
      text: RIGA,
      values: [ente, `B${iud}`, tipo, importoCents, causale, dataScadenza],
    });
    return reply.send({ fatto: true });
  },
);
const COSTANTE = `<?xml version="1.0" encoding="UTF-8"?><e>${'x'.repeat(700)}</e>`;
await app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_req, corpo, fatto) => fatto(null, corpo));
  scope.post<{ Params: { ente: string; tipo: string; iud: string } }>(
    '/pavimento/dovuto/:ente/:tipo/:iud',
    async (req, reply) => {
      conXml(req.body as Buffer, ({ radice }) => ok(radice.nome));
      const { ente, tipo, iud } = req.params;
      const valori = [ente, `B${iud}`, tipo, 12_050, 'Tassa rifiuti 2026', '2099-12-31'];
      await preparata(mondo.pools.sil, { name: 'pavimento', text: RIGA }, valori);
      return reply.type('text/xml').send(COSTANTE);
    },
  );
  scope.post<{ Params: { ente: string; dovuto: string } }>('/pavimento/lettura/:ente/:dovuto', async (req, reply) => {
    const { ente, dovuto } = req.params;
    const text = 'select stato from posizioni.dovuto where ente_id = $1 and id = $2';
    await preparata(mondo.pools.worker, { name: 'pavimento_l', text }, [ente, dovuto]);
    return reply.type('text/xml').send(COSTANTE);
  });
});
const giornale = creaGiornale(mondo);
await portaSil(app, {
  ...{ mondo, giornale, contatori: { risposte: () => undefined } },
  richiesteMinutoMax: Number.MAX_SAFE_INTEGER,
});
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
