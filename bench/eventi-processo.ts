/** The process that is measured: sends the events by the product's act, or, without a database, by a bare loop. */
import http from 'node:http';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import { consegnaEventi, registraAbbonamento } from '#modules/eventi';
import { creaCtx } from '#platform/contesto';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { creaEnte } from '#wires/ente';
import { mondoDelBanco } from './banco.ts';
import { EVENTI } from './eventi.ts';
import { misurato } from './figlio.ts';

/** As many as the act sends at once. */
const INSIEME = 32;

const DATI = {
  ...{ ente: 'c_banco', codiceFiscaleEnte: '01234567897', ambiente: 'prova', iupd: '1X-BANCO', tipoDovuto: 'TARI' },
  ...{ iuv: '01000000000000154', numeroAvviso: '301000000000000154', stato: 'pagato', importoCents: 1000 },
  ...{ pagatoCents: 1000, pagatoIl: '2026-11-20T09:11:12Z' },
};

const [url = '', database, enteId] = process.argv.slice(2);
if (database === undefined) await nudo();
else await noi(database, enteId as EnteId);
process.disconnect?.();

async function noi(databaseUrl: string, ente: EnteId): Promise<void> {
  const base = mondoDelBanco(databaseUrl);
  const mondo = { ...base, wires: { ...base.wires, ente: creaEnte({ guardia: creaGuardiaRete(['127.0.0.0/8']) }) } };
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' }, enteId: ente });
  const chiesto = { nome: 'Banco', url, generi: ['dovuto.pagato'] };
  const { id } = valoreDi(await registraAbbonamento(ctx, chiesto));
  await mondo.pools.worker.query(
    `insert into eventi.evento (ente_id, genere, oggetto_id, seq, istante, dati)
     select $1, 'dovuto.pagato', uuidv7(), 2, now(), $2::jsonb || jsonb_build_object('iud', 'BANCO-' || n)
       from generate_series(1, $3::integer) as n`,
    [ente, JSON.stringify(DATI), EVENTI],
  );
  await misurato(async () => {
    for (let altro = true; altro;) ({ altro } = await consegnaEventi(ctx, id));
  });
  await base.chiudi();
}

async function nudo(): Promise<void> {
  const firma = new Webhook(`whsec_${Buffer.alloc(32, 7).toString('base64')}`);
  const agent = new http.Agent({ keepAlive: true, maxFreeSockets: INSIEME });
  const istante = new Date();
  let n = 0;
  const uno = async (): Promise<void> => {
    while (n < EVENTI) {
      n += 1;
      const id = `banco-${n}`;
      const corpo = JSON.stringify({ type: 'dovuto.pagato', timestamp: istante, data: { ...DATI, iud: id, seq: 2 } });
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(corpo),
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(istante.getTime() / 1000)),
        'webhook-signature': firma.sign(id, istante, corpo),
      };
      const richiesta = http.request(url, { method: 'POST', agent, headers });
      richiesta.end(corpo);
      const [risposta] = (await once(richiesta, 'response')) as [http.IncomingMessage];
      risposta.resume();
      await once(risposta, 'end');
    }
  };
  await misurato(async () => {
    await Promise.all(Array.from({ length: INSIEME }, uno));
  });
  agent.destroy();
}
