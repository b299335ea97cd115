/** The server that is measured: the REST door, and beside it the floor, on the same Fastify and the same pool. */
import Fastify from 'fastify';
import { registraApi } from '#doors/sil/api';
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
await registraApi(app, { mondo, richiesteMinutoMax: Number.MAX_SAFE_INTEGER });
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
      .then(() => mondo.chiudi())
      .then(() => process.disconnect?.());
});
process.send?.('pronto');
