import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pausa } from 'node:timers/promises';
import { seguiEventi } from '#modules/eventi';
import type { Mondo } from '#platform/contesto';
import { ctxDi } from './un-ente.ts';

const GIRI_MAX = 400;
const PAUSA_MS = 50;
const ATTESA_MS = 30_000;

/** What a software has received. */
export type Ricevuto = { percorso: string; intestazioni: IncomingHttpHeaders; corpo: string };

/** The software of an ente, on this machine: it keeps what it gets and answers as it is told. */
export type Ricevitore = {
  url: string;
  ricevuti: Ricevuto[];
  /** Of each answer from now on: its status and text. */
  risponde(quale: { stato: number; testo?: string; verso?: string }): void;
  chiudi(): Promise<void>;
};

export async function ricevitore(): Promise<Ricevitore> {
  const ricevuti: Ricevuto[] = [];
  let risposta: { stato: number; testo?: string; verso?: string } = { stato: 200 };
  const server = createServer((req, res) => {
    let corpo = '';
    req.on('data', (pezzo: Buffer) => (corpo += pezzo.toString('utf8')));
    req.on('end', () => {
      ricevuti.push({ percorso: req.url ?? '', intestazioni: req.headers, corpo });
      const { stato, testo = '', verso } = risposta;
      res.writeHead(stato, verso === undefined ? {} : { location: verso }).end(testo);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ricevuti,
    risponde: (quale) => (risposta = quale),
    chiudi: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * Has what was written so far told to who subscribed. Other tests write in the same server, and the horizon is behind the oldest of them.
 */
export async function seguito(mondo: Mondo): Promise<void> {
  const { rows } = await mondo.pools.worker.query<{ xid: string }>(`select pg_current_xact_id()::text as xid`);
  for (let giro = 0; giro < GIRI_MAX; giro += 1) {
    await seguiEventi(ctxDi(mondo, 'worker'));
    const { rows: fatti } = await mondo.pools.worker.query<{ fatto: boolean }>(
      `select cursore > $1::xid8 as fatto from piattaforma.seguito where nome = 'eventi.evento'`,
      [rows[0]?.xid],
    );
    if (fatti[0]?.fatto === true) return;
    await pausa(PAUSA_MS);
  }
  throw new Error('eventi: somebody writes for too long');
}

/**
 * Waits until the ente's software that the simulatore plays has received an event of a kind about a dovuto (by its IUD), signed well. For a
 * story that ends there.
 */
export async function attendiEvento(
  simulatore: string,
  { genere, iud }: { genere: string; iud: string },
): Promise<{ id: string; firma: string; corpo: unknown }> {
  const fino = Date.now() + ATTESA_MS;
  while (Date.now() < fino) {
    const risposta = await fetch(`${simulatore}/api/eventi`);
    const { eventi } = (await risposta.json()) as {
      eventi: { id: string; genere: string; firma: string; corpo: unknown }[];
    };
    const trovato = eventi.find((e) => e.genere === genere && JSON.stringify(e.corpo).includes(JSON.stringify(iud)));
    if (trovato !== undefined) return trovato;
    await pausa(PAUSA_MS * 4);
  }
  throw new Error(`no event ${genere} of ${iud} has come`);
}
