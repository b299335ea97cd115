import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unEnte, type EnteDiProva } from '../test/support/un-ente.ts';
import { apriBanco, type Ricetta } from './banco.ts';
import { inFiglio, type Corsa } from './figlio.ts';
import { mediana, racconta, rapporto, RIPETIZIONI, type Misura } from './misura.ts';

export const EVENTI = 20_000;
/** What was promised of one worker. */
const PROMESSI_AL_SECONDO = 1000;

const RICETTA: Ricetta<EnteDiProva> = {
  nome: 'eventi',
  file: import.meta.filename,
  dovuti: 0,
  riempi: async (mondo) => [await unEnte(mondo)],
};

/**
 * Signed events to a software on this machine, by the act that the worker runs: read, signed, sent, and each attempt written down. The
 * floor sends as many bodies, signed by the same library, as many at once, from a bare loop without a database. Who receives is this
 * process.
 */
export async function misuraEventi(): Promise<Misura[]> {
  const banco = await apriBanco(RICETTA);
  const { server, url, ricevuti } = await ascolta();
  const nostri: number[] = [];
  const pavimenti: number[] = [];
  const rss: number[] = [];
  try {
    const [ente] = banco.enti;
    if (ente === undefined) throw new Error('bench: no ente');
    for (let giro = 1; giro <= RIPETIZIONI; giro += 1) {
      const corri = async (argomenti: readonly string[]): Promise<Corsa> => {
        const prima = ricevuti();
        const corsa = await inFiglio('eventi-processo.ts', [url, ...argomenti]);
        if (ricevuti() - prima !== EVENTI) throw new Error(`bench: ${ricevuti() - prima} events have come`);
        return corsa;
      };
      const noi = await corri([await banco.clona('banco_eventi'), ente.enteId]);
      nostri.push(EVENTI / noi.secondi);
      rss.push(noi.rssMb);
      pavimenti.push(EVENTI / (await corri([])).secondi);
      racconta(
        `giro ${giro}: noi ${nostri.at(-1)?.toFixed(0)} eventi/s, pavimento ${pavimenti.at(-1)?.toFixed(0)} eventi/s`,
      );
    }
    await banco.elimina('banco_eventi');
  } finally {
    server.closeAllConnections();
    server.close();
    await banco.chiudi();
  }
  const voce = { unit: 'eventi/s', ours: mediana(nostri), rssMbAboveIdle: mediana(rss) };
  return [
    { ...voce, name: 'events', floor: mediana(pavimenti), ratio: rapporto(nostri, pavimenti), goal: 0.5 },
    { ...voce, name: 'eventsPromised', floor: PROMESSI_AL_SECONDO, ratio: voce.ours / PROMESSI_AL_SECONDO, goal: 1 },
  ];
}

async function ascolta(): Promise<{ server: Server; url: string; ricevuti: () => number }> {
  let n = 0;
  const server = createServer((req, res) => {
    req.resume();
    req.on('end', () => {
      n += 1;
      res.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/eventi`, ricevuti: () => n };
}
